import hashlib
import os
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canvass.batches.body import LINE_BYTES_AT_MOST, LINES_AT_MOST
from canvass.batches.errors import (
    BatchForeign,
    BatchNeedsPassphrase,
    BatchNotForUs,
    BatchNotOne,
    BatchPassphraseWrong,
    BatchTooLong,
)
from canvass.batches.preamble import Kind, Mode, campaign_tag, read_preamble
from canvass.journal.identity import device_id
from tests.batches.forge import (
    ANA,
    CAMPAIGN,
    FILE,
    HEAD,
    HQ,
    LINES,
    OTHER_HQ,
    batch,
    batch_by_passphrase,
    inner_of,
    kit,
    opened,
    resealed,
    sealing,
    signed_inner,
)


def test_what_is_sealed_to_headquarters_is_opened_there():
    result = opened(batch())
    assert (result.head, result.lines, result.public_key) == (HEAD, LINES, ANA.public)
    assert (result.preamble.campaign, result.preamble.uid) == (CAMPAIGN, bytes(16))
    assert result.preamble.device.hex() == device_id(ANA.public)[:8]


@pytest.mark.parametrize("pair", [HQ, OTHER_HQ])
def test_each_recipient_opens_it(pair):
    content = batch(recipients=(HQ.recipient, OTHER_HQ.recipient))
    assert opened(content, identities=[pair.identity]).lines == LINES


def test_a_device_with_several_keys_needs_only_one_that_fits():
    assert opened(batch(), identities=[OTHER_HQ.identity, HQ.identity]).lines == LINES


def test_what_is_sealed_by_a_passphrase_is_opened_by_it_however_it_was_typed():
    content = batch(recipients=(), passphrase="caf\u00e9 river tulip")
    assert read_preamble(content, file=FILE).mode is Mode.PASSPHRASE
    assert opened(content, identities=[], passphrase="cafe\u0301 river tulip").lines == LINES


def test_a_wrong_passphrase_is_told_from_a_missing_one():
    content = batch_by_passphrase()
    assert opened(content, passphrase="tulip").lines == LINES
    with pytest.raises(BatchPassphraseWrong):
        opened(content, passphrase="tulips")
    for none in (None, ""):
        with pytest.raises(BatchNeedsPassphrase):
            opened(content, passphrase=none)


def test_a_kit_is_signed_and_open_to_everybody():
    content = kit()
    assert opened(content, kind=Kind.KIT, identities=[]).lines == LINES
    assert HEAD in content


def test_nothing_of_a_batch_is_readable():
    content = batch()
    for secret in (HEAD[2:9], LINES[0][2:12], b"Ann", ANA.public, zlib.compress(b"".join(LINES))[:10]):
        assert secret not in content


@given(st.lists(st.binary(min_size=1, max_size=60).map(lambda line: line.replace(b"\n", b" ")), max_size=30))
@settings(deadline=None, max_examples=60)
def test_any_lines_come_back_as_they_were(lines):
    assert opened(batch(lines=lines)).lines == lines


def test_the_longest_line_and_the_most_regular_lines_come_back():
    lines = [b"a" * LINE_BYTES_AT_MOST] * 400
    assert opened(batch(lines=lines)).lines == lines


def test_the_most_lines_come_back_and_one_more_is_told_before_anything_is_written():
    lines = [b"%d" % number for number in range(LINES_AT_MOST)]
    assert opened(batch(lines=lines)).lines == lines
    with pytest.raises(BatchTooLong) as refused:
        batch(lines=[*lines, b"1"])
    assert refused.value.facts == {"file": FILE, "lines": LINES_AT_MOST + 1, "limit": LINES_AT_MOST}


@pytest.mark.parametrize("line", [b"", b"a\nb", b"a" * (LINE_BYTES_AT_MOST + 1)])
def test_a_line_that_could_not_be_read_again_is_a_bug_of_the_writer(line):
    with pytest.raises(ValueError, match="line"):
        batch(lines=[line])


@pytest.mark.parametrize(
    "what",
    [
        {"recipients": ()},
        {"passphrase": "tulip"},
        {"kind": Kind.KIT},
        {"kind": Kind.KIT, "recipients": (), "passphrase": "tulip"},
        {"head": b""},
    ],
)
def test_a_batch_never_goes_open_and_a_kit_always_does(what):
    with pytest.raises(ValueError, match=r"head|kit"):
        batch(**what)


