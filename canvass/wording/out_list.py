"""The words of the list of what is out: who has how many sheets for how long."""

from collections.abc import Sequence
from datetime import date

from canvass.sheets.out_list import OutGroup, OutList
from canvass.sheets.whereabouts import Outstanding
from canvass.wording.days import day_words
from canvass.wording.translation import language, tr, tr_n

LONG_OUT_DAYS = 7
"""From more days than this on, somebody asks for the sheets."""


def out_words(people: Sequence[Outstanding], drive: str, today: date) -> OutList:
    """Return the list in the chosen language."""
    return OutList(
        heading=tr("Sheets that are out – {day}").format(day=day_words(today)),
        drive=drive,
        groups=tuple(_group(person) for person in people),
        foot=tr("Tick a sheet when it is back. Page {page} of {pages}"),
        empty=tr("No sheets are out."),
        language=language(),
    )


def age_words(person: Outstanding) -> str:
    """Return for how long somebody has had the oldest of their sheets, and that it is too long."""
    if person.days is None:
        return tr("not known since when")
    if person.days == 0:
        return tr("since today")
    days = tr_n("{n:,} day", "{n:,} days", person.days).format(n=person.days)
    return tr("{days} – ask for them").format(days=days) if is_late(person) else days


def is_late(person: Outstanding) -> bool:
    """Return whether somebody has had a sheet for more than a week."""
    return (person.days or 0) > LONG_OUT_DAYS


def _group(person: Outstanding) -> OutGroup:
    sheets = tr_n("{n:,} sheet", "{n:,} sheets", len(person.sheets)).format(n=len(person.sheets))
    said = tr("{sheets}, {age}").format(sheets=sheets, age=age_words(person))
    return OutGroup(person.holder or tr("not said who"), said, person.sheets, is_late(person))
