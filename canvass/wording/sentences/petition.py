"""Sentences for what can go wrong with a petition and its template."""

from canvass.wording.translation import mark

SENTENCES: dict[str, str] = {
    "template_unknown": mark(
        "There is no kind of petition called “{name}”. Nothing was changed. "
        "“canvass petitions” lists the kinds that this program knows.",
    ),
    "template_refused": mark(
        "The petition template {file} cannot be used: {field}: {why}. No drive was changed. "
        "Put that field right, or install canvass again if nobody has edited the file.",
    ),
    "field_unknown": mark(
        "A petition has no field called “{field}”. Nothing was changed. Check the name and try again.",
    ),
    "field_repeated": mark(
        "“{field}” was given more than once, and only one value can hold. Nothing was changed. Give it once.",
    ),
    "field_refused": mark(
        "“{value}” does not fit the field “{field}”, which takes: {why}. Nothing was changed. "
        "Correct the value and try again.",
    ),
    "field_refused.number": mark(
        "“{value}” does not fit the field “{field}”, which takes a whole number such as 5,668,570. Nothing was "
        "changed. Correct the value and try again.",
    ),
    "field_refused.day": mark(
        "“{value}” does not fit the field “{field}”, which takes a day: year, month, day, such as 2026-05-20. "
        "Nothing was changed. Correct the value and try again.",
    ),
    "text_too_long": mark(
        "The text “{name}” has {words} words by our count; the law allows {allowed}. The earlier text is unchanged. "
        "Shorten it and try again.",
    ),
    "petition_incomplete": mark(
        "The page cannot be drawn yet, because the petition still lacks: {fields}. Nothing was printed and no number "
        "was used. Fill these in and print again.",
    ),
    "too_many_proponents": mark(
        "The petition names {named} proponents, and the law lets it have {most} at most. Nothing was printed and no "
        "number was used. Name fewer and print again.",
    ),
    "too_few_proponents": mark(
        "The petition names {named} proponents, and the page has to name at least {asked}. Nothing was printed and no "
        "number was used. Add more names and print again; addresses are never printed.",
    ),
}
