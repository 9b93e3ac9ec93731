"""Text that people typed, made safe to put into any document. Knows characters, not meaning."""

from __future__ import annotations

import re

# Not allowed in XML (so in a Word file), or able to reorder what stands around them.
CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
REORDERING = "\u202a-\u202e\u2066-\u2069"
NOT_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
UNSAFE = re.compile(f"[{CONTROLS}{REORDERING}{NOT_CHARACTERS}]")
LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c]")


def cleaned(text: str) -> str:
    """The text without control characters and direction overrides. Nothing else is cut.

    Every kind of line end becomes a line feed, and a tab a space.
    """
    return UNSAFE.sub("", LINE_ENDS.sub("\n", text).replace("\t", " "))
