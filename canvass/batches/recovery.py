"""The keys that batches are sealed to, and headquarters' recovery key: on paper, typed back, tried, taken out."""

import secrets
from typing import Literal

import msgspec
import pyrage

from canvass.batches.founding import IDENTITY, RECOVERY
from canvass.batches.keys import recipient_of
from canvass.campaign.generations import forget_in_copies
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Claim, Did, Kind, Role, Setting
from canvass.journal.drive import RECIPIENTS, NoPetition, NotHeadquarters, recipients_of
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.roles import founding

PREFIX = "AGE-SECRET-KEY-1"
GROUP_LETTERS = 6
WRITTEN_DOWN = "recovery key on paper"
RECOVERY_PLACE = 1
"""Of the two keys that a drive's founder named when it began."""

_READ_ALIKE = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})
"""Letters that no key has (BIP 173), and what was meant."""

Whose = Literal["headquarters", "recovery", "other"]
Kept = Literal["here", "paper", "elsewhere"]


class RecoveryKeyGone(CanvassError):
    """This file holds no recovery key: it is on paper only, or another headquarters began the drive."""

    needs = ("path",)


class RecoveryKeyUnreadable(CanvassError):
    """What was typed or read is no key: letters are missing, too many or wrong."""


class RecoveryKeyOfAnother(CanvassError):
    """It is a key, but not the recovery key of this drive."""


class GroupDiffers(CanvassError):
    """What was typed back is not the group of the key that was asked for."""


class SealingKey(msgspec.Struct, frozen=True):
    """A key that batches are sealed to: whose it is, its laptop's name, its public half, where its secret half is."""

    whose: Whose
    name: str
    recipient: str
    kept: Kept


def sealing_keys(journal: Journal) -> tuple[SealingKey, ...]:
    """Return the keys that every batch of this drive is sealed to, the founder's first.

    Beside them a batch is sealed to the laptop that made its writer's kit. Raises `NoPetition`, `NotHeadquarters`.
    """
    _check_headquarters(journal)
    told = [
        (fact.device, fact.body.value)
        for fact in facts(journal.connection, Kind.SETTING)
        if isinstance(fact.body, Setting) and fact.body.field == RECIPIENTS and isinstance(fact.body.value, tuple)
    ]
    device_of = {key: device for device, value in told for key in value}
    names = {
        fact.device: fact.body.name for fact in facts(journal.connection, Kind.CLAIM) if isinstance(fact.body, Claim)
    }
    recovery = recovery_recipient(journal)
    own = _own_recipient(journal)
    kept = recovery_kept(journal)
    return tuple(
        SealingKey("recovery", "", key, kept)
        if key == recovery
        else SealingKey("headquarters", "", key, "here")
        if key == own
        else SealingKey("other", names.get(device_of.get(key, ""), ""), key, "elsewhere")
        for key in recipients_of(journal)
    )


def recovery_recipient(journal: Journal) -> str | None:
    """Return the public half of the drive's recovery key, None in a file outside any campaign."""
    root = founding(journal.connection, journal.campaign_id or "")
    for fact in facts(journal.connection, Kind.SETTING):
        if root is not None and fact.device == root.device and isinstance(fact.body, Setting):
            value = fact.body.value
            if fact.body.field == RECIPIENTS and isinstance(value, tuple) and len(value) > RECOVERY_PLACE:
                return str(value[RECOVERY_PLACE])
    return None


def recovery_kept(journal: Journal) -> Kept:
    """Return where the recovery key is: in this file, on paper only, or with the headquarters that began the drive."""
    if journal.campaign.text_setting(RECOVERY):
        return "here"
    written = any(
        isinstance(fact.body, Did) and fact.body.what == WRITTEN_DOWN for fact in facts(journal.connection, Kind.DID)
    )
    return "paper" if written else "elsewhere"


def is_card_due(journal: Journal) -> bool:
    """Return whether the recovery key is still only in this file, so that losing the laptop loses it too."""
    return journal.role == Role.HQ and recovery_kept(journal) == "here"


def recovery_key(journal: Journal) -> str:
    """Return the secret recovery key, to be written on its card. Raises `RecoveryKeyGone` and as `sealing_keys`."""
    _check_headquarters(journal)
    key = journal.campaign.text_setting(RECOVERY)
    if not key:
        raise RecoveryKeyGone(path=str(journal.campaign.path))
    return key


def groups_of(key: str) -> tuple[str, ...]:
    """Return the key's letters in groups to read and type by, without the beginning that all keys share."""
    letters = key.upper().removeprefix(PREFIX)
    return tuple(letters[at : at + GROUP_LETTERS] for at in range(0, len(letters), GROUP_LETTERS))


def group_to_ask(key: str) -> int:
    """Return the number of one group, 1 for the first: drawn, so that nobody answers from habit. Never a short one."""
    whole = [number for number, group in enumerate(groups_of(key), 1) if len(group) == GROUP_LETTERS]
    return secrets.choice(whole)


def read_key(typed: str) -> str:
    """Return the key that somebody typed or scanned: its beginning, spaces, dashes and case make no difference.

    Raises `RecoveryKeyUnreadable`; the key's own check letters (BIP 173) find a slip of the finger.
    """
    letters = "".join(typed.upper().split()).replace("-", "").removeprefix(PREFIX.replace("-", ""))
    key = PREFIX + letters.translate(_READ_ALIKE)
    try:
        recipient_of(key)
    except pyrage.IdentityError:
        raise RecoveryKeyUnreadable from None
    return key


def check_key(journal: Journal, typed: str) -> str:
    """Return the recovery key of this drive as typed from its card, or raise.

    Raises `RecoveryKeyUnreadable` for what is no key and `RecoveryKeyOfAnother` for another drive's.
    """
    key = read_key(typed)
    if recipient_of(key) != recovery_recipient(journal):
        raise RecoveryKeyOfAnother
    return key


def forget_recovery_key(journal: Journal, typed: str, group: int | None = None) -> None:
    """Take the recovery key out of the file, now that it is on paper: proved by typing back a group of it.

    `group` is the number of the one that was asked for; None takes any whole group. From then on the file does not
    hold the key, not even in free pages or its log, nor do the copies that lie beside it. Raises `GroupDiffers`,
    `RecoveryKeyGone`.
    """
    groups = groups_of(recovery_key(journal))
    asked = [each for each in groups if len(each) == GROUP_LETTERS] if group is None else [groups[group - 1]]
    if "".join(typed.upper().split()).translate(_READ_ALIKE) not in asked:
        raise GroupDiffers
    forget_in_copies(journal.campaign, RECOVERY)
    with journal.writing():
        journal.campaign.note_setting(RECOVERY, None)
        journal.write(Kind.DID, Did(what=WRITTEN_DOWN))
    journal.connection.execute("pragma wal_checkpoint(truncate)").fetchall()


def _own_recipient(journal: Journal) -> str | None:
    identity = journal.campaign.text_setting(IDENTITY)
    return recipient_of(identity) if identity else None


def _check_headquarters(journal: Journal) -> None:
    if journal.campaign_id is None:
        raise NoPetition(path=str(journal.campaign.path))
    if journal.role != Role.HQ:
        raise NotHeadquarters(path=str(journal.campaign.path))
