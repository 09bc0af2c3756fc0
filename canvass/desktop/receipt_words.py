"""What is said of receipts and of wiping, on the page and at the foot of Entry."""

from datetime import datetime

from canvass.batches.accepting import Accepted, HeldHere
from canvass.batches.wiping import Wipe
from canvass.desktop.day_words import moment_words
from canvass.wording.translation import tr, tr_n


def time_words(claimed: str) -> str:
    """Return a record's time as one says it here and now; a clock that claims nonsense is shown as it is."""
    try:
        moment = datetime.fromisoformat(claimed).astimezone()
    except (ValueError, OverflowError, OSError):
        return claimed
    return moment_words(moment, datetime.now().astimezone())


def accepted_words(accepted: Accepted) -> str:
    """Return what a receipt came to."""
    said = _held(accepted.lines, accepted.only_here, accepted.up_to)
    if accepted.is_forked:
        forked = tr(
            "{said} Headquarters also holds lines that another copy of this file wrote under the same numbers. Nothing "
            "is lost: bring this laptop’s next file to headquarters, and tell them."
        )
        return forked.format(said=said)
    return said if accepted.is_new else tr("{said} That was known here already.").format(said=said)


def held_words(here: HeldHere) -> str:
    """Return what headquarters holds, as far as this laptop knows."""
    if not here.seq:
        return tr("Headquarters has confirmed nothing of this laptop yet.")
    return _held(here.lines, here.only_here, here.up_to)


def _held(lines: int, only_here: int, up_to: str) -> str:
    if not lines:
        return (
            tr_n("{n:,} line is on this laptop only.", "{n:,} lines are on this laptop only.", only_here).format(
                n=only_here
            )
            if only_here
            else tr("No line is on this laptop only.")
        )
    if only_here:
        held = tr_n(
            "Headquarters holds {lines:,} line of this laptop, up to {time}.",
            "Headquarters holds {lines:,} lines of this laptop, up to {time}.",
            lines,
        )
    else:
        held = tr_n(
            "Headquarters holds the {lines:,} line of this laptop, up to {time}.",
            "Headquarters holds all {lines:,} lines of this laptop, up to {time}.",
            lines,
        )
    said = held.format(lines=lines, time=time_words(up_to))
    if not only_here:
        return said
    rest = tr_n("{said} {n:,} line is on this laptop only.", "{said} {n:,} lines are on this laptop only.", only_here)
    return rest.format(said=said, n=only_here)


def gone_words(here: HeldHere) -> str:
    """Return how many lines were wiped here before, empty if none were."""
    if not here.wiped.lines:
        return ""
    said = tr_n(
        "{lines:,} line that was typed here is wiped: only headquarters has it now. Confirmed {time}.",
        "{lines:,} lines that were typed here are wiped: only headquarters has them now. Confirmed {time}.",
        here.wiped.lines,
    )
    return said.format(lines=here.wiped.lines, time=time_words(here.wiped.confirmed))


def sure_words(here: HeldHere, *, is_protected: bool) -> str:
    """Return what wiping means, before it is done."""
    if not here.wipeable:
        return tr("The lines are gone already; the rest of their text in this file and its copies goes now. Go on?")
    said = tr_n(
        "Wipe {lines:,} line from this laptop and from the copies beside the drive? It cannot be taken back here: only "
        "headquarters has it then. Typing goes on as before. Paper, and copies made elsewhere, stay.",
        "Wipe {lines:,} lines from this laptop and from the copies beside the drive? It cannot be taken back here: "
        "only headquarters has them then. Typing goes on as before. Paper, and copies made elsewhere, stay.",
        here.wipeable,
    ).format(lines=here.wipeable)
    if is_protected:
        return said
    more = tr("{said} This drive has no passphrase: a disk may keep traces that only experts find.")
    return more.format(said=said)


def wiped_words(done: Wipe) -> str:
    """Return what was wiped."""
    if not done.lines:
        return tr("Nothing of the wiped lines is left in this file or its copies.")
    said = tr_n(
        "{lines:,} line is wiped from this laptop and its copies. Headquarters has it.",
        "{lines:,} lines are wiped from this laptop and its copies. Headquarters has them.",
        done.lines,
    ).format(lines=done.lines)
    if not done.stay:
        return said
    rest = tr_n(
        "{said} {n:,} line stays here: headquarters has not confirmed it.",
        "{said} {n:,} lines stay here: headquarters has not confirmed them.",
        done.stay,
    )
    return rest.format(said=said, n=done.stay)
