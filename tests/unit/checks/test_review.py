"""The bundle for a solicitor: whole, true to the tables, and safe to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from app.checks import review, review_markup, review_tables
from app.content.library import Library
from app.content.load import load
from app.engine import law as laws
from app.model.rules import Decision, Version

ROOT = Path(__file__).parents[3]
MADE_ON = date(2026, 11, 23)


@cache
def library() -> Library:
    return load(ROOT)


class Reader(HTMLParser):
    """What a printed page says: its text, its anchors, where its links lead, and its tags."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.anchors.add(value or "")
            if name == "href":
                self.links.add((value or "").removeprefix("#"))

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@cache
def bundle() -> Reader:
    return Reader(review.bundle(ROOT, library(), MADE_ON))


def test_every_row_of_every_version_is_there() -> None:
    said = bundle().text
    for decision in library().decisions.values():
        assert decision.asks_whether in said
        rows = (row for each in decision.versions if not each.expected for row in each.rows)
        assert all(row.id in said for row in rows)


def test_every_sentence_a_family_or_a_school_reads_is_there() -> None:
    outcomes = [each for all_ in library().outcomes.values() for each in all_.outcomes]
    asked = {
        each.asks
        for journey in library().journeys.values()
        for section in journey.sections
        for each in section.questions
    }
    sentences = [
        *(each.says for each in library().provisions.values()),
        *(each.title for each in outcomes),
        *(said for each in outcomes for said in each.says),
        *(library().questions[fact].question for fact in asked),
        *(each.title for each in library().letters.values()),
        *(each.means for each in library().facts.values()),
    ]
    assert [each for each in sentences if " ".join(each.split()) not in bundle().text] == []


def test_what_is_said_about_a_familys_own_words_is_there() -> None:
    hints, page = library().hints, library().my_say
    assert hints is not None and page is not None
    looked_for = [word for each in hints.words for word in each.words]
    asked = [said for each in page.steps for said in (each.title, each.on_paper)]
    pictures = [each.label for pictures in page.sets for each in pictures.pictures]
    around = [*page.before, page.question, *page.held_back, *page.held_back_adult]
    for each in (*hints.said, *looked_for, *asked, *pictures, *around):
        assert each in bundle().text, each


def test_every_type_of_school_is_there_with_the_kind_it_settles() -> None:
    document = review.bundle(ROOT, library(), MADE_ON)
    rows = document[document.index("Types of school in the official list") :].split("<tr>")
    kinds = {each.id: each.label for each in library().facts[library().slots.school_kind].options}
    assert library().school_types
    for code, each in library().school_types.items():
        row = next(row for row in rows if f"<code>{code}</code> {escape(each.name)}" in row)
        assert (escape(kinds[each.kind]) if each.kind else "the family is asked") in row
        assert all(escape(cited) in row for cited in each.cite)


def test_every_link_leads_somewhere() -> None:
    assert bundle().links <= bundle().anchors


def test_nothing_in_it_runs_or_is_fetched() -> None:
    assert not bundle().tags & {"script", "link", "img", "iframe"}


def test_every_case_is_listed_with_the_row_that_applies() -> None:
    for decision in library().decisions.values():
        if decision.collects:
            continue
        for version in review_tables.versions(library(), decision, None):
            rows = [row.id for _, row in review_tables.cases(version.table)]
            assert set(rows) == {row.id for row in version.table.version.rows}


def test_a_doubtful_row_is_among_the_doubts() -> None:
    document = review.bundle(ROOT, library(), MADE_ON)
    start, end = document.index('id="doubts"'), document.index('id="tables"')
    doubts = document[start:end]
    unsure = [
        (decision.id, row.id)
        for decision in library().decisions.values()
        for version in decision.versions
        for row in version.rows
        if row.confidence == "unconfirmed" and not version.expected
    ]
    assert unsure
    for decision_id, row_id in unsure:
        assert decision_id in doubts
        assert row_id in doubts


def with_expected_law() -> tuple[Library, Decision, date]:
    """The library as if one decision were to change: law announced, and not in force."""
    known = library()
    decision = next(iter(known.decisions.values()))
    start = decision.versions[-1].from_ + timedelta(days=4000)
    rows = tuple(
        row.model_copy(update={"id": f"announced_{row.id}"}) for row in decision.versions[-1].rows
    )
    coming = Version(from_=start, rows=rows, expected=True)
    changed = decision.model_copy(update={"versions": (*decision.versions, coming)})
    decisions = {**known.decisions, decision.id: changed}
    law = laws.compile_law(known.facts, decisions, known.provisions, known.sources)
    return replace(known, decisions=decisions, law=law), changed, start


def test_expected_law_is_shown_only_for_a_day_of_its_own() -> None:
    coming, decision, start = with_expected_law()
    name = decision.versions[-1].rows[0].id
    assert name not in review.bundle(ROOT, coming, MADE_ON)
    assert name not in review.bundle(ROOT, coming, MADE_ON, start - timedelta(days=1))
    on_the_day = review.bundle(ROOT, coming, MADE_ON, start)
    assert name in on_the_day
    assert "expected, not in force" in on_the_day


def test_one_day_shows_one_version() -> None:
    several = next(each for each in library().decisions.values() if len(each.versions) > 1)
    first, second, *_ = several.versions
    last_day = second.from_ - timedelta(days=1)
    (shown,) = review_tables.versions(library(), several, last_day)
    assert (shown.first, shown.last) == (first.from_, last_day)
    (shown,) = review_tables.versions(library(), several, second.from_)
    assert shown.first == second.from_
    assert review_tables.versions(library(), several, date(1999, 1, 1)) == ()


def test_content_cannot_break_out_of_the_page() -> None:
    assert review_markup.text('<b a="1">&') == "&lt;b a=&quot;1&quot;&gt;&amp;"
    assert "<script>" not in review_markup.heading(2, "<script>", '"><script>')
    assert "<script>" not in review_markup.page("<script>", ())
