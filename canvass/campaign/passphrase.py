"""Protecting a campaign file with a passphrase, and changing it."""

import contextlib
import secrets
from pathlib import Path

from canvass.campaign.companions import (
    PROTECTING,
    REPLACED,
    beside,
    clear_leftovers,
    make_private,
    overwrite_and_remove,
    own_copies,
    real_path,
    remove_file,
    sync_names,
)
from canvass.campaign.connection import Connection, connect, errors_told
from canvass.campaign.errors import CampaignDamaged, CampaignInUse, refused
from canvass.campaign.file import Campaign, open_campaign
from canvass.campaign.key import Key, new_key
from canvass.campaign.schema import FORMAT
from canvass.campaign.shape import APPLICATION_ID

WORDS = 5


def generated_passphrase(words: list[str]) -> str:
    """Return five words drawn from the list: 64 bits from a list of 7,776 (EFF's long list has as many)."""
    return " ".join(secrets.choice(words) for _ in range(WORDS))


def protect(path: Path, old: str | None, new: str) -> None:
    """Protect the closed campaign at `path` with the passphrase `new`, or change it from `old`.

    The contents are exported into a new encrypted file beside, compared row by row, and swapped in; the old file
    and the copies beside it are overwritten and removed. Whatever fails or is cut off leaves a whole
    file under the name, with the old passphrase or the new one. Raises `campaign.errors`.
    """
    key = new_key(new)
    path = real_path(path)
    with open_campaign(path, old) as campaign:
        part = beside(path, PROTECTING)
        try:
            with errors_told(path):
                make_private(part)
                _export(campaign.connection, part, key)
                _settle(campaign)
            _check_opens(part, key)
            _swap(part, path)
            for copy in own_copies(path):
                overwrite_and_remove(copy)
            clear_leftovers(path, is_protected=True)
        except OSError as error:
            raise refused(error, path) from None
        finally:
            with contextlib.suppress(OSError):
                remove_file(part)


def _export(connection: Connection, part: Path, key: Key) -> None:
    """Write everything into the new file, and raise `CampaignDamaged` unless every row of it is the same there."""
    connection.execute(f"attach database ? as protecting key \"x'{key.hex()}'\"", (str(part),))
    try:
        connection.execute("select sqlcipher_export('protecting')")
        connection.execute(f"pragma protecting.application_id = {APPLICATION_ID}")
        connection.execute(f"pragma protecting.user_version = {FORMAT}")
        for table in ("sqlite_schema", *_tables(connection)):
            ours, copied = f'main."{table}"', f'protecting."{table}"'
            columns = "type, name, tbl_name, sql" if table == "sqlite_schema" else "*"
            for here, there in ((ours, copied), (copied, ours)):
                question = f"select exists (select {columns} from {here} except select {columns} from {there})"
                if connection.execute(question).fetchone() != (0,):
                    raise CampaignDamaged(path=str(part))
    finally:
        connection.execute("detach database protecting")


def _tables(connection: Connection) -> list[str]:
    names = connection.execute("select name from sqlite_schema where type = 'table' order by name")
    return [name for (name,) in names]


def _settle(campaign: Campaign) -> None:
    """Bring all pages into the old file itself and close it: a log left beside would be played into the new one."""
    if campaign.connection.execute("pragma journal_mode = delete").fetchone() != ("delete",):
        raise CampaignInUse(path=str(campaign.path))
    campaign.connection.close()


def _check_opens(part: Path, key: Key) -> None:
    """Raise an error of `campaign.errors` unless the new file opens with the new key and every page of it is whole."""
    copy = connect(part, key, "read")
    try:
        with errors_told(part):
            if copy.execute("pragma quick_check").fetchone() != ("ok",):
                raise CampaignDamaged(path=str(part))
    finally:
        copy.close()


def _swap(part: Path, path: Path) -> None:
    """Give the new file the name. The old bytes keep one of their own until the change would survive a power cut."""
    old = beside(path, REPLACED)
    with contextlib.suppress(OSError):  # a file system without links: the old bytes are freed, not overwritten
        old.hardlink_to(path)
    try:
        part.replace(path)
    except OSError:
        old.unlink(missing_ok=True)
        raise CampaignInUse(path=str(path)) from None  # Windows, while somebody reads it
    sync_names(path.parent)
