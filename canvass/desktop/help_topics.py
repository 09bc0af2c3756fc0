"""The texts of help: one topic a file, in each language, and which page each belongs to. Knows no widget of ours."""

import re
import unicodedata
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from canvass.desktop.keys import shown_key
from canvass.ground.resources import resource
from canvass.wording.texts import named
from canvass.wording.translation import SOURCE

HELP = "help"
ORDER = (
    *("first", "entry", "find", "finish", "receipt", "protect", "privacy", "home_coordinator", "home_hq", "begin"),
    *(
        "print",
        "petition",
        "out_back",
        "loose",
        "take_in",
        "to_decide",
        "count",
        "spreadsheet",
        "kit",
        "hq_keys",
        "settings",
    ),
    *("troubleshooting", "glossary", "help"),
)
"""The topics as they are listed; one that is not named here follows."""
PAGES = {
    "FirstStart": "first",
    "EntryPage": "entry",
    "FindPage": "find",
    "FinishPage": "finish",
    "ProtectPage": "protect",
    "TakeAlongPage": "kit",
    "PrivacyPage": "privacy",
    "AboutPage": "help",
    "HelpPage": "help",
    "BeginPage": "begin",
    "PrintPage": "print",
    "PetitionPage": "petition",
    "ApprovedPage": "petition",
    "KitPage": "kit",
    "OutPage": "out_back",
    "LoosePages": "loose",
    "TakeInPage": "take_in",
    "DecidePage": "to_decide",
    "CountPage": "count",
    "SpreadsheetPage": "spreadsheet",
    "ReceiptPage": "receipt",
    "HqKeysPage": "hq_keys",
    "SettingsPage": "settings",
}
"""The topic of each kind of page. Home has two, by who sits there."""
HOME = {True: "home_hq", False: "home_coordinator"}
_KEY = re.compile(r"`([^`]+)`")
_MARKS = re.compile(r"[*_#]|\]\([^)]*\)|\[")


class Topic(NamedTuple):
    """One text of help: its name, its title, and the whole in Markdown as it is shown."""

    name: str
    title: str
    text: str

    @property
    def searched(self) -> str:
        """The text as it is searched in: without marks, without accents, in small letters."""
        return folded(_MARKS.sub("", self.text))


def topics(language: str) -> list[Topic]:
    """Return all topics in their order, with the names of buttons and keys as the window shows them.

    A language that has no texts gets those of the source.
    """
    folder = resource(HELP) / language
    found = [topic_of_file(file) for file in (folder if folder.is_dir() else folder.with_name(SOURCE)).glob("*.md")]
    place = {name: number for number, name in enumerate(ORDER)}
    return sorted(found, key=lambda topic: (place.get(topic.name, len(place)), topic.name))


def topic_of_file(file: Path) -> Topic:
    """Return the topic in one file."""
    text = shown_text(file.read_text(encoding="utf-8"))
    return Topic(file.stem, text.partition("\n")[0].removeprefix("# "), text)


def shown_text(text: str) -> str:
    """Return a text of help as it is shown.

    Buttons are called as they are in the language in use; a key stands between backticks as the table of keys spells
    it, and comes as this system spells it.
    """
    return _KEY.sub(lambda found: f"**{shown_key(found[1])}**", named(text))


def topic_of(page: QWidget | None, *, is_hq: bool) -> str:
    """Return the topic of a page; the first one for a page that has none of its own."""
    kind = type(page).__name__
    return HOME[is_hq] if kind == "HomePage" else PAGES.get(kind, ORDER[0])


def folded(text: str) -> str:
    """Return the text in small letters without accents, each letter in its place."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()[:1]


def found_in(said: list[Topic], asked: str) -> list[Topic]:
    """Return the topics that hold every word asked for, those with one in their title first; all if none is asked."""
    words = folded(asked).split()
    hits = [topic for topic in said if all(word in topic.searched for word in words)]
    return sorted(hits, key=partial(_is_far, words)) if words else hits


def _is_far(words: list[str], topic: Topic) -> bool:
    return not any(word in folded(topic.title) for word in words)
