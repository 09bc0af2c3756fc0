"""What a person is told of a failure: what happened, what it means for the data, what to do now."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime

from canvass.ground.errors import BadRow, CanvassError, RowsRefused
from canvass.wording.days import day_words
from canvass.wording.sentences import REASONS, SENTENCES
from canvass.wording.translation import mark, tr

REASON_FACTS = ("why", "problem")
"""Facts that may hold the code of a reason."""

_JOINERS = "\u200c\u200d"
_HEAD, _TAIL = 120, 60


def sentence(error: CanvassError) -> str:
    """Return the sentence for a failure; for a file refused row by row, with a line for each bad row.

    What somebody typed is shown shortened, and with invisible characters written out, so that no input can
    rearrange a terminal or a page.
    """
    said = tr(_template(error)).format(**{name: _shown(name, value) for name, value in error.facts.items()})
    if isinstance(error, RowsRefused):
        return "\n".join([said, *map(_row_line, error.rows)])
    return said


def _template(error: CanvassError) -> str:
    code = error.code()
    reasons = (error.facts.get(name) for name in REASON_FACTS)
    return (
        next((SENTENCES[key] for key in (f"{code}.{reason}" for reason in reasons) if key in SENTENCES), "")
        or (SENTENCES[code])
    )


def _row_line(row: BadRow) -> str:
    where = tr(mark("Row {row}, {field}: {said}")) if row.field else tr(mark("Row {row}: {said}"))
    return where.format(row=row.row, field=_shown("field", row.field), said=sentence(row.why))


def _shown(name: str, value: object) -> object:
    """Return a fact as it may stand in a sentence; numbers stay numbers, for the sentence's own format."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return tr("{day}, {time}").format(day=day_words(value.date()), time=value.strftime("%H:%M"))
    if name in REASON_FACTS and str(value) in REASONS:
        return tr(REASONS[str(value)])
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_visible(str(part)) for part in value)
    return _visible(str(value))


def _visible(text: str) -> str:
    if len(text) > _HEAD + _TAIL:
        text = f"{text[:_HEAD]}…{text[-_TAIL:]}"
    return "".join(character if _is_visible(character) else ascii(character)[1:-1] for character in text)


def _is_visible(character: str) -> bool:
    return character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs"
