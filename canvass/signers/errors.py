"""What can be wrong with what somebody typed or handed in, as codes and facts."""

from canvass.ground.errors import CanvassError


class LineBeyondForm(CanvassError):
    """The form of this sheet has fewer lines."""

    needs = ("sheet", "line", "lines")


class LineRefused(CanvassError):
    """What stands where a line's number should be."""

    needs = ("text",)


class StateRefused(CanvassError):
    """A state that a line cannot have."""

    needs = ("text",)


class LoosePageUnknown(CanvassError):
    """No loose page of this number was begun on that laptop."""

    needs = ("sheet",)


class DeviceUnknown(CanvassError):
    """No laptop known here has an id that begins so."""

    needs = ("sheet",)


class DeviceAmbiguous(CanvassError):
    """Several laptops known here have an id that begins so."""

    needs = ("sheet",)


class NotALoosePage(CanvassError):
    """A link was asked for something that is a numbered sheet already."""

    needs = ("sheet",)


class NotASheetNumber(CanvassError):
    """A link was asked to something that is not a numbered sheet."""

    needs = ("sheet",)


class LinkNotAllowed(CanvassError):
    """A field laptop links its own loose pages only."""

    needs = ("sheet",)


class LinkBeyondForm(CanvassError):
    """A line typed on the loose page is beyond the form of the sheet."""

    needs = ("sheet", "line", "lines")


class CsvUnreadable(CanvassError):
    """The file is not CSV text in UTF-8; `row` is the first row that shows it."""

    needs = ("file", "row", "why")


class CsvColumns(CanvassError):
    """Columns are missing, unknown or there twice."""

    needs = ("file", "missing", "unknown", "doubled")


class FileMissing(CanvassError):
    """The file to read is not there or cannot be read."""

    needs = ("file",)


class RowShort(CanvassError):
    """A row has other cells than the header has columns."""

    needs = ("cells", "columns")


class RowInConflict(CanvassError):
    """A row of our own listing shows a place still to decide, without what is on the paper."""


class NothingToUndo(CanvassError):
    """Nothing that was typed in this window is left to take back."""


class StillInForm(CanvassError):
    """Undo was asked for while a text in the form is not saved yet."""

    needs = ("line",)


class LastSheetOfRun(CanvassError):
    """The next sheet was asked for after the last one of a printed run."""

    needs = ("sheet",)


class ReadingsChanged(CanvassError):
    """What was to be decided is no longer what was shown: something was taken in or decided meanwhile."""

    needs = ("sheet",)
