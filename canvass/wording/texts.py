"""Texts that travel as Markdown: what a button is called in a sentence, the changelog."""

import re
from typing import NamedTuple

from canvass.ground.resources import resource
from canvass.wording.translation import SOURCE, tr

CHANGELOG = "changelog"
_LETTER = re.compile(r"&(.)")
_SCREEN = re.compile(r"\{([^{}]+)\}")
LETTER_OF = "!"


def plain(text: str) -> str:
    """Return a button's or menu's text as a sentence names it: without the mark of its letter."""
    return _LETTER.sub(r"\1", text)


def named(text: str) -> str:
    """Return a text that travels as Markdown with the window's own words in the language in use, in bold.

    `{&Print sheets}` stands for a button and is called as the button is; `{&Blank!}` stands for the letter that
    chooses it.
    """
    return _SCREEN.sub(lambda found: f"**{_called(found[1])}**", text)


def _called(text: str) -> str:
    if not text.endswith(LETTER_OF):
        return plain(tr(text))
    shown = tr(text.removesuffix(LETTER_OF))
    letter = _LETTER.search(shown)
    return letter[1].upper() if letter is not None else shown[:1]


class Release(NamedTuple):
    """What one version brought: the line with version and day, and the changes."""

    heading: str
    changes: tuple[str, ...]

    @property
    def version(self) -> str:
        """The version alone."""
        return self.heading.partition(" ")[0]


def changelog(language: str) -> list[Release]:
    """Return what each version brought, newest first; in the source's language where there is no other."""
    file = resource(CHANGELOG) / f"{language}.md"
    text = (file if file.is_file() else file.with_name(f"{SOURCE}.md")).read_text(encoding="utf-8")
    releases = text.split("\n## ")[1:]
    return [_release(text) for text in releases]


def _release(text: str) -> Release:
    heading, _, rest = text.partition("\n")
    return Release(heading.strip(), tuple(" ".join(item.split()) for item in f"\n{rest}".split("\n- ")[1:]))
