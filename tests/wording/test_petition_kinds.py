"""Kinds of petition are called the same on screen and in their templates."""

from canvass.petition.template import templates
from canvass.wording.petition_kinds import KINDS, kind_words


def test_every_kind_of_petition_has_its_template_s_title():
    assert {of.name: of.title for of in templates()} == KINDS
    assert [kind_words(of) for of in templates()] == [of.title for of in templates()]
