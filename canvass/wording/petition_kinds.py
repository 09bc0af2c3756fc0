"""What the kinds of petition are called on screen; on paper the law's own words stand."""

from canvass.petition.template import Template
from canvass.wording.translation import mark, tr

KINDS = {
    "ca-recall-local": mark("California: recall of a local officer"),
    "ca-initiative-county": mark("California: county initiative"),
}


def kind_words(of: Template) -> str:
    """Return what a kind of petition is called: by its template's title where no translation is known."""
    return tr(KINDS.get(of.name, of.title))
