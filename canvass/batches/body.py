"""The body of a file that travels: lines in one zlib stream, unpacked piece by piece with a stop after every limit."""

import zlib
from collections.abc import Iterator, Sequence

from canvass.batches.errors import BatchMalformed, BatchNotCanonical, BatchTooLarge, BatchTooLong

LINE_BYTES_AT_MOST = 16 * 1024
LINES_AT_MOST = 200_000
RAW_BYTES_AT_MOST = 256 * 1024 * 1024
# zlib reaches 1,000 : 1 on nonsense; records, with their random nonces, stay under 6 : 1.
RATIO_AT_MOST = 50
RATIO_SLACK_BYTES = 4096

_IN_BYTES, _OUT_BYTES = 64 * 1024, 1024 * 1024


def compressed(lines: Sequence[bytes], *, file: str) -> tuple[int, bytes]:
    """Return how many bytes the lines have with their ends, and the stream of them, within the reader's limits.

    Raises `BatchTooLong` or `BatchTooLarge`; a line that could not be read again is a `ValueError`.
    """
    if any(not _is_line(line) for line in lines):
        raise ValueError("a line that is empty, too long, or more than one")
    if len(lines) > LINES_AT_MOST:
        raise BatchTooLong(file=file, lines=len(lines), limit=LINES_AT_MOST)
    raw = b"".join(line + b"\n" for line in lines)
    if len(raw) > RAW_BYTES_AT_MOST:
        raise BatchTooLarge(file=file, size=len(raw), limit=RAW_BYTES_AT_MOST)
    body = zlib.compress(raw)
    if len(raw) > _raw_bytes_at_most(len(body)):
        body = zlib.compress(raw, level=0)  # so regular that the reader would take it for a bomb
    return len(raw), body


def inflated(body: bytes, *, raw_bytes: int, line_count: int, file: str) -> list[bytes]:
    """Return the lines without their ends; never makes more than the stated and allowed bytes and lines.

    Beside the lines themselves no more than a piece is held. Raises `BatchTooLong` and `BatchTooLarge` for what is
    stated, `BatchMalformed` where that is not true, `BatchNotCanonical` for the first line that is none.
    """
    if line_count > LINES_AT_MOST:
        raise BatchTooLong(file=file, lines=line_count, limit=LINES_AT_MOST)
    limit = _raw_bytes_at_most(len(body))
    if raw_bytes > limit:
        raise BatchTooLarge(file=file, size=raw_bytes, limit=limit)
    lines: list[bytes] = []
    rest = b""
    for piece in _pieces(body, raw_bytes, file):
        *whole, rest = (rest + piece).split(b"\n")
        if len(lines) + len(whole) > line_count:
            raise BatchMalformed(file=file)
        for line in whole if len(rest) <= LINE_BYTES_AT_MOST else [*whole, rest]:
            lines.append(line)
            if not _is_line(line):
                raise BatchNotCanonical(file=file, row=len(lines))
    if rest or len(lines) != line_count:
        raise BatchMalformed(file=file)
    return lines


def _pieces(body: bytes, raw_bytes: int, file: str) -> Iterator[bytes]:
    """Yield what one whole zlib stream holds, or raise `BatchMalformed` at the byte after the last stated one."""
    inflater, made = zlib.decompressobj(), 0
    for start in range(0, len(body), _IN_BYTES):
        ahead = body[start : start + _IN_BYTES]
        while ahead:
            try:
                piece = inflater.decompress(ahead, min(_OUT_BYTES, raw_bytes - made + 1))
            except zlib.error:
                raise BatchMalformed(file=file) from None
            ahead, made = inflater.unconsumed_tail, made + len(piece)
            if made > raw_bytes or inflater.unused_data:
                raise BatchMalformed(file=file)
            yield piece
    if made != raw_bytes or not inflater.eof:
        raise BatchMalformed(file=file)


def _is_line(line: bytes) -> bool:
    return 0 < len(line) <= LINE_BYTES_AT_MOST and b"\n" not in line


def _raw_bytes_at_most(body_bytes: int) -> int:
    return min(RAW_BYTES_AT_MOST, RATIO_AT_MOST * body_bytes + RATIO_SLACK_BYTES)
