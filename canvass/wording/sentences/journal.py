"""Sentences for failures in journal: none so far."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "no_petition": mark(
        "{path} belongs to no drive yet, so there is no petition in it. Nothing was changed, and what was typed stays. "
        "Join it to a drive with a set-up file, or start a drive of your own.",
    ),
    "not_headquarters": mark(
        "Only headquarters can change the petition. Nothing was changed in {path}. Ask headquarters to change it and "
        "to send a newer set-up file.",
    ),
}
