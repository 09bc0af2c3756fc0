"""What is said when somebody's spreadsheet cannot be taken in."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "spreadsheet_unreadable": mark(
        "{file} cannot be read as a spreadsheet ({why}). Nothing was changed. Save it again as XLSX or as CSV UTF-8."
    ),
    "spreadsheet_unreadable.old": mark(
        "{file} is an older Excel file, or is protected by a password. Nothing was changed. Open it in your "
        "spreadsheet program and save it as XLSX without a password, or as CSV UTF-8."
    ),
    "spreadsheet_unreadable.other": mark(
        "{file} is no Excel spreadsheet. Nothing was changed. Open it in the program that made it and save the table "
        "as XLSX or as CSV UTF-8."
    ),
    "spreadsheet_unreadable.damaged": mark(
        "{file} is damaged, or was not copied whole. Nothing was changed. Copy it again, or open it in your "
        "spreadsheet program and save it anew."
    ),
    "spreadsheet_unreadable.empty": mark(
        "{file} has no rows. Nothing was changed. Check that it is the right file and that its table is not hidden."
    ),
    "tab_unknown": mark("{file} has no table “{tab}” with rows. Nothing was changed. It has these: {known}."),
    "spreadsheet_too_large": mark(
        "{file} is too large to take in at once: at most {most_mb} MB, {most_rows:,} rows and {most_columns} columns. "
        "Nothing was changed. Split it into several files."
    ),
    "cell_refused": mark("The cell says nothing that can be kept ({why}). Type its text into the spreadsheet."),
    "cell_refused.date": mark(
        "The spreadsheet has made a date or a time of what was typed here. Type it again in a cell whose format is "
        "Text."
    ),
    "cell_refused.formula": mark(
        "A formula stands here whose value is not in the file. Open it in your spreadsheet program and save it again."
    ),
    "cell_refused.error": mark("A formula here went wrong. Type what should stand in the cell instead of it."),
    "row_without_signer": mark(
        "There is a note here, but no name, address, city or ZIP. Fill one of them in, or say in a column “state” "
        "that the line is blank, struck, unreadable or not_signed."
    ),
    "row_twice": mark(
        "Row {first} stands on the same line of the same sheet. One of the two numbers is wrong. Look at the paper."
    ),
    "no_name_column": mark(
        "It is not clear which column of {file} has the names. Nothing was changed. Say which: its columns are {known}."
    ),
    "imported_before": mark(
        "{file} was taken in before. Nothing was changed, since its rows without a sheet would count twice. If they "
        "are other signatures after all, say that they are to be taken in again."
    ),
    "map_field_unknown": mark(
        "A line has no field “{field}”. Nothing was changed. A column can be given to one of these: {known}."
    ),
    "map_column_unknown": mark(
        "The spreadsheet has no column “{column}”. Nothing was changed. Its columns are: {known}."
    ),
}
