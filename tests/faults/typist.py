"""A typist to be killed: python -m tests.faults.typist FILE [honest|early] [MOST]. Types until somebody ends it.

`honest` tells a line after its COMMIT. `early`, the control, tells it before: a harness that does not catch it
proves nothing.
"""

import sys
from pathlib import Path

from canvass.campaign.file import create_campaign, open_campaign
from canvass.journal.bodies import Kind, Line
from canvass.journal.journal import Journal
from canvass.journal.place import MOST_LINES, LoosePage, Place


def main(path: Path, honesty: str, most: int = 1 << 30) -> None:
    """Type one line after the other behind those that are there."""
    with open_campaign(path) if path.exists() else create_campaign(path) as campaign:
        journal = Journal(campaign)
        (there,) = campaign.connection.execute("select count(*) from record").fetchone()
        for n in range(there, most):
            sheet, line = LoosePage(n // MOST_LINES + 1, journal.device), n % MOST_LINES + 1
            said = f"saved {sheet.short} {line}"
            if honesty == "early":
                print(said, flush=True)  # noqa: T201 - what the harness hears
            with journal.writing():
                journal.write(Kind.PUT, Line(name=f"Signer {n}"), place=Place.on(sheet, line), typist="XX")
            if honesty == "honest":
                print(said, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:]))
