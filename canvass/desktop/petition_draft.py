"""What was typed on the petition's page and not saved when its drive was closed: kept in the file until it is."""

import json

from canvass.journal.journal import Journal

TYPED = "petition_typed"


def keep_typed(journal: Journal, values: dict[str, str]) -> None:
    """Keep what stands in the fields."""
    with journal.campaign.transaction():
        journal.campaign.note_setting(TYPED, json.dumps(values))


def typed_before(journal: Journal) -> dict[str, str]:
    """Return what was kept, empty if nothing is."""
    kept = journal.campaign.text_setting(TYPED)
    values = json.loads(kept) if kept else {}
    return {str(field): str(value) for field, value in values.items()}


def forget_typed(journal: Journal) -> None:
    """Forget it: it is saved."""
    if journal.campaign.text_setting(TYPED):
        with journal.campaign.transaction():
            journal.campaign.note_setting(TYPED, None)
