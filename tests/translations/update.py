"""Brings the catalogues up to date with the program's texts: `python -m tests.translations.update`.

Takes the texts out of the source, merges them into each language's `.po`, compiles its `.mo`, and says what is not
translated. The `.po` is what one edits; the `.mo` is what the program reads.
"""

import inspect
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from canvass.cli.app import group
from canvass.wording.translation import LANGUAGES, SOURCE

REPOSITORY = Path(__file__).resolve().parents[2]
KEYWORDS = {"tr": None, "mark": None, "tr_n": (1, 2)}
WIDTH = 118
CLICKS = (
    "Usage:", "Options", "Commands", "Show this message and exit.", "Show the version and exit.", "required",
    "default: {default}", "Error: {message}", "Try '{command} {option}' for help.", "Missing command.",
    "Invalid value: {message}", "Invalid value for {param_hint}: {message}", "Missing argument", "Missing option",
    "No such command {name!r}.", "No such option {name!r}.", "Option {name!r} does not take a value.",
    "{value!r} is not a valid {number_type}.", "Repeat for confirmation",
    "Error: The two entered values do not match.", "Aborted!",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
)  # fmt: skip
"""What click itself says to whoever uses our commands, as of 8.1 to 8.5; what is missing here it says in English."""


def po_of(code: str) -> Path:
    """Return the catalogue of a language."""
    return REPOSITORY / "resources" / "translations" / code / "LC_MESSAGES" / "canvass.po"


def translated() -> list[str]:
    """Return the codes of the languages that need a catalogue."""
    return [code for code in LANGUAGES if code != SOURCE]


def texts_of_the_program() -> Catalog:
    """Return every text that the source marks, with the files it stands in."""
    found = Catalog(fuzzy=False)
    folder = REPOSITORY / "canvass"
    for file, _, text, _, _ in extract_from_dir(folder, method_map=[("**.py", "python")], keywords=KEYWORDS):
        found.add(text, locations=[(f"canvass/{file}", 0)])
    for said in (*texts_of_commands(), *CLICKS):
        found.add(said if isinstance(said, str) else tuple(said), locations=[("canvass/cli", 0)])
    return found


def texts_of_commands() -> Iterator[str]:
    """Yield the help of every command and of its options, which click takes from where they are written."""
    context = click.Context(group)
    for command in (group, *(group.get_command(context, name) for name in group.list_commands(context))):
        if command is not None:
            yield inspect.cleandoc(command.help or "")
            yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)


def catalogue(code: str) -> Catalog:
    """Return the committed catalogue of a language."""
    with po_of(code).open("rb") as file:
        return read_po(file, locale=code)


def texts(found: Catalog) -> Iterator[Message]:
    """Yield the texts of a catalogue, without its head."""
    yield from (message for message in found if message.id)


def forms(message: Message) -> list[tuple[str, str]]:
    """Return a text with its translation; of one with a number first those for one, then those for several."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    said = [message.string] if isinstance(message.string, str) else list(message.string or [""] * len(ids))
    return list(zip(ids, said, strict=True))


def compiled(found: Catalog) -> bytes:
    """Return a catalogue as the program reads it; what is fuzzy or empty is left out, and shown in English."""
    file = BytesIO()
    write_mo(file, found)
    return file.getvalue()


def untranslated(found: Catalog) -> list[Message]:
    """Return the texts that still lack a translation that somebody stands for."""
    return [message for message in texts(found) if message.fuzzy or not all(said for _, said in forms(message))]


def update(code: str) -> list[Message]:
    """Merge the program's texts into a catalogue, compile it, and return what is untranslated."""
    found = catalogue(code)
    found.update(texts_of_the_program(), update_creation_date=False)
    file = BytesIO()
    write_po(file, found, width=WIDTH, include_lineno=False, ignore_obsolete=True)
    po_of(code).write_bytes(file.getvalue())
    po_of(code).with_suffix(".mo").write_bytes(compiled(found))
    return untranslated(found)


def main() -> int:
    """Bring every language up to date; 1 if anything is untranslated."""
    missing = {code: update(code) for code in translated()}
    for code, left in missing.items():
        for message in left:
            sys.stdout.write(f"{code}: {message.id!r}\n")
        sys.stdout.write(f"{code}: {len(left)} texts are not translated\n")
    return int(any(missing.values()))


if __name__ == "__main__":
    raise SystemExit(main())
