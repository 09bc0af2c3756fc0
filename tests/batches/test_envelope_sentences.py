import pytest

from canvass.batches import errors
from canvass.wording.sentences.batches import SENTENCES

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BatchRefused)]
NUMBERS = {"size": 70_000_000, "limit": 67_108_864, "lines": 200_001, "have": 31_204, "expected": 507_713, "row": 9}


@pytest.mark.parametrize("kind", KINDS)
def test_every_refusal_names_the_file_says_that_nothing_was_taken_and_what_to_do(kind):
    facts = {"file": "ana.canvassbatch", "version": 2, "day": "2026-05-03", "why": "forged", **NUMBERS}
    refusal = kind(**{name: facts[name] for name in kind.needs})
    sentence = SENTENCES[kind.code()].format(**refusal.facts)
    assert "ana.canvassbatch" in sentence
    assert "Nothing was" in sentence
    assert any(what in sentence for what in ("Ask", "ask", "again", "Install", "Choose", "Hand over"))


def test_a_cut_file_says_where_it_was_cut():
    facts = errors.BatchCut(file="ana.canvassbatch", have=31_204, expected=507_713).facts
    assert "ana.canvassbatch is cut at 31,204 of 507,713 bytes" in SENTENCES["batch_cut"].format(**facts)


def test_every_refusal_of_a_file_has_its_sentence():
    assert {kind.code() for kind in KINDS} <= set(SENTENCES)
