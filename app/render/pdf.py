"""A letter as PDF, made to PDF/UA-1 by Typst in this process. Knows what each block looks like on
paper; `letter.typ` and `blocks.typ` beside it draw that. No word of a letter is ever read as
mark-up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, assert_never

import typst

from app.model.letters import Letter, LetterPair, Run
from app.render import glyphs, pieces
from app.render.pieces import Direction, Line, Paragraph, Piece, Span

FOLDER = Path(__file__).parent
USUAL, LARGE = 12, 17  # points
Laid = str | dict[str, str]
_LONG_WORD = re.compile(r"\S{60}")
_TYPST_LANG = re.compile("[a-z]{2,3}")


def pdf(pair: LetterPair, *, large: bool = False) -> bytes:
    """The English letter, then from a new page the copy to keep. The same pair gives the same
    bytes. `large`: in large type, with long lines to write on. FileNotFoundError where the fonts
    have not been built."""
    copies = (laid(copy, pieces.keep_box(pair), is_sent=False) for copy in pieces.kept(pair))
    letters = [*covering(pair), sent(pair), *copies]
    title = drawn(pieces.clean(pair.english.title).replace("\n", " ")).strip()
    return compiled("letter.typ", {"title": title or "Letter", "letters": letters}, large=large)


def compiled(
    template: str, said: dict[str, Any], *, large: bool, shift: int = 0, accessible: bool = True
) -> bytes:
    """A template of this folder filled in. Headings of letters stand `shift` levels lower. Not
    `accessible`: still tagged, but not held to PDF/UA-1."""
    given = {"said": said, "size": LARGE if large else USUAL, "shift": shift}
    return typst.compile(
        FOLDER / template,
        root=FOLDER,
        font_paths=_fonts(),
        # All in one: Typst gets several in any order, and another order is another letter to it.
        sys_inputs={"given": json.dumps(given, ensure_ascii=False)},
        pdf_standards=["ua-1"] if accessible else [],
        timestamp=0,
    )


def undrawable(pair: LetterPair) -> str:
    """The characters of this letter that no font of ours holds, each once, in order: another
    script in somebody's own words, a picture sign. The PDF shows U+FFFD in their place; every
    other output keeps them."""
    text = "\n".join(pieces.clean(run.text) for run in _printed(pair))
    return "".join(dict.fromkeys(char for char, can in glyphs.can_be_drawn(text) if not can))


def _printed(pair: LetterPair) -> Iterator[Run]:
    """Every run of every page."""
    letters = [pair.english, *pieces.kept(pair)]
    if pair.covering is not None:
        letters.append(pair.covering.english)
        head = pieces.letterhead(pair.covering.letterhead)
        yield from (run for paragraph in head for line in paragraph for run in line)
    yield from (run for letter in letters for block in letter.blocks for run in block.runs)


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts only, read once: the same letter looks the same on every machine. Without
    any font Typst draws empty pages and does not complain, so their absence is an error here."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[glyphs.FOLDER]
    )
    if missing := glyphs.FAMILIES - set(fonts.families()):
        raise FileNotFoundError(f"Fonts are not there: {', '.join(missing)}. Run: make assets")
    return fonts


def laid(letter: Letter, keep: Iterable[Paragraph], *, is_sent: bool) -> dict[str, Any]:
    """A letter as `blocks.typ` takes it, under what is to be said over a copy to keep."""
    groups = pieces.grouped(pieces.pieces(letter))
    return {
        **spoken(letter.lang, letter.direction),
        "keep": [[_keep_line(line, letter) for line in paragraph] for paragraph in keep],
        "groups": [
            [_piece(piece, letter, is_sent=is_sent) for piece in group] for _, group in groups
        ],
        "received": None,
        "head": [],
    }


def sent(pair: LetterPair) -> dict[str, Any]:
    """What goes out, with room for the school to say that it came; a paper to keep has none."""
    words = {
        "title": pieces.RECEIVED,
        "name": pieces.RECEIVED_NAME,
        "date": pieces.RECEIVED_DATE,
    }
    found = laid(pair.english, (), is_sent=True)
    return found | {"received": words} if pair.is_sent else found


def covering(pair: LetterPair) -> list[dict[str, Any]]:
    """The page of whoever sends the letter for the family, under its letterhead; [] for none."""
    page = pair.covering
    if page is None:
        return []
    head = [
        [list(_runs(line, "en", "ltr")) for line in paragraph]
        for paragraph in pieces.letterhead(page.letterhead)
    ]
    return [laid(page.english, (), is_sent=True) | {"head": head}]


def _piece(piece: Piece, letter: Letter, *, is_sent: bool) -> dict[str, Any]:
    """A block; it says its language only where that is not the language of its letter."""
    ways = (piece.lang, piece.direction), (letter.lang, letter.direction)
    laid: dict[str, Any] = {
        "spoken": None if ways[0] == ways[1] else spoken(piece.lang, piece.direction),
        "as": "plain",
        "level": piece.level,
        "number": piece.number,
        "stays": piece.stays,
        "whole": piece.is_form,
        "paragraphs": [_paragraph(paragraph, piece) for paragraph in piece.paragraphs],
    }
    match piece.block.kind:
        case "address":
            return laid | {"as": "sender" if piece.is_sender else "plain"}
        case "date":
            return laid | {"as": "date"}
        case "reference" | "heading":
            return laid | {"as": "heading"}
        case "salutation" | "paragraph" | "point" | "request" | "own_words" | "evidence":
            return laid
        case "enclosures":
            return laid
        case "deadline":
            return laid | {"as": "strong"}
        case "signature":
            return laid | _signature(piece, is_sent=is_sent)
        case other:
            assert_never(other)


def _signature(piece: Piece, *, is_sent: bool) -> dict[str, Any]:
    """The closing words, room to sign, then the name; where no name follows, what to write."""
    closing, names = pieces.closing(piece)
    after = [_paragraph(names, piece)] if names else []
    if is_sent and not names:
        hint = {**spoken("en", "ltr"), "text": pieces.SIGN_HERE, "kind": "text"}
        after = [[[hint]]]
    return {
        "as": "signature",
        "signs": is_sent,
        "closing": _paragraph(closing, piece),
        "paragraphs": after,
    }


def _paragraph(paragraph: Paragraph, piece: Piece) -> list[list[Laid]]:
    return [_line(line, piece) for line in paragraph]


def _line(line: Line, piece: Piece) -> list[Laid]:
    """Room to write that ends a line, with no label behind it, goes on to the end of the line."""
    runs = list(_runs(line, piece.lang, piece.direction))
    last = runs[-1] if runs else ""
    if isinstance(last, dict) and last["kind"] == "gap" and not last["text"]:
        last["kind"] = "line"
    return runs


def _keep_line(line: Line, letter: Letter) -> dict[str, Any]:
    lang = line[0].lang or letter.lang
    way = letter.direction if lang == letter.lang else pieces.direction_of(lang)
    return {**spoken(lang, way), "runs": list(_runs(line, lang, way))}


def _runs(line: Line, lang: str, around: Direction) -> Iterator[Laid]:
    """Plain text where it is in the language around it."""
    for is_plain, together in groupby(_spans(line, lang, around), key=lambda laid: laid[0]):
        if is_plain:
            yield "".join(text for _, text, _ in together)
        else:
            for _, text, span in together:
                yield {**spoken(span.lang, span.direction), "text": text, "kind": span.kind}


def _spans(line: Line, lang: str, around: Direction) -> Iterator[tuple[bool, str, Span]]:
    """Typst isolates a span that runs against its paragraph; only one that runs with it, yet
    holds letters that do not, needs our marks."""
    for span in pieces.spans(line, lang, around):
        text = pieces.isolated(span, around) if span.direction == around else span.text
        text = _LONG_WORD.sub(lambda word: word[0] + "\u200b", drawn(text))
        is_plain = span.kind not in ("gap", "strong") and (span.lang, span.direction) == (
            lang,
            around,
        )
        yield is_plain, text, span


def spoken(lang: str, direction: Direction) -> dict[str, str]:
    """A language and direction. Typst takes a language of two or three letters, its region
    apart."""
    primary = lang.lower().split("-")[0]
    known = primary if _TYPST_LANG.fullmatch(primary) else pieces.UNKNOWN
    return {"lang": known, "dir": direction}


def drawn(text: str) -> str:
    """Text without letters that no font holds: PDF/UA-1 refuses them, and with them the whole
    document."""
    if glyphs.one_font_draws(text):
        return text
    return "".join(char if can else glyphs.REPLACEMENT for char, can in glyphs.can_be_drawn(text))
