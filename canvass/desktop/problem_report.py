"""The report of a problem: versions, the system, the page, counts, the last fault; no name, no place of a file."""

from PySide6.QtGui import QGuiApplication

from canvass.desktop.crash_marks import kept_fault
from canvass.desktop.crash_window import ReportWords, versions
from canvass.desktop.session import Session
from canvass.desktop.settings import Settings, settings_file
from canvass.journal.drive import practice
from canvass.wording.translation import language, mark

PROBLEM = ReportWords(
    mark("Report a problem"),
    mark(
        "Save this report, write beside it what you did and what you expected, and give both to whoever helps you. "
        "Read it first: it is all there is."
    ),
    "canvass-problem.txt",
)
TABLES = ("record", "line", "sheet", "device")
"""What is counted: the names are ours, and only the counts go in."""


def problem_report(settings: Settings, topic: str, session: Session | None) -> str:
    """Return the report. It is in English, for whoever mends the program."""
    lines = [*versions(), f"language {language()}, look {settings.look}, text {settings.text_size} %"]
    lines += [
        f"screen {screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    ]
    lines += [f"page {topic}", *_drive(session)]
    fault = kept_fault(settings_file().parent)
    return "\n".join([*lines, "", "last fault", fault] if fault else [*lines, "", "no fault was kept"])


def _drive(session: Session | None) -> list[str]:
    if session is None:
        return ["no drive is open"]
    journal = session.journal
    role = "lone" if journal.role is None else journal.role.name.lower()
    said = [role, "protected" if session.is_protected else "not protected", "rescue" if session.is_rescue else ""]
    said += ["practice" if practice(journal) else ""]
    counts = [
        f"{table} {journal.connection.execute(f'select count(*) from {table}').fetchone()[0]:,}" for table in TABLES
    ]
    size = session.path.stat().st_size
    return [f"drive: {', '.join(filter(None, said))}; {', '.join(counts)}; {size:,} bytes"]
