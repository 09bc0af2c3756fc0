"""What a record can say: its kinds and the body of each. A new kind needs a new format of the journal."""

import functools
import re
from enum import IntEnum

import msgspec

from canvass.journal.number import MOST_RUN, MOST_SERIAL, SheetNumberRefused, parse_sheet_number
from canvass.journal.texts import MOST_TEXT, is_storable

STATES = ("signed", "blank", "struck", "unreadable", "not_signed")
MOST_LONG_TEXT = 5_000
"""For a line of a petition's text; all else that a fact says is as short as a name."""

MOST_PAGES = 0xFFFF
MOST_PRINTER = 899
"""The last number that a kit gives; those above are drawn."""
HEX32 = re.compile(r"[0-9a-f]{32}", re.ASCII)
HEX = re.compile(r"(?:[0-9a-f]{2})*", re.ASCII)


class Kind(IntEnum):
    """What a record says. The first four are readings and stand at a line; the rest are facts.

    A `link` stands at a loose page (its line 0) and has heads like a reading.
    """

    PUT = 1
    VOID = 2
    DECIDE = 3
    RETRACT = 4
    LINK = 5
    FOUND = 10
    SETTING = 11
    KIT = 12
    CLAIM = 13
    ENROL = 14
    FORM = 15
    RUN = 16
    MOVE = 17
    PAGE = 18
    EVENT = 19
    DID = 20


READINGS = frozenset({Kind.PUT, Kind.VOID, Kind.DECIDE, Kind.RETRACT})
PLACED = READINGS | {Kind.LINK}


class Role(IntEnum):
    """What a device may do in a campaign. Given by headquarters' facts, never by itself."""

    NONE = 0
    FIELD = 1
    COORDINATOR = 2
    HQ = 3


