import msgspec
import pytest

from canvass.journal.segments import whole_journal
from canvass.signers.draft import Draft, drop_draft, keep_draft, kept_draft
from tests.signers.laptops import record_count

DRAFT = Draft(
    sheet="L1",
    line=3,
    name="Zebulonia Quetzal",
    address="704 Main St",
    city="San José",
    zip="95",
    event="Vigil",
    typist="AB",
)


def test_a_draft_comes_back_when_the_file_is_opened_again(laptops, lone):
    keep_draft(lone.campaign, DRAFT)
    assert kept_draft(laptops.reopened(lone).campaign) == DRAFT


def test_a_draft_is_there_for_whoever_opens_the_file_after_a_crash(lone):
    keep_draft(lone.campaign, DRAFT)
    reader = lone.campaign.reader()
    (content,) = reader.execute("select content from draft").fetchone()
    reader.close()
    assert "Zebulonia" in content


def test_lines_begun_before_are_kept_with_the_newest(laptops, lone):
    begun = Draft(sheet="L1", line=4, name="Ann", aside=(DRAFT, Draft(sheet="L2", line=1, note="torn \ud83d")))
    keep_draft(lone.campaign, begun)
    kept = kept_draft(laptops.reopened(lone).campaign)
    assert kept is not None
    assert (kept.name, kept.aside) == ("Ann", (DRAFT, Draft(sheet="L2", line=1, note="torn ?")))


def test_only_the_newest_draft_is_kept_until_it_is_dropped(laptops, lone):
    assert kept_draft(lone.campaign) is None
    keep_draft(lone.campaign, DRAFT)
    keep_draft(lone.campaign, Draft(sheet="L1", line=4, name="Ann"))
    assert kept_draft(lone.campaign) == Draft(sheet="L1", line=4, name="Ann")
    drop_draft(lone.campaign)
    assert kept_draft(lone.campaign) is None
    drop_draft(lone.campaign)
    assert kept_draft(laptops.reopened(lone).campaign) is None


def test_a_draft_is_no_record_and_leaves_in_no_batch(lone):
    before = record_count(lone)
    keep_draft(lone.campaign, DRAFT)
    assert record_count(lone) == before
    travelling = b"".join(raw for segment in whole_journal(lone.connection, lone.keys) for raw in segment.raws)
    assert b"Zebulonia" not in travelling


def test_a_draft_is_empty_until_something_of_the_signer_is_typed():
    assert Draft(sheet="L1", line=1, event="Vigil", typist="AB").is_empty
    for field in ("name", "address", "city", "zip", "note"):
        assert not msgspec.structs.replace(Draft(sheet="L1", line=1), **{field: "x"}).is_empty


@pytest.mark.parametrize("name", ["A\0nn", "\u202ennA", "x" * 100_000, "👩\u200d👩\u200d👧", '"}{\\', "\n"])
def test_whatever_was_typed_is_kept(lone, name):
    keep_draft(lone.campaign, Draft(sheet="L1", line=1, name=name))
    assert kept_draft(lone.campaign) == Draft(sheet="L1", line=1, name=name)


def test_half_a_character_stops_no_draft(lone):
    keep_draft(lone.campaign, Draft(sheet="L1", line=1, name="Ann\ud83d", city="San José"))
    assert kept_draft(lone.campaign) == Draft(sheet="L1", line=1, name="Ann?", city="San José")
