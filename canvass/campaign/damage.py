"""A damaged file and the newest whole copy beside it: which that is, how old, and how many lines fewer it has."""

import contextlib
from datetime import datetime
from pathlib import Path

import msgspec

from canvass.campaign.companions import FORMAT_COPY, own_copies, real_path
from canvass.campaign.connection import connect, errors_told
from canvass.campaign.errors import CampaignDamaged, DamagedButCopied, NotACampaign, PassphraseWrong
from canvass.campaign.generations import kept_copies
from canvass.campaign.key import Key, derived_key, file_salt, is_plain
from canvass.ground.errors import CanvassError
from canvass.ground.files import PartFile

LINES = "select count(*) from line where entered"
PLACES = "select count(distinct place) from record where place is not null"
"""Stands in an index of its own: often readable where the table of lines is not."""

_CHUNK_BYTES = 1 << 20


class WholeCopy(msgspec.Struct, frozen=True):
    """A copy of which every page is sound: when it was made by this computer's clock, and how many lines it has."""

    path: Path
    made: datetime
    lines: int


def told_with_copy(
    error: CanvassError, path: Path, passphrase: str | None = None, key: Key | None = None
) -> CanvassError:
    """Return `DamagedButCopied` for a failure of the file at `path` that damage explains, if a whole copy lies beside.

    The passphrase or the key is that of the file, which is that of its copies. A head of which nothing is left looks
    like another kind of file, or like a wrong passphrase; where the same passphrase opens a copy, it is neither.
    """
    copy = newest_whole_copy(path, passphrase, key) if _may_be_damage(error, path) else None
    if copy is None:
        return error
    there = _lines_of(path, _key_of(path, passphrase, key))
    fewer = 0 if there is None else max(0, there - copy.lines)
    return DamagedButCopied(
        path=str(path),
        copy=str(copy.path),
        made=copy.made,
        lines=copy.lines,
        fewer=fewer,
        why="uncounted" if there is None else "fewer" if fewer else "as_many",
    )


def _may_be_damage(error: CanvassError, path: Path) -> bool:
    if isinstance(error, DamagedButCopied) or real_path(Path(str(error.facts.get("path", "")))) != real_path(path):
        return False
    is_other = isinstance(error, NotACampaign) and error.facts["why"] == "other"
    return is_other or isinstance(error, CampaignDamaged | PassphraseWrong)


def newest_whole_copy(path: Path, passphrase: str | None = None, key: Key | None = None) -> WholeCopy | None:
    """Return the newest copy beside the file that opens and of which every page is sound, or None."""
    with contextlib.suppress(OSError):
        before = [copy for copy in own_copies(path) if copy.name.startswith(path.name + FORMAT_COPY)]
        for copy in (*kept_copies(path), *reversed(before)):
            lines = _lines_of(copy, _key_of(copy, passphrase, key), is_checked=True)
            if lines is not None:
                made = datetime.fromtimestamp(copy.stat().st_mtime).astimezone()
                return WholeCopy(copy, made, lines)
    return None


def copy_out(copy: Path, out: Path) -> None:
    """Write a copy under a name of its own, whole and read back; the copy stays. Raises `ground.files`' errors."""
    with PartFile(out) as part, copy.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            part.write(chunk)
        part.publish()


def _key_of(path: Path, passphrase: str | None, key: Key | None) -> Key | None:
    """Return the key that opens the file, None for one that asks for none or if nothing is known."""
    with contextlib.suppress(OSError):
        if key is None and passphrase and not is_plain(path):
            return derived_key(passphrase, file_salt(path))
        return None if is_plain(path) else key
    return None


def _lines_of(path: Path, key: Key | None, *, is_checked: bool = False) -> int | None:
    """Return how many lines the file holds as far as it can be read; None if not at all, or, checked, not whole."""
    for question in (LINES,) if is_checked else (LINES, PLACES):
        with (
            contextlib.suppress(CanvassError),
            errors_told(path, is_plain=key is None),
            contextlib.closing(connect(path, key, "read")) as connection,  # after one bad page the cipher reads no more
        ):
            if not is_checked or connection.execute("pragma quick_check(1)").fetchone() == ("ok",):
                return int(connection.execute(question).fetchone()[0])
    return None
