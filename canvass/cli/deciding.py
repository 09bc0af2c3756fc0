"""Commands for what only a person can decide: readings of one line that differ, links of one page that do."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from canvass.cli.opening import PATH, reading, writing
from canvass.cli.table import table
from canvass.cli.terminal import Terminal, json_option
from canvass.journal.bodies import STATES, Line
from canvass.journal.journal import Journal
from canvass.signers.decisions import Conflict, conflicts, decide_value, decide_void, keep
from canvass.signers.entry import TEXTS
from canvass.signers.listing import HeadRow, LineRow, lines_of_sheet
from canvass.signers.pages import DisputedLink, LinkHead, disputed_links
from canvass.signers.sheets_known import KnownSheet, known_sheet
from canvass.wording.translation import mark, tr

FIELDS = ("state", "name", "address", "city", "zip", "note", "event")


class ConflictRow(msgspec.Struct, frozen=True):
    """A place to decide: where its readings differ, all of them, and what they make together if that can be said.

    A loose page that is said to be different sheets is a row without a line, its `conflict` is `link`.
    """

    sheet: str
    line: int | None
    conflict: str
    differing: tuple[str, ...]
    heads: tuple[HeadRow, ...] | tuple[LinkHead, ...]
    combined: dict[str, str] | None


@click.command("conflicts")
@click.argument("file", type=PATH)
@json_option
@click.pass_obj
def conflicts_command(terminal: Terminal, file: Path) -> None:
    """List the lines whose readings differ, numbered for `decide --keep`, and the loose pages whose links do."""
    with reading(file) as journal:
        found = [*map(_row, conflicts(journal)), *map(_page_row, disputed_links(journal))]
    terminal.answer(found, lambda: "\n\n".join(map(_shown, found)) or tr(mark("There is nothing to decide.")))


def _row(found: Conflict) -> ConflictRow:
    combined = None if found.combined is None else _fields(found.combined)
    return ConflictRow(found.sheet, found.line, found.conflict, found.differing, found.row.heads, combined)


def _page_row(found: DisputedLink) -> ConflictRow:
    return ConflictRow(found.page, None, "link", ("sheet",), found.heads, None)


def _fields(line: Line) -> dict[str, str]:
    return {field: getattr(line, field) for field in FIELDS}


def _shown(found: ConflictRow) -> str:
    """Return one place for a person: the readings, and under them what they could mean together."""
    rows: list[Sequence[object]] = [msgspec.structs.astuple(head) for head in found.heads]
    if found.line is None:
        said = tr(mark("{page} is said to be different sheets. Look at the paper and say which with “canvass link”."))
        return f"{said.format(page=found.sheet)}\n{table(LinkHead.__struct_fields__, rows)}"
    columns = HeadRow.__struct_fields__
    if found.combined is not None:
        rows.append(["", *(found.combined.get(column, "") for column in columns[1:])])
    place = tr(mark("Sheet {sheet}, line {line}")).format(sheet=found.sheet, line=found.line)
    return f"{place}\n{table(columns, rows)}"


@click.command()
@click.argument("file", type=PATH)
@click.argument("sheet")
@click.argument("line", type=click.IntRange(min=1))
@click.option("--keep", "kept", type=int, metavar="N", help="Keep the reading with this number.")
@click.option("--value", "values", multiple=True, metavar="FIELD=TEXT", help="What the paper says in this field.")
@click.option("--void", "state", type=click.Choice(STATES[1:]), help="The line is no signature.")
@json_option
@click.pass_obj
def decide(
    terminal: Terminal,
    file: Path,
    sheet: str,
    line: int,
    *,
    kept: int | None,
    values: Sequence[str],
    state: str | None,
) -> None:
    """Decide what the paper says on a line: keep one reading, give the fields, or say that it is no signature."""
    if sum((kept is not None, bool(values), state is not None)) != 1:
        raise click.UsageError(tr(mark("Give one of --keep, --value and --void.")))
    fields = dict(map(_pair, values))
    with writing(file) as journal:
        known = known_sheet(journal, sheet)
        if kept is not None:
            keep(journal, known, line, kept)
        elif state is not None:
            decide_void(journal, known, line, state)
        else:
            decide_value(journal, known, line, fields)
        decided = next(_rows_at(journal, known, line))
    columns = ("sheet", "line", *FIELDS)
    terminal.answer(decided, lambda: table(columns, [[getattr(decided, column) for column in columns]]))


def _rows_at(journal: Journal, sheet: KnownSheet, line: int) -> Iterator[LineRow]:
    return (row for row in lines_of_sheet(journal, sheet) if row.line == line)


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or field not in TEXTS:
        known = ", ".join(TEXTS)
        raise click.UsageError(tr(mark("--value takes FIELD=TEXT; the fields are {fields}.")).format(fields=known))
    return field, value


COMMANDS = (conflicts_command, decide)
