"""The words of the pages that only say something."""

from collections.abc import Callable

from canvass import __version__
from canvass.desktop.card_page import CardPage
from canvass.desktop.keys import GROUPS, shown_keys
from canvass.desktop.look import Look
from canvass.wording.translation import mark, tr

PRIVACY = (
    mark("What we keep: what is written on the line – name, address, city and ZIP – and who typed it, where and when."),
    mark(
        "Why: to count signatures before the petition is filed, to find lines that would not count, and to file "
        "enough of them in time."
    ),
    mark(
        "Until when: canvass deletes nothing by itself yet. Whoever leads the drive deletes the drive’s file on each "
        "laptop when the petition is over and the law asks for it no longer. Paper, copies and files on sticks are "
        "to be destroyed by hand."
    ),
    mark("Who sees it: whoever has this laptop, and headquarters. canvass never opens a network connection."),
    mark(
        "Whom to ask: the proponents named on the petition. They can find what was typed and correct it, or say that "
        "it is not a signature; what stood there before stays in the drive’s history."
    ),
    mark(
        "A name typed here is not a signature, and nothing typed here is ever printed into a signer’s box. "
        "Who signs the notice of intention becomes public: it is served and published."
    ),
    mark("At a table or a vigil, Ctrl+Shift+L hides all names on this screen; typing goes on."),
)
ABOUT = (
    mark("canvass {version}"),
    mark("Petition drives on paper, from the first name at a vigil to the count, without a network."),
    mark("Free software under the GNU General Public License, version 3 or later. It comes without any warranty."),
    mark("Typeface: Atkinson Hyperlegible, Braille Institute of America, SIL Open Font License 1.1."),
    mark("Words of passphrases: EFF’s long word list, Creative Commons Attribution 3.0."),
)


def privacy_card(look: Look) -> CardPage:
    """Return the page that says what is kept of a signer."""
    page = CardPage(look, tr("What we keep, why, until when, whom to ask"))
    page.add_paragraphs([tr(text) for text in PRIVACY])
    return page


def about_card(look: Look) -> CardPage:
    """Return the page with version and licence."""
    page = CardPage(look, tr("About canvass"))
    page.add_paragraphs([tr(text).format(version=__version__) for text in ABOUT])
    return page


def keys_card(look: Look) -> CardPage:
    """Return the page with every key, made from the table that the keys themselves are made from."""
    page = CardPage(look, tr("All keys"))
    page.add_paragraphs([f"{shown_keys(key)}:  {tr(key.says)}" for group in GROUPS for key in group.keys])
    return page


CARDS: dict[str, Callable[[Look], CardPage]] = {"privacy": privacy_card, "about": about_card, "keys": keys_card}
"""What makes the page of each name."""
