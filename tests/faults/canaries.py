"""Names that stand nowhere else, and a search for their bytes in whatever spelling a file may hold them."""

import base64
import contextlib
import json
import os
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
MOST_INFLATED = 1 << 22


def spellings(text: str) -> set[bytes]:
    """Return the text's bytes in each spelling: Unicode forms, letter cases, UTF-8, UTF-16, escapes, base64."""
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD", "NFKD")}
    forms |= {form.casefold() for form in forms} | {form.upper() for form in forms}
    found = {form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be")}
    found |= {json.dumps(form)[1:-1].encode() for form in forms}
    return found | {part for form in forms for part in _base64_parts(form.encode())}


def _base64_parts(content: bytes) -> Iterator[bytes]:
    """Yield what of the text's base64 is the same wherever in a longer text it stands."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + content)
        yield encoded[(0, 2, 3)[before] + 1 : -4]


def hidden_in(paths: Iterable[Path], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return each file that holds one of the names, with the name: in its bytes, in its own name, or packed in it."""
    wanted = {name: spellings(name) for name in names}
    return sorted(
        (path.name, name)
        for path in paths
        for name, spelt in wanted.items()
        if any(part in layer for layer in _layers(path) for part in spelt)
    )


def files_in(*folders: Path) -> list[Path]:
    """Return every file in the folders and below, links and pipes left out."""
    return [
        Path(folder, name)
        for top in folders
        for folder, _, names in os.walk(top)
        for name in names
        if Path(folder, name).is_file() and not Path(folder, name).is_symlink()
    ]


def _layers(path: Path) -> Iterator[bytes]:
    """Yield the file's path, its bytes, and what is packed in it."""
    yield os.fsencode(path)
    content = path.read_bytes()
    yield content
    for head in ZLIB_HEADS:
        at = content.find(head)
        while at >= 0:
            inflater = zlib.decompressobj()
            with contextlib.suppress(zlib.error):
                yield inflater.decompress(content[at:], MOST_INFLATED)
            at = content.find(head, at + 1)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name)
