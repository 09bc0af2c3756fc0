"""Merging the same batches in every order, each into a copy of headquarters' file, and comparing what came out."""

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from canvass.batches.merging import merge
from canvass.campaign.companions import remove_file
from canvass.campaign.file import open_campaign
from canvass.count.totals import Totals, totals
from canvass.ground.progress import Report
from canvass.journal.journal import Journal
from canvass.signers.listing import LineRow, all_lines


class MergedOrder(msgspec.Struct, frozen=True):
    """One order of batches and the counts that it led to."""

    order: tuple[str, ...]
    entered: int
    agreed: int
    disputed: int
    loose: int


class Outcome(msgspec.Struct, frozen=True):
    """Everything that a file says after merging: each line, and the counts."""

    lines: tuple[LineRow, ...]
    totals: Totals


def outcome(journal: Journal, today: date) -> Outcome:
    """Return what the file says now."""
    return Outcome(tuple(all_lines(journal)), totals(journal, today))


def merge_in_every_order(
    headquarters: Journal, batches: Sequence[tuple[str, Path]], folder: Path, today: date, report: Report
) -> tuple[tuple[MergedOrder, ...], Outcome]:
    """Return what each order of the named batches led to, and what they all led to. The copies are removed again.

    They have headquarters' keys: left lying about, one of them might be used as if it were another headquarters.
    An order that leads to anything else is a bug: `RuntimeError`.
    """
    orders = list(itertools.permutations(batches))
    merged: list[MergedOrder] = []
    found: list[Outcome] = []
    for done, order in enumerate(orders):
        report(done, len(orders))
        copy = folder / f"order-{done + 1}.canvass"
        headquarters.campaign.backup(copy)
        reached = _merged_into(copy, [path for _, path in order], today)
        remove_file(copy)
        counts = reached.totals
        found.append(reached)
        merged.append(
            MergedOrder(tuple(name for name, _ in order), counts.entered, counts.agreed, counts.disputed, counts.loose)
        )
    if any(reached != found[0] for reached in found):
        raise RuntimeError("the order of merging made a difference")
    report(len(orders), len(orders))
    return tuple(merged), found[0]


def _merged_into(copy: Path, batches: Sequence[Path], today: date) -> Outcome:
    with open_campaign(copy) as campaign:
        journal = Journal(campaign)
        for batch in batches:
            for refused in merge(journal, [batch]).refused:
                raise refused.why
        return outcome(journal, today)
