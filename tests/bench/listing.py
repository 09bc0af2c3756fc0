"""200 lines out of 720,000 by keyset, and a line saved among them: `python tests/bench/listing.py [lines]`."""

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from canvass.journal.bodies import Kind
from canvass.journal.journal import Journal
from canvass.journal.store import Devices
from canvass.journal.union import unite
from tests.bench.harness import batches, median_ms, new_campaign, paper, reading, tell, timed

SIZE, TIMES, GOAL_MS = 1_000, 300, 16.0
LINES = """
    select place, state, name, address, city, zip, note, typist, event, conflict, readings from line
     where place > ? order by place limit 200
"""


def main() -> None:
    """Print the median and the slowest of reading 200 lines from random places, and of saving a line."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 720_000
    with tempfile.TemporaryDirectory() as folder, new_campaign(Path(folder), "ours") as ours:
        journal = Journal(ours)
        ours.connection.execute("pragma wal_autocheckpoint = 100000")
        for batch in batches(lines // SIZE, SIZE):
            with journal.writing():
                unite(journal.connection, [batch], None)
        ours.connection.execute("pragma wal_checkpoint(truncate)")
        ours.connection.execute("pragma wal_autocheckpoint = 1000")
        chance = random.Random(1)
        known = Devices(journal.connection)
        reader = ours.reader()
        reads, saves = [], []
        for _ in range(TIMES):
            number = chance.randrange(lines)
            start = known.place_integer(paper(number))
            reads.append(timed(lambda: reader.execute(LINES, (start,)).fetchall()))  # noqa: B023 - called at once

            def save() -> None:
                with journal.writing():
                    journal.write(Kind.PUT, reading(number), place=paper(number), typist="CD")  # noqa: B023 - as above

            saves.append(timed(save))
        reader.close()
    tell(f"200 of {lines} lines: {median_ms(reads):.2f} ms, at most {max(reads) * 1_000:.2f} ms (goal {GOAL_MS})")
    tell(f"a line saved as a second reading: {median_ms(saves):.2f} ms, at most {max(saves) * 1_000:.1f} ms")


main()
