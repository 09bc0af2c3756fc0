"""What the page *Take in files* says: what files would bring, what they brought, what was refused. Pure."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from canvass.batches.errors import BatchNeedsPassphrase
from canvass.batches.foreseeing import FileSeen, Foreseen, FromLaptop
from canvass.batches.merging import Merged, Refused
from canvass.wording.sentence import sentence
from canvass.wording.translation import tr, tr_n

MOST_ROWS = 6
"""Laptops in the table; the list under it names all."""


def laptop_name(name: str, device: str) -> str:
    """Return whose laptop it is: the name that its set-up file gave it, or the first digits of its number."""
    return name or tr("the laptop {number}").format(number=device[:8])


def foreseen_words(foreseen: Foreseen) -> str:
    """Return in a sentence or two what taking the files in would bring."""
    if not foreseen.files and not foreseen.refused:
        return tr("There is no file for headquarters in it: their names end in .canvassbatch.")
    if not foreseen.files:
        return tr("None of these files can be taken in. Why stands beside each in the list.")
    new, known = new_lines(foreseen), sum(laptop.known for laptop in foreseen.laptops)
    said = [
        tr_n("{n:,} new line.", "{n:,} new lines.", new).format(n=new),
        tr_n("{n:,} line is here already.", "{n:,} lines are here already.", known).format(n=known),
    ]
    if foreseen.conflicts:
        asked = foreseen.conflicts
        said.append(tr_n("About {n:,} line to decide.", "About {n:,} lines to decide.", asked).format(n=asked))
    if foreseen.refused:
        bad = len(foreseen.refused)
        said.append(tr_n("{n:,} file cannot be taken in.", "{n:,} files cannot be taken in.", bad).format(n=bad))
    return " ".join(said)


def new_lines(foreseen: Foreseen) -> int:
    """Return how many lines would be new, a line that two laptops typed counted for each."""
    return sum(laptop.new for laptop in foreseen.laptops)


def laptop_rows(foreseen: Foreseen) -> list[tuple[str, str, str, str, str, str]]:
    """Return a row for each laptop: whose, lines, sheets, new, here already, to decide; those with most new first."""
    return [
        (
            _from(laptop),
            f"{laptop.lines:,}",
            f"{laptop.sheets:,}",
            f"{laptop.new:,}",
            f"{laptop.known:,}",
            tr("about {n:,}").format(n=laptop.conflicts) if laptop.conflicts else "0",
        )
        for laptop in foreseen.laptops
    ]


def _from(laptop: FromLaptop) -> str:
    name = laptop_name(laptop.name, laptop.device)
    return tr("{name} (new)").format(name=name) if laptop.is_new else name


def copies_words(folder: Path) -> str:
    """Return what there is in place of undoing: copies of the whole drive, and where."""
    said = tr(
        "What is taken in stays in. After it a copy of the whole drive is made, and kept with those from "
        "before: {folder}"
    )
    return said.format(folder=folder)


def progress_words(done: int, total: int) -> str:
    """Return how far it is, for the foot of the window while another page is in sight."""
    return tr("Files on their way in: {done:,} of {total:,}. Ctrl+6 shows them.").format(done=done, total=total)


def foreseen_list(foreseen: Foreseen) -> str:
    """Return all of it as text: files that cannot be taken in with why, then laptops, then all other files."""
    return "\n".join(_foreseen_lines(foreseen))


def _foreseen_lines(foreseen: Foreseen) -> Iterator[str]:
    yield from _refused_lines(foreseen.refused)
    for laptop in foreseen.laptops:
        said = tr(
            "From {name}: lines {lines:,}, sheets {sheets:,}; new {new:,}, already here {known:,}, to decide about "
            "{asked:,}."
        )
        yield said.format(
            name=_from(laptop),
            lines=laptop.lines,
            sheets=laptop.sheets,
            new=laptop.new,
            known=laptop.known,
            asked=laptop.conflicts,
        )
    if foreseen.files:
        yield ""
    for file in foreseen.files:
        yield file_words(file)


def file_words(file: FileSeen) -> str:
    """Return what a file brings."""
    said = (
        tr("{file}: from {name}, {lines:,} lines, {new:,} of them new")
        if file.new
        else tr("{file}: from {name}, {lines:,} lines, all here already")
    )
    name = laptop_name(file.name, file.device)
    return said.format(file=file.file, name=name, lines=file.lines, new=file.new_lines)


def _refused_lines(refused: tuple[Refused, ...]) -> Iterator[str]:
    for one in refused:
        if isinstance(one.why, BatchNeedsPassphrase):
            yield tr("Locked: {why}").format(why=sentence(one.why))
        else:
            yield tr("Not taken in: {why}").format(why=sentence(one.why))
    if refused:
        yield ""


def taken_words(taken: Merged, new: int, left: int) -> str:
    """Return what came of taking in: how many lines were new, or that it was stopped and what is left."""
    files = tr_n("{n:,} file is taken in.", "{n:,} files are taken in.", taken.taken).format(n=taken.taken)
    said = [files]
    if left:
        said.append(
            tr_n(
                "Stopped: {n:,} file is not taken in. Take it in again whenever you like; nothing counts twice.",
                "Stopped: {n:,} files are not taken in. Take them in again whenever you like; nothing counts twice.",
                left,
            ).format(n=left)
        )
    elif not taken.new:
        said.append(tr("Nothing in it was new."))
    else:
        said.append(tr_n("{n:,} line is new.", "{n:,} lines are new.", new).format(n=new))
    if taken.conflicts:
        said.append(
            tr_n("{n:,} line more is to decide.", "{n:,} lines more are to decide.", taken.conflicts).format(
                n=taken.conflicts
            )
        )
    if taken.refused:
        bad = len(taken.refused)
        said.append(tr_n("{n:,} file was not taken in.", "{n:,} files were not taken in.", bad).format(n=bad))
    return " ".join(said)


def stopped_words(done: int) -> str:
    """Return how many files were done with before something went wrong; nothing where there was none."""
    if not done:
        return ""
    return tr_n(
        "{n:,} file was taken in whole before that, and stays. Take the others in again afterwards.",
        "{n:,} files were taken in whole before that, and stay. Take the others in again afterwards.",
        done,
    ).format(n=done)


def taken_list(taken: Merged, names: Mapping[str, str]) -> str:
    """Return all of it as text: refused and why, new laptops, whose lines are waited for, laptops copied."""
    return "\n".join(_taken_lines(taken, names))


def _taken_lines(taken: Merged, names: Mapping[str, str]) -> Iterator[str]:
    yield from _refused_lines(taken.refused)
    for laptop in taken.laptops:
        said = tr_n("New: {name}, {lines:,} line", "New: {name}, {lines:,} lines", laptop.lines)
        yield said.format(name=laptop_name(laptop.name, laptop.device), lines=laptop.lines)
    for gap in taken.waiting:
        name = laptop_name(names.get(gap.device, ""), gap.device)
        yield tr("Waiting for {name}, {first:,}–{last:,}: ask for its newest file.").format(
            name=name, first=gap.start, last=gap.end
        )
    for device in taken.forked:
        said = tr("{name} has written twice under the same numbers: a copied disk or a restored backup. Both are kept.")
        yield said.format(name=laptop_name(names.get(device, ""), device))
    if not (taken.refused or taken.laptops or taken.waiting or taken.forked):
        yield tr("No laptop is new, nothing is waited for, nothing was refused.")
