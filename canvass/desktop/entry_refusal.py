"""What is said on the Entry page of a line that is refused, and where it is mended."""

from canvass.desktop.entry_fields import LABELS
from canvass.desktop.sheet_names import with_known_pages
from canvass.ground.errors import CanvassError
from canvass.ground.text import FieldTextRefused
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr


def refused_field(error: CanvassError) -> str | None:
    """Return the field of the form that holds what cannot be kept; None where nothing in the form is at fault."""
    field = error.facts.get("field") if isinstance(error, FieldTextRefused) else None
    return str(field) if field in LABELS else None


def said_of_refusal(error: CanvassError, device: str) -> str:
    """Return the sentence, with the field as it is called on the page and a loose page as people know it."""
    field = refused_field(error)
    if field is not None:
        error = FieldTextRefused(field=tr(LABELS[field]), problem=error.facts["problem"])
    return with_known_pages(sentence(error), device)