class Body(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fields that all bodies share: none. It fixes how bodies are written."""


class Line(Body, frozen=True, gc=False):
    """What a reading says is on a line. Empty text: nothing typed."""

    address: str = ""
    city: str = ""
    event: str = ""
    name: str = ""
    note: str = ""
    state: str = "signed"
    zip: str = ""

    @property
    def is_void(self) -> bool:
        """Whether the line is blank, struck, unreadable or not signed."""
        return self.state != STATES[0]


class Nothing(Body, frozen=True):
    """The body of a retraction: its `after` says what it takes back."""


class Link(Body, frozen=True):
    """Which numbered sheet a loose page is; None takes the link back."""

    sheet: str | None


class Found(Body, frozen=True):
    """A campaign begins. Its id comes from this record's id; its writer is headquarters."""

    practice: bool = False


class Setting(Body, frozen=True):
    """A field of the petition or campaign has a value; of several the highest revision counts."""

    field: str
    revision: int
    value: str | int | tuple[str, ...] | None


class Kit(Body, frozen=True):
    """A set-up file was made: its public key (hex), the role it gives to who proves to hold it, a printer number.

    With headquarters' kit go `printers` numbers from `printer` on, the first its own, the others for it to give.
    """

    key: str
    kit: str
    role: int
    name: str = ""
    printer: int | None = None
    printers: int = 0


class Claim(Body, frozen=True):
    """The writer of this record holds a kit (`proof` in hex), or only tells its own name (`kit` empty)."""

    kit: str = ""
    name: str = ""
    proof: str = ""


class Enrol(Body, frozen=True):
    """Headquarters gives a device a role, and a printer number if its kit did. `how`: by kit, or by passphrase."""

    device: str
    role: int
    how: str = ""
    printer: int | None = None


class Form(Body, frozen=True):
    """A page was approved as drawn: its PDF's SHA-256, how many lines it has, whether unique codes may stand on it.

    `geometry` is the SHA-256 of where its parts stand, as it is stored and travels beside the page.
    """

    codes: str
    form: str
    lines: int
    geometry: str = ""
    pages: int = 1
    paper: str = "letter"


class Run(Body, frozen=True):
    """Sheets 1 to `sheets` of run `run` were printed together, from a form (empty: the practice page).

    `notice`: they are not the petition but its notice of intention.
    """

    lines: int
    run: int
    sheets: int
    form: str = ""
    event: str = ""
    notice: bool = False


class Move(Body, frozen=True):
    """Sheets `first` to `last` of a run reached a state, each with so many lines filled, if they were counted.

    The record's `after` names the moves that this one replaces at these sheets, or, if it is `undone`, takes back.
    """

    first: int
    last: int
    run: int
    state: str
    filled: int | None = None
    holder: str = ""


class Page(Body, frozen=True):
    """The writer began its loose page of this number."""

    page: int


class Event(Body, frozen=True):
    """A vigil, table or door round has a name, and perhaps a date (ISO 8601)."""

    name: str
    date: str = ""


class Did(Body, frozen=True):
    """Something was done that the history tells: exported, merged, printed. Counts and ids only."""

    what: str
    batch: str = ""
    lines: int = 0
    records: int = 0


BODIES: dict[int, type[Body]] = {
    Kind.PUT: Line,
    Kind.VOID: Line,
    Kind.DECIDE: Line,
    Kind.RETRACT: Nothing,
    Kind.LINK: Link,
    Kind.FOUND: Found,
    Kind.SETTING: Setting,
    Kind.KIT: Kit,
    Kind.CLAIM: Claim,
    Kind.ENROL: Enrol,
    Kind.FORM: Form,
    Kind.RUN: Run,
    Kind.MOVE: Move,
    Kind.PAGE: Page,
    Kind.EVENT: Event,
    Kind.DID: Did,
}
UNDONE = "undone"
MOVES = ("handed_out", "returned", "counted", "entered", "checked", "filed", "spoiled", "lost", UNDONE)


class Malformed(ValueError):
    """A record breaks a rule of its form; the message names the rule, never the content."""


def check_body(kind: int, body: Body) -> None:
    """Raise `Malformed` unless a record of this kind may say this."""
    if isinstance(body, Line):
        _check_line(kind, body)
    else:
        _check_fact(body)


@functools.lru_cache(maxsize=1_000)
def is_hex32(text: str) -> bool:
    """Return whether the text is a device's id in form. Remembered, since thousands of records name one device."""
    return HEX32.fullmatch(text) is not None


def _check_line(kind: int, line: Line) -> None:
    if line.state not in STATES or (kind == Kind.PUT and line.is_void) or (kind == Kind.VOID and not line.is_void):
        raise Malformed("state")
    texts = (line.name, line.address, line.city, line.zip, line.note, line.event)
    if not is_storable("".join(texts)) and not all(map(is_storable, texts)):
        raise Malformed("text")


def _check_fact(body: Body) -> None:
    for field in body.__struct_fields__:
        value = getattr(body, field)
        if isinstance(value, int) and not 0 <= value <= 1 << 53:
            raise Malformed("number")
        is_long = isinstance(body, Setting) and field == "value"
        texts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
        lines = [line for text in texts for line in text.split("\n")] if is_long else texts
        if not all(is_storable(line, MOST_LONG_TEXT if is_long else MOST_TEXT) for line in lines):
            raise Malformed("text")
    if isinstance(body, Enrol | Kit | Claim):
        _check_who(body)
    if isinstance(body, Run | Move) and not 1 <= body.run <= MOST_RUN:
        raise Malformed("run")
    if isinstance(body, Run) and not (1 <= body.sheets <= MOST_SERIAL and 1 <= body.lines <= MOST_TEXT):
        raise Malformed("run")
    if isinstance(body, Move) and not (
        body.state in MOVES and 1 <= body.first <= body.last <= MOST_SERIAL and (body.filled or 0) <= MOST_TEXT
    ):
        raise Malformed("move")
    if isinstance(body, Page) and not 1 <= body.page <= MOST_PAGES:
        raise Malformed("page")
    if isinstance(body, Link) and body.sheet is not None and not _is_sheet_number(body.sheet):
        raise Malformed("sheet")


def _check_who(body: Enrol | Kit | Claim) -> None:
    if not isinstance(body, Claim) and body.role not in tuple(Role):
        raise Malformed("role")
    if isinstance(body, Enrol) and not is_hex32(body.device):
        raise Malformed("device")
    if isinstance(body, Kit):
        printer, printers = body.printer or 1, body.printers or 1
        if not HEX.fullmatch(body.key) or not 1 <= printer <= printer + printers - 1 <= MOST_PRINTER:
            raise Malformed("kit")
    if isinstance(body, Claim) and not HEX.fullmatch(body.proof):
        raise Malformed("hex")


def _is_sheet_number(text: str) -> bool:
    try:
        return parse_sheet_number(text).text == text
    except SheetNumberRefused:
        return False
