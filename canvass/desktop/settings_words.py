"""The words of the page of settings: what each setting is, its choices, what it does."""

from canvass.desktop.setting_row import Chosen
from canvass.desktop.settings import COPIES_KEPT, IDLE_MINUTES, IN_PAPER_ORDER, LOOKS, TEXT_SIZES, ZIP_FIRST
from canvass.wording.translation import languages, mark, tr, tr_n

TITLES = {
    "look": mark("Colours"),
    "text_size": mark("Size of text"),
    "language": mark("Language"),
    "entry_order": mark("Order of the fields in which one types"),
    "sounds": mark("Sounds"),
    "idle_minutes": mark("Hide names when nobody types"),
    "copies_kept": mark("Copies a drive’s file keeps of itself"),
}
SAYS = {
    "look": mark("High contrast is for eyes that need it and for bright sun."),
    "text_size": mark("Ctrl and + or − change it anywhere."),
    "language": mark("Changes at once; what you are typing stays."),
    "entry_order": mark(
        "ZIP first is for practised typists: the streets of that ZIP are offered, its city is filled in."
    ),
    "sounds": mark("A short sound when a sheet’s code was scanned, so that you need not look up."),
    "idle_minutes": mark("The next key shows them again, and is typed. Ctrl+Shift+L hides them at once."),
    "copies_kept": mark("Made after each sheet and when you finish, under the same passphrase; the oldest goes."),
}
LOOK_CHOICES = {
    "system": mark("As the system"),
    "light": mark("Light"),
    "dark": mark("Dark"),
    "high_contrast": mark("High contrast"),
}
ORDER_CHOICES = {
    IN_PAPER_ORDER: mark("As on paper: name, address, city, ZIP"),
    ZIP_FIRST: mark("ZIP first: ZIP, name, address, city"),
}


def choices() -> dict[str, dict[Chosen, str]]:
    """Return the choices of each setting, in words."""
    return {
        "look": {look: tr(LOOK_CHOICES[look]) for look in LOOKS},
        "text_size": {size: tr("{size} %").format(size=size) for size in TEXT_SIZES},
        "language": dict((("", tr("As the system")), *languages().items())),
        "entry_order": {order: tr(words) for order, words in ORDER_CHOICES.items()},
        "sounds": {False: tr("No sounds"), True: tr("A sound at each scan")},
        "idle_minutes": {
            minutes: tr_n("after {n} minute", "after {n} minutes", minutes).format(n=minutes)
            for minutes in IDLE_MINUTES
        },
        "copies_kept": {
            copies: tr_n("the newest one", "the newest {n}", copies).format(n=copies) for copies in COPIES_KEPT
        },
    }
