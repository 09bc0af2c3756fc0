"""The drive a campaign file belongs to: its petition, its keys and its number, as headquarters' facts tell them."""

from collections.abc import Mapping
from datetime import date

import msgspec

from canvass.ground.canonical import encode
from canvass.ground.errors import CanvassError
from canvass.ground.text import FieldTextRefused
from canvass.journal.bodies import Kind, Role, Setting
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.record import RECORD_BYTES_AT_MOST
from canvass.journal.roles import founding, is_practice, next_revision, settings
from canvass.petition.petition import Figures, Petition, figures, with_fields
from canvass.petition.template import template

RECIPIENTS = "recipients"
CAMPAIGN_NUMBER = "campaign_number"
FRAME_BYTES_AT_MOST = 1024
"""What a record of a setting has around its value, and room to spare."""

MOST_RECIPIENTS = 13
"""Keys of headquarters to which a batch is sealed: with a hub's and one of no meaning an age header has room for 15."""

OWN_SETTINGS = frozenset({RECIPIENTS, CAMPAIGN_NUMBER})


class NoPetition(CanvassError):
    """The file belongs to no campaign yet, so there is no petition to print, count or pass on."""

    needs = ("path",)


class NotHeadquarters(CanvassError):
    """Only headquarters may do this."""

    needs = ("path",)


class Drive(msgspec.Struct, frozen=True):
    """What is known of a campaign file as a whole."""

    petition: Petition | None
    figures: Figures
    role: Role | None
    device: str
    is_practice: bool
    is_protected: bool


def petition_of(journal: Journal) -> Petition | None:
    """Return the petition as headquarters filled it in so far, or None for a file outside any campaign."""
    if journal.campaign_id is None:
        return None
    known = settings(journal.connection)
    fields = {field: value for field, value in known.items() if field not in OWN_SETTINGS and field != "template"}
    return with_fields(Petition(template=str(known.get("template", ""))), fields)


def petition_needed(journal: Journal) -> Petition:
    """Return the petition, or raise `NoPetition`."""
    petition = petition_of(journal)
    if petition is None:
        raise NoPetition(path=str(journal.campaign.path))
    return petition


def drive_of(journal: Journal, today: date) -> Drive:
    """Return what is known of the file; figures are all None for a file outside any campaign."""
    petition = petition_of(journal)
    return Drive(
        petition=petition,
        figures=Figures(None, None, None, None, None)
        if petition is None
        else figures(petition, template(petition.template), today),
        role=journal.role,
        device=journal.device,
        is_practice=practice(journal),
        is_protected=journal.campaign.is_protected,
    )


def practice(journal: Journal) -> bool:
    """Return whether the file is for practice: founded so, or, in a file outside any campaign, made so."""
    if journal.campaign_id is None:
        return journal.campaign.setting("practice") == 1
    return is_practice(journal.connection, journal.campaign_id)


def set_fields(journal: Journal, fields: Mapping[str, object]) -> None:
    """Change fields of the petition, all of them or none; only headquarters may.

    Raises `NoPetition`, `NotHeadquarters`, and the errors of `petition.with_fields`.
    """
    petition = petition_needed(journal)
    if journal.role != Role.HQ:
        raise NotHeadquarters(path=str(journal.campaign.path))
    with_fields(petition, fields)
    with journal.writing():
        write_settings(journal, fields)


def write_settings(journal: Journal, fields: Mapping[str, object]) -> None:
    """Write settings inside `Journal.writing`, each with a revision above all that are known.

    Raises `FieldTextRefused` for a value that no record can hold, as a list of some hundred names.
    """
    for field, value in fields.items():
        stored = tuple(str(part) for part in value) if isinstance(value, list | tuple) else value
        if len(encode(stored)) > RECORD_BYTES_AT_MOST - FRAME_BYTES_AT_MOST:
            raise FieldTextRefused(field=field, problem="too_long")
        body = msgspec.convert(
            {"field": field, "revision": next_revision(journal.connection, field), "value": stored}, Setting
        )
        journal.write(Kind.SETTING, body)


def recipients_of(journal: Journal) -> tuple[str, ...]:
    """Return the keys to which batches for headquarters are sealed: every key that any headquarters named of itself.

    The founder's come first. Of more keys than a batch has room for, named by headquarters that joined apart from one
    another, those of the last by device id are left out.
    """
    root = founding(journal.connection, journal.campaign_id or "")
    hq = {row[0] for row in journal.connection.execute("select id from device where role = ?", (Role.HQ,))}
    told = [fact for fact in facts(journal.connection, Kind.SETTING) if fact.device in hq]
    told.sort(key=lambda fact: root is None or fact.device != root.device)
    named = (fact.body.value for fact in told if isinstance(fact.body, Setting) and fact.body.field == RECIPIENTS)
    keys = dict.fromkeys(str(key) for value in named if isinstance(value, tuple) for key in value)
    return tuple(keys)[:MOST_RECIPIENTS]


def campaign_number(journal: Journal) -> int:
    """Return the three digits that sheets' codes carry for this campaign; 0 outside any."""
    number = settings(journal.connection).get(CAMPAIGN_NUMBER, 0)
    return number if isinstance(number, int) else 0
