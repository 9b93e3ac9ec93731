"""The letters themselves: short, asking at once, resting on law, and safe to send."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import textstat

from app.content import strict_yaml
from app.content.library import Library
from app.content.load import load
from app.content.shelves import NOT_LETTERS
from app.letters.flattening import Placed, placed_blocks
from app.model.letters import LetterSource
from app.model.values import Options, option

ROOT = Path(__file__).parents[2]
LETTERS = sorted(
    path.stem for path in (ROOT / "letters").glob("*.yaml") if path.stem not in NOT_LETTERS
)
SPEAKERS = ("parent", "pupil")

MOST_WORDS = 25
MOST_YEARS_AT_SCHOOL = 6.0  # Flesch-Kincaid, over a whole letter with every block
BODY = ("paragraph", "point", "request", "own_words", "deadline")
ASKS = re.compile(r"^(Please|I ask|I apply)\b")
LAW = re.compile(r"\b(the law|by law|legal|illegal|unlawful|duty|a right)\b", re.IGNORECASE)
ACCOUNTS = {"account.seen", "account.child", "account.told"}
NEVER = re.compile(
    r"as far as possible avoid|sue\b|legal action|press charges|take you to court|solicitor"
    r"|you broke|breach of the law|I will not ask for|I do not intend|I accept the|guilty|sorry"
    r"|diagnos|autis|ADHD|paragraph \d|PEX|appeal|expel|guidance",
    re.IGNORECASE,
)  # fmt: skip


@cache
def library() -> Library:
    return load(ROOT)


def source(letter: str) -> LetterSource:
    return library().letters[letter]


def placed(letter: str, speaker: str | None = None) -> tuple[Placed, ...]:
    found = placed_blocks(source(letter), library().parts)
    wanted = ("any", speaker) if speaker else ("any", *SPEAKERS)
    return tuple(each for each in found if each.source.voice in wanted)


def sentences(text: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.!?:])\s+", text) if each]


def read_by_families(letter: str) -> Iterator[str]:
    """Everything of a letter that a family reads around its blocks."""
    one = source(letter)
    yield from (one.title, one.does, *one.send, *((one.warning,) if one.warning else ()))
    for each in placed(letter):
        yield from each.source.prompts
        yield from (each.source.example,) if each.source.example else ()


def texts(letter: str) -> dict[str, str]:
    return {each.id: each.source.text for each in placed(letter) if each.source.text}


@pytest.mark.parametrize("letter", LETTERS)
def test_no_sentence_is_long(letter: str) -> None:
    spoken = (*texts(letter).values(), *read_by_families(letter))
    long = [one for text in spoken for one in sentences(text) if len(one.split()) > MOST_WORDS]
    assert not long


def test_no_sentence_of_a_hint_or_of_a_childs_page_is_long() -> None:
    hints, page = library().hints, library().my_say
    assert hints is not None and page is not None
    steps = (said for each in page.steps for said in (each.title, each.hint or "", each.on_paper))
    around = (*page.before, page.question, *page.held_back, *page.held_back_adult)
    said = [one for text in (*hints.said, *around, *steps) for one in sentences(text)]
    assert not [each for each in said if len(each.split()) > MOST_WORDS]
    assert not [each for each in hints.said if not each.endswith((".", "?"))]


@pytest.mark.parametrize(("letter", "speaker"), tuple(product(LETTERS, SPEAKERS)))
def test_the_second_line_asks(letter: str, speaker: str) -> None:
    body = [each for each in placed(letter, speaker) if each.source.is_ in BODY]
    assert body[0].source.text
    assert body[0].source.text.startswith("I am ")
    assert ASKS.match(body[1].source.text or "")
    assert not body[1].source.when


@pytest.mark.parametrize("letter", LETTERS)
def test_it_names_a_day_for_the_answer(letter: str) -> None:
    assert source(letter).answer_within
    assert any("{answer_by}" in text for text in texts(letter).values())


@pytest.mark.parametrize("letter", LETTERS)
def test_what_it_says_of_the_law_is_cited(letter: str) -> None:
    bare = [
        each.id
        for each in placed(letter)
        if LAW.search((each.source.text or "").replace("{law}", "")) and not each.source.cite
        if each.source.is_ != "enclosures"
    ]
    assert not bare


@pytest.mark.parametrize("letter", LETTERS)
def test_it_rests_on_law_that_was_read(letter: str) -> None:
    sources, provisions = library().sources, library().provisions
    for each in placed(letter):
        for cited in each.source.cite:
            sure = [
                found
                for found in provisions[cited].found
                if found.confidence in ("confirmed", "our_reading")
                and sources[found.source].kind in ("act", "regulations")
            ]
            assert sure, f"{each.id} cites {cited}, which rests on guidance alone"


@pytest.mark.parametrize("letter", LETTERS)
def test_it_never_threatens_waives_or_names_an_illness(letter: str) -> None:
    found = {id_: text for id_, text in texts(letter).items() if NEVER.search(text)}
    assert not found


@pytest.mark.parametrize("letter", LETTERS)
def test_it_uses_no_word_that_the_glossary_avoids(letter: str) -> None:
    avoided = [word for term in library().glossary for word in term.avoid]
    spoken = " ".join((*texts(letter).values(), *read_by_families(letter)))
    assert not [word for word in avoided if re.search(rf"\b{re.escape(word)}\b", spoken, re.I)]


@pytest.mark.parametrize("letter", LETTERS)
def test_no_account_of_the_event_stands_while_the_police_are_involved(letter: str) -> None:
    known = {"police.involved": option("yes")}
    standing = [each for each in placed(letter) if verdict(each.whens, known) != "no"]
    assert not [each.id for each in standing if each.source.asks in ACCOUNTS]


def verdict(whens: tuple[Mapping[str, Any], ...], known: Mapping[str, Any]) -> str:
    found = {library().law.holds(when, known.get) for when in whens}
    return "no" if "no" in found else ("maybe" if "maybe" in found else "yes")


@pytest.mark.parametrize("letter", LETTERS)
def test_a_pupil_never_says_my_child(letter: str) -> None:
    spoken = {each.id: each.source.text or "" for each in placed(letter, "pupil")}
    assert not [id_ for id_, text in spoken.items() if "my child" in text.lower()]


FOR_A_PARENT_ONLY = {
    "child", "seen", "child_speaks", "public_places", "public_places_too", "by_child", "ill",
}  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS)
def test_what_a_parent_says_of_the_child_the_pupil_can_say_too(letter: str) -> None:
    blocks = [each.source for each in placed(letter)]
    for_pupil = {block.id.removesuffix("_pupil") for block in blocks if block.voice == "pupil"}
    for_parent = {
        block.id
        for block in blocks
        if block.voice == "parent" and "my child" in (block.text or "").lower()
    }
    assert for_parent - for_pupil <= FOR_A_PARENT_ONLY | {"who_my_child_is"}


@pytest.mark.parametrize("letter", LETTERS)
def test_block_ids_are_unique(letter: str) -> None:
    found = [each.id for each in placed(letter)]
    assert len(found) == len(set(found))


ROLES = sorted(strict_yaml.read(ROOT / "letters" / "recipients.yaml").content)
KINDS = (None, "maintained", "academy", "pru", "private_or_college", "not_in_england")
MEASURES = (None, "suspension", "permanent_exclusion", "sent_home")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("kind", "measure"), tuple(product(KINDS, MEASURES)))
def test_exactly_one_address_fits(role: str, kind: str | None, measure: str | None) -> None:
    known: dict[str, Options | None] = {
        "school.kind": option(kind) if kind else None,
        "exclusion.kind": option(measure) if measure else None,
    }
    addresses = library().recipients[role].addresses
    fitting = [each for each in addresses if library().law.holds(each.when, known.get) == "yes"]
    assert len(fitting) == 1


@pytest.mark.parametrize("letter", LETTERS)
def test_it_is_easy_to_read(letter: str) -> None:
    spoken = " ".join(
        re.sub(r"\{[a-z_.]+\}", "Alex", each.source.text or "")
        for each in placed(letter, "parent")
        if each.source.is_ in BODY
    )
    years = textstat.flesch_kincaid_grade(spoken)
    print(f"{letter}: {years:.1f} years at school")  # noqa: T201
    assert years <= MOST_YEARS_AT_SCHOOL
