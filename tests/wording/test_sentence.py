"""Every failure a person can act on has its sentence, and every sentence its failure."""

import importlib
import pkgutil
import string
from collections.abc import Iterator

import pytest

import canvass
from canvass.ground.errors import BadRow, CanvassError, RowsRefused
from canvass.ground.files import AlreadyThere, NotWritten
from canvass.ground.text import TextRefused
from canvass.wording.sentence import REASON_FACTS, sentence
from canvass.wording.sentences import REASONS, SENTENCES, TABLES


def failures() -> dict[str, type[CanvassError]]:
    """Return every failure that any room of the program defines, by code."""
    for module in pkgutil.walk_packages(canvass.__path__, "canvass."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)

    def below(kind: type[CanvassError]) -> Iterator[type[CanvassError]]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    ours = [kind for kind in below(CanvassError) if kind.__module__.startswith("canvass.")]
    codes = [kind.code() for kind in set(ours)]
    assert len(codes) == len(set(codes)), "two failures share a code"
    return {kind.code(): kind for kind in ours}


FAILURES = failures()


def placeholders(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", sorted(FAILURES))
def test_every_failure_has_a_sentence(code):
    assert code in SENTENCES


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_belongs_to_a_failure_and_uses_only_its_facts(key):
    code, _, reason = key.partition(".")
    assert code in FAILURES, "no failure has this code"
    assert placeholders(SENTENCES[key]) <= set(FAILURES[code].needs)
    if reason:
        assert set(REASON_FACTS) & set(FAILURES[code].needs), "this failure has no reason"


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_says_more_than_what_happened(key):
    text = SENTENCES[key].rstrip()
    assert text.endswith((".", "?", "”"))
    assert text.count(". ") + text.count("? ") >= 1, "what it means for the data, or what to do now, is missing"
    assert "  " not in text


def test_no_code_stands_in_two_tables():
    assert sum(map(len, TABLES)) == len(SENTENCES)


def test_the_reason_chooses_the_sentence_where_it_has_one_of_its_own():
    assert "full" in sentence(NotWritten(path="out.pdf", why="full"))
    assert sentence(NotWritten(path="out.pdf", why="other")).startswith("out.pdf could not be written. ")


@pytest.mark.parametrize("problem", sorted(REASONS))
def test_a_reason_is_told_in_words(problem):
    said = sentence(TextRefused(problem=problem))
    assert "_" not in said
    assert "problem" not in said


def test_a_refused_file_tells_every_bad_row_on_a_line_of_its_own():
    rows = [
        BadRow(2, "name", TextRefused(problem="bidi")),
        BadRow(9, "", TextRefused(problem="too_long")),
    ]
    said = sentence(RowsRefused("lines.csv", rows)).splitlines()
    assert len(said) == 3
    assert "lines.csv" in said[0]
    assert said[1].startswith("Row 2, name: This text cannot be kept")
    assert said[2].startswith("Row 9: This text is too long")


def test_nothing_that_was_typed_can_rearrange_the_page():
    said = sentence(AlreadyThere(path="a\x1b[2Jb\nc\u202ed\ud800e\u200df ünd 王"))
    assert "a\\x1b[2Jb\\nc\\u202ed\\ud800e\u200df ünd 王" in said
    assert said.encode()


def test_braces_that_were_typed_are_only_text():
    assert "{path.__class__}" in sentence(AlreadyThere(path="{path.__class__}"))


def test_a_text_of_a_hundred_thousand_letters_is_shown_shortened():
    said = sentence(AlreadyThere(path="A" * 100_000 + "end.pdf"))
    assert len(said) < 500
    assert "end.pdf" in said
