"""Sentences for what `signers` refuses."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "line_beyond_form": mark(
        "Sheet {sheet} has lines 1 to {lines}; there is no line {line} on it. Nothing was changed. "
        "Look at the number beside the line on the paper.",
    ),
    "line_refused": mark(
        "“{text}” is not the number of a line. Nothing was changed. Lines are numbered 1, 2, 3 on the paper.",
    ),
    "state_refused": mark(
        "A line cannot be “{text}”. Nothing was changed. Leave it empty for a signed line, or write "
        "blank, struck, unreadable or not_signed.",
    ),
    "loose_page_unknown": mark(
        "No loose page {sheet} has been begun on that laptop. Nothing was changed. "
        "Check the number, or begin a new loose page.",
    ),
    "device_unknown": mark(
        "No laptop known here goes with {sheet}. Nothing was changed. Take in that laptop's file first.",
    ),
    "device_ambiguous": mark(
        "{sheet} could be a page of several laptops. Nothing was changed. Write the laptop's number in full.",
    ),
    "not_a_loose_page": mark(
        "{sheet} is a numbered sheet already. Nothing was changed. Only a loose page, such as L3, is told its sheet.",
    ),
    "not_a_sheet_number": mark(
        "{sheet} is not a printed sheet's number. Nothing was changed. "
        "Type the twelve digits beside the code on the paper.",
    ),
    "link_not_allowed": mark(
        "{sheet} was typed on another laptop. Nothing was changed. "
        "Only that laptop, a coordinator or headquarters can say which sheet it is.",
    ),
    "link_beyond_form": mark(
        "The loose page has a line {line}, but sheet {sheet} has lines 1 to {lines}. Nothing was changed. "
        "Check which sheet the page is.",
    ),
    "csv_unreadable": mark(
        "{file} cannot be read as a table in line {row} ({why}). Nothing was changed. Save it again as CSV UTF-8.",
    ),
    "csv_unreadable.encoding": mark(
        "Line {row} of {file} is not UTF-8 text. Nothing was changed. "
        "Save it again as “CSV UTF-8”, so that no letter of a name is guessed.",
    ),
    "csv_unreadable.quotes": mark(
        "A quotation mark in {file} near line {row} is not closed. Nothing was changed. Close it and try again.",
    ),
    "csv_unreadable.cell": mark(
        "A cell in {file} that begins near line {row} has more than a million letters. Nothing was changed. "
        "A quotation mark may be open there; close it and try again.",
    ),
    "csv_unreadable.line_ends": mark(
        "The lines of {file} end, near line {row}, in a way that canvass does not read. Nothing was changed. "
        "Save it again as “CSV UTF-8”.",
    ),
    "csv_columns": mark(
        "The first line of {file} does not name the columns canvass needs (missing: {missing}; not known: {unknown}; "
        "twice: {doubled}). "
        "Nothing was changed. Needed are sheet, line, name, address, city, zip; "
        "allowed are state, note, typist, event.",
    ),
    "file_missing": mark("{file} cannot be read. Nothing was changed. Check the name and that the stick is in."),
    "row_short": mark("The row has {cells} cells for {columns} columns. Give it one cell for each column."),
    "row_in_conflict": mark(
        "This line was still to be decided when the list was written, so the row does not say what is on the paper. "
        "Write its fields and empty the cell “conflict”, or leave the row out.",
    ),
    "nothing_to_undo": mark("There is nothing left to take back. Every line typed before this window opened stands."),
    "still_in_form": mark(
        "What stands in the form for line {line} is not saved yet, so nothing was taken back. "
        "Ctrl+Z once more takes it out of the form; or save it.",
    ),
    "may_not_decide": mark(
        "This laptop types lines; it does not decide between them. Nothing was changed. Both readings are kept, "
        "and a coordinator or headquarters will decide with the paper in hand.",
    ),
    "nothing_to_decide": mark(
        "Nothing is typed on line {line} of {sheet}. Nothing was changed. Check the sheet and the line.",
    ),
    "no_such_reading": mark(
        "There is no reading {keep} on that line; there are {readings}. Nothing was changed. "
        "Look at the list of conflicts and take its number.",
    ),
    "last_sheet_of_run": mark(
        "Sheet {sheet} is the last one of its print run: there is no next one. Nothing was changed, and you are still "
        "on this sheet. Type the number of another sheet at the top, or finish for tonight.",
    ),
    "readings_changed": mark(
        "What was typed for {sheet} changed while you were looking: a file was taken in, or somebody decided it. "
        "Nothing was decided. Look at it again as it stands now.",
    ),
}
