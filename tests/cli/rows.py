"""CSV files of typed lines, written as a person's spreadsheet would."""

HEADER = "sheet,line,name,address,city,zip"


def csv(*rows: str, header: str = HEADER) -> bytes:
    """Return a CSV file with these rows."""
    return "\n".join([header, *rows, ""]).encode()


def row(line: int, name: str = "Ann Lee", sheet: str = "L1") -> str:
    """Return a row for one line."""
    return f"{sheet},{line},{name},1410 Bobbin St,Los Angeles,90001"
