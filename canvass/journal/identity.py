"""Who wrote a record: a device's Ed25519 key pair, its name, and its proof that it holds a kit's secret."""

import hashlib
import secrets

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64

_DEVICE_TAG = b"canvass-device-1\0"
_PROOF_TAG = b"canvass-enrol-1\0"

# The field of Curve25519, and the y coordinates of the eight points of small order: 1, -1, 0 and the two of
# order 8. Under such a key signatures can be made that fit any message (RFC 8032, 5.1; Chalkias, Garillot and
# Nikolaenko, "Taming the many EdDSAs", 2020, table of small-order points).
_FIELD = 2**255 - 19
_ORDER_8_Y = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_WEAK_Y = frozenset({0, 1, _FIELD - 1, _ORDER_8_Y, _FIELD - _ORDER_8_Y})


class DeviceKeys(msgspec.Struct, frozen=True):
    """A device's key pair: the private seed, which never leaves its campaign file, and the public key."""

    seed: bytes
    public: bytes

    def __repr__(self) -> str:
        """Name the device, never the seed: a repr ends up in logs."""
        return f"DeviceKeys({device_id(self.public)})"


def new_device_keys() -> DeviceKeys:
    """Return a fresh key pair from the system's random source."""
    return keys_from_seed(secrets.token_bytes(SEED_BYTES))


def keys_from_seed(seed: bytes) -> DeviceKeys:
    """Return the key pair that belongs to a 32-byte seed."""
    return DeviceKeys(seed, Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


def device_id(public: bytes) -> str:
    """Return the device's name everywhere: 32 hex digits made from its public key."""
    return hashlib.sha256(_DEVICE_TAG + public).digest()[:16].hex()


def is_strong_key(public: bytes) -> bool:
    """Return whether the bytes may stand for a device: 32 of them, written the one way, not of small order."""
    if len(public) != PUBLIC_BYTES:
        return False
    y = int.from_bytes(public, "little") & (2**255 - 1)
    return y < _FIELD and y not in _WEAK_Y


def sign(keys: DeviceKeys, tag: bytes, message: bytes) -> bytes:
    """Return the 64-byte signature over tag and message; the tag says what is signed and ends in NUL."""
    return Ed25519PrivateKey.from_private_bytes(keys.seed).sign(tag + message)


def is_signed(public: bytes, tag: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the holder of the public key signed this message under this tag. Weak keys sign nothing."""
    if not is_strong_key(public):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, tag + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def proof(secret: bytes, public: bytes) -> bytes:
    """Return what a device shows to have been given a kit: the kit's signature over the device's public key.

    `secret` is the kit's seed, which travels in the kit alone. Records carry only its public key, so that a copy of
    the journal lets anyone check the claim and nobody make it.
    """
    return sign(keys_from_seed(secret), _PROOF_TAG, public)


def is_proof(kit: bytes, public: bytes, shown: bytes) -> bool:
    """Return whether `shown` proves that the device with this public key held the kit with the public key `kit`."""
    return is_signed(kit, _PROOF_TAG, public, shown)
