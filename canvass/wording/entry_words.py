"""What a typist is told beside a field before a line is saved."""

from canvass.wording.translation import mark, tr

WARNINGS: dict[str, str] = {
    "name_missing": mark("No name. Is the line blank, crossed out or unreadable?"),
    "name_digits": mark("A digit in the name. Does the paper say so?"),
    "house_missing": mark("No house number. Does the paper have one?"),
    "city_unusual": mark("Another city than usual with this ZIP. Does the paper say so?"),
    "zip_shape": mark("A ZIP has five digits. Type what the paper says."),
}


def warning_words(code: str) -> str:
    """Return the words for one of the codes of `signers.warnings`."""
    return tr(WARNINGS[code])
