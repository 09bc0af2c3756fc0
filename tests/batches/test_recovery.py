"""Headquarters' recovery key: on paper and out of the file, and what it opens when the file is lost."""

import pytest

from canvass.batches.errors import BatchNotForUs
from canvass.batches.founding import RECOVERY, own_identities
from canvass.batches.inspection import BatchContents, inspect
from canvass.batches.keys import new_sealing_keys, recipient_of
from canvass.batches.merging import merge
from canvass.batches.recovery import (
    GROUP_LETTERS,
    GroupDiffers,
    RecoveryKeyGone,
    RecoveryKeyOfAnother,
    RecoveryKeyUnreadable,
    check_key,
    forget_recovery_key,
    group_to_ask,
    groups_of,
    is_card_due,
    read_key,
    recovery_key,
    sealing_keys,
)
from canvass.campaign.file import open_campaign
from canvass.campaign.generations import keep_copy, kept_copies
from canvass.journal.bodies import Role
from canvass.journal.drive import NoPetition, NotHeadquarters, recipients_of
from canvass.journal.journal import Journal
from canvass.signers.listing import all_lines
from tests.batches.people import people_in, sheet, type_names


@pytest.fixture
def people(tmp_path):
    yield from people_in(tmp_path)


def bytes_on_disk(journal):
    path = journal.campaign.path
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_the_files_of_a_drive_are_sealed_to_the_keys_that_are_told(people):
    hq = people.headquarters()
    told = sealing_keys(hq)
    assert [(key.whose, key.kept) for key in told] == [("headquarters", "here"), ("recovery", "here")]
    assert tuple(key.recipient for key in told) == recipients_of(hq)
    assert "AGE-SECRET" not in repr(told)


def test_the_key_leaves_the_file_whole_once_a_group_is_typed_back(people):
    hq = people.headquarters()
    key = recovery_key(hq)
    assert key.encode() in bytes_on_disk(hq)
    group = group_to_ask(key)
    forget_recovery_key(hq, groups_of(key)[group - 1].lower(), group)
    assert not is_card_due(hq)
    assert key.encode() not in bytes_on_disk(hq)
    assert [(one.whose, one.kept) for one in sealing_keys(hq)] == [("headquarters", "here"), ("recovery", "paper")]
    with pytest.raises(RecoveryKeyGone):
        recovery_key(hq)


def test_the_copies_beside_the_file_forget_the_key_too_and_stay_whole(people):
    hq = people.headquarters()
    key = recovery_key(hq)
    whole, torn = keep_copy(hq.campaign), hq.campaign.path.with_name(f"{hq.campaign.path.name}.backup-2")
    torn.write_bytes(whole.read_bytes()[:5_000] + key.encode())
    forget_recovery_key(hq, groups_of(key)[0], 1)
    assert key.encode() not in bytes_on_disk(hq)
    assert kept_copies(hq.campaign.path) == [whole]
    with open_campaign(whole, mode="read") as copy:
        assert Journal(copy).device == hq.device
        assert copy.text_setting(RECOVERY) == ""


@pytest.mark.parametrize("typed", ["", "ZZZZZZ", "another"])
def test_another_group_leaves_the_key_where_it_is(people, typed):
    hq = people.headquarters()
    key = recovery_key(hq)
    first, second = groups_of(key)[:2]
    with pytest.raises(GroupDiffers):
        forget_recovery_key(hq, second if typed == "another" else typed, 1)
    assert first != second
    assert is_card_due(hq)
    assert hq.campaign.text_setting(RECOVERY) == key


def test_the_short_group_at_the_end_is_never_asked_for():
    key = new_sealing_keys().identity
    assert {len(groups_of(key)[group_to_ask(key) - 1]) for _ in range(200)} == {GROUP_LETTERS}


def test_a_key_is_read_however_it_is_typed_and_a_slip_is_found(people):
    hq = people.headquarters()
    key = recovery_key(hq)
    assert check_key(hq, key) == key
    assert check_key(hq, f"  {' '.join(groups_of(key)).lower()}\n") == key
    assert check_key(hq, key.replace("0", "O").replace("AGE-SECRET-KEY-1", "")) == key
    slipped = key[:-1] + ("Q" if key[-1] != "Q" else "P")
    for typed in (slipped, key[:-1], "", "lamps"):
        with pytest.raises(RecoveryKeyUnreadable):
            read_key(typed)
    with pytest.raises(RecoveryKeyOfAnother):
        check_key(hq, new_sealing_keys().identity)


def test_the_card_opens_a_field_laptops_file_when_headquarters_is_lost(people):
    hq = people.headquarters()
    ana = people.laptop(hq, "ana")
    type_names(ana, sheet(1), {1: "Ann Archer", 2: "Bo Baker", 3: "Cy Clark"})
    batch = people.batch(ana)
    key = recovery_key(hq)
    assert inspect(batch).contents is None
    found = inspect(batch, identities=(key,)).contents
    assert isinstance(found, BatchContents)
    assert found.lines == 3
    assert recipient_of(key) in found.to


def test_another_headquarters_takes_in_by_the_card_what_was_sealed_to_the_lost_one(people):
    hq = people.headquarters()
    old_kit = people.kit(hq)
    second = people.laptop(hq, "second", Role.HQ)
    ana = people.joined(old_kit, "ana")
    type_names(ana, sheet(1), {1: "Ann Archer", 2: "Bo Baker"})
    batch = people.batch(ana)
    assert [type(refused.why) for refused in merge(second, [batch]).refused] == [BatchNotForUs]
    merged = merge(second, [batch], identities=(recovery_key(hq),))
    assert (merged.refused, merged.taken) == ((), 1)
    assert [line.name for line in all_lines(second)] == ["Ann Archer", "Bo Baker"]


def test_another_headquarters_has_no_recovery_key_and_says_so(people):
    hq = people.headquarters()
    second = people.laptop(hq, "second", Role.HQ)
    assert [(one.whose, one.kept) for one in sealing_keys(second)][1:] == [
        ("recovery", "elsewhere"),
        ("headquarters", "here"),
    ]
    assert not is_card_due(second)
    with pytest.raises(RecoveryKeyGone):
        recovery_key(second)
    assert recovery_key(hq) not in own_identities(second)


def test_keys_are_headquarters_alone(people):
    hq = people.headquarters()
    with pytest.raises(NotHeadquarters):
        sealing_keys(people.laptop(hq, "ana"))
    with pytest.raises(NoPetition):
        recovery_key(people.lone())