def test_every_file_has_a_name_of_its_own():
    names = {read_preamble(batch(uid=b""), file=FILE).uid for _ in range(20)}
    assert len(names) == 20


def test_the_preamble_stands_byte_for_byte_as_published():
    content = batch(uid=bytes(range(16)))
    assert content[:8] == b"\x89CVB\r\n\x1a\n"
    assert content[8:12] == b"\0\1\0\1"
    assert int.from_bytes(content[12:20], "big") == len(content)
    assert content[20:28] == hashlib.sha256(b"canvass-campaign-1\0" + bytes.fromhex(
        "00112233445566778899aabbccddeeff")).digest()[:8]  # fmt: skip
    assert content[28:44] == bytes(range(16))
    assert content[44:48].hex() == device_id(ANA.public)[:8]
    assert content[48:56] == b"\1" + bytes(7)
    assert content[56:60] == zlib.crc32(content[64:]).to_bytes(4, "big")
    assert content[60:64] == zlib.crc32(content[:60]).to_bytes(4, "big")
    assert content[64:].startswith(b"age-encryption.org/v1\n")
    assert kit()[:8] == b"\x89CVK\r\n\x1a\n"


def test_the_inner_part_stands_byte_for_byte_as_published():
    content = batch()
    inner = inner_of(content)
    told = bytearray(content[:60])
    told[12:20] = bytes(8)
    told[56:60] = bytes(4)
    raw = b"".join(line + b"\n" for line in LINES)
    body = inner[160 + len(HEAD) :]
    assert inner[:8] == b"CVBINNR1"
    assert inner[8:40] == hashlib.sha256(told).digest()
    assert inner[40:72] == ANA.public
    lengths = [int.from_bytes(inner[at : at + 4], "big") for at in range(72, 88, 4)]
    assert lengths == [len(HEAD), len(body), len(raw), len(LINES)]
    assert inner[152:160] == bytes(8)
    assert inner[160 : 160 + len(HEAD)] == HEAD
    assert zlib.decompress(body) == raw
    assert inner == signed_inner(content), "signed over tag, inner head without signature, head and compressed body"


def test_a_campaign_has_a_tag_and_no_campaign_has_zeros():
    assert campaign_tag("") == bytes(8)
    assert campaign_tag("ff" * 16) != campaign_tag("fe" * 16)


def test_a_batch_of_another_campaign_is_refused_before_any_key_is_tried():
    with pytest.raises(BatchForeign):
        opened(batch(), campaigns={campaign_tag("ff" * 16)}, identities=[])
    assert opened(batch(), campaigns={campaign_tag(""), CAMPAIGN}).lines == LINES


@pytest.mark.parametrize("identities", [[], [OTHER_HQ.identity]])
def test_a_batch_for_another_headquarters_stays_closed(identities):
    with pytest.raises(BatchNotForUs):
        opened(batch(), identities=identities)


def test_a_kit_is_no_batch_and_a_batch_no_kit():
    with pytest.raises(BatchNotOne):
        opened(kit())
    with pytest.raises(BatchNotOne):
        opened(batch(), kind=Kind.KIT)


def test_the_suffixes_are_the_promised_ones():
    assert [kind.suffix for kind in Kind] == [".canvassbatch", ".canvasskit", ".canvassreceipt"]


def test_an_unknown_device_is_stopped_with_its_own_error_and_its_signature_never_looked_at():
    class Unknown(Exception):
        pass

    seen = []

    def admit(public_key, head):
        seen.append((public_key, head))
        raise Unknown

    content = batch()
    inner = bytearray(inner_of(content))
    inner[100] ^= 1  # in the signature
    with pytest.raises(Unknown):
        opened(resealed(content, bytes(inner)), admit=admit)
    assert seen == [(ANA.public, HEAD)]


def test_neither_a_sealing_nor_what_was_opened_shows_its_content():
    for shown in (repr(sealing(passphrase="tulip")), repr(opened(batch()))):
        for secret in ("Ann", "tulip", "batch\\", str(ANA.seed)):
            assert secret not in shown


def test_two_sealings_of_the_same_differ_outside_and_agree_inside():
    one, other = batch(), batch()
    assert one != other
    assert opened(one).lines == opened(other).lines


def test_ten_thousand_real_lines_keep_far_from_the_ratio_cap():
    lines = [b'{"name":"Ann Example","nonce":"%s"}' % os.urandom(16).hex().encode() for _ in range(10_000)]
    content = batch(lines=lines)
    assert sum(map(len, lines)) / len(content) < 10
    assert opened(content).lines == lines
