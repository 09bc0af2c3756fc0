"""Translation by gettext: `mark` where a text stands in a table, `tr` where it is shown."""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def mark(text: str) -> str:
    """Return the text as it is; marks it for extraction."""
    return text


def tr(text: str) -> str:
    """Return the text in the chosen language, or as it is where no translation exists."""
    return _catalogue.gettext(text) if text else text
