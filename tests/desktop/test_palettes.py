"""Every colour of text is read on every ground it stands on (WCAG 2.2, 1.4.3 and 1.4.11)."""

import pytest

from canvass.desktop.palettes import COLOURS

TEXTS = ("text", "placeholder", "disabled", "link", "ok", "warn", "bad")
GROUNDS = {"base": 5.0, "window": 4.5, "alternate": 4.5}
EDGES = ("edge", "focus")


def luminance(colour: str) -> float:
    return 0.2126 * linear(colour[1:3]) + 0.7152 * linear(colour[3:5]) + 0.0722 * linear(colour[5:7])


def linear(channel: str) -> float:
    value = int(channel, 16) / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", COLOURS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_read_on_every_ground(look, ground, text):
    colours = COLOURS[look]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= GROUNDS[ground]


@pytest.mark.parametrize("look", COLOURS)
def test_text_is_read_on_buttons_and_selections(look):
    colours = COLOURS[look]
    assert contrast(colours.text, colours.button) >= 4.5
    assert contrast(colours.highlighted_text, colours.highlight) >= 4.5


@pytest.mark.parametrize("look", COLOURS)
@pytest.mark.parametrize("edge", EDGES)
def test_edges_and_the_ring_of_the_focus_are_seen(look, edge):
    colours = COLOURS[look]
    least = 6.0 if edge == "focus" else 3.0
    assert min(contrast(getattr(colours, edge), ground) for ground in (colours.base, colours.window)) >= least


def test_high_contrast_is_higher():
    colours = COLOURS["high_contrast"]
    assert min(contrast(getattr(colours, text), colours.base) for text in TEXTS) >= 7
