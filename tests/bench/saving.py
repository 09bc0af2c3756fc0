"""Saving a line through the journal against a bare commit of one row with the same settings.

`python tests/bench/saving.py`
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from canvass.journal.bodies import Kind
from canvass.journal.journal import Journal
from tests.bench.harness import median_ms, new_campaign, paper, reading, tell, timed

WARM_UP, SAVES, GOAL = 50, 600, 1.75


def main() -> None:
    """Print the medians and their ratio; the two take turns, so that a busy machine slows both."""
    with (
        tempfile.TemporaryDirectory() as folder,
        new_campaign(Path(folder), "ours") as ours,
        new_campaign(Path(folder), "bare") as bare,
    ):
        journal = Journal(ours)
        bare.connection.execute("create table typed (n integer primary key, raw blob not null) strict")
        content = b"x" * 420

        def save(number: int) -> None:
            with journal.writing():
                journal.write(Kind.PUT, reading(number), place=paper(number), typist="AB")

        def commit(number: int) -> None:
            with bare.transaction() as connection:
                connection.execute("insert into typed (n, raw) values (?, ?)", (number, content))

        saves, commits = [], []
        for number in range(WARM_UP + SAVES):
            saves.append(timed(lambda: save(number)))  # noqa: B023 - called at once
            commits.append(timed(lambda: commit(number)))  # noqa: B023 - called at once
        ours_ms, bare_ms = median_ms(saves[WARM_UP:]), median_ms(commits[WARM_UP:])
        tell(f"a line saved {ours_ms:.3f} ms, a bare commit {bare_ms:.3f} ms: {ours_ms / bare_ms:.2f} (goal {GOAL})")


main()
