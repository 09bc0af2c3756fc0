"""Every text of the program is there in every language, and says the same with the same placeholders and keys."""

import ast
import gettext
import re
from io import BytesIO

import pytest

from canvass.wording.translation import LANGUAGES, SOURCE
from tests.architecture.source import files, name, tree
from tests.translations.update import (
    KEYWORDS,
    catalogue,
    compiled,
    forms,
    po_of,
    texts,
    texts_of_the_program,
    untranslated,
)

CODES = [code for code in LANGUAGES if code != SOURCE]
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
LETTER = re.compile(r"&[A-Za-z]")
"""One that every keyboard has."""
AS_IT_IS = re.compile(r"--[a-z]+(?:-[a-z]+)*|CANVASS_\w+|Ctrl\+[\w/]+(?:\+\w+)*|\bF\d+\b|\*\.\w+|\d{6}-\d{4}\S*|\*\*")
"""Options, variables, keys, suffixes, sheet numbers and signs for bold: the same in every language."""
ENDS = ".:…?!,;"
FAMILIAR = re.compile(r"\b(?:tú|tu|tus|ti|contigo|vos|vosotros)\b", re.IGNORECASE)
"""In Spanish a stranger is *usted*."""


def translated(code):
    """Return the texts that have a translation; that none lacks one is a test of its own."""
    lacking = {message.id for message in untranslated(catalogue(code))}
    return [message for message in texts(catalogue(code)) if message.id not in lacking]


def pairs(code):
    """Yield each text with its translation, of a text with a number both."""
    for message in translated(code):
        yield from forms(message)


def differing(code, part):
    """Return the texts of which a part is another one in the translation."""
    return [(text, said) for text, said in pairs(code) if part(text) != part(said)]


@pytest.mark.parametrize("code", CODES)
def test_every_text_of_the_program_is_translated(code):
    known = {message.id: message for message in texts(catalogue(code))}
    said = "python -m tests.translations.update brings the catalogue up to date; then it is to be translated"
    assert [message.id for message in texts(texts_of_the_program()) if message.id not in known] == [], said
    assert [message.id for message in untranslated(catalogue(code))] == [], said


@pytest.mark.parametrize("code", CODES)
def test_a_catalogue_holds_nothing_that_the_program_does_not_say(code):
    spoken = {message.id for message in texts(texts_of_the_program())}
    assert [message.id for message in texts(catalogue(code)) if message.id not in spoken] == []


@pytest.mark.parametrize("code", CODES)
def test_what_is_filled_in_is_the_same(code):
    assert differing(code, lambda text: set(PLACEHOLDER.findall(text))) == []


@pytest.mark.parametrize("code", CODES)
def test_keys_options_and_file_names_stay_as_they_are(code):
    assert differing(code, lambda text: sorted(AS_IT_IS.findall(text))) == []


@pytest.mark.parametrize("code", CODES)
def test_what_has_a_letter_to_press_has_one_in_every_language(code):
    assert differing(code, lambda text: len(LETTER.findall(text.replace("&&", "")))) == []


@pytest.mark.parametrize("code", CODES)
def test_a_text_begins_and_ends_alike(code):
    assert differing(code, lambda text: text[-1] if text[-1] in ENDS else "") == []
    assert differing(code, lambda text: (len(text) - len(text.lstrip()), len(text) - len(text.rstrip()))) == []
    assert differing(code, lambda text: text.count("\n\n")) == []


def test_spanish_says_usted():
    assert [said for _, said in pairs("es") if FAMILIAR.search(said)] == []


def test_spanish_opens_what_it_closes():
    for opens, closes in ("¿?", "¡!", "“”", "()"):
        bare = [PLACEHOLDER.sub("", said) for _, said in pairs("es")]
        assert [said for said in bare if said.count(opens) != said.count(closes)] == []


@pytest.mark.parametrize("code", CODES)
def test_what_the_program_reads_is_what_the_catalogue_says(code):
    read = gettext.GNUTranslations(BytesIO(po_of(code).with_suffix(".mo").read_bytes()))
    meant = gettext.GNUTranslations(BytesIO(compiled(catalogue(code))))
    for message in translated(code):
        said = forms(message)
        if len(said) == 1:
            assert read.gettext(said[0][0]) == meant.gettext(said[0][0]) == said[0][1]
        else:
            (one, for_one), (many, for_many) = said
            for number in (0, 1, 2):
                assert read.ngettext(one, many, number) == meant.ngettext(one, many, number)
                assert read.ngettext(one, many, number) == (for_one if number == 1 else for_many)


def test_no_text_is_put_together_before_it_is_translated():
    found = []
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in KEYWORDS:
                found += [
                    f"{name(path)}:{argument.lineno}"
                    for argument in node.args[:2]
                    if isinstance(argument, ast.JoinedStr | ast.BinOp)
                ]
    assert found == []
