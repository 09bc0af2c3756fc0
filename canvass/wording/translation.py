"""Translation by gettext: `mark` where a text stands in a table, `tr` where it is shown."""

import gettext
from collections.abc import Mapping, Sequence

from canvass.ground.resources import resource

LANGUAGES = {"en": "English", "es": "Español"}
"""The languages that there are texts in, by code, each in its own name; the program is written in the first."""
SOURCE = "en"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What says which language a terminal speaks: the first that is set (GNU gettext, "Locale Environment Variables")."""

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def mark(text: str) -> str:
    """Return the text as it is; marks it for extraction."""
    return text


def tr(text: str) -> str:
    """Return the text in the chosen language, or as it is where no translation exists."""
    return _catalogue.gettext(text) if text else text


def tr_n(one: str, many: str, number: int) -> str:
    """Return the text that goes with `number`: `one` for one thing, `many` for none or several.

    The text keeps its placeholders: ``tr_n("{n:,} line", "{n:,} lines", n).format(n=n)``.
    """
    return _catalogue.ngettext(one, many, number)


def language() -> str:
    """Return the code of the language in use."""
    return _catalogue.info().get("language", SOURCE)


def languages() -> dict[str, str]:
    """Return the languages that can be chosen, by code, each in its own name."""
    return dict(LANGUAGES)


def language_asked(environment: Mapping[str, str]) -> str | None:
    """Return the language that the environment asks for: the source's where it asks for none of ours.

    None where it says nothing of languages, as on Windows.
    """
    said = next((environment[name] for name in VARIABLES if environment.get(name)), None)
    if said is None:
        return None
    return known_language(said.split(":"))


def known_language(locales: Sequence[str]) -> str:
    """Return the first of our languages among names of locales such as es_US.UTF-8 or es-MX; else the source's."""
    codes = (locale.replace("-", "_").partition("_")[0].partition(".")[0].lower() for locale in locales)
    return next((code for code in codes if code in LANGUAGES), SOURCE)


def choose_language(code: str) -> None:
    """Show all texts in this language from now on: what `tr` returned before stays as it is."""
    global _catalogue  # noqa: PLW0603 - the one catalogue, which `tr` everywhere reads
    if code not in LANGUAGES:
        raise ValueError(code)
    if code == SOURCE:
        _catalogue = gettext.NullTranslations()
        return
    with resource("translations", code, "LC_MESSAGES", "canvass.mo").open("rb") as compiled:
        _catalogue = gettext.GNUTranslations(compiled)
