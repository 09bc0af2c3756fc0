"""What is said when a sheet number, a code, a page or a printed file is refused."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "sheet_number_refused": mark(
        "“{text}” is not a sheet number of this program. Nothing was changed. Please read the twelve digits beside the "
        "code on the sheet again, or on its cover slip, and type all of them."
    ),
    "code_refused": mark(
        "A code was read that does not belong to a petition sheet of this program. Nothing was changed. Please type the "
        "sheet number that stands beside the code instead."
    ),
}
