"""Headquarters' keys from a terminal: the card, the key out of the file, and a batch opened by the card alone."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from tests.cli.rows import csv, row


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(document[0].get_textpage().get_text_range().split())


def scanned(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())[0].text


@pytest.fixture
def card(cli, hq):
    """The card as printed, and the key that a camera reads from it."""
    cli("keys", hq, "--card", "card.pdf")
    return scanned(Path("card.pdf"))


@pytest.fixture
def batch(cli, hq):
    cli("kit", hq, "--role", "field", "--out", "field.canvasskit")
    cli("join", "field.canvasskit", "ana.canvass")
    cli("enter", "ana.canvass", "-", "--typist", "AN", stdin=csv(row(1), row(2, "Bo Li")))
    return Path(cli("export", "ana.canvass", "--out", "stick", "--json").json["batch"])


def test_keys_are_listed_without_any_secret(cli, hq):
    shown = cli("keys", hq, "--json")
    assert [(key["whose"], key["kept"]) for key in shown.json["keys"]] == [
        ("headquarters", "here"),
        ("recovery", "here"),
    ]
    assert "SECRET" not in shown.out.upper()
    assert "--card" in shown.err


def test_the_card_shows_the_drive_the_groups_and_the_code_of_one_key(cli, hq, card):
    said = text_of(Path("card.pdf"))
    letters = card.removeprefix("AGE-SECRET-KEY-1")
    assert "Recovery key: Recall of Sam Smith" in said
    assert "never with the laptop" in said
    assert all(letters[at : at + 6] in said for at in range(0, len(letters), 6))
    assert "SECRET" not in cli("keys", hq, "--card", "second.pdf").out


def test_a_group_typed_back_takes_the_key_out_of_the_file(cli, hq, card):
    cli.refused("keys", hq, "--on-paper", "AAAAAA", error="group_differs")
    letters = card.removeprefix("AGE-SECRET-KEY-1")
    done = cli("keys", hq, "--on-paper", letters[6:12], "--json")
    assert [key["kept"] for key in done.json["keys"]] == ["here", "paper"]
    assert "--card" not in done.err
    cli.refused("keys", hq, "--card", "again.pdf", error="recovery_key_gone")
    assert not Path("again.pdf").exists()


def test_a_set_up_file_is_made_with_a_word_about_the_card_until_it_is_printed(cli, hq, card):
    assert "--card" in cli("kit", hq, "--role", "field", "--out", "first.canvasskit").err
    cli("keys", hq, "--on-paper", card.removeprefix("AGE-SECRET-KEY-1")[:6])
    assert "--card" not in cli("kit", hq, "--role", "field", "--out", "second.canvasskit").err


def test_a_card_is_tried_from_a_file_from_the_environment_and_typed(cli, hq, card):
    Path("key.txt").write_text(card.lower(), encoding="utf-8")
    assert cli("keys", hq, "--recovery-key", "key.txt", "--json").json["tried"] is True
    assert cli("keys", hq, "--recovery-key", "-", "--json", stdin=card.encode()).json["tried"] is True
    cli.refused("keys", hq, "--recovery-key", "-", error="recovery_key_unreadable", stdin=card[:-1].encode())
    assert cli("keys", hq, "--recovery-key", "-", "--json", typed=[card]).json["tried"] is True
    cli.refused("keys", hq, "--recovery-key", "gone.txt", error="file_missing")


def test_the_card_alone_opens_a_field_laptops_file(cli, card, batch):
    assert cli("inspect", batch, "--json").json["contents"] is None
    Path("key.txt").write_text(card, encoding="utf-8")
    assert cli("inspect", batch, "--recovery-key", "key.txt", "--json").json["contents"]["lines"] == 2
    assert cli("inspect", batch, "--json", CANVASS_RECOVERY_KEY=card).json["contents"]["lines"] == 2
