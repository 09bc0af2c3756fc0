"""Printers' numbers in kits: no two headquarters ever give the same one, though neither knows what the other gives."""

from canvass.batches.admission import KIT_ID, role_of
from canvass.ground.errors import CanvassError
from canvass.journal.bodies import MOST_PRINTER, Kind, Kit, Role
from canvass.journal.facts import facts
from canvass.journal.journal import Journal

PRINTER, PRINTERS = "printer", "printers"
"""What a file notes of its kit: the number it prints under, and how many from there on are its to give."""

NUMBERS_A_HEADQUARTERS = 50


class PrintersUsedUp(CanvassError):
    """All printer numbers that this headquarters may give are given away."""


def printers_to_give(journal: Journal, role: Role) -> tuple[int | None, int]:
    """Return what a kit of this role carries: a printer number, and how many from there on its holder may give.

    A coordinator's carries the next number, headquarters' a share from the other end, of which at least as many
    stay here. Raises `PrintersUsedUp`.
    """
    if role < Role.COORDINATOR:
        return None, 0
    free = _free(journal)
    share = 1 if role == Role.COORDINATOR else min(NUMBERS_A_HEADQUARTERS, len(free) // 2)
    if not share or not free:
        raise PrintersUsedUp
    if role == Role.COORDINATOR:
        return free[0], 0
    first = free[-1]
    while first - 1 in free and free[-1] - first + 1 < share:
        first -= 1
    return first, free[-1] - first + 1


def note_printers(journal: Journal, printer: int | None, printers: int) -> None:
    """Note what a kit gives this file, inside the caller's transaction."""
    if printer is not None:
        journal.campaign.note_setting(PRINTER, printer)
        journal.campaign.note_setting(PRINTERS, printers)


def _free(journal: Journal) -> list[int]:
    """Return the numbers that this file may give and that no headquarters gave yet.

    The file that the drive began in may give all, any other the share that came with its kit. A kit that gave away
    the number that this file prints under is one by which its share came.
    """
    first, share = journal.campaign.setting(PRINTER), journal.campaign.setting(PRINTERS)
    if not journal.campaign.text_setting(KIT_ID):
        own = range(1, MOST_PRINTER + 1)
    else:
        own = range(first + 1, first + share) if isinstance(first, int) and isinstance(share, int) else range(0)
    kits = (fact.body for fact in facts(journal.connection, Kind.KIT) if role_of(journal, fact.device) == Role.HQ)
    spans = (
        range(kit.printer, kit.printer + max(kit.printers, 1))
        for kit in kits
        if isinstance(kit, Kit) and kit.printer is not None
    )
    given = {number for span in spans if first not in span for number in span}
    return [number for number in own if number not in given]
