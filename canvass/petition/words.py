"""Counting the words of a petition's texts as election law does."""

import re

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from strftime: a petition is in English whatever the machine's language."""

_MONTH = f"(?:{'|'.join(MONTHS)})"
_AS_ONE = re.compile(
    rf"\b{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}\b"  # a date: June 7, 2022
    rf"|\b\d{{1,2}}\s+{_MONTH}\s+\d{{4}}\b"  # 7 June 2022
    r"|(?:\+?1[\s.-])?\(\d{3}\)\s*\d{3}[\s.-]\d{4}\b",  # a telephone number: (213) 555-0100
)
_BETWEEN_WORDS = re.compile(r"—|--")


def count_words(text: str) -> int:
    """Return the number of words as Cal. Elec. Code 9 counts them, as far as a program can.

    Punctuation is not counted; a date, a number in digits, a telephone number, an abbreviation and a web address
    are one word each. Section 9 is from memory and was not looked up. Two of its rules are not followed, because
    they need a dictionary: a proper noun of several words counts once there and each of its words here, and a
    hyphenated word that no dictionary has counts by its parts there and once here. The official's count decides.
    """
    single = _BETWEEN_WORDS.sub(" ", _AS_ONE.sub(" 1 ", text))
    return sum(any(letter.isalnum() for letter in word) for word in single.split())
