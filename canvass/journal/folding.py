"""Text made comparable for finding: no case, no accents, no punctuation. Never a reason to call two readings alike."""

import functools
import unicodedata

ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


@functools.lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return the text in lower case without accents and punctuation, words separated by single spaces."""
    if text.isascii():
        return " ".join(text.translate(ASCII).split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join("".join(letter if letter.isalnum() else " " for letter in bare).split())
