"""Sentences for files that cannot be written, files refused row by row, and text that cannot be kept."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "already_there": mark(
        "There is already a file called {path}. It was not touched, and nothing was written. "
        "Choose another name, or move the old file away and try again."
    ),
    "not_written": mark(
        "{path} could not be written. Your drive is unchanged, and nothing half done was left behind. "
        "Try again, or choose another folder or another stick."
    ),
    "not_written.full": mark(
        "{path} could not be written: the disk or stick is full. Your drive is unchanged, and nothing half done was "
        "left behind. Make room or take another stick, and try again."
    ),
    "not_written.read_only": mark(
        "{path} could not be written: the place or the file is protected, or another program has it open. Your drive "
        "is unchanged. Close the other program or choose another folder, and try again."
    ),
    "not_written.gone": mark(
        "{path} could not be written: its folder is not there, or the stick was taken out. Your drive is unchanged. "
        "Put the stick back in or choose another folder, and try again."
    ),
    "not_written.differs": mark(
        "{path} was written, but read back it is not the same: this stick or disk cannot be trusted. Your drive is "
        "unchanged. Take another stick and try again."
    ),
    "rows_refused": mark(
        "{file} was refused whole, and nothing in the drive was changed. Correct every row named here "
        "(rows: {count}) and take the file in again."
    ),
    "text_refused": mark(
        "This text cannot be kept: it has {problem}. Nothing was changed. Type it again by hand, without copying it."
    ),
    "text_refused.too_long": mark("This text is too long to be kept. Nothing was changed. Shorten it and try again."),
    "text_refused.marks": mark(
        "This text cannot be kept: too many accents stand on one letter. Nothing was changed. Type it again by hand."
    ),
    "field_text_refused": mark(
        "The text for “{field}” holds something that cannot be kept ({problem}). Nothing was changed. "
        "Type it again by hand, or save it as plain text first.",
    ),
}

REASONS: dict[str, str] = {
    "nul": mark("an invisible character of value zero"),
    "control": mark("an invisible control character"),
    "bidi": mark("an invisible mark that turns the direction of writing"),
    "surrogate": mark("half a character"),
    "unassigned": mark("a character that does not exist"),
    "too_long": mark("too many letters"),
    "marks": mark("too many accents on one letter"),
}
"""Words for the codes that a failure's `why` or `problem` may hold."""
