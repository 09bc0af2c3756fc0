"""What a file is that somebody opens, drops or double-clicks: told by how it begins, else by its name."""

from enum import Enum
from pathlib import Path

from canvass.batches.preamble import Kind
from canvass.campaign.key import PLAIN_HEADER

BEGINNING_BYTES = 16
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx"})


class FileKind(Enum):
    """What can be done with a file."""

    DRIVE = "drive"
    KIT = "kit"
    BATCH = "batch"
    RECEIPT = "receipt"
    FOLDER = "folder"
    TABLE = "table"
    OTHER = "other"


BY_BEGINNING = {
    PLAIN_HEADER: FileKind.DRIVE,
    Kind.KIT.value: FileKind.KIT,
    Kind.BATCH.value: FileKind.BATCH,
    Kind.RECEIPT.value: FileKind.RECEIPT,
}
BY_SUFFIX = {
    ".canvass": FileKind.DRIVE,
    Kind.KIT.suffix: FileKind.KIT,
    Kind.BATCH.suffix: FileKind.BATCH,
    Kind.RECEIPT.suffix: FileKind.RECEIPT,
    **dict.fromkeys(TABLES, FileKind.TABLE),
}


def kind_of(path: Path) -> FileKind:
    """Return what the file is. One that cannot be read is what its name says; opening it tells why it cannot."""
    if path.is_dir():
        return FileKind.FOLDER
    by_name = BY_SUFFIX.get(path.suffix.lower(), FileKind.OTHER)
    try:
        if not path.is_file():  # nothing there, or a pipe: that may wait for ever
            return by_name
        with path.open("rb") as file:
            beginning = file.read(BEGINNING_BYTES)
    except OSError:
        return by_name
    return next((kind for magic, kind in BY_BEGINNING.items() if beginning.startswith(magic)), by_name)
