"""Every hostile batch that has to be refused whole, with its reason: made by a laptop that belongs to the drive."""

import functools
import os
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from canvass.batches.body import RAW_BYTES_AT_MOST
from canvass.batches.founding import own_identities
from canvass.batches.keys import new_sealing_keys, seal_to, unseal
from canvass.batches.preamble import PREAMBLE_BYTES, campaign_tag
from canvass.ground.canonical import encode
from canvass.journal.bodies import Claim, Enrol, Kind, Line, Link, Move, Role, Run
from canvass.journal.bounds import MOST_FORKS, MOST_MOVED, MOST_NAMED, MOST_NAMES
from canvass.journal.identity import device_id, new_device_keys, sign
from canvass.journal.record import decode_record
from canvass.journal.union import CHECKPOINT_TAG, checkpoint_text
from tests.batches.forge import age_by_passphrase, with_payload
from tests.hostile.crook import Crook, at, put

Making = Callable[[Crook], bytes]
MADE: dict[str, tuple[str, Making]] = {}
"""By what it is: the name of the refusal, and who makes it."""


def hostile(name: str, refusal: str) -> Callable[[Making], Making]:
    """Name a batch and its refusal."""

    def keep(making: Making) -> Making:
        MADE[name] = (refusal, making)
        return making

    return keep


# ------------------------------------------------------------------------------------------- 1: cut and padded


@hostile("cut by a byte", "BatchCut")
def _(crook: Crook) -> bytes:
    return crook.sealed()[:-1]


@hostile("cut, with a preamble that tells the new length truly", "BatchDamaged")
def _(crook: Crook) -> bytes:
    whole = crook.sealed()
    return with_payload(whole, whole[PREAMBLE_BYTES:-40])


@hostile("cut by a whole chunk of its seal", "BatchDamaged")
def _(crook: Crook) -> bytes:
    sealing = crook.sealing()
    body = zlib.compress(os.urandom(200_000))
    whole = crook.handmade(sealing, body=body, raw_bytes=200_000, lines=1)
    return with_payload(whole, whole[PREAMBLE_BYTES : PREAMBLE_BYTES + 131_500])


@hostile("padded", "BatchDamaged")
def _(crook: Crook) -> bytes:
    return crook.sealed() + bytes(512)


@hostile("padded, with a preamble that tells the new length truly", "BatchDamaged")
def _(crook: Crook) -> bytes:
    whole = crook.sealed()
    return with_payload(whole, whole[PREAMBLE_BYTES:] + bytes(512))


# ---------------------------------------------------------------------------------------------------- 2: bombs


