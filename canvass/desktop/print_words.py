"""The sentences of the page *Print sheets*."""

from collections.abc import Iterator
from pathlib import Path

from canvass.sheets.preview import Preview
from canvass.sheets.runs import Printed
from canvass.wording.translation import tr


def said_of_file(printed: Printed) -> str:
    """Return what was printed, where it is, and how to print it on paper."""
    name = Path(printed.pdf).name
    if printed.first is None:
        said = tr(
            "{sheets:,} sheets without numbers are in {name}. Nobody may sign them: they are to look at, "
            "or for the registrar. Print at 100 % (actual size), one-sided."
        )
        return said.format(sheets=printed.sheets, name=name)
    parts = [_sheets(printed).format(first=printed.first, last=printed.last, name=name)]
    if printed.slips is not None:
        parts.append(tr("Their numbers are on cover slips in {name}.").format(name=Path(printed.slips).name))
    parts.append(tr("Print at 100 % (actual size), one-sided."))
    return " ".join(parts)


def _sheets(printed: Printed) -> str:
    return tr("Sheet {first} is in {name}.") if printed.sheets == 1 else tr("Sheets {first} to {last} are in {name}.")


def said_of_page(preview: Preview, *, is_notice: bool) -> Iterator[str]:
    """Yield what is worth knowing of the page before it is printed."""
    yield tr("{lines} lines a sheet.").format(lines=preview.lines)
    if preview.is_draft:
        yield tr("Not approved yet: this prints a DRAFT without numbers, which nobody may sign.")
    if preview.is_frozen:
        yield tr("This is the approved page. It is printed as it was approved.")
    if preview.slip:
        yield tr("The official has not approved codes of its own on each sheet: they go on cover slips.")
    if is_notice:
        yield tr("Who signs the notice becomes public: it is served and published. Say so before.")
