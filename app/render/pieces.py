"""What of a letter is printed, in which language and direction, line by line.

Knows nothing of any file format, and decides nothing about what a letter says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal

from app.model.letterhead import Letterhead
from app.model.letters import Block, Letter, LetterPair, Run

Direction = Literal["ltr", "rtl"]
Line = tuple[Run, ...]
Paragraph = tuple[Line, ...]

# The school reads these, or reads over the family's shoulder: they stay in English.
KEEP = "For you to keep. Do not send."
DRAFT = "Draft, not yet checked by a speaker. The English is the letter."
SIGN_HERE = "Sign here. Write your name in capital letters."
# Not every letter goes to a school.
RECEIVED, RECEIVED_NAME, RECEIVED_DATE = "This letter was received.", "Name", "Date"

IN_LISTS = frozenset(
    ("paragraph", "point", "request", "own_words", "evidence", "deadline", "enclosures")
)
UNKNOWN = "und"
RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))
MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\v\f\u00a0]")
# Joiners and direction marks change how letters are written. Every other format character is
# invisible, and overrides and isolates could make a name rewrite the sentence around it.
_KEPT_FORMATS = frozenset("\u200c\u200d\u200e\u200f\u061c")
_VARIATION_SELECTORS = frozenset(map(chr, [*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]))


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it is printed. `number` is that of a point in a list; `level` is 0 except
    for headings; `is_sender` marks the address of the person who writes, which goes to the end
    side of the page; `stays` marks what stays on one page with what follows it."""

    block: Block
    lang: str
    direction: Direction
    paragraphs: tuple[Paragraph, ...]
    number: int | None = None
    level: int = 0
    is_sender: bool = False
    stays: bool = False

    @property
    def is_form(self) -> bool:
        """Whether there is something to fill in by hand, which nobody does over two pages."""
        return any(is_to_fill(line) for paragraph in self.paragraphs for line in paragraph)


@dataclass(frozen=True, slots=True)
class Span:
    """One run with its language and direction settled."""

    text: str
    lang: str
    direction: Direction
    kind: Literal["text", "value", "strong", "gap"]


def pieces(letter: Letter) -> tuple[Piece, ...]:
    """The blocks that reach the reader, in order. Points that are left out, or only offered,
    do not. Of two addresses or more the first is the sender's."""
    shown = [block for block in letter.blocks if not block.left_out and not block.offered]
    addresses = [block.id for block in shown if block.kind == "address"]
    sender = addresses[0] if len(addresses) > 1 else None
    found: list[Piece] = []
    for block in shown:
        lines = paragraphs(block.runs)
        if lines:
            level = _level(block, found)
            found.append(
                replace(spoken(block, letter, lines), level=level, is_sender=block.id == sender)
            )
    end = _ending(found)
    return (*found[:end], *(replace(piece, stays=True) for piece in found[end:]))


def spoken(block: Block, letter: Letter, lines: tuple[Paragraph, ...]) -> Piece:
    """A block with its language and direction. Own words are written in any language: where most
    of their letters run the other way, they can't be in the language they are marked with."""
    lang = block.lang
    way = letter.direction if lang == letter.lang else direction_of(lang)
    if block.kind == "own_words":
        ways = list(_directions("".join(run.text for run in block.runs)))
        most: Direction = "rtl" if 2 * ways.count("rtl") > len(ways) else "ltr"
        if ways and most != way:
            lang, way = UNKNOWN, most
    return Piece(block, lang, way, lines, block.number if block.kind in IN_LISTS else None)


def grouped(found: Iterable[Piece]) -> Iterator[tuple[int | None, list[Piece]]]:
    """Pieces in runs: a list with its first number, or pieces without a number (None)."""
    for is_list, run in groupby(_listed(found), key=lambda pair: pair[0]):
        together = [piece for _, piece in run]
        yield (together[0].number if is_list is not None else None), together


def paragraphs(runs: Iterable[Run]) -> tuple[Paragraph, ...]:
    """Runs cut into lines, and at empty lines into paragraphs; nothing invisible is left."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.kind == "line":
            lines.append([])
        elif run.kind == "gap":
            lines[-1].append(replace(run, text=clean(run.text).replace("\n", " ")))
        else:
            first, *more = clean(run.text).split("\n")
            lines[-1].append(run if first == run.text else replace(run, text=first))
            lines.extend([replace(run, text=text)] for text in more)
    kept = [tuple(run for run in line if run.text or run.kind == "gap") for line in lines]
    return tuple(tuple(group) for has_words, group in groupby(kept, key=_has_words) if has_words)


def spans(line: Line, lang: str, direction: Direction) -> Iterator[Span]:
    """The runs of a line, each with its language and direction. A value runs the way its own
    first letter runs; digits alone run left to right."""
    for run in line:
        if run.kind == "line":
            continue
        if run.kind in ("value", "strong"):
            way = first_direction(run.text) or "ltr"
        else:
            way = direction if run.lang in (None, lang) else direction_of(run.lang or lang)
        yield Span(run.text, run.lang or lang, way, run.kind)


def keep_box(pair: LetterPair) -> tuple[Paragraph, ...]:
    """What stands over the copy, in the reader's language and in English: first what it is,
    then, for a draft, that nobody has checked it."""
    copy = pair.copy
    if copy is None:
        return ()
    own = tuple(replace(run, lang=run.lang or copy.lang) for run in pair.copy_heading)
    heading = [line for paragraph in paragraphs(own) for line in paragraph]
    if not any(run.lang == "en" for line in heading for run in line):
        heading.append((Run(KEEP, lang="en"),))
    if not pair.draft_line:
        return (tuple(heading),)
    draft = paragraphs([Run(pair.draft_line, lang=copy.lang)])
    return tuple(heading), (*(line for part in draft for line in part), (Run(DRAFT, lang="en"),))


def kept(pair: LetterPair) -> tuple[Letter, ...]:
    """The copies to keep in the reader's language: of the letter, then of the page before it."""
    cover = pair.covering.copy if pair.covering else None
    return tuple(each for each in (pair.copy, cover) if each is not None)


