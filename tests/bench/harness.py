"""What the benches of the journal share: files with made-up readings, a peer's table, medians."""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from canvass.campaign.file import Campaign, create_campaign
from canvass.ground.canonical import encode
from canvass.journal.bodies import Kind, Line
from canvass.journal.identity import DeviceKeys, device_id, keys_from_seed, sign
from canvass.journal.number import SheetNumber
from canvass.journal.place import Place
from canvass.journal.record import NO_ID, Record, id_of
from canvass.journal.union import CHECKPOINT_TAG, Segment, checkpoint_text

FIRST = ("Ann", "Bob", "Cleo", "Dan", "Eve", "Renée", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lou", "Mia")
LAST = ("Smith", "Garcia", "Nguyen", "O'Brien", "Lee", "Müller", "Kowalski", "Patel", "Rossi", "Haddad", "Okafor")
STREETS = ("Elm St", "Oak Ave", "Main St", "Vine Blvd", "Sunset Blvd", "3rd St", "Hill Rd")
LINES_A_SHEET = 8
STRIDE, REGIONS = 611, 1_009
"""Laptops type neighbouring sheets, but batches come in from all over: batch b is at region b * 611 modulo 1,009."""


def reading(number: int) -> Line:
    """Return a made-up line; the same number gives the same line."""
    return Line(
        name=f"{FIRST[number % len(FIRST)]} {LAST[number // 7 % len(LAST)]}",
        address=f"{number % 9_000 + 1} {STREETS[number // 3 % len(STREETS)]}",
        city="Los Angeles",
        zip=f"9{number % 10_000:04d}",
        event="Vigil",
    )


def paper(number: int) -> Place:
    """Return the numbered line on paper that has this number, eight lines a sheet."""
    sheet, line = divmod(number, LINES_A_SHEET)
    run, serial = divmod(sheet, 9_999)
    return Place.on(SheetNumber(run + 1, serial + 1), line + 1)


def segment(keys: DeviceKeys, numbers: range) -> Segment:
    """Return what a new laptop sends that typed these lines of paper."""
    device, previous, raws = device_id(keys.public), NO_ID, []
    for seq, number in enumerate(numbers, 1):
        raw = encode(
            Record(
                after=(),
                at="2026-03-01T10:00:00Z",
                body=reading(number),
                device=device,
                kind=int(Kind.PUT),
                nonce=f"{number:032x}",
                place=paper(number),
                seq=seq,
                typist="AB",
            )
        )
        raws.append(raw)
        previous = id_of(previous, raw)
    signature = sign(keys, CHECKPOINT_TAG, checkpoint_text(device, len(raws), previous))
    return Segment(device, keys.public, 1, NO_ID, tuple(raws), signature)


def batches(count: int, size: int, start: int = 0) -> Iterator[Segment]:
    """Yield batches of neighbouring lines of paper, each of a laptop of its own."""
    for number in range(start, start + count):
        keys = keys_from_seed(number.to_bytes(32, "big"))
        region = number * STRIDE % REGIONS
        yield segment(keys, range(region * size, (region + 1) * size))


def new_campaign(folder: Path, name: str) -> Campaign:
    """Make a file with the program's own settings."""
    return create_campaign(folder / f"{name}.canvass")


def median_ms(times_s: list[float]) -> float:
    """Return the median in milliseconds."""
    return statistics.median(times_s) * 1_000


def timed(call: Callable[[], object]) -> float:
    """Return how many seconds a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def tell(text: str) -> None:
    """Write one line of results."""
    sys.stdout.write(text + "\n")
