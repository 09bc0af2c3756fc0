"""Translation by gettext: `mark` where a text stands in a table, `tr` where it is shown."""

import gettext

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
