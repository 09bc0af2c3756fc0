"""The beginning of a campaign file: a lone one for a vigil, or a drive with headquarters and its keys."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from canvass.batches.keys import new_sealing_keys
from canvass.campaign.companions import remove_file
from canvass.campaign.file import create_campaign
from canvass.ground.errors import CanvassError
from canvass.journal.drive import CAMPAIGN_NUMBER, MOST_RECIPIENTS, RECIPIENTS, recipients_of, write_settings
from canvass.journal.journal import Clock, Journal, utc_now
from canvass.petition.petition import Petition, with_fields
from canvass.petition.template import template

IDENTITY = "identity"
RECOVERY = "recovery"
MOST_CAMPAIGNS = 999


class RecipientsUsedUp(CanvassError):
    """There are as many headquarters as a batch can be sealed to."""

    needs = ("limit",)


def create_lone(
    path: Path, passphrase: str | None = None, *, practice: bool = False, clock: Clock = utc_now
) -> Journal:
    """Make a campaign file that belongs to no campaign yet, as the window's first button does."""
    campaign = create_campaign(path, passphrase)
    try:
        with campaign.transaction():
            campaign.note_setting("practice", int(practice))
        return Journal(campaign, clock)
    except BaseException:
        campaign.close()
        remove_file(path)
        raise


def create_drive(
    path: Path,
    petition_name: str,
    fields: Mapping[str, object],
    passphrase: str | None = None,
    *,
    practice: bool = False,
    clock: Clock = utc_now,
) -> Journal:
    """Make the campaign file of a new drive, whose headquarters this laptop is, with its sealing and recovery keys.

    Raises `TemplateUnknown` and the errors of `petition.with_fields` before anything is made.
    """
    template(petition_name)
    with_fields(Petition(template=petition_name), fields)
    journal = create_lone(path, passphrase, practice=practice, clock=clock)
    try:
        _found(journal, petition_name, fields, practice=practice)
    except BaseException:
        journal.campaign.close()
        remove_file(path)
        raise
    return journal


def _found(journal: Journal, petition_name: str, fields: Mapping[str, object], *, practice: bool) -> None:
    own, recovery = new_sealing_keys(), new_sealing_keys()
    with journal.writing():
        journal.found_campaign(practice=practice)
        journal.campaign.note_setting(IDENTITY, own.identity)
        journal.campaign.note_setting(RECOVERY, recovery.identity)
        write_settings(
            journal,
            {
                "template": petition_name,
                RECIPIENTS: (own.recipient, recovery.recipient),
                CAMPAIGN_NUMBER: 1 + secrets.randbelow(MOST_CAMPAIGNS),
                **fields,
            },
        )


def check_room_for_keys(journal: Journal) -> None:
    """Raise `RecipientsUsedUp` if batches could not be sealed to one more headquarters."""
    if len(recipients_of(journal)) >= MOST_RECIPIENTS:
        raise RecipientsUsedUp(limit=MOST_RECIPIENTS)


def add_sealing_keys(journal: Journal) -> None:
    """Make sealing keys for another laptop of headquarters and name them, inside `Journal.writing`.

    Raises `RecipientsUsedUp`. Only its own key is named: whoever joins at the same time names another.
    """
    check_room_for_keys(journal)
    keys = new_sealing_keys()
    journal.campaign.note_setting(IDENTITY, keys.identity)
    write_settings(journal, {RECIPIENTS: (keys.recipient,)})


def own_identities(journal: Journal) -> tuple[str, ...]:
    """Return the secret keys with which this file opens batches sealed to it; none in a field laptop's file."""
    return tuple(filter(None, (journal.campaign.text_setting(IDENTITY), journal.campaign.text_setting(RECOVERY))))
