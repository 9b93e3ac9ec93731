"""A page on an organisation's own paper before the letter, opened again in every format."""

from __future__ import annotations

import io
from dataclasses import replace

import docx as word
import pytest
from lxml import html as markup

from app.model.letterhead import Letterhead
from app.model.letters import Covering, LetterPair
from app.render import pieces, word_template
from app.render.docx import docx
from app.render.html import html
from app.render.pdf import pdf, undrawable
from app.render.text import RULE, text
from tests.fixtures.letterheads import OURS
from tests.unit.render import made_up
from tests.unit.render.made_up import ALONE, LINE, WITH_URDU, Aloud, block, letter, value

COVER = letter(
    block("date", value("13 October 2026")),
    block("address", made_up.text("The clerk"), id="to"),
    block("reference", value("Alex")),
    block("paragraph", made_up.text("I write for them.")),
    block("signature", made_up.text("Yours sincerely,"), LINE, value("Robin Adviser")),
)


def under(head: Letterhead = OURS, pair: LetterPair = ALONE) -> LetterPair:
    return replace(pair, covering=Covering(head, COVER))


def styles(pair: LetterPair) -> list[tuple[str, str]]:
    found = word.Document(io.BytesIO(docx(pair))).paragraphs
    return [(each.style.style_id, each.text) for each in found if each.style is not None]


@pytest.mark.parametrize("large", [False, True])
def test_a_screen_reader_meets_the_letterhead_first(large: bool) -> None:
    aloud = Aloud(pdf(under(), large=large))
    head = (OURS.organisation, *OURS.lines, OURS.contact, OURS.note)
    assert aloud.pages[0].replace("\n", "").startswith("".join(head))
    assert OURS.organisation not in " ".join(aloud.pages[1:])
    tags = [tag for tag, _ in aloud.tags()]
    assert tags[1:3] == ["/P", "/P"] and tags.count("/H1") == 2
    assert aloud.missing_glyphs() == 0


def test_in_word_it_is_text_and_not_the_head_of_a_page() -> None:
    found = styles(under())
    assert found[0] == (word_template.LETTERHEAD_NAME, OURS.organisation)
    below = "\n".join((*OURS.lines, OURS.contact, OURS.note))
    assert found[1] == (word_template.LETTERHEAD, below)
    assert found[2:][-len(styles(ALONE)) :] == styles(ALONE)


def test_in_word_the_letter_begins_a_page_and_the_file_names_nobody() -> None:
    document = word.Document(io.BytesIO(docx(under())))
    breaks = document.element.xpath("//w:p[w:pPr/w:pageBreakBefore]")
    assert ["".join(each.itertext()).startswith("Sam Example") for each in breaks] == [True]
    order = [each.tag.rpartition("}")[2] for each in breaks[0].pPr]
    assert order == sorted(
        order, key=["pStyle", "keepNext", "keepLines", "pageBreakBefore", "bidi"].index
    )
    assert (document.core_properties.author, document.core_properties.last_modified_by) == ("", "")


def test_a_name_alone_still_has_its_rule() -> None:
    found = styles(under(Letterhead("Lantern")))
    assert found[:2] == [(word_template.LETTERHEAD_NAME, "Lantern"), (word_template.LETTERHEAD, "")]
    assert "Lantern" in Aloud(pdf(under(Letterhead("Lantern")))).pages[0]
    assert text(under(Letterhead("Lantern"))).startswith(f"Lantern\n{RULE}\n\n")


def test_in_an_e_mail_both_stand_one_after_the_other() -> None:
    said = text(under())
    assert said.startswith(f"{OURS.organisation}\n{OURS.lines[0]}\n")
    assert said.endswith(f"\n{RULE}\n\n{text(ALONE)}")


def test_on_a_page_nothing_typed_is_mark_up() -> None:
    shown = markup.fromstring(f"<div>{html(under(replace(OURS, note='<i>x</i> & y')))}</div>")
    articles = shown.findall("article")
    assert len(articles) == 2
    assert articles[0].xpath("string(div[@class='lh']/p/b)") == OURS.organisation
    assert not articles[0].xpath(".//i")
    assert "<i>x</i> & y" in articles[0].text_content()


def test_the_letter_and_its_copy_are_the_same_without_it() -> None:
    assert html(under(pair=WITH_URDU)).endswith(html(WITH_URDU))
    assert styles(under(pair=WITH_URDU))[-len(styles(WITH_URDU)) :] == styles(WITH_URDU)


def test_the_copy_of_our_page_comes_last_under_the_same_words() -> None:
    pair = replace(WITH_URDU, covering=Covering(OURS, COVER, made_up.urdu()))
    assert pieces.kept(pair) == (WITH_URDU.copy, made_up.urdu())
    articles = markup.fromstring(f"<div>{html(pair)}</div>").findall("article")
    assert [each.get("lang") for each in articles] == ["en", "en", "ur", "ur"]
    assert all(each.xpath("div[@class='keep']") for each in articles[2:])


def test_signs_that_no_font_holds_are_said_of_it_too() -> None:
    assert undrawable(under()) == ""
    assert undrawable(under(replace(OURS, organisation="Lantern \u13a0"))) == "\u13a0"
    assert pdf(under(replace(OURS, organisation="Lantern \u13a0")))
