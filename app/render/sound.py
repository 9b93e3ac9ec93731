"""A recording as somebody gave it, made fit for others to hear. Its kind is told by its content.

What phones write beside the sound (a title, a place, a picture) is taken out where that is simple:
in MP3 and MP4. A film is refused: only a voice was agreed to. Nothing here listens to the sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.render.refusals import Refusal

LARGEST = 1_100_000  # bytes: a minute as phones record a voice, with room to spare
BEGINNING = 4096  # bytes in which a file says what is in it
EBML = b"\x1a\x45\xdf\xa3"
HEARD, SEEN = re.compile(rb"hdlr.{8}soun", re.DOTALL), re.compile(rb"hdlr.{8}vide", re.DOTALL)
BOX, ID3, ID3_OLD = 8, 10, 128  # bytes: the head of a box; the head of new tags; old tags
WITH_BOXES = (b"moov", b"trak")
PERSONAL = (b"udta", b"meta", b"uuid")


def cleaned(content: bytes) -> tuple[str, bytes] | Refusal:
    """The ending of its kind of file, and the sound without what else was in it."""
    if not content:
        return Refusal.NOTHING
    if len(content) > LARGEST:
        return Refusal.TOO_BIG
    start = content[:BEGINNING]
    if start.startswith(EBML) and b"webm" in start and b"A_OPUS" in start and b"V_" not in start:
        return "webm", content
    if start.startswith(b"OggS") and b"OpusHead" in start[:64]:
        return "ogg", content
    if start[4:8] == b"ftyp":
        is_voice = HEARD.search(content) and not SEEN.search(content)
        return ("m4a", _without_boxes(content)) if is_voice else Refusal.UNKNOWN_KIND
    bare = _without_tags(content)
    return ("mp3", bare) if _is_mp3(bare) else Refusal.UNKNOWN_KIND


def _is_mp3(content: bytes) -> bool:
    """Whether it begins with the head of a frame: eleven set bits, then layer three."""
    return len(content) > 2 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2


def _without_tags(content: bytes) -> bytes:
    if content.startswith(b"ID3") and len(content) > ID3:
        size = 0
        for each in content[6:ID3]:  # seven bits in each byte
            size = size << 7 | each & 0x7F
        content = content[ID3 + size :].lstrip(b"\0")
    is_old = content[-ID3_OLD:].startswith(b"TAG")
    return content[:-ID3_OLD] if is_old else content


def _without_boxes(content: bytes) -> bytes:
    """The same file with its personal boxes emptied where they stand: the places of all other
    boxes stay what they were."""
    bare = bytearray(content)
    for start, end in _personal(content, 0, len(content)):
        bare[start + 4 : start + BOX] = b"free"
        bare[start + BOX : end] = bytes(end - start - BOX)
    return bytes(bare)


def _personal(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start + BOX <= end:
        size, kind = int.from_bytes(content[start : start + 4]), content[start + 4 : start + BOX]
        upto = start + size
        if size < BOX or upto > end:  # the last one, or one too large for us to look into
            return
        if kind in PERSONAL:
            yield start, upto
        elif kind in WITH_BOXES:
            yield from _personal(content, start + BOX, upto)
        start = upto
