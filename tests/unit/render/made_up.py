"""Letters nobody wrote, with one of every block, and ways to read what was made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, get_args

import pikepdf

from app.model.letters import Block, BlockType, Letter, LetterPair, Run

KINDS: tuple[BlockType, ...] = get_args(BlockType)
OWN_WORDS = "Alex was pushed first.\nNobody asked Alex.\n\nWe want Alex back."
URDU_POINTS = (
    "میں گورنرز کے اجلاس میں آؤں گا اور بولنا چاہتا ہوں۔",
    "براہ کرم اجلاس سے پہلے تمام کاغذات بھیجیں۔",
)
SLOVAK_POINTS = (
    "Prídem na zasadnutie správnej rady a chcem hovoriť.",
    "Prosím, pošlite mi všetky dokumenty pred zasadnutím.",
)
ENGLISH_POINTS = (
    "I will come to the governors’ meeting, and I want to speak.",
    "Please send me all the papers before the meeting.",
)


def text(words: str, lang: str | None = None) -> Run:
    return Run(words, "text", lang)


def value(words: str) -> Run:
    return Run(words, "value")


def gap(label: str) -> Run:
    return Run(label, "gap")


LINE = Run("", "line")


def block(kind: BlockType, *runs: Run, **more: Any) -> Block:
    return Block(more.pop("id", kind), kind, runs, **more)


def letter(*blocks: Block, lang: str = "en", title: str = "Please send the papers") -> Letter:
    return Letter("made_up", title, blocks, lang, "rtl" if lang in ("ur", "ar") else "ltr")


def english(points: tuple[str, str] = ENGLISH_POINTS) -> Letter:
    return letter(
        block("address", value("Sam Example"), LINE, gap("your address"), id="from"),
        block("date", value("13 October 2026")),
        block("address", text("The clerk"), LINE, value("Example School (Academy)"), id="to"),
        block("salutation", text("Dear Clerk,")),
        block("reference", value("Alex"), text(": letter of "), value("12 October 2026")),
        block("paragraph", text("I am the parent of "), value("Alex"), text(".")),
        block("heading", text("What I ask")),
        block("point", text(points[0]), number=1),
        block("request", text(points[1]), number=2),
        block("own_words", text(OWN_WORDS), number=3),
        block("evidence", text("I add a letter from our doctor.")),
        block("deadline", text("Please answer by "), value("23 October 2026"), text(".")),
        block("signature", text("Yours sincerely,"), LINE, gap("your name")),
        block("enclosures", text("Enclosed: the school’s letter.")),
    )


def slovak() -> Letter:
    said = english(SLOVAK_POINTS)
    own = ("own_words",)
    blocks = [
        b if b.kind in own else Block(b.id, b.kind, b.runs, b.number, "sk") for b in said.blocks
    ]
    return letter(*blocks, lang="sk", title="Prídem")


def urdu() -> Letter:
    return letter(
        block("address", value("Sam Example"), LINE, gap("آپ کا پتہ"), id="from", lang="ur"),
        block("date", value("13 اکتوبر 2026"), lang="ur"),
        block(
            "address", text("گورنرز کے کلرک"), LINE, value("Example School (Academy)"), lang="ur"
        ),
        block("reference", value("Alex"), text("۔ مستقل اخراج"), lang="ur"),
        block("paragraph", text("فون "), value("020 7946 0000"), text(" ہے۔"), lang="ur"),
        block("heading", text("میری درخواست"), lang="ur"),
        block("point", text(URDU_POINTS[0]), number=1, lang="ur"),
        block("request", text(URDU_POINTS[1]), number=2, lang="ur"),
        block("own_words", text(OWN_WORDS), number=3),
        block("signature", text("آپ کا مخلص"), LINE, gap("آپ کا نام"), lang="ur"),
        lang="ur",
        title="میں آؤں گا",
    )


ALONE = LetterPair(english())
WITH_SLOVAK = LetterPair(
    english(), slovak(), (text("Pre vás. Neposielajte."),), "Návrh, nikto ho neskontroloval."
)
WITH_URDU = LetterPair(
    english(),
    urdu(),
    (text("آپ کے رکھنے کے لیے۔ مت بھیجیں۔"),),
    "مسودہ، ابھی کسی نے نہیں جانچا۔",
)


class Aloud:
    """A PDF as assistive technology meets it: what each page says, and its tags.

    Follows ActualText and reversed runs, which plain text extraction leaves out."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.pages = [self._page(page) for page in self.file.pages]

    def tags(self) -> list[tuple[str, str | None]]:
        """Every tag with its language, in reading order; a tag without one has its parent's."""
        return list(self._tags(self.file.Root.StructTreeRoot, str(self.file.Root.Lang)))

    def missing_glyphs(self) -> int:
        """How often a page shows the glyph that stands for a letter the font does not have."""
        shown = (
            operands[0]
            for page in self.file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) in ("Tj", "TJ")
        )
        return sum(code == 0 for each in shown for code in _codes(each))

    def _tags(self, node: Any, lang: str) -> Iterator[tuple[str, str | None]]:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                own = str(kid.get("/Lang", lang))
                yield str(kid.S), own
                yield from self._tags(kid, own)

    def _page(self, page: Any) -> str:
        letters = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
        stack: list[tuple[str, str | None, list[str]]] = [("", None, [])]
        now: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BMC" | "BDC":
                    about = operands[1] if len(operands) > 1 else {}
                    is_known = isinstance(about, pikepdf.Dictionary) and "/ActualText" in about
                    actual = str(about["/ActualText"]) if is_known else None
                    stack.append((str(operands[0]), actual, []))
                case "EMC":
                    tag, actual, parts = stack.pop()
                    said = parts[::-1] if tag == "/ReversedChars" else parts
                    stack[-1][2].append("".join(said) if actual is None else actual)
                case "Tf":
                    now = letters[str(operands[0])]
                case "Tj" | "TJ":
                    stack[-1][2].extend(_said(operands[0], now))
        return "".join(stack[0][2])


def _said(shown: Any, letters: dict[int, str]) -> Iterator[str]:
    return (letters.get(code, "") for code in _codes(shown))


def _codes(shown: Any) -> Iterator[int]:
    """The glyphs shown, as the font numbers them; 0 stands for a missing one."""
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            yield from (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    table = font.ToUnicode.read_bytes()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for code, said in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", part):
            found[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be")
    return found
