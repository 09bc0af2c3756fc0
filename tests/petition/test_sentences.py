"""Every failure of a petition has a sentence that can be filled from its facts."""

import string

import pytest

from canvass.petition import petition, template, wording_of_page
from canvass.wording.sentences.petition import SENTENCES

FAILURES = [
    template.TemplateUnknown,
    template.TemplateRefused,
    petition.FieldUnknown,
    petition.FieldRepeated,
    petition.FieldRefused,
    petition.TextTooLong,
    wording_of_page.PetitionIncomplete,
    wording_of_page.TooFewProponents,
    wording_of_page.TooManyProponents,
]


@pytest.mark.parametrize("failure", FAILURES)
def test_the_sentence_uses_every_fact_and_no_other(failure):
    used = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[failure.code()]) if name}
    assert used == set(failure.needs)


def test_there_is_no_sentence_for_what_cannot_happen():
    assert {code.partition(".")[0] for code in SENTENCES} == {failure.code() for failure in FAILURES}
