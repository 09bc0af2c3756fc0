"""The names of the commands, known without loading what they need: a file to open in the window is none of them."""

NAMES = (
    "demo",
    "petitions",
    "new",
    "set",
    "info",
    "passphrase",
    "backup",
    "check",
    "print",
    "preflight",
    "sheets",
    "move",
    "page",
    "link",
    "enter",
    "import",
    "lines",
    "kit",
    "join",
    "export",
    "inspect",
    "merge",
    "conflicts",
    "decide",
    "count",
)


def is_command(word: str) -> bool:
    """Return whether the first word on the command line is for the terminal: a command or an option."""
    return word in NAMES or word.startswith("-")
