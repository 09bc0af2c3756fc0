"""The words of which passphrases are made."""

from canvass.ground.resources import resource


def passphrase_words() -> list[str]:
    """Return EFF's long list: 7,776 words that are told apart by ear and by eye."""
    return resource("words", "eff_large_wordlist.txt").read_text(encoding="utf-8").split()
