"""Where the files are that travel with the program: petitions, fonts, icons, translations, help."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def _root() -> Path:
    """Return the folder inside an installed copy or a frozen program, else the one of the checkout."""
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource; a missing one is a broken installation, and a `FileNotFoundError`."""
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError("/".join(parts))
    return path


def resource_names(folder: str) -> list[str]:
    """Return the names of the files in a folder of resources, sorted; none if the folder is not there."""
    place = _root() / folder
    if not place.is_dir():
        return []
    return sorted(entry.name for entry in place.iterdir() if entry.is_file() and not entry.name.startswith("."))