def letterhead(head: Letterhead) -> tuple[Paragraph, ...]:
    """An organisation's name, then where it is and whatever else stands on its paper."""
    below = (text for text in (*head.lines, head.contact, head.note) if text.strip())
    lines = [line for text in below for part in _typed(text) for line in part]
    return (*_typed(head.organisation), *([tuple(lines)] if lines else ()))


def _typed(text: str) -> tuple[Paragraph, ...]:
    return paragraphs([Run(text, "value", "en")])


def is_to_fill(line: Line) -> bool:
    """A line with room to write."""
    return any(run.kind == "gap" for run in line)


def is_to_write_on(line: Line) -> bool:
    """A line with nothing on it but room to write: it runs over the whole width."""
    return all(run.kind == "gap" and not run.text for run in line)


def closing(piece: Piece) -> tuple[Paragraph, Paragraph]:
    """A signature block as its closing words and the lines that follow the place to sign."""
    (closing_line, *names), *more = piece.paragraphs
    return (closing_line,), (*names, *(line for paragraph in more for line in paragraph))


def isolated(span: Span, around: Direction) -> str:
    """The text of a span with invisible direction marks where it could disturb, or be disturbed
    by, the text around it. Marks, because Word and older mail programs know no isolates."""
    ways = set(_directions(set(span.text)))
    if span.direction == around and ways <= {around}:
        return span.text
    inner, outer = MARKS[span.direction], MARKS[around]
    return f"{outer}{inner}{span.text}{inner}{outer}"


def clean(text: str) -> str:
    """Text that XML and a page can hold: line ends as \\n, no control characters, nothing that
    reorders or hides other text."""
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return text if text.isascii() and text.isprintable() else "".join(filter(_is_visible, text))


def direction_of(lang: str) -> Direction:
    """The direction a language is written in."""
    primary, *rest = lang.lower().split("-")
    return "rtl" if primary in RIGHT_TO_LEFT or "arab" in rest else "ltr"


def first_direction(text: str) -> Direction | None:
    """The direction of the first letter that has one."""
    return next(_directions(text), None)


def _directions(text: Iterable[str]) -> Iterator[Direction]:
    return filter(None, map(_direction, text))


@lru_cache(maxsize=4096)
def _direction(char: str) -> Direction | None:
    match unicodedata.bidirectional(char):
        case "L":
            return "ltr"
        case "R" | "AL":
            return "rtl"
        case _:
            return None


def _level(block: Block, before: list[Piece]) -> int:
    """A reference line heads the letter; other headings stand under it. No level is skipped."""
    if block.kind == "reference":
        return 1
    if block.kind == "heading":
        return 2 if any(piece.block.kind == "reference" for piece in before) else 1
    return 0


def _ending(found: list[Piece]) -> int:
    """Where the last lines begin, so that no page holds nothing but a name or an empty box: with
    the day for an answer, or else with the closing words. Only a signed letter has them."""
    kinds = [piece.block.kind for piece in found]
    if "signature" not in kinds:
        return len(found)
    closing = kinds.index("signature")
    return kinds.index("deadline") if "deadline" in kinds[:closing] else closing


def _listed(found: Iterable[Piece]) -> Iterator[tuple[int | None, Piece]]:
    """Each piece with the number of the list it belongs to: a gap in the numbers, or a piece
    without one, starts another list."""
    current, last = 0, None
    for piece in found:
        number = piece.number
        if number is None:
            last = None
            yield None, piece
        else:
            current += 0 if last is not None and number == last + 1 else 1
            last = number
            yield current, piece


def _has_words(line: Line) -> bool:
    return any(run.kind == "gap" or run.text.strip() for run in line)


@lru_cache(maxsize=4096)
def _is_visible(char: str) -> bool:
    match unicodedata.category(char):
        case "Cf":
            return char in _KEPT_FORMATS
        case "Cc" | "Cs" | "Cn" | "Co" | "Zl" | "Zp":
            return char == "\n"
        case _:
            return char not in _VARIATION_SELECTORS
