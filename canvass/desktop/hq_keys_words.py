"""Headquarters' keys in words. No Qt in here."""

from canvass.batches.merging import Merged
from canvass.batches.recovery import Kept, SealingKey
from canvass.wording.sentence import sentence
from canvass.wording.translation import mark, tr

OF_RECOVERY: dict[Kept, str] = {
    "here": mark(
        "The recovery key is only in this file. If this laptop and its copies are lost, so is every name that other "
        "laptops wrote for headquarters. Print the key’s card before you make the first set-up file: save it, print "
        "it, lock it away – never with the laptop – and type one of its groups back. Then the key leaves this file. "
        "Copies of this file that were made before still hold it: keep none of them in strange hands."
    ),
    "paper": mark(
        "The recovery key is on paper only. If this laptop and its copies are lost, another headquarters opens the "
        "other laptops’ files with it. Try the card once while it is not needed: type the key below."
    ),
    "elsewhere": mark(
        "The recovery key is with the headquarters that began this drive: in its file, or on a printed card. Ask who "
        "keeps the card."
    ),
}


def said_of_key(key: SealingKey) -> str:
    """Return what a key is and where it is kept, as one line of a list."""
    if key.whose == "headquarters":
        return tr("• This headquarters’ key: in this file. It opens every file for headquarters.")
    if key.whose == "other":
        if not key.name:
            return tr("• Another headquarters’ key: on that laptop. It opens every file written since it joined.")
        said = tr("• The key of {name}, another headquarters: on that laptop. It opens every file since it joined.")
        return said.format(name=key.name)
    return {
        "here": tr("• The recovery key: still in this file. It opens every file for headquarters."),
        "paper": tr("• The recovery key: on paper. It opens every file for headquarters."),
        "elsewhere": tr("• The recovery key: not in this file. It opens every file for headquarters."),
    }[key.kept]


def said_of_hubs() -> str:
    """Return to whom else files are sealed, as the last line of the list: no list of theirs is kept anywhere."""
    return tr("• A coordinator’s key: on that laptop. It opens the files of the laptops that this coordinator set up.")


def said_of_recovery(kept: Kept) -> str:
    """Return what there is to do about the recovery key."""
    return tr(OF_RECOVERY[kept])


def said_of_taken(merged: Merged) -> str:
    """Return what came of taking in files with the recovery key."""
    said = tr("New {new:,} – already here {known:,} – to decide {conflicts:,} – refused {refused:,}")
    lines = [
        said.format(new=merged.new, known=merged.known, conflicts=merged.conflicts, refused=len(merged.refused)),
        *(sentence(refused.why) for refused in merged.refused),
    ]
    return "\n".join(lines)
