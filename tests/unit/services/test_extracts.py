"""What somebody may see of a case who does not hold it: made at a save, read on a later day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.i18n.catalogues import Catalogues
from app.letters import edits
from app.services import (
    casework,
    days,
    documents,
    extract_views,
    extracts,
    interview,
    issued,
    letter_shelf,
    matters,
)
from app.services.documents import Document
from app.services.extracts import Extracts
from app.services.speaking import Speaker
from app.store.records import CASE_RECORD
from app.store.views import OpenView
from tests.fixtures import families
from tests.fixtures.content import ROOT
from tests.fixtures.told import ON, SPEAKER, thought, told

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
VIEWS = "views_permanent_exclusion"
REST = {
    "notice.gives_reasons": "yes",
    "notice.says": ["length"],
    "exclusion.began": "before_afternoon",
}


@dataclass(frozen=True)
class Records:
    """Records of a case in a dictionary, as the store reads them out."""

    held: Mapping[str, bytes] = field(default_factory=dict)

    def __call__(self, name: str) -> bytes | None:
        return self.held.get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self.held)


@pytest.fixture(scope="session")
def spoken(content: Library) -> Catalogues:
    return catalogues.load(ROOT / "locales", content)


@pytest.fixture
def extract(content: Library, spoken: Catalogues) -> Extracts:
    return Extracts(content, spoken)


@pytest.fixture
def case(content: Library) -> Document:
    """A permanent exclusion, everything answered, in Slovak."""
    journey, facts = families.FAMILIES[families.ROMA]
    begun = replace(families.case(content, journey, {**facts, **REST}), lang="sk")
    found = interview.replay(content, begun, ON)
    assert found.walk.complete
    return begun


def _made(extract: Extracts, case: Document, shows: str, **more: bytes) -> dict[str, Any]:
    records = Records({CASE_RECORD: documents.write(case), **more})
    return dict(json.loads(extract(records, shows, NOW)))


def _seen(made: Mapping[str, Any], today: date, speaker: Speaker = SPEAKER) -> extract_views.Seen:
    return extract_views.seen(json.dumps(made).encode(), speaker, today)


def test_a_case_without_a_word_shows_nothing(extract: Extracts) -> None:
    assert extract(Records(), extracts.DATES, NOW) == b""
    assert extract_views.seen(b"", SPEAKER, ON) == extract_views.Seen(None)


def test_a_case_that_only_began_shows_no_day(extract: Extracts, content: Library) -> None:
    begun = interview.begin(content, "permanent_exclusion", "en")
    seen = _seen(_made(extract, begun, extracts.LETTERS), ON)
    assert (seen.days, seen.is_open) == ((), True)


def _without(case: Document, *facts: str) -> Document:
    kept = {name: each for name, each in case.matter.facts.items() if name not in facts}
    shared = {name: each for name, each in case.case.items() if name not in facts}
    return replace(case, case=shared).with_matter(replace(case.matter, facts=kept))


def test_days_stay_while_a_question_is_open_and_it_says_so(
    extract: Extracts, case: Document, content: Library
) -> None:
    before = _seen(_made(extract, case, extracts.DATES), ON)
    opened = told(content, case, child__has_social_worker="yes")
    assert not interview.replay(content, opened, ON).walk.complete
    after = _seen(_made(extract, opened, extracts.DATES), ON)
    assert {(each.leaves, each.title.text) for each in before.days} <= {
        (each.leaves, each.title.text) for each in after.days
    }
    assert (before.is_open, after.is_open) == (False, True)


def test_an_open_question_makes_no_day_surer(
    extract: Extracts, case: Document, content: Library
) -> None:
    """Every answer taken away in turn: what is left is no narrower than with the answer."""
    whole = thought(content, case)
    for step in whole.interview.walk.steps:
        left = thought(content, _without(case, step.asked.asks))
        for decision, _, limit in days.limits(left):
            assert set(left.conclusion(decision).thens) >= set(whole.conclusion(decision).thens)
            known = whole.deadline(decision)
            assert known is not None
            assert limit.earliest is None or limit.earliest <= (known.earliest or date.max)
            assert limit.latest is None or limit.latest >= (known.latest or date.min)


def test_a_school_that_the_rules_are_not_for_has_no_days(
    extract: Extracts, case: Document, content: Library
) -> None:
    abroad = told(content, case, school__kind="not_in_england")
    seen = _seen(_made(extract, abroad, extracts.DATES), ON)
    assert (seen.days, seen.is_open) == ((), False)


def test_a_calendar_keeps_two_ways_out_apart_and_says_that_a_question_is_open(
    extract: Extracts, case: Document
) -> None:
    def entries(shown: Document) -> dict[str, extract_views.FeedDay]:
        written = json.dumps(_made(extract, shown, extracts.FEED)).encode()
        views = [OpenView(b"c", b"1", b"k" * 32, extracts.FEED, written, "Blue", NOW)]
        found = extract_views.feed_days(views, "en")
        assert len({each.uid for each in found}) == len(found)
        return {each.uid: each for each in found}

    before, after = entries(case), entries(_without(case, "exclusion.misses_exam_or_test"))
    assert set(before) < set(after), "known entries stay, and the other way out is one more"
    assert not any(extract_views.OPEN in each.description for each in before.values())
    assert all(extract_views.OPEN in each.description for each in after.values())


def test_days_are_those_of_the_result_page_in_both_languages(
    extract: Extracts, case: Document, content: Library, spoken: Catalogues
) -> None:
    made = _made(extract, case, extracts.DATES)
    assert set(made["languages"]) == {"en", "sk"}
    slovak = Speaker(spoken.voice("sk"), spoken.voice("en"))
    found = thought(content, case)
    for speaker in (SPEAKER, slovak):
        expected = days.days(found, speaker)
        seen = _seen(made, ON, speaker)
        assert [(each.leaves, each.title.text, each.state) for each in seen.days] == [
            (each.leaves, each.title.text, each.state) for each in expected
        ]
        assert {each.who for each in seen.days} == {each.who for each in expected}
    assert seen.days[0].title.lang == "sk"
    assert seen.days[0].title.english, "a draft day stands beside its English"


def test_another_language_reads_the_english(
    extract: Extracts, case: Document, spoken: Catalogues
) -> None:
    urdu = Speaker(spoken.voice("ur"), spoken.voice("en"))
    seen = _seen(_made(extract, case, extracts.DATES), ON, urdu)
    assert {each.title.lang for each in seen.days} == {"en"}
    assert seen.made
    assert "2026" in seen.made


def test_what_is_seen_holds_no_more_than_was_agreed(extract: Extracts, case: Document) -> None:
    kept = {casework.letter_record(VIEWS): _changed("He threw the armadillo")}
    for shows in (extracts.DATES, extracts.FEED):
        made = _made(extract, case, shows, **kept)
        whole = json.dumps(made)
        for word in (
            "Hill School",
            "Sam Example",
            "Kim Example",
            "armadillo",
            "2012",
            "not_understood",
        ):
            assert word not in whole
        assert not any(each["letters"] for each in made["languages"].values())
    assert set(made["languages"]) == {"en"}, "a calendar at a desk is in English"


def _changed(story: str) -> bytes:
    own = edits.with_own(edits.NO_EDITS, "point", story)
    return json.dumps(edits.as_json(own)).encode()


def test_letters_are_those_that_were_sent_or_changed(
    extract: Extracts, case: Document, content: Library
) -> None:
    pair = letter_shelf.pair(
        letter_shelf.drafted(thought(content, case), SPEAKER, "ask_for_papers")
    )
    copy = issued.Issued("ask_for_papers", 1, date(2026, 11, 20), "post", "", pair)
    seen = _seen(
        _made(
            extract,
            case,
            extracts.LETTERS,
            **{
                casework.letter_record(VIEWS): _changed("He threw the armadillo"),
                f"{casework.issued_record('ask_for_papers')}1": issued.RECORDS.dump_json(copy),
                casework.letter_record("ask_for_papers"): _changed("Changed since"),
            },
        ),
        ON,
    )
    drafts = [each for each in seen.letters if each.sent is None]
    sent = [each for each in seen.letters if each.sent]
    assert ["armadillo" in each.text for each in drafts] == [True]
    assert [each.sent for each in sent] == ["Friday 20 November 2026"]
    assert "Changed since" not in sent[0].text


def test_a_letter_that_fits_no_more_is_left_out(extract: Extracts, case: Document) -> None:
    kept = {casework.letter_record("views_short_suspension"): _changed("Once written")}
    assert _seen(_made(extract, case, extracts.LETTERS, **kept), ON).letters == ()


def test_every_measure_of_a_case_has_its_days(
    extract: Extracts, case: Document, content: Library
) -> None:
    added = matters.add(content, case, "sent_home", "1")
    one = _seen(_made(extract, case, extracts.DATES), ON)
    both = _seen(_made(extract, added, extracts.DATES), ON)
    assert len(both.days) == len(one.days), "the second one is not answered yet"
    assert all(each.notes for each in both.days), "each says which measure it is about"


DAY = {
    "key": "d", "matter": None, "first": "2026-11-30", "last": "2026-12-04", "family": True,
    "state": "running", "after": "late", "title": ["Write.", "en", None],
    "who": {"id": "you", "label": ["You", "en", None], "pictogram": "you", "family": True},
    "notes": [["By post.", "en", None]], "unsure": None,
}  # fmt: skip
BEFORE, FIRST, BETWEEN, LAST, AFTER = (
    date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 4),
    date(2026, 12, 5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "today", "leaves", "state", "notes"),
    [
        ({}, BEFORE, [FIRST], "running", 1),
        ({}, FIRST, [FIRST], "running", 1),
        ({}, BETWEEN, [BETWEEN], "running", 0),
        ({}, LAST, [LAST], "running", 0),
        ({}, AFTER, [FIRST], "late", 0),
        ({"after": "late_if_assumed"}, AFTER, [FIRST], "late_if_assumed", 0),
        ({"last": None}, BEFORE, [FIRST], "running", 1),
        ({"last": None}, BETWEEN, [BETWEEN], "unknown", 0),
        ({"state": "late"}, BEFORE, [FIRST], "late", 1),
        ({"family": False}, BETWEEN, [FIRST, LAST], "running", 0),
        ({"family": False, "last": None}, BETWEEN, [FIRST], "unknown", 0),
        ({"family": False, "last": "2026-11-30"}, AFTER, [FIRST], "late", 0),
    ],
)
def test_a_day_stands_where_it_stands_by_then(
    changed: dict[str, Any], today: date, leaves: list[date], state: str, notes: int
) -> None:
    made = {"on": "2026-11-20", "languages": {"en": {"days": [{**DAY, **changed}], "letters": []}}}
    [found] = _seen(made, today).days
    assert [each.on for each in found.leaves] == leaves
    assert (found.state, len(found.notes)) == (state, notes)


def test_a_calendar_names_cases_as_its_members_do(extract: Extracts, case: Document) -> None:
    written = json.dumps(_made(extract, case, extracts.FEED)).encode()
    views = [
        OpenView(b"c", holder, b"k" * 32, extracts.FEED, content, label, NOW)
        for holder, content, label in (
            (b"1", written, "Blue"),
            (b"2", written, "Red"),
            (b"3", b"", "New"),
        )
    ]
    found = extract_views.feed_days(views, "en")
    assert {each.summary.partition(":")[0] for each in found} == {"Blue", "Red"}
    assert len({each.uid for each in found}) == len(found)
    assert {each.uid for each in extract_views.feed_days(views[:1], "en")} <= {
        each.uid for each in found
    }
    assert all("Worked out on 2026-11-23." in each.description for each in found)
