import pyrage
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from canvass.batches import keys
from canvass.journal import identity

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P


def doubled(point):
    x, y = point
    k = D * x * x * y * y % P
    return (2 * x * y * pow(1 + k, -1, P) % P, (y * y + x * x) * pow(1 - k, -1, P) % P)


def decompressed(public):
    """Return the curve point of a public key (RFC 8032, 5.1.3), or None if there is none."""
    y = int.from_bytes(public, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    return (x, y) if x * x % P == square else None


def is_small_order(public):
    point = decompressed(public)
    if point is None:
        return False
    for _ in range(3):
        point = doubled(point)
    return point == (0, 1)


def encoded(y, sign=0):
    return (y | sign << 255).to_bytes(32, "little")


def test_a_device_id_is_32_hex_digits_of_the_hash_of_tag_and_key():
    # computed by sha256sum over the tag, a NUL and the public key of RFC 8032's first test
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    assert identity.device_id(public) == "446c3f1e132e6372fb1acd46a722f5f3"


def test_the_public_key_is_the_one_of_rfc_8032():
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert identity.keys_from_seed(seed).public.hex() == (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )


def test_new_keys_differ_and_do_not_show_their_secret():
    one, other = identity.new_device_keys(), identity.new_device_keys()
    assert one.seed != other.seed
    assert one.seed.hex() not in repr(one)
    assert repr(one.seed) not in repr(one)
    assert identity.device_id(one.public) in repr(one)


@given(st.binary(max_size=200), st.integers(0, 511))
def test_a_signature_fits_its_tag_and_message_only(message, bit):
    device = identity.keys_from_seed(bytes(range(32)))
    signature = identity.sign(device, b"one\0", message)
    assert identity.is_signed(device.public, b"one\0", message, signature)
    assert not identity.is_signed(device.public, b"two\0", message, signature)
    assert not identity.is_signed(device.public, b"one\0", message + b"x", signature)
    flipped = bytearray(signature)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not identity.is_signed(device.public, b"one\0", message, bytes(flipped))
    assert not identity.is_signed(device.public, b"one\0", message, signature[:-1])


def test_the_refused_keys_are_exactly_those_of_small_order_and_those_written_in_a_second_way():
    weak = [encoded(y, sign) for y in identity._WEAK_Y for sign in (0, 1)]
    assert all(is_small_order(public) for public in weak)
    assert len(identity._WEAK_Y) == 5  # the identity, one of order 2, one y for order 4, two for order 8
    for public in [*weak, encoded(P), encoded(P + 1), encoded(P + 1, 1), encoded(2**255 - 1)]:
        assert not identity.is_strong_key(public)
    for _ in range(200):
        public = identity.new_device_keys().public
        assert identity.is_strong_key(public)
        assert not is_small_order(public)


def test_a_zero_signature_by_a_weak_key_is_no_signature_though_the_library_may_take_it():
    taken_by_library = 0
    for number in range(64):
        message = b"%d" % number
        for public in (bytes(32), encoded(1), encoded(P - 1)):
            for r in (bytes(32), encoded(1), encoded(P - 1), encoded(0, 1)):
                signature = r + bytes(32)
                assert not identity.is_signed(public, b"", message, signature)
                taken_by_library += library_takes(public, message, signature)
    assert taken_by_library > 0, "the check of ours guards against something real"


def library_takes(public, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_of_another_length_is_refused(length):
    assert not identity.is_strong_key(bytes([7]) * length)
    assert not identity.is_signed(bytes([7]) * length, b"", b"", bytes(64))


def test_a_proof_needs_the_kits_seed_and_fits_one_device_only():
    public, other = identity.new_device_keys().public, identity.new_device_keys().public
    kit, stranger = identity.new_device_keys(), identity.new_device_keys()
    shown = identity.proof(kit.seed, public)
    assert identity.is_proof(kit.public, public, shown)
    assert not identity.is_proof(kit.public, other, shown)
    assert not identity.is_proof(stranger.public, public, shown)
    assert not identity.is_proof(kit.public, public, shown[:-1])
    assert not identity.is_proof(kit.public, public, b"")


def test_sealing_keys_open_what_is_sealed_to_them_and_nothing_else():
    ours, theirs = keys.new_sealing_keys(), keys.new_sealing_keys()
    sealed = keys.seal_to([ours.recipient], b"63 lines")
    assert keys.unseal([theirs.identity, ours.identity], sealed) == b"63 lines"
    with pytest.raises(pyrage.DecryptError):
        keys.unseal([theirs.identity], sealed)


def test_sealing_keys_know_their_recipient_and_hide_their_identity():
    pair = keys.new_sealing_keys()
    assert keys.recipient_of(pair.identity) == pair.recipient
    assert pair.identity not in repr(pair)
    assert keys.is_recipient(pair.recipient)


@pytest.mark.parametrize("text", ["", "age1", "age1x", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1"])
def test_what_is_no_recipient_is_told_before_anything_is_sealed(text):
    assert not keys.is_recipient(text)


def test_sealing_to_nobody_or_to_more_than_can_be_read_again_is_a_bug():
    recipient = keys.new_sealing_keys().recipient
    for count in (0, 16):
        with pytest.raises(ValueError, match="recipients"):
            keys.seal_to([recipient] * count, b"")


def test_the_most_recipients_are_still_read():
    pairs = [keys.new_sealing_keys() for _ in range(15)]
    sealed = keys.seal_to([pair.recipient for pair in pairs], b"x")
    keys.check_header(sealed, by_passphrase=False)
    assert keys.unseal([pairs[14].identity], sealed) == b"x"
