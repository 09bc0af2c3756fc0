"""What *Sheets out and back* says: what was done, who has how many for how long, what cannot be right."""

from collections.abc import Sequence

import msgspec

from canvass.desktop.lines_model import HIDDEN
from canvass.desktop.out_moves import CARRIED, Told
from canvass.journal.number import parse_sheet_number
from canvass.sheets.custody import COUNTED, Order
from canvass.sheets.whereabouts import Doubt, Outstanding
from canvass.wording.out_list import age_words
from canvass.wording.translation import mark, tr, tr_n

OUT, BACK, SPOILED, LOST = "handed_out", "returned", "spoiled", "lost"
SPANS_SHOWN = 4
LETTERS_OF_NAME = 40
LETTERS_OF_UNDO = 36

DONE_WORDS = {
    OUT: (mark("{sheets} handed to {holder}"), mark("{today:,} today")),
    BACK: (mark("{sheets} back"), mark("{today:,} back today")),
    COUNTED[1]: (mark("{sheets} back, {filled:,} lines filled on each"), mark("{today:,} back today")),
    SPOILED: (mark("{sheets} spoiled"), mark("{today:,} spoiled today")),
    LOST: (mark("{sheets} lost"), mark("{today:,} lost today")),
    CARRIED: (mark("{sheets} carried by {holder}"), ""),
}
ONE_COUNTED = mark("{sheets} back, {filled:,} lines filled")
DOUBT_WORDS = {
    "filed_not_returned": mark("filed, but nobody said that it came back"),
    "spoiled_typed": mark("spoiled, but lines were typed from it"),
    "two_holders": mark("two people are said to have it"),
    "two_counts": mark("two different counts of its filled lines"),
    "more_typed_than_counted": mark("more lines typed than were counted as filled"),
}
STATE_WORDS = (
    (("printed",), mark("{sheets:,} not handed out")),
    (("handed_out",), mark("{sheets:,} out")),
    (("returned", "counted"), mark("{sheets:,} back, not typed yet")),
    (("entered", "checked", "filed"), mark("{sheets:,} typed")),
    (("spoiled",), mark("{sheets:,} spoiled")),
    (("lost",), mark("{sheets:,} lost")),
)


def spans(sheets: Sequence[str]) -> list[str]:
    """Return sheet numbers in order as a person lists them: `001002-0014`, `001002-0014 to 0020`."""
    found: list[tuple[int, int, int]] = []
    for number in map(parse_sheet_number, sheets):
        if found and found[-1][0] == number.run and found[-1][2] + 1 == number.serial:
            found[-1] = (number.run, found[-1][1], number.serial)
        else:
            found.append((number.run, number.serial, number.serial))
    single, several = "{run:06d}-{first:04d}", tr("{run:06d}-{first:04d} to {last:04d}")
    return [
        (single if first == last else several).format(run=run, first=first, last=last) for run, first, last in found
    ]


def cut(text: str, letters: int) -> str:
    """Return the text with an ellipsis in place of what is beyond so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def shortened(sheets: Sequence[str]) -> str:
    """Return the sheets on one line, with how many more there are."""
    found = spans(sheets)
    said = ", ".join(found[:SPANS_SHOWN])
    return said if len(found) <= SPANS_SHOWN else tr("{sheets} and more").format(sheets=said)


def named(told: Told) -> str:
    """Return what was done to which sheets, to name it by."""
    return _filled_in(_done_words(told.order, len(told.moved.sheets)), told.order, told.moved.sheets)


def done_words(told: Told) -> str:
    """Return the line that says what was done, or that it stood so already."""
    moved, unchanged = told.moved.sheets, told.moved.unchanged
    if not moved:
        said = tr("Nothing new: {said} already.")
        return said.format(said=_filled_in(_done_words(told.order, len(unchanged)), told.order, unchanged))
    parts = [named(told)]
    if len(moved) > 1:
        parts.append(tr_n("{count:,} sheet", "{count:,} sheets", len(moved)).format(count=len(moved)))
    if unchanged:
        said = tr_n("{count:,} was so already", "{count:,} were so already", len(unchanged))
        parts.append(said.format(count=len(unchanged)))
    if told.today:
        parts.append(tr(DONE_WORDS[told.order.state][1]).format(today=told.today))
    return "✓ " + ", ".join(parts)


def undo_words(told: Told) -> str:
    """Return what the button says that takes it back."""
    return tr("&Undo: {said}").format(said=cut(named(told), LETTERS_OF_UNDO).replace("&", "&&"))


def taken_back_words(told: Told) -> str:
    """Return the line that says what was taken back."""
    return tr("✓ Taken back: {said}. It is where it was before.").format(said=named(told))


def states_words(states: dict[str, int]) -> str:
    """Return a sentence of how many sheets are where, leaving out what there is none of."""
    counts = [(sum(states.get(state, 0) for state in group), says) for group, says in STATE_WORDS]
    where = ", ".join(tr(says).format(sheets=count) for count, says in counts if count)
    total = sum(count for count, _ in counts)
    return tr_n("{n:,} sheet in all: {where}.", "{n:,} sheets in all: {where}.", total).format(n=total, where=where)


def without_name(told: Told) -> Told:
    """Return what was told with dots in place of the name."""
    return told._replace(order=msgspec.structs.replace(told.order, holder=HIDDEN if told.order.holder else ""))


def outstanding_rows(people: Sequence[Outstanding], *, is_private: bool = False) -> list[tuple[str, str, str, str]]:
    """Return a row for each person who has sheets: who, how many, for how long, which."""
    return [
        (
            (HIDDEN if is_private and person.holder else cut(person.holder, LETTERS_OF_NAME)) or tr("not said who"),
            f"{len(person.sheets):,}",
            age_words(person),
            shortened(person.sheets),
        )
        for person in people
    ]


def doubt_rows(doubts: Sequence[Doubt]) -> list[tuple[str, str]]:
    """Return a row for each sheet of which two things were told that cannot both be right."""
    return [(doubt.sheet, tr(DOUBT_WORDS[doubt.why])) for doubt in doubts]


def _done_words(order: Order, count: int) -> str:
    if order.state == COUNTED[1] and count == 1:
        return ONE_COUNTED
    return DONE_WORDS[order.state][0]


def _filled_in(says: str, order: Order, sheets: Sequence[str]) -> str:
    return tr(says).format(sheets=shortened(sheets), holder=cut(order.holder, LETTERS_OF_NAME), filled=order.filled)
