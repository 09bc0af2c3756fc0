"""What released programs wrote is opened, joined, merged and counted by this one as it was by them."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from canvass.batches.inspection import inspect
from canvass.batches.joining import join
from canvass.batches.merging import merge
from canvass.campaign.errors import PassphraseNeeded, PassphraseWrong
from canvass.campaign.file import open_campaign
from canvass.journal.bodies import Role
from canvass.journal.drive import petition_needed
from canvass.journal.journal import Journal
from tests.batches.people import shown, wrong
from tests.released.make_drive import BATCH_PASSPHRASE, BATCHES, PASSPHRASE

RELEASED = sorted(path for path in Path(__file__).parent.glob("v*") if path.is_dir())


@pytest.fixture(params=RELEASED, ids=lambda path: path.name)
def released(request, tmp_path):
    """A copy of a released folder, and what it must say."""
    folder = tmp_path / "released"
    shutil.copytree(request.param, folder)
    return folder, json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def known(told: Any, once: Any) -> Any:
    """Return what is told now, without the fields that the released program did not have."""
    if isinstance(once, dict):
        return {field: known(told[field], value) for field, value in once.items()}
    if isinstance(once, list) and len(told) == len(once):
        return [known(one, other) for one, other in zip(told, once, strict=True)]
    return told


def as_json(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def test_there_is_a_released_drive():
    assert RELEASED


@pytest.mark.parametrize("name", ["plain", "protected"])
def test_a_released_file_says_what_it_said(released, name):
    folder, expected = released
    path = folder / f"{name}.canvass"
    if name == "protected":
        with pytest.raises(PassphraseNeeded):
            open_campaign(path)
        with pytest.raises(PassphraseWrong):
            open_campaign(path, "no such lamps in a row")
    with open_campaign(path, PASSPHRASE if name == "protected" else None) as campaign:
        journal = Journal(campaign)
        assert journal.role == Role.HQ
        assert known(as_json(shown(journal)), expected["before"]) == expected["before"]
        assert wrong(journal) == []


@pytest.mark.parametrize("order", [BATCHES, tuple(reversed(BATCHES))], ids=["forward", "backward"])
@pytest.mark.parametrize("name", ["plain", "protected"])
def test_released_batches_merge_to_what_they_came_to(released, name, order):
    folder, expected = released
    with open_campaign(folder / f"{name}.canvass", PASSPHRASE if name == "protected" else None) as campaign:
        journal = Journal(campaign)
        batches = [folder / f"{batch}.canvassbatch" for batch in order]
        merged = merge(journal, [*batches, *batches], BATCH_PASSPHRASE)
        assert merged.refused == ()
        assert (merged.new, merged.conflicts) == (expected["merged"]["new"], expected["merged"]["conflicts"])
        assert known(as_json(shown(journal)), expected["after"]) == expected["after"]
        assert wrong(journal) == []


def test_a_released_kit_sets_a_laptop_up_that_headquarters_takes_in(released, tmp_path):
    folder, _ = released
    told = inspect(folder / "field.canvasskit")
    assert told.contents is not None
    journal, joined = join(folder / "field.canvasskit", tmp_path / "new.canvass")
    try:
        assert (joined.role, joined.name) == (Role.FIELD, "Ana’s laptop")
        petition = petition_needed(journal)
        assert (petition.officer, petition.goal) == ("Sam Smith", 700_000)
        assert petition.proponents == ("Ana Público", "Žofie 王")
        assert wrong(journal) == []
    finally:
        journal.campaign.close()


@pytest.mark.parametrize("name", BATCHES)
def test_a_released_batch_is_told_of(released, name):
    folder, _ = released
    with open_campaign(folder / "plain.canvass") as campaign:
        told = inspect(folder / f"{name}.canvassbatch", Journal(campaign), BATCH_PASSPHRASE)
    assert told.contents is not None
    assert told.sealed == ("passphrase" if name == "vigil" else "keys")
