"""What is said of the readings at a line: where they stand, who typed them, in what they differ. Pure."""

import html
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from canvass.desktop.lines_model import HIDDEN, STATES
from canvass.journal.agreement import comparable
from canvass.journal.place import LoosePage, parse_sheet
from canvass.signers.listing import HeadRow
from canvass.signers.pages import DisputedLink, LinkHead
from canvass.signers.undecided import Undecided
from canvass.wording.translation import mark, tr

LABELS = {
    "state": mark("This line is"),
    "name": mark("Name"),
    "address": mark("Address"),
    "city": mark("City"),
    "zip": mark("ZIP"),
    "sheet": mark("Sheet number"),
}
FIELDS = ("name", "address", "city", "zip")


class Part(NamedTuple):
    """One field of a reading as it is shown: its text, the same with what differs marked, whether anything does."""

    field: str
    text: str
    marked: str
    is_differing: bool


def sheet_words(text: str, device: str, names: dict[str, str]) -> str:
    """Return a sheet or loose page as people know it: "Sheet 001002-0014-65", "Loose page 3 of Ana’s laptop"."""
    ref = parse_sheet(text)
    if isinstance(ref, LoosePage):
        return tr("Loose page {page} of {laptop}").format(
            page=ref.page, laptop=laptop_words(ref.device[:8], device, names)
        )
    return tr("Sheet {sheet}").format(sheet=ref.text)


def laptop_words(laptop: str, device: str, names: dict[str, str]) -> str:
    """Return which laptop eight digits mean: by whose it is, or as it was called where that says already what it is."""
    if device.startswith(laptop):
        return tr("this laptop")
    if "laptop" in names.get(laptop, "").casefold():
        return names[laptop]
    if laptop in names:
        return tr("{name}’s laptop").format(name=names[laptop])
    return tr("laptop {laptop}").format(laptop=laptop)


def title_words(item: Undecided, device: str, names: dict[str, str]) -> str:
    """Return which paper to fetch."""
    if isinstance(item, DisputedLink):
        return sheet_words(item.page, device, names)
    return tr("{sheet}, line {line}").format(sheet=sheet_words(item.sheet, device, names), line=item.line)


def question_words(item: Undecided) -> str:
    """Return what to do with the paper in hand."""
    if isinstance(item, DisputedLink):
        return tr("Look at the paper: which sheet is it? Until you say so, its lines count nowhere.")
    if item.combined is not None:
        return tr("Look at the paper: which is right? They differ in different fields: E shows them put together.")
    if "state" in item.differing:
        return tr("Look at the paper: which is right? It decides whether this line counts.")
    return tr("Look at the paper: which is right?")


def who_words(head: HeadRow | LinkHead, device: str, names: dict[str, str]) -> str:
    """Return who typed a reading where."""
    laptop = laptop_words(head.laptop, device, names)
    if not head.typist:
        return tr("Typed on {laptop}, without initials").format(laptop=laptop)
    return tr("Typed by {typist} on {laptop}").format(typist=head.typist, laptop=laptop)


def heads_of(item: Undecided) -> Sequence[HeadRow | LinkHead]:
    """Return what stands against each other."""
    return item.heads if isinstance(item, DisputedLink) else item.row.heads


def parts(item: Undecided, number: int) -> list[Part]:
    """Return what the reading with this number says, field by field."""
    if isinstance(item, DisputedLink):
        said = item.heads[number - 1].sheet or tr("none of the printed sheets")
        return [Part("sheet", said, _whole(said), is_differing=True)]
    head = item.row.heads[number - 1]
    signed = [other for other in item.row.heads if other.state == "signed"]
    state = [_state(head)] if "state" in item.differing or head.state != "signed" else []
    if head.state != "signed":
        return state
    return state + [_part(field, head, signed) for field in FIELDS]


def hidden(part: Part) -> Part:
    """Return a part with its text hidden."""
    return part._replace(text=HIDDEN, marked=HIDDEN) if part.field in FIELDS else part


def spoken(shown: Sequence[Part]) -> str:
    """Return the parts as one text for a screen reader."""
    return ", ".join(f"{tr(LABELS[part.field])}: {part.text or tr('nothing')}" for part in shown)


def start_fields(item: Undecided) -> dict[str, str]:
    """Return what the form begins with: what the readings make together, else the first that is signed."""
    if isinstance(item, DisputedLink):
        return {"sheet": ""}
    first: object = item.combined or next((head for head in item.row.heads if head.state == "signed"), None)
    return {field: str(getattr(first, field, "")) for field in FIELDS}


def _state(head: HeadRow) -> Part:
    said = tr(STATES[head.state]) or tr("signed")
    return Part("state", said, _whole(said), is_differing=True)


def _part(field: str, head: HeadRow, signed: Sequence[HeadRow]) -> Part:
    text = str(getattr(head, field))
    others = [str(getattr(other, field)) for other in signed]
    if all(comparable(text) == comparable(other) for other in others):
        return Part(field, text, html.escape(text), is_differing=False)
    return Part(field, text, marked(text, others) if text else _whole(tr("nothing")), is_differing=True)


def marked(text: str, others: Sequence[str]) -> str:
    """Return the text as HTML, underlined and bold in every word that some other text has not, in order.

    The whole of it where it lacks only what others have.
    """
    words = text.split()
    compared = [comparable(word) for word in words]
    shared = set(range(len(words)))
    for other in others:
        blocks = SequenceMatcher(None, compared, comparable(other).split(), autojunk=False).get_matching_blocks()
        shared &= {place for block in blocks for place in range(block.a, block.a + block.size)}
    if len(shared) == len(words):
        return _whole(text)
    return " ".join(html.escape(word) if place in shared else _whole(word) for place, word in enumerate(words))


def _whole(text: str) -> str:
    return f"<b><u>{html.escape(text)}</u></b>"
