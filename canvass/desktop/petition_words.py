"""The fields of the petition and of its sheets in words, and failures that name them."""

from canvass.ground.errors import CanvassError
from canvass.petition.wording_of_page import PetitionIncomplete
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

FIELDS = {
    "title": mark("name of the drive"),
    "jurisdiction": mark("jurisdiction"),
    "registered": mark("registered voters"),
    "votes_cast": mark("votes cast"),
    "approved": mark("day of approval"),
    "codes": mark("what the official says of codes"),
    "officer": mark("officer"),
    "office": mark("office"),
    "took_office": mark("took office"),
    "term_ends": mark("term ends"),
    "notice_served": mark("day the notice was served"),
    "proponents": mark("proponents"),
    "proponents_needed": mark("proponents needed"),
    "goal": mark("goal"),
    "top_funders": mark("top funders"),
    "grounds": mark("grounds"),
    "answer": mark("answer"),
    "summary": mark("title and summary"),
    "measure": mark("text of the measure"),
    "event": mark("where"),
    "holder": mark("who gets them"),
}


def said_of(error: CanvassError) -> str:
    """Return the sentence for a failure, with the petition's fields called as the window calls them."""
    if isinstance(error, PetitionIncomplete):
        named = [tr(FIELDS.get(field, field)) for field in str(error.facts["fields"]).split(", ")]
        return sentence(PetitionIncomplete(fields=", ".join(named)))
    for fact in ("field", "name"):
        if error.facts.get(fact) in FIELDS:
            return sentence(type(error)(**{**error.facts, fact: tr(FIELDS[str(error.facts[fact])])}))
    return sentence(error)
