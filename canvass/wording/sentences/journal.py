"""Sentences for sheets that nobody knows and for what only a drive, or only its headquarters, can do."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "sheet_refused": mark(
        "“{text}” names no sheet. Nothing was changed. Give a sheet number such as 001002-0014-65, or a loose page as "
        "it stands in the list of sheets, such as L3 or L3@1a2b3c4d.",
    ),
    "sheet_number_refused.length": mark(
        "“{text}” is not a whole sheet number. Nothing was changed. A sheet number has twelve digits, such as "
        "001002-0014-65: type all of them, with or without dashes.",
    ),
    "sheet_number_refused.digits": mark(
        "“{text}” is not a sheet number: one has digits only, such as 001002-0014-65. Nothing was changed. Type the "
        "twelve digits beside the code on the sheet, or L and a number for a loose page.",
    ),
    "sheet_number_refused.check": mark(
        "“{text}” cannot be right: its last two digits do not fit the others, so one of them was mistyped. Nothing was "
        "changed. Read the number on the sheet once more and type it again.",
    ),
    "sheet_number_refused.blank": mark(
        "“{text}” stands on every page that has no number of its own. Nothing was changed. Type the number on the "
        "sheet’s cover slip, or take a loose page if there is none.",
    ),
    "no_petition": mark(
        "{path} belongs to no drive yet, so there is no petition in it. Nothing was changed, and what was typed stays. "
        "Join it to a drive with a set-up file, or start a drive of your own.",
    ),
    "not_headquarters": mark(
        "Only headquarters can change the petition. Nothing was changed in {path}. Ask headquarters to change it and "
        "to send a newer set-up file.",
    ),
}
