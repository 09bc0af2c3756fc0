"""Sentences for failures that only the terminal knows."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "no_menu_entries": mark(
        "Menu entries of this kind belong to Linux desktops, and this is none. Nothing was changed. To open canvass’s "
        "files by a double-click, choose canvass once under “Open with”."
    ),
}
