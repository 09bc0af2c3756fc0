"""The names of the commands, known without loading what they need: a file to open in the window is none of them."""

ROOMS = {
    "demo": "demo",
    "integrate": "integrate",
    "petitions": "drive",
    "new": "drive",
    "set": "drive",
    "info": "drive",
    "passphrase": "drive",
    "backup": "copies",
    "check": "copies",
    "print": "paper",
    "ruler": "paper",
    "preflight": "paper",
    "card": "handouts",
    "sheets": "paper",
    "move": "custody",
    "outstanding": "finding",
    "story": "finding",
    "find": "finding",
    "pages": "finding",
    "page": "entering",
    "link": "entering",
    "enter": "entering",
    "import": "importing",
    "lines": "entering",
    "kit": "travel",
    "keys": "keys",
    "join": "travel",
    "export": "travel",
    "inspect": "travel",
    "merge": "travel",
    "refused": "refusals",
    "receipt": "receipts",
    "accept": "receipts",
    "wipe": "receipts",
    "conflicts": "deciding",
    "decide": "deciding",
    "count": "counting",
}
"""Each command and the module of `cli` it stands in."""

NAMES = tuple(ROOMS)


def is_command(word: str) -> bool:
    """Return whether the first word on the command line is for the terminal: a command or an option."""
    return word in NAMES or word.startswith("-")
