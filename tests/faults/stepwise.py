"""Kill -9 at every line of the rooms that move files: python -m tests.faults.stepwise SCENARIO FOLDER STRIDE.

Each step is a process of its own that dies just before the Nth line of `canvass/campaign` runs, N = 1 to the end in
strides; after each the file must be whole. Prints how many steps there are; dies of the first broken promise.
"""

import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

from canvass.campaign import companions, key, passphrase, schema
from canvass.campaign import file as file_room
from canvass.campaign.companions import FORMAT_COPY, beside, own_copies
from canvass.campaign.errors import CampaignMissing, PassphraseNeeded, PassphraseWrong
from canvass.campaign.file import create_campaign, open_campaign
from canvass.campaign.passphrase import protect
from canvass.campaign.shape import is_protected
from tests.campaign.files import CANARY, PASSPHRASE

SWAPPING = (companions, passphrase)
MAKING = (companions, file_room, schema)
NEW = "quite another set of words"


def stepwise(
    rooms: tuple[ModuleType, ...], work: Callable[[], None], prepare: Callable[[], None], look: Callable[[], None]
) -> int:
    """Do the work in processes killed a stride of the rooms' lines later each time; return how many lines there are."""
    stride = int(sys.argv[3])
    step = 1 - stride
    files = tuple(str(room.__file__) for room in rooms)
    while True:
        step += stride
        prepare()
        child = os.fork()
        if child == 0:
            sys.settrace(_killer(files, step))
            work()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        look()
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0
            return step - 1


def _killer(files: tuple[str, ...], step: int) -> Callable[[FrameType, str, Any], Any]:
    seen = 0

    def trace(frame: FrameType, event: str, _value: object) -> Any:
        nonlocal seen
        if frame.f_code.co_filename not in files:
            return None
        if event == "line":
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def check_whole(path: Path, word: str | None) -> None:
    """Open the file for writing and demand the name in it; nothing may lie beside it then but a format's copy."""
    with open_campaign(path, word) as campaign:
        assert campaign.text_setting("name") == CANARY
        assert campaign.connection.execute("pragma integrity_check").fetchone() == ("ok",)
    assert set(path.parent.iterdir()) - {path} == set(own_copies(path))


def emptied(folder: Path) -> None:
    """Make the folder empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def created(folder: Path) -> int:
    """Kill the making of a file: it is there whole, or not at all and can be made."""
    path = folder / "drive.canvass"

    def look() -> None:
        try:
            open_campaign(path).close()
        except CampaignMissing:
            create_campaign(path).close()
        assert [file.name for file in folder.iterdir()] == ["drive.canvass"]

    return stepwise(MAKING, lambda: create_campaign(path).close(), lambda: emptied(folder), look)


def protected(folder: Path, old: str | None) -> int:
    """Kill the setting of a passphrase: the old or the new one opens the file; with the new, nothing is readable."""
    path, first = folder / "drive.canvass", folder.with_name("first.canvass")
    _make(first, old)

    def prepare() -> None:
        emptied(folder)
        shutil.copy(first, path)
        shutil.copy(first, beside(path, FORMAT_COPY + "0"))

    def look() -> None:
        word = old
        if is_protected(path):
            with contextlib.suppress(PassphraseWrong):  # then the old one must open it
                open_campaign(path, NEW, "read").close()
                word = NEW
        check_whole(path, word)
        if word is not None:
            assert not [file for file in folder.iterdir() if CANARY.encode() in file.read_bytes()]
            try:
                open_campaign(path)
            except PassphraseNeeded:
                return
            raise AssertionError("readable without a passphrase")

    return stepwise(SWAPPING, lambda: protect(path, old, NEW), prepare, look)


def upgraded(folder: Path) -> int:
    """Kill a migration: the next opening finds the old format or the new one, whole, and ends with the new one."""
    path, first = folder / "drive.canvass", folder.with_name("first.canvass")
    _make(first, None)
    schema._step(2, "of tomorrow", ("create table tomorrow (n integer) strict", "create index at_n on tomorrow (n)"))
    schema.FORMAT = 2

    def prepare() -> None:
        emptied(folder)
        shutil.copy(first, path)

    def look() -> None:
        check_whole(path, None)
        with open_campaign(path, None, "read") as campaign:
            assert schema.format_of(campaign.connection) == 2
            assert campaign.connection.execute("select count(*) from tomorrow").fetchone() == (0,)

    return stepwise(MAKING, lambda: open_campaign(path).close(), prepare, look)


def _make(path: Path, word: str | None) -> None:
    with create_campaign(path, word) as campaign, campaign.transaction():
        campaign.note_setting("name", CANARY)


SCENARIOS: dict[str, Callable[[Path], int]] = {
    "created": created,
    "protected": lambda folder: protected(folder, None),
    "changed": lambda folder: protected(folder, PASSPHRASE),
    "upgraded": upgraded,
}

if __name__ == "__main__":
    key.ROUNDS = 1  # it is the files that are tried here, thousands of times
    print(SCENARIOS[sys.argv[1]](Path(sys.argv[2]) / "here"))  # noqa: T201
