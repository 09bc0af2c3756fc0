import hashlib
import time
import tracemalloc
import zlib
from collections import Counter
from typing import Any

import pyrage
import pytest

from canvass.batches import errors, keys
from canvass.batches.body import LINE_BYTES_AT_MOST, LINES_AT_MOST, RAW_BYTES_AT_MOST
from canvass.batches.keys import WORK_FACTOR_AT_MOST, seal_to
from canvass.batches.preamble import FILE_BYTES_AT_MOST, Kind, read_preamble
from tests.batches.forge import (
    ANA,
    BEN,
    FILE,
    HEAD,
    HQ,
    LINES,
    OTHER_HQ,
    age_by_passphrase,
    batch,
    batch_by_passphrase,
    inner_of,
    kit,
    opened,
    resealed,
    signed_inner,
    with_payload,
)


def reason(content, **how):
    """Return why it was refused, or None if it was taken; anything but a refusal is a failure of the test."""
    try:
        opened(content, **how)
    except errors.BatchRefused as refused:
        why = type(refused).__name__
    else:
        return None
    assert why != "BatchRefused", "a kind is always told"
    return why


def flipped(content, bit):
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def every_bit(content):
    return range(8 * len(content))


WAYS: dict[str, tuple[Any, dict[str, Any]]] = {
    "sealed": (batch, {}),
    "passphrase": (batch_by_passphrase, {"passphrase": "tulip"}),
    "open": (kit, {"kind": Kind.KIT}),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_truncation_is_refused_and_tells_where_it_was_cut(way):
    make, how = WAYS[way]
    content = make()
    assert reason(content, **how) is None
    for have in range(len(content)):
        with pytest.raises(errors.BatchCut) as refused:
            opened(content[:have], **how)
        expected = len(content) if have >= 64 else 64
        assert refused.value.facts == {"file": FILE, "have": have, "expected": expected}


@pytest.mark.parametrize("way", WAYS)
def test_every_truncation_that_mends_the_preamble_is_refused(way):
    make, how = WAYS[way]
    content = make()
    # an attacker may cut and tell the length truly: age's final chunk and the lengths inside stand in the way
    reasons = {reason(with_payload(content, content[64:end]), **how) for end in range(64, len(content))}
    assert (
        reasons
        <= {
            "sealed": {"BatchDamaged"},
            "passphrase": {"BatchDamaged", "BatchPassphraseWrong"},
            "open": {"BatchMalformed"},
        }[way]
    )


@pytest.mark.parametrize("way", WAYS)
def test_every_single_bit_flip_is_refused(way):
    make, how = WAYS[way]
    content = make()
    reasons = Counter(reason(flipped(content, bit), **how) for bit in every_bit(content))
    assert set(reasons) <= {"BatchDamaged", "BatchNotOne"}
    assert reasons["BatchNotOne"] <= 24, "only the three letters of the magic make it another kind of file"
    assert sum(reasons.values()) == 8 * len(content)


def test_every_bit_flip_of_the_payload_that_mends_the_preamble_is_refused():
    content = batch()
    payload = content[64:]
    reasons = Counter(reason(with_payload(content, flipped(payload, bit))) for bit in every_bit(payload))
    assert set(reasons) <= {"BatchDamaged", "BatchNotForUs", "BatchTooHard"}


def test_every_bit_flip_of_an_open_kit_that_mends_the_preamble_is_refused():
    content = kit()
    payload = content[64:]
    reasons = Counter(reason(with_payload(content, flipped(payload, bit)), kind=Kind.KIT) for bit in every_bit(payload))
    assert set(reasons) <= {"BatchForged", "BatchMalformed"}


def test_a_bit_flip_in_each_byte_of_a_passphrase_batch_that_mends_the_preamble_is_refused():
    content = batch_by_passphrase()
    payload = content[64:]
    reasons = Counter(
        reason(with_payload(content, flipped(payload, 8 * byte + byte % 8)), passphrase="tulip")
        for byte in range(0, len(payload), 5)
    )
    assert set(reasons) <= {"BatchDamaged", "BatchPassphraseWrong", "BatchTooHard"}


def test_every_bit_flip_of_the_preamble_that_mends_its_crc_is_refused():
    content = batch()
    reasons: Counter[str | None] = Counter()
    for bit in range(8 * 60):
        preamble = flipped(content[:60], bit)
        reasons[reason(preamble + zlib.crc32(preamble).to_bytes(4, "big") + content[64:])] += 1
    assert None not in reasons
    assert {"BatchForged", "BatchNewer", "BatchCut", "BatchDamaged"} <= set(reasons)


def test_every_bit_flip_of_the_decrypted_part_sealed_again_by_an_attacker_is_refused():
    content = batch()
    inner = inner_of(content)
    reasons = Counter(reason(resealed(content, flipped(inner, bit))) for bit in every_bit(inner))
    assert set(reasons) <= {"BatchForged", "BatchMalformed"}
    assert reasons["BatchForged"] > reasons["BatchMalformed"]


def test_every_truncation_of_the_decrypted_part_sealed_again_is_refused():
    content = batch()
    inner = inner_of(content)
    for end in range(len(inner)):
        assert reason(resealed(content, inner[:end])) == "BatchMalformed"
    assert reason(resealed(content, inner + b"\0")) == "BatchMalformed"


def test_a_bit_of_the_signed_part_changed_by_the_device_itself_is_refused_all_the_same():
    """Lengths, magic and spare bytes are looked at even where the signature is right."""
    content = batch()
    lies: list[dict[str, Any]] = [
        {"magic": b"CVBINNR2"},
        {"spare": b"\0" * 7 + b"\1"},
        {"head_bytes": 0},
        {"head_bytes": len(HEAD) - 1},
        {"head_bytes": 2**32 - 1},
        {"body_bytes": 0},
        {"body_bytes": 2**32 - 1},
        {"raw_bytes": 0},
        {"raw_bytes": sum(len(line) + 1 for line in LINES) - 1},
        {"raw_bytes": sum(len(line) + 1 for line in LINES) + 1},
        {"line_count": 0},
        {"line_count": len(LINES) + 1},
    ]
    for lie in lies:
        assert reason(resealed(content, signed_inner(content, **lie))) == "BatchMalformed", lie
    assert reason(resealed(content, signed_inner(content))) is None


def test_padding_is_refused_with_and_without_a_mended_preamble():
    content = batch()
    assert reason(content + bytes(512)) == "BatchDamaged"
    assert reason(with_payload(content, content[64:] + bytes(512))) == "BatchDamaged"


def test_an_inner_part_forwarded_behind_another_preamble_is_refused():
    """A dishonest clerk seals Ana's genuine records to another headquarters, or says it is another campaign's."""
    content = batch()
    inner = inner_of(content)
    assert reason(resealed(content, inner)) is None, "the same preamble: it is still the same file"
    for changed in ({"at_20": b"8 bytes."}, {"at_28": b"another uid here"}):
        assert reason(resealed(content, inner, **changed)) == "BatchForged", changed
    theirs = with_payload(content, seal_to([OTHER_HQ.recipient], inner), at_20=b"8 bytes.")
    assert reason(theirs, identities=[OTHER_HQ.identity]) == "BatchForged"


def test_a_batch_is_no_kit_though_its_inner_part_is_laid_bare():
    content, another = batch(), kit()
    inner = inner_of(content)
    assert reason(with_payload(another, inner), kind=Kind.KIT) == "BatchForged"
    fingerprint = another[64:][8:40]
    renamed = inner[:8] + fingerprint + inner[40:]
    assert reason(with_payload(another, renamed), kind=Kind.KIT) == "BatchForged"
    wrong_tag = signed_inner(content, fingerprint=fingerprint)
    assert reason(with_payload(another, wrong_tag), kind=Kind.KIT) == "BatchForged"


def test_the_mode_that_anybody_can_write_opens_nothing():
    content = batch()
    inner = inner_of(content)
    assert reason(with_payload(content, inner, at_48=b"\3")) == "BatchMalformed", "a batch without its seal"
    assert reason(with_payload(kit(), content[64:], at_48=b"\1"), kind=Kind.KIT) == "BatchMalformed"
    for mode in (0, 4, 255):
        assert reason(with_payload(content, content[64:], at_48=bytes([mode]))) == "BatchDamaged"


def test_a_device_cannot_give_itself_out_as_another():
    content = batch()
    ben = batch(keys=BEN)
    assert reason(resealed(content, signed_inner(content, by=BEN))) == "BatchForged", "Ana's preamble, Ben's key"
    assert reason(resealed(content, signed_inner(content, by=BEN, public=ANA.public))) == "BatchForged"
    assert reason(resealed(content, inner_of(ben))) == "BatchForged"
    assert reason(ben) is None


def test_a_head_swapped_from_another_batch_of_the_same_device_is_refused():
    content, other = batch(), batch(head=HEAD.replace(b"1,", b"2,", 1))
    swapped = inner_of(content)[:160] + inner_of(other)[160 : 160 + len(HEAD)] + inner_of(content)[160 + len(HEAD) :]
    assert reason(resealed(content, swapped)) == "BatchForged"


@pytest.mark.parametrize("public", [bytes(32), b"\1" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_weak_key_with_a_zero_signature_is_refused_before_anybody_is_asked(public):
    content = batch()
    inner = bytearray(inner_of(content))
    inner[40:72] = public
    inner[88:152] = public + bytes(32)

    def admit(public_key, head):
        pytest.fail("asked about a key that proves nothing")

    tag = hashlib.sha256(b"canvass-device-1\0" + public).digest()[:4]
    assert reason(resealed(content, bytes(inner), at_44=tag), admit=admit) == "BatchForged"


@pytest.fixture(scope="module")
def bomb():
    """Return a GiB of line ends as one zlib stream of about a megabyte, made without holding them."""
    squeeze = zlib.compressobj(9)
    pieces = [squeeze.compress(b"\n" * (1 << 20)) for _ in range(1 << 10)]
    return b"".join([*pieces, squeeze.flush()])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (30_000, "BatchMalformed"),  # a lie: stopped at the byte after
        (200 << 20, "BatchTooLarge"),  # under the cap, over the ratio
        (RAW_BYTES_AT_MOST + 1, "BatchTooLarge"),
        (2**32 - 1, "BatchTooLarge"),
    ],
)
def test_a_bomb_is_refused_in_a_second_and_a_hundred_megabytes(said, expected, bomb):
    content = batch()
    hostile = resealed(content, signed_inner(content, body=bomb, raw_bytes=said, line_count=1))
    tracemalloc.start()
    begin_s = time.monotonic()
    assert reason(hostile) == expected
    took_s, (_, peak_bytes) = time.monotonic() - begin_s, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took_s < 1
    assert peak_bytes < 100 << 20


def test_a_body_that_is_no_whole_zlib_stream_is_refused():
    content = batch()
    raw = b"".join(line + b"\n" for line in LINES)
    whole = zlib.compress(raw)
    dictionary = zlib.compressobj(zdict=b"Ann Example")
    for body in (
        b"",
        raw,
        whole[:-1],  # without the end of its checksum
        flipped(whole, 8 * len(whole) - 1),  # a checksum that does not fit
        whole + b"\0",
        whole + whole,
        zlib.compress(raw, wbits=31),  # gzip
        zlib.compress(raw, wbits=-15),  # raw deflate
        dictionary.compress(raw) + dictionary.flush(),
    ):
        hostile = signed_inner(content, body=body, raw_bytes=len(raw), line_count=len(LINES))
        assert reason(resealed(content, hostile)) == "BatchMalformed"


def said_by_ana(raw, line_count):
    content = batch()
    body = zlib.compress(raw, level=0)
    return resealed(content, signed_inner(content, body=body, raw_bytes=len(raw), line_count=line_count))


def test_lines_are_held_to_their_limits_and_the_first_wrong_one_is_named():
    for raw, row in [
        (b"a\n\nb\n", 2),
        (b"\n", 1),
        (b"a\nb\n" + b"c" * (LINE_BYTES_AT_MOST + 1) + b"\nd\n", 3),
    ]:
        with pytest.raises(errors.BatchNotCanonical) as refused:
            opened(said_by_ana(raw, raw.count(b"\n")))
        assert refused.value.facts == {"file": FILE, "row": row}
    assert reason(said_by_ana(b"a\nb", 1)) == "BatchMalformed", "the last line has no end"
    assert reason(said_by_ana(b"a\nb\n", 1)) == "BatchMalformed"
    assert reason(said_by_ana(b"", 0)) is None
    assert reason(said_by_ana(b"c" * LINE_BYTES_AT_MOST + b"\n", 1)) is None


def test_more_lines_than_allowed_are_refused_before_they_are_unpacked():
    assert reason(said_by_ana(b"a\n" * (LINES_AT_MOST + 1), LINES_AT_MOST + 1)) == "BatchTooLong"
    assert reason(said_by_ana(b"a\n" * (LINES_AT_MOST + 1), LINES_AT_MOST)) == "BatchMalformed"


def test_a_newer_format_is_told_as_such_and_a_newer_one_that_we_can_read_is_read():
    content = batch()
    with pytest.raises(errors.BatchNewer) as refused:
        opened(with_payload(content, content[64:], at_8=b"\0\3\0\2"))
    assert refused.value.facts == {"file": FILE, "version": 2}
    readable = with_payload(content, content[64:], at_8=b"\0\2\0\1")
    assert read_preamble(readable, file=FILE).version == 2
    assert reason(readable) == "BatchForged", "the version is part of what was signed"


def stanzas(count):
    """Return recipient stanzas in front of ours: well written, and nobody's."""
    return b"".join(b"-> X25519 %043d\n%043d\n" % (number, number) for number in range(count))


def with_stanzas(count):
    """Return a batch with strangers' stanzas behind ours; the MAC cannot fit, but nobody should get that far."""
    content = batch()
    header, _, rest = content[64:].partition(b"---")
    return with_payload(content, header + stanzas(count) + b"---" + rest)


def test_more_than_sixteen_stanzas_are_refused_before_the_library_runs():
    for count in (17, 10_000):
        begin_s = time.monotonic()
        assert reason(with_stanzas(count)) == "BatchTooHard"
        assert time.monotonic() - begin_s < 1
    assert reason(with_stanzas(3)) == "BatchDamaged", "few enough to look at: then the header's MAC does not fit"


@pytest.mark.parametrize(
    "stanza",
    [
        b"-> ssh-ed25519 AAAA " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n",
        b"-> scrypt " + b"A" * 22 + b" 10\n" + b"A" * 43 + b"\n",
        b"-> X25519\n" + b"A" * 43 + b"\n",
        b"->X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n",
        b"-> piv-p256 AAAA\n" + b"A" * 43 + b"\n",
    ],
)
def test_a_stanza_that_we_never_write_is_refused(stanza):
    content = batch()
    head, rest = content[64:86], content[86:]
    assert head == b"age-encryption.org/v1\n"
    assert reason(with_payload(content, head + stanza + rest)) == "BatchDamaged"


@pytest.mark.parametrize("work_factor", [WORK_FACTOR_AT_MOST + 1, 30, 63, 64, 99])
def test_a_work_factor_bomb_is_refused_at_once(work_factor):
    content = batch_by_passphrase(written_log_n=work_factor)
    begin_s = time.monotonic()
    assert reason(content, passphrase="tulip") == "BatchTooHard"
    assert time.monotonic() - begin_s < 0.5


def test_a_work_factor_that_the_library_finds_too_hard_on_a_slow_machine_is_told_as_such():
    """The library's own limit depends on the machine, and it says so by text only: hold it to that text."""
    content = batch_by_passphrase(written_log_n=40)
    with pytest.raises(pyrage.DecryptError, match="xcessive work"):
        keys.unseal_by_passphrase("tulip", content[64:])


def test_a_passphrase_batch_has_one_stanza_and_no_odd_number():
    content = batch_by_passphrase()
    assert reason(content, passphrase="tulip") is None
    hard = b"-> scrypt " + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n"
    for another in (stanzas(1), hard):
        for where in ("stanzas_in_front", "stanzas_behind"):
            two = batch_by_passphrase(**{where: [another]})
            with pytest.raises(keys.HeaderRefused):
                keys.check_header(two[64:], by_passphrase=True)
            assert reason(two, passphrase="tulip") == "BatchDamaged"
    for number in (b" 0\n", b" 02\n", b" +2\n", b" 100\n", b" 2 2\n", b" -2\n", b" \xb2\n"):
        odd = content[64:].replace(b" 2\n", number, 1)
        assert odd != content[64:]
        assert reason(with_payload(content, odd), passphrase="tulip") == "BatchDamaged"


def test_the_mode_and_the_stanzas_must_agree():
    by_keys, by_passphrase = batch(), batch_by_passphrase()
    assert reason(with_payload(by_keys, by_passphrase[64:]), passphrase="tulip") == "BatchDamaged"
    assert reason(with_payload(by_passphrase, by_keys[64:]), passphrase="tulip") == "BatchDamaged"


def test_what_a_clerk_who_opened_it_seals_again_by_a_passphrase_is_refused():
    content = batch_by_passphrase()
    again = with_payload(content, age_by_passphrase("tulip", inner_of(batch())))
    assert reason(again, passphrase="tulip") == "BatchForged", "how it was sealed is signed too"


@pytest.mark.parametrize("mangled", [b"\r\n", b"\n"])
def test_what_a_text_mode_copy_did_is_told_as_damage(mangled):
    content = batch()
    assert reason(content.replace(b"\r\n" if mangled == b"\n" else b"\n", mangled)) == "BatchDamaged"
    assert reason(bytes(byte & 127 for byte in content)) == "BatchDamaged"


@pytest.mark.parametrize("content", [b"PK\3\4" + bytes(100), b"age-encryption.org/v1\n", b"SQLite format 3\0", b"{}"])
def test_what_is_none_of_ours_is_told_as_such(content):
    assert reason(content) == "BatchNotOne"


def test_an_endless_file_is_refused_by_its_size():
    with pytest.raises(errors.BatchTooLarge) as refused:
        read_preamble(bytes(FILE_BYTES_AT_MOST + 1), file=FILE)
    assert refused.value.facts == {"file": FILE, "size": FILE_BYTES_AT_MOST + 1, "limit": FILE_BYTES_AT_MOST}


def test_a_key_that_opens_it_reads_the_whole_file_still():
    """The control of this file: none of the refusals above come from a batch that nobody could read."""
    assert opened(batch()).lines == LINES
    assert opened(batch_by_passphrase(), passphrase="tulip").lines == LINES
    assert opened(kit(), kind=Kind.KIT).lines == LINES
    assert opened(batch(), identities=[HQ.identity]).head == HEAD
