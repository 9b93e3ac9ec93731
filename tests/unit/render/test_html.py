"""Letters as a piece of a web page."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.letters import LetterPair
from app.render import html as page
from app.render import pieces
from tests.unit.render.made_up import (
    ALONE,
    KINDS,
    WITH_SLOVAK,
    WITH_URDU,
    block,
    english,
    gap,
    letter,
    text,
    value,
)

VOID = ("br",)


class Seen(HTMLParser):
    """The tags with their attributes, the words, and whether every tag was closed in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_type_is_shown(kind: str) -> None:
    said = letter(block(kind, text("Words of ours"), value(" and Alex")))  # type: ignore[arg-type]
    assert "Words of ours and Alex" in Seen(page.html(LetterPair(said))).words


def test_an_article_for_each_language() -> None:
    seen = Seen(page.html(WITH_URDU))
    assert [(a["lang"], a["dir"]) for a in seen.of("article")] == [("en", "ltr"), ("ur", "rtl")]
    assert [o["start"] for o in seen.of("ol")] == ["1", "1"]
    assert len(seen.of("li")) == 6
    assert not any("style" in attributes for _, attributes in seen.tags)


def test_headings_start_at_the_level_that_is_asked_for() -> None:
    seen = Seen(page.html(ALONE, level=2))
    assert len(seen.of("h2")) == 1 and len(seen.of("h3")) == 1 and not seen.of("h1")


def test_the_copy_is_headed_in_both_languages() -> None:
    kept = page.html(WITH_SLOVAK).split("<article")[2]
    for words in ("Pre vás. Neposielajte.", pieces.KEEP, WITH_SLOVAK.draft_line, pieces.DRAFT):
        assert words and words in kept
    assert pieces.RECEIVED not in kept and 'class="sig"' not in kept


def test_values_are_set_apart_and_languages_marked() -> None:
    seen = Seen(page.html(WITH_URDU))
    assert "rtl" in [b["dir"] for b in seen.of("bdi")]
    assert {"lang": "en", "dir": "ltr"} in seen.of("p") + seen.of("span")


def test_a_gap_is_a_line_and_its_label() -> None:
    said = letter(block("paragraph", gap("your name")))
    assert '<span class="wr"></span> <small>(your name)</small>' in page.html(LetterPair(said))


def test_one_block_can_be_shown_alone_even_when_left_out() -> None:
    said = letter(block("point", text("<One>\n\nTwo"), number=4, left_out=True))
    assert page.block(said.blocks[0], said) == ("<div><p><b>4.</b> &lt;One&gt;</p><p>Two</p></div>")
    kept = letter(block("own_words", text("Hello")), lang="ur")
    assert page.block(kept.blocks[0], kept).startswith('<div lang="en" dir="ltr">')
    empty = block("own_words", text(" "))
    assert page.block(empty, english()) == ""


LANGS = st.sampled_from(["", "sk", "ur", 'x"><b>', "en-GB"])


@given(st.text(), LANGS, st.sampled_from(KINDS), st.none() | st.integers(1, 9))
def test_nothing_typed_becomes_a_tag(name: str, lang: str, kind: str, number: int | None) -> None:
    typed = (text("<"), value(name), text(name, lang or None), gap(name))
    said = letter(block(kind, *typed, number=number))  # type: ignore[arg-type]
    known = {"article", "p", "bdi", "span", "small", "ol", "li", "h1", "div", "b", "br", "strong"}
    seen = Seen(page.html(LetterPair(said)))
    assert {tag for tag, _ in seen.tags} <= known
    for line in pieces.clean(name).split("\n"):
        assert line.strip() in seen.words
    assert "\x00" not in unescape(page.html(LetterPair(said)))