def four_gib_of_line_ends() -> bytes:
    """Return a zlib stream of about four megabytes: one flushed piece of it, 4,096 times over."""
    squeeze = zlib.compressobj(9)
    start = squeeze.compress(b"\n") + squeeze.flush(zlib.Z_FULL_FLUSH)
    piece = squeeze.compress(b"\n" * (1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return start + piece * 4096


BOMBS = {
    "30 kB": (30_000, "BatchMalformed"),
    "200 MB": (200 << 20, "BatchMalformed"),
    "all of it": (2**32 - 1, "BatchTooLarge"),
    "a byte over the cap": (RAW_BYTES_AT_MOST + 1, "BatchTooLarge"),
}


def bomb(crook: Crook, said: int) -> bytes:
    """Return 4 GiB of line ends that say they were less."""
    return crook.handmade(crook.sealing(), body=four_gib_of_line_ends(), raw_bytes=said, lines=1)


for _said, (_bytes, _why) in BOMBS.items():
    hostile(f"a bomb of 4 GiB that says it was {_said}", _why)(functools.partial(bomb, said=_bytes))


@hostile("a bomb that tells truly, over the ratio", "BatchTooLarge")
def _(crook: Crook) -> bytes:
    body = zlib.compress(b"\n" * (20 << 20), 9)
    return crook.handmade(crook.sealing(), body=body, raw_bytes=20 << 20, lines=20 << 20 & 0xFFFF)


@hostile("more lines than a file may hold", "BatchTooLong")
def _(crook: Crook) -> bytes:
    raw = b"a\n" * 200_001
    return crook.handmade(crook.sealing(), body=zlib.compress(raw, level=0), raw_bytes=len(raw), lines=200_001)


# --------------------------------------------------------------------------------------------- 3: renamed self


@hostile("a head that names another laptop", "BatchStranger")
def _(crook: Crook) -> bytes:
    return crook.sealed(device="ab" * 16)


@hostile("a clear part that names another laptop", "BatchForged")
def _(crook: Crook) -> bytes:
    sealing = crook.sealing()
    raw = b"".join(line + b"\n" for line in sealing.lines)
    how = {"body": zlib.compress(raw), "raw_bytes": len(raw), "lines": len(sealing.lines)}
    return crook.handmade(sealing, tag=b"\xab" * 4, **how)


@hostile("records under another laptop's name, proven by the crook's key", "BatchForged")
def _(crook: Crook) -> bytes:
    return crook.sealed([crook.segment(), crook.segment(device="ab" * 16)])


@hostile("records under another laptop's name and key, signed by the crook", "BatchForged")
def _(crook: Crook) -> bytes:
    public = new_device_keys().public
    signature = sign(crook.keys, CHECKPOINT_TAG, checkpoint_text(device_id(public), len(crook.raws), crook.ids[-1]))
    other = crook.segment(device=device_id(public), key=public, signature=signature)
    return crook.sealed([crook.segment(), other])


@hostile("records that call themselves another laptop's, in the crook's own chain", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve"), at(1, 1), device="ab" * 16)
    return crook.sealed()


@hostile("a record with the number of another", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve"), at(1, 1), seq=7)
    return crook.sealed()


# -------------------------------------------------------------------- 5, 6, 7: more names, more forks, no time


@hostile("65 earlier records named", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve"), at(1, 1), after=[[crook.device, seq, "00" * 8] for seq in range(1, 66)])
    return crook.sealed()


@hostile("more names than a drive can need", "BatchTooMuch")
def _(crook: Crook) -> bytes:
    named = [[crook.device, seq, "00" * 8] for seq in range(1, 65)]
    for _ in range(MOST_NAMES // 64 + 1):
        crook.say(Kind.PUT, put("Eve"), at(1, 1), after=named)
    return crook.sealed()


@hostile("more laptops named than a drive can have", "BatchTooMuch")
def _(crook: Crook) -> bytes:
    for start in range(0, MOST_NAMED + 64, 64):
        crook.say(Kind.PUT, put("Eve"), at(1, 1), after=[[f"{n:032x}", 1, "00" * 8] for n in range(start, start + 64)])
    return crook.sealed()


@hostile("more forks than disks that can be copied", "BatchTooMuch")
def _(crook: Crook) -> bytes:
    segments, seq = [crook.segment()], len(crook.raws)
    for number in range(MOST_FORKS + 1):
        crook.go_back_to(seq)
        crook.say(Kind.PUT, put(f"Eve {number}"), at(1, 1))
        segments.append(crook.segment(seq + 1))
    return crook.sealed(segments)


@hostile("more sheets moved than were ever printed", "BatchTooMuch")
def _(crook: Crook) -> bytes:
    for _ in range(MOST_MOVED // 9_999 + 1):
        crook.say(Kind.MOVE, Move(first=1, last=9_999, run=7, state="handed_out"))
    return crook.sealed()


TIMES = {"longer than a time can be": "9" * 33, "with a line end": "2026-05-03\n", "that turns the page": "\u202e9999"}
for _name, _at in TIMES.items():

    @hostile(f"a clock {_name}", "BatchNotCanonical")
    def _(crook: Crook, told: str = _at) -> bytes:
        crook.say(Kind.PUT, put("Eve"), at(1, 1), at=told)
        return crook.sealed()


# ---------------------------------------------------------------------------------------------- 8: JSON tricks


def tricks(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a record written in every way but the one that counts."""
    yield "a key twice", raw.replace(b'"seq":', b'"seq":1,"seq":', 1)
    yield "no number", raw.replace(b'"kind":1', b'"kind":NaN', 1)
    yield "a number too large for any computer", raw.replace(b'"kind":1', b'"kind":1e999', 1)
    yield "a whole number as a fraction", raw.replace(b'"kind":1', b'"kind":1.0', 1)
    yield "a whole number by its power", raw.replace(b'"kind":1', b'"kind":1e0', 1)
    yield "a number of 5,000 digits", raw.replace(b'"kind":1', b'"kind":' + b"1" * 5_000, 1)
    yield "a place of 5,000 digits", raw.replace(b",0,1]", b",0," + b"1" * 5_000 + b"]", 1)
    yield "15,000 brackets", raw.replace(b'"after":[]', b'"after":' + b"[" * 7_500 + b"]" * 7_500, 1)
    yield "brackets alone", b"[" * 16_000
    yield "braces alone", b'{"a":' * 3_000
    yield "keys in another order", raw.replace(b'"after":[],', b"", 1)[:-1] + b',"after":[]}'
    yield "half a letter", raw.replace(b"Eve", b"\\ud800", 1)
    yield "bytes that are no letters", raw.replace(b"Eve", b"\xff\xfe", 1)
    yield "a letter in two parts", raw.replace(b"Eve", "e\u0301".encode(), 1)
    yield "a letter by its number", raw.replace(b"Eve", b"\\u0045ve", 1)
    yield "a space at the end", raw + b" "
    yield "a space inside", raw.replace(b'{"after"', b'{ "after"', 1)
    yield "a mark before it", b"\xef\xbb\xbf" + raw
    yield "a key more", raw[:-1] + b',"zadmin":true}'
    yield "a key more inside", raw.replace(b'"name":"Eve"', b'"name":"Eve","role":3', 1)
    yield "a kind that there is none of", raw.replace(b'"kind":1', b'"kind":99', 1)
    yield "what is left out written out", raw.replace(b'"name":"Eve"', b'"name":"Eve","note":""', 1)
    yield "nothing for something", raw.replace(b'"name":"Eve"', b'"name":null', 1)
    yield "a yes for a number", raw.replace(b'"kind":1', b'"kind":true', 1)
    yield "no record but a list", b"[" + raw + b"]"
    yield "two records on a line", raw + raw


TRICKS = [name for name, _ in tricks(b"")]
for _name in TRICKS:

    @hostile(f"JSON: {_name}", "BatchNotCanonical")
    def _(crook: Crook, trick: str = _name) -> bytes:
        raw = encode(crook.record(Kind.PUT, put("Eve"), at(1, 1)))
        written = dict(tricks(raw))[trick]
        assert written != raw
        crook.say_raw(written)
        return crook.sealed()


@hostile("JSON: a record of 16,385 bytes", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say_raw(b'"' + b"a" * 16_383 + b'"')
    sealing = crook.sealing()
    raw = b"".join(line + b"\n" for line in sealing.lines)
    body = zlib.compress(raw, level=0)
    return crook.handmade(sealing, body=body, raw_bytes=len(raw), lines=len(sealing.lines))


@hostile("JSON: a line end inside a record", "BatchMalformed")
def _(crook: Crook) -> bytes:
    sealing = crook.sealing()
    raw = b"".join(line.replace(b",", b",\n", 1) + b"\n" for line in sealing.lines)
    body = zlib.compress(raw, level=0)
    return crook.handmade(sealing, body=body, raw_bytes=len(raw), lines=len(sealing.lines))


# --------------------------------------------------------------------------------------------------- 9: names

BAD_NAMES = {
    "a line end": "A\nB",
    "a tabulator": "A\tB",
    "a NUL": "Ann\0Evil",
    "an escape for terminals": "\x1b[2J\x1b[31mAnn",
    "a C1 control": "Ann\x9b31m",
    "letters that turn the line": "\u202ennA",
    "an isolate that never ends": "Ann\u2066",
    "200 marks on a letter": "A" + "\u0315" * 199,
    "9 marks on a letter": "A" + "\u0315" * 9,
    "a mark of byte order": "\ufeffAnn",
    "letters in tags": "Ann\U000e0041",
    "201 letters": "A" * 201,
    "a letter in two parts": "e\u0301",
}  # fmt: skip
for _name, _text in BAD_NAMES.items():

    @hostile(f"a name with {_name}", "BatchNotCanonical")
    def _(crook: Crook, text: str = _text) -> bytes:
        crook.say(Kind.PUT, put(text), at(1, 1))
        return crook.sealed()


@hostile("an event with an escape for terminals", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve", event="\x1b]0;owned\x07"), at(1, 1))
    return crook.sealed()


@hostile("initials of 13 letters", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve"), at(1, 1), typist="A" * 13)
    return crook.sealed()


# ----------------------------------------------------------------------------------------------- 10: forwarded


def inner_of(crook: Crook, content: bytes) -> bytes:
    """Return the signed inside, as a clerk at headquarters has it."""
    return unseal(own_identities(crook.headquarters), content[PREAMBLE_BYTES:])


@hostile("another drive's number in front of it", "BatchForeign")
def _(crook: Crook) -> bytes:
    whole = crook.sealed()
    return with_payload(whole, whole[PREAMBLE_BYTES:], at_20=campaign_tag("ab" * 16))


@hostile("last year's drive inside", "BatchForeign")
def _(crook: Crook) -> bytes:
    return crook.sealed(campaign="ab" * 16)


@hostile("meant for no drive", "BatchForeign")
def _(crook: Crook) -> bytes:
    return crook.sealed(campaign="")


@hostile("meant for another headquarters, sent on by its clerk", "BatchNotForUs")
def _(crook: Crook) -> bytes:
    return crook.sealed(to=[new_sealing_keys().recipient])


@hostile("the inside of one file behind the front of another", "BatchForged")
def _(crook: Crook) -> bytes:
    one, other = crook.sealed(), crook.sealed()
    payload = seal_to(crook.sealing().recipients, inner_of(crook, one))
    return with_payload(other, payload)


# ------------------------------------------------------------------------------------------ 11: impossible paper


def wrong_check(text: str) -> str:
    """Return a sheet number whose last digit is another."""
    return text[:-1] + str((int(text[-1]) + 1) % 10)


GOOD = at(1, 1).sheet
PAPER: dict[str, list[Any]] = {
    "line 0": [GOOD, 0, 0],
    "line -1": [GOOD, 0, -1],
    "line 201": [GOOD, 0, 201],
    "line 2^53": [GOOD, 0, 2**53],
    "line 1 and a half": [GOOD, 0, 1.5],
    "copy 7": [GOOD, 7, 1],
    "serial 10000": ["000007-10000-65", 0, 1],
    "serial 0": ["000007-0000-76", 0, 1],
    "run 0": ["000000-0001-95", 0, 1],
    "a wrong check digit": [wrong_check(GOOD), 0, 1],
    "a number without dashes": [GOOD.replace("-", ""), 0, 1],
    "other digits": [GOOD.replace("7", "\u0667"), 0, 1],
    "page 0 of a laptop": [f"L0@{'ab' * 16}", 0, 1],
    "page 65536 of a laptop": [f"L65536@{'ab' * 16}", 0, 1],
    "a page of half a laptop": ["L1@abababab", 0, 1],
    "a page of nobody": ["L1", 0, 1],
    "nothing": ["", 0, 1],
    "a path": ["../../x", 0, 1],
    "a place with a fourth part": [GOOD, 0, 1, 1],
}
for _name, _place in PAPER.items():

    @hostile(f"paper: {_name}", "BatchNotCanonical")
    def _(crook: Crook, where: list[Any] = _place) -> bytes:
        crook.say_raw(encode(crook.record(Kind.PUT, put("Eve")) | {"place": where}))
        return crook.sealed()


@hostile("paper: a line without a place", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.PUT, put("Eve"))
    return crook.sealed()


@hostile("paper: a fact at a place", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.ENROL, Enrol(device=crook.device, role=int(Role.HQ)), at(1, 1))
    return crook.sealed()


@hostile("paper: a link at a line", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.LINK, Link(GOOD), at(1, 1))
    return crook.sealed()


@hostile("paper: a void that is signed", "BatchNotCanonical")
def _(crook: Crook) -> bytes:
    crook.say(Kind.VOID, Line(), at(1, 1))
    return crook.sealed()


for _run in ({"run": 0}, {"run": 1_000_000}, {"sheets": 0}, {"sheets": 10_000}, {"lines": 0}, {"lines": 2**53}):

    @hostile(f"paper: a print run with {_run}", "BatchNotCanonical")
    def _(crook: Crook, lie: dict[str, int] = _run) -> bytes:
        printed = Run(lines=lie.get("lines", 5), run=lie.get("run", 7), sheets=lie.get("sheets", 3))
        crook.say(Kind.RUN, printed)
        return crook.sealed()


# ------------------------------------------------------------------------------------- 12: strangers and escrow


@hostile("a stranger who shows no kit", "BatchStranger")
def _(crook: Crook) -> bytes:
    stranger = crook.stranger()
    stranger.type_base()
    return stranger.sealed()


@hostile("a stranger who shows a proof that is none", "BatchStranger")
def _(crook: Crook) -> bytes:
    stranger = crook.stranger()
    stranger.say(Kind.CLAIM, Claim(kit=crook.kit, name="Ana", proof="00" * 64))
    stranger.type_base()
    return stranger.sealed()


@hostile("a stranger who shows the proof of another", "BatchStranger")
def _(crook: Crook) -> bytes:
    stranger = crook.stranger()
    shown = decode_record(crook.raws[0])[1]
    stranger.say(Kind.CLAIM, shown)
    stranger.type_base()
    return stranger.sealed()


@hostile("a head swapped from another file of the same laptop", "BatchForged")
def _(crook: Crook) -> bytes:
    one, other = crook.sealing(), crook.sealing(told={"at": "2026-05-04T19:42:00Z"})
    whole = crook.sealed()
    inner = inner_of(crook, whole)
    assert len(one.head) == len(other.head)
    swapped = inner[:160] + other.head + inner[160 + len(one.head) :]
    return with_payload(whole, seal_to(one.recipients, swapped))


for _name, _public in {"zero": bytes(32), "of small order": b"\1" + bytes(31)}.items():

    @hostile(f"a key that is {_name}, with a signature that is nothing", "BatchForged")
    def _(crook: Crook, public: bytes = _public) -> bytes:
        tag = bytes.fromhex(device_id(public))[:4]
        sealing = crook.sealing(told={"device": device_id(public)})
        raw = b"".join(line + b"\n" for line in sealing.lines)
        how = {"body": zlib.compress(raw), "raw_bytes": len(raw), "lines": len(sealing.lines)}
        return crook.handmade(sealing, public=public, signature=public + bytes(32), tag=tag, **how)


@hostile("10,000 stanzas in front of ours", "BatchTooHard")
def _(crook: Crook) -> bytes:
    whole = crook.sealed()
    head, rest = whole[PREAMBLE_BYTES : PREAMBLE_BYTES + 22], whole[PREAMBLE_BYTES + 22 :]
    strangers = b"".join(b"-> X25519 %043d\n%043d\n" % (number, number) for number in range(10_000))
    return with_payload(whole, head + strangers + rest)


@hostile("a passphrase that costs 2^30", "BatchTooHard")
def _(crook: Crook) -> bytes:
    payload = age_by_passphrase("tulip", b"inner", written_log_n=30)
    return with_payload(crook.sealed(), payload, at_20=bytes(8), at_48=b"\2")


# --------------------------------------------------------------------------------------------- what heads may say

HEADS: dict[str, tuple[str, dict[str, Any]]] = {
    "a name that turns the page": ("BatchMalformed", {"name": "\u202eHeadquarters"}),
    "a name for terminals": ("BatchMalformed", {"name": "\x1b[2JHeadquarters"}),
    "a name of a megabyte": ("BatchMalformed", {"name": "A" * (1 << 20)}),
    "a program for terminals": ("BatchMalformed", {"app": "\x1b[2J"}),
    "a time that turns the page": ("BatchMalformed", {"at": "\u202e"}),
    "-1 lines": ("BatchMalformed", {"lines": -1}),
    "2^60 lines": ("BatchMalformed", {"lines": 1 << 60}),
    "-1 sheets": ("BatchMalformed", {"sheets": -1}),
    "no number": ("BatchNotCanonical", {"number": None}),
    "100 headquarters": ("BatchMalformed", {"to": [new_sealing_keys().recipient for _ in range(100)]}),
    "a headquarters that is none": ("BatchMalformed", {"to": ["age1"]}),
    "a record more than there is": ("BatchMalformed", {"records": 32}),
    "a key more": ("BatchNotCanonical", {"zadmin": True}),
    "no stretch": ("BatchMalformed", {"stretches": []}),
}
for _name, (_refusal, _told) in HEADS.items():

    @hostile(f"a head with {_name}", _refusal)
    def _(crook: Crook, told: dict[str, Any] = _told) -> bytes:
        return crook.sealed(**told)
