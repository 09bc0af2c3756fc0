"""Sentences for failures of the demonstration: nothing real was touched, and where to try it instead."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "folder_not_empty": mark(
        "{path} is not an empty folder, and the demonstration wants one to itself. Nothing was changed. Name a "
        "folder that does not exist yet, or an empty one."
    ),
    "practice_sheets_refused": mark(
        "The demonstration does not work with {asked:,} sheets. Nothing was made. Ask for {least:,} to {most:,} sheets."
    ),
}
