"""Uniting 100 batches of 1,000 records onto a large file against bare inserts of the same rows.

`python tests/bench/uniting.py [records there already, 620000]`. Both sides raise `wal_autocheckpoint`, commit once a
batch, and have the same settings; the peer's table has the same columns and no secondary index.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from canvass.campaign.file import Campaign
from canvass.journal.journal import Journal
from canvass.journal.union import Segment, unite
from tests.bench.harness import batches, median_ms, new_campaign, tell, timed

SIZE, COUNT, GOAL = 1_000, 100, 3.5
PEER = "create table peer (n integer primary key, id blob, place int, kind int, typist text, raw blob) strict"


def unite_one(journal: Journal, batch: Segment) -> None:
    """Take one batch in, in a transaction of its own."""
    with journal.writing():
        unite(journal.connection, [batch], None)


def insert_one(peer: Campaign, rows: list[tuple[object, ...]]) -> None:
    """Insert the rows of one batch, in a transaction of its own."""
    with peer.transaction() as connection:
        connection.executemany("insert into peer values (?, ?, ?, ?, ?, ?)", rows)


def main() -> None:
    """Print seconds a batch on either side and their ratio, for new batches and for the same once more."""
    there = int(sys.argv[1]) if len(sys.argv) > 1 else 620_000
    with (
        tempfile.TemporaryDirectory() as folder,
        new_campaign(Path(folder), "ours") as ours,
        new_campaign(Path(folder), "peer") as peer,
    ):
        journal = Journal(ours)
        peer.connection.execute(PEER)
        for campaign in (ours, peer):
            campaign.connection.execute("pragma wal_autocheckpoint = 100000")

        def rows(device: int) -> list[tuple[object, ...]]:
            span = (device << 32, device << 32 | 0xFFFFFFFF)
            return list(journal.connection.execute("select * from record where n between ? and ?", span).fetchall())

        for number, batch in enumerate(batches(there // SIZE, SIZE)):
            unite_one(journal, batch)
            insert_one(peer, rows(number + 2))
        ours.connection.execute("pragma wal_checkpoint(truncate)")
        peer.connection.execute("pragma wal_checkpoint(truncate)")
        new = list(batches(COUNT, SIZE, there // SIZE))
        unites, inserts = [], []
        for number, batch in enumerate(new):
            unites.append(timed(lambda: unite_one(journal, batch)))  # noqa: B023 - called at once
            same = rows(there // SIZE + number + 2)
            inserts.append(timed(lambda: insert_one(peer, same)))  # noqa: B023 - called at once
        again = [timed(lambda: unite_one(journal, batch)) for batch in new]  # noqa: B023 - called at once
    ratio = sum(unites) / sum(inserts)
    both = f"{sum(unites):.2f} s, bare {sum(inserts):.2f} s: {ratio:.2f} (goal {GOAL})"
    tell(f"{COUNT} batches of {SIZE} onto {there}: {both}")
    tell(f"medians a batch {median_ms(unites):.1f} and {median_ms(inserts):.1f} ms; again {median_ms(again):.1f} ms")


main()
