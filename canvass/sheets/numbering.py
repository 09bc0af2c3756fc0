"""Numbers of runs: which printer this file is, and the next run that it has not printed yet."""

import secrets

from canvass.ground.errors import CanvassError
from canvass.journal.bodies import Kind, Run
from canvass.journal.drive import practice
from canvass.journal.facts import facts
from canvass.journal.journal import Journal
from canvass.journal.roles import founding
from canvass.journal.runs import DRAWN, RUNS_A_PRINTER, counting_runs, printers_given

HEADQUARTERS = 0
KIT_PRINTER = "printer"
OWN_PRINTER = "own_printer"


class RunsUsedUp(CanvassError):
    """This laptop has printed all 999 runs that its printer number allows."""

    needs = ("printer",)


def printer_number(journal: Journal, shown: int | None = None) -> int:
    """Return the first three digits of this file's runs.

    A coordinator has them from its kit, and the headquarters that began the drive is 000. Any other file draws from
    900 to 999, once it is noted: so does a drive for practice, so that its numbers are strangers in a real one. `shown`
    was drawn before and told to somebody: it is drawn again if it still can be.
    """
    for name in (KIT_PRINTER, OWN_PRINTER):
        noted = journal.campaign.setting(name)
        if isinstance(noted, int) and (noted in DRAWN or noted in printers_given(journal.connection, journal.device)):
            return noted
    root = founding(journal.connection, journal.campaign_id or "")
    if root is not None and root.device == journal.device and not practice(journal):
        return HEADQUARTERS
    taken = {run // RUNS_A_PRINTER for _, run in _told(journal)}
    free = [number for number in DRAWN if number not in taken] or DRAWN
    return shown if shown is not None and shown in free else secrets.choice(free)


def note_printer(journal: Journal, printer: int) -> None:
    """Note a drawn number inside the caller's transaction: every later run of this file has it."""
    if printer in DRAWN:
        journal.campaign.note_setting(OWN_PRINTER, printer)


def next_run(journal: Journal, printer: int) -> int:
    """Return the next run of this printer: behind all that this file printed, and none that counts.

    Raises `RunsUsedUp`. A number is never given twice.
    """
    told = [(device, run) for device, run in _told(journal) if run // RUNS_A_PRINTER == printer]
    used = {run for _, run in told}
    run = max((run for device, run in told if device == journal.device), default=printer * RUNS_A_PRINTER) + 1
    while run in used:
        run += 1
    if run // RUNS_A_PRINTER != printer:
        raise RunsUsedUp(printer=printer)
    return run


def _told(journal: Journal) -> list[tuple[str, int]]:
    """Return every run that counts or that this file told of, with the device that did."""
    own = [fact for fact in facts(journal.connection, Kind.RUN) if fact.device == journal.device]
    known = [*own, *counting_runs(journal.connection)]
    return [(fact.device, fact.body.run) for fact in known if isinstance(fact.body, Run)]
