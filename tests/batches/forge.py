"""Made-up batches, and what an attacker can do to them: all that needs no key of ours."""

import base64
import hashlib
import hmac
import os
import struct
import zlib

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from canvass.batches import keys
from canvass.batches.envelope import Sealing, open_envelope, seal
from canvass.batches.preamble import Kind, campaign_tag
from canvass.journal.identity import keys_from_seed, sign

FILE = "ana.canvassbatch"
CAMPAIGN = campaign_tag("00112233445566778899aabbccddeeff")
ANA = keys_from_seed(bytes(range(32)))
BEN = keys_from_seed(bytes(range(1, 33)))
HQ = keys.new_sealing_keys()
OTHER_HQ = keys.new_sealing_keys()
HEAD = b'{"batch":1,"campaign":"00112233445566778899aabbccddeeff"}'
LINES = [b'{"name":"Ann Example","seq":%d}' % number for number in range(1, 4)]

INNER = struct.Struct(">8s32s32sIIII64s8s")


def admit_anybody(public_key, head):
    """Let every device in: whether a device is known is not what these tests are about."""


def sealing(**other):
    what = {"kind": Kind.BATCH, "campaign": CAMPAIGN, "keys": ANA, "head": HEAD, "lines": LINES, "uid": bytes(16)}
    return Sealing(**{**what, **other})


def batch(**other):
    return seal(sealing(**{"recipients": (HQ.recipient,), **other}), file=FILE)


def kit(**other):
    return seal(sealing(kind=Kind.KIT, **other), file=FILE)


def opened(content, **other):
    how = {"file": FILE, "kind": Kind.BATCH, "admit": admit_anybody, "identities": [HQ.identity]}
    return open_envelope(content, **{**how, **other})


def inner_of(content):
    """Return the decrypted inner part: what a dishonest clerk at headquarters has."""
    return keys.unseal([HQ.identity], content[64:])


def with_payload(content, payload, **fields) -> bytes:
    """Return the file with another payload and a preamble that tells length and both CRCs truly.

    `fields` are bytes to put at offsets: `at_60=...` would be overwritten by the CRC.
    """
    preamble = bytearray(content[:64])
    preamble[12:20] = (64 + len(payload)).to_bytes(8, "big")
    preamble[56:60] = zlib.crc32(payload).to_bytes(4, "big")
    for name, value in fields.items():
        offset = int(name.removeprefix("at_"))
        preamble[offset : offset + len(value)] = value
    preamble[60:64] = zlib.crc32(preamble[:60]).to_bytes(4, "big")
    return bytes(preamble) + bytes(payload)


def resealed(content, inner, **fields):
    """Return the file with this inner part, encrypted to headquarters by anybody who knows its public key."""
    return with_payload(content, keys.seal_to([HQ.recipient], inner), **fields)


def signed_inner(content, *, by=ANA, tag=b"canvass-batch-1\0", head=HEAD, body=None, **lies):
    """Return an inner part whose signature is right, by a device that tells `lies` about its lengths."""
    magic, fingerprint, _, head_bytes, _, raw_bytes, line_count, _, spare = INNER.unpack_from(inner_of(content))
    old = inner_of(content)[160 + head_bytes :]
    body = old if body is None else body
    true = {"head_bytes": len(head), "body_bytes": len(body), "raw_bytes": raw_bytes, "line_count": line_count}
    said = {**true, "public": by.public, "magic": magic, "fingerprint": fingerprint, "spare": spare, **lies}

    def packed(signature):
        return INNER.pack(
            said["magic"], said["fingerprint"], said["public"], said["head_bytes"], said["body_bytes"],
            said["raw_bytes"], said["line_count"], signature, said["spare"],
        )  # fmt: skip

    return packed(sign(by, tag, packed(bytes(64)) + head + body)) + head + body


def batch_by_passphrase(**age):
    """Return a batch sealed by the passphrase "tulip" with a work factor that costs a test nothing."""
    content = batch()
    preamble = bytearray(content[:60])
    preamble[12:20], preamble[48], preamble[56:60] = bytes(8), 2, bytes(4)
    inner = signed_inner(content, fingerprint=hashlib.sha256(preamble).digest())
    return with_payload(content, age_by_passphrase("tulip", inner, **age), at_48=b"\2")


def _base64(raw):
    return base64.b64encode(raw).rstrip(b"=")


def _derived(key, salt, purpose):
    return HKDF(SHA256(), 32, salt or None, purpose).derive(key)


def age_by_passphrase(
    passphrase, plain, *, log_n=2, written_log_n=None, stanzas_in_front=(), stanzas_behind=()
) -> bytes:
    """Return an age file with one scrypt stanza of a chosen work factor, by the published format (C2SP age.md)."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = Scrypt(b"age-encryption.org/v1/scrypt" + salt, 32, 2**log_n, 8, 1).derive(passphrase.encode())
    stanza = b"-> scrypt %s %d\n" % (_base64(salt), written_log_n or log_n)
    stanza += _base64(ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)) + b"\n"
    header = b"age-encryption.org/v1\n" + b"".join([*stanzas_in_front, stanza, *stanzas_behind]) + b"---"
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    chunk = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(bytes(11) + b"\1", plain, None)
    return b"".join([header, b" ", _base64(mac), b"\n", nonce, chunk])
