"""The journal of an open campaign file: this installation as a writer, one transaction for each thing said."""

import contextlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from canvass.campaign.connection import Connection
from canvass.campaign.file import Campaign
from canvass.ground.canonical import encode
from canvass.journal.bodies import Body, Found, Kind, Role
from canvass.journal.identity import DeviceKeys, device_id, keys_from_seed, new_device_keys, sign
from canvass.journal.newcomers import welcome
from canvass.journal.place import Place
from canvass.journal.record import MARK_BYTES, MOST_AFTER, NO_ID, Record, Seen, decode_record, id_of
from canvass.journal.roles import ROLE_KINDS, campaign_id_of, refresh_roles
from canvass.journal.store import Devices, store_records, tell_sheets
from canvass.journal.union import CHECKPOINT_TAG, checkpoint_text
from canvass.journal.views import prepare, refresh, touch

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the computer's clock in UTC. Records carry it as a claim; no rule looks at it."""
    return datetime.now(UTC)


class Journal:
    """The records of one open campaign file, and the device that writes new ones."""

    def __init__(self, campaign: Campaign, clock: Clock = utc_now) -> None:
        """Take the file's device, or, in a file opened for writing that has none, become a new one."""
        self.campaign = campaign
        self._clock = clock
        if campaign.mode == "write":
            prepare(campaign.connection)
            if campaign.setting("seed") is None:
                with campaign.transaction():
                    self.become_new_device()

    @property
    def connection(self) -> Connection:
        """The file's connection."""
        return self.campaign.connection

    @property
    def keys(self) -> DeviceKeys:
        """This device's key pair."""
        seed = self.campaign.setting("seed")
        if not isinstance(seed, bytes):
            raise TypeError("a campaign file without a device was opened for reading")
        return keys_from_seed(seed)

    @property
    def device(self) -> str:
        """This device's id: 32 hex digits."""
        return self.campaign.text_setting("device")

    @property
    def campaign_id(self) -> str | None:
        """The campaign this file belongs to, or None for a lone file."""
        return self.campaign.text_setting("campaign") or None

    @property
    def role(self) -> Role | None:
        """What this device may do; None in a file that belongs to no campaign."""
        if self.campaign_id is None:
            return None
        row = self.connection.execute("select role from device where id = ? and fork = 0", (self.device,)).fetchone()
        return Role(row[0]) if row and row[0] else Role.FIELD

    def now(self) -> str:
        """Return what this computer's clock claims, ISO 8601 in UTC."""
        return self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def become_new_device(self) -> None:
        """Write from now on under a new key pair and id, inside the caller's transaction.

        Asked for once when a file is made, and again when another copy of this file has written under our numbers.
        What was written under the old key pair is signed a last time, so that it can still travel.
        """
        if self.campaign.setting("seed") is not None:
            self._sign_off()
        keys = new_device_keys()
        self.campaign.note_setting("seed", keys.seed)
        self.campaign.note_setting("device", device_id(keys.public))
        number = Devices(self.connection).number(device_id(keys.public))
        self.connection.execute("update device set key = ? where n = ?", (keys.public, number))

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Run the block as one transaction at whose end the views are right; left without error, all is saved."""
        with self.campaign.transaction() as connection:
            connection.execute("delete from temp.touched")
            yield
            refresh(connection)

    def settle(self) -> None:
        """Bring the views up to what was written so far, inside `writing`: for what looks at its own earlier lines."""
        refresh(self.connection)

    def write(
        self,
        kind: Kind,
        body: Body,
        *,
        place: Place | None = None,
        after: Sequence[int] = (),
        typist: str = "",
        known: Devices | None = None,
    ) -> int:
        """Write one record inside `writing` and return its number in this file. `after` are numbers of records."""
        devices = known or Devices(self.connection)
        number = devices.number(self.device)
        last, previous = self._last(number)
        record = Record(
            after=self._seen(after),
            at=self.now(),
            body=body,
            device=self.device,
            kind=int(kind),
            nonce=secrets.token_hex(16),
            place=place,
            seq=last + 1,
            typist=typist,
        )
        raw = encode(record)
        decode_record(raw)
        n = number << 32 | record.seq
        touched, said = store_records(self.connection, devices, [(n, id_of(previous, raw), raw, record, body)])
        touch(self.connection, touched)
        if kind in ROLE_KINDS and self.campaign_id is not None:
            welcome(self.connection, self.campaign_id, said)
        tell_sheets(self.connection, devices, said)
        return n

    def found_campaign(self, *, practice: bool) -> str:
        """Begin a campaign of which this device is headquarters, inside `writing`; return its id."""
        n = self.write(Kind.FOUND, Found(practice=practice))
        (identity,) = self.connection.execute("select id from record where n = ?", (n,)).fetchone()
        campaign_id = campaign_id_of(identity)
        self.campaign.note_setting("campaign", campaign_id)
        refresh_roles(self.connection, campaign_id)
        return campaign_id

    def _sign_off(self) -> None:
        """Store a signed point at the end of every stretch of the records this device wrote."""
        ends = self.connection.execute(
            "select r.n & 4294967295, r.id from device d "
            "cross join record r on r.n between d.n << 32 and d.n << 32 | 4294967295 "
            "where d.id = ? and d.fork = 0 and not exists (select 1 from record next where next.n = r.n + 1)",
            (self.device,),
        ).fetchall()
        signed = [
            (self.device, seq, identity, sign(self.keys, CHECKPOINT_TAG, checkpoint_text(self.device, seq, identity)))
            for seq, identity in ends
        ]
        self.connection.executemany(
            "insert or ignore into checkpoint (device, seq, id, signature) values (?, ?, ?, ?)", signed
        )

    def _last(self, number: int) -> tuple[int, bytes]:
        """Return the last number and id that this device wrote: 0 and zeros before its first record."""
        row = self.connection.execute(
            "select n & 4294967295, id from record where n between ? and ? order by n desc limit 1",
            (number << 32, number << 32 | 0xFFFFFFFF),
        ).fetchone()
        return (0, NO_ID) if row is None else (row[0], row[1])

    def _seen(self, after: Sequence[int]) -> tuple[Seen, ...]:
        """Return how the new record names those it replaces or was changed from, the newest 64 of them."""
        newest = sorted(after, key=lambda n: n & 0xFFFFFFFF)[-MOST_AFTER:]
        named = []
        for n in newest:
            device, identity = self.connection.execute(
                "select d.id, r.id from record r cross join device d on d.n = r.n >> 32 where r.n = ?", (n,)
            ).fetchone()
            named.append(Seen(device, n & 0xFFFFFFFF, identity[:MARK_BYTES].hex()))
        return tuple(sorted(named, key=lambda seen: (seen.device, seen.seq)))
