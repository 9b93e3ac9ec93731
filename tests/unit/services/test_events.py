"""What happened next, what another answer would change, and everything by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.content.library import Library
from app.model.errors import FactProblem, PageNotFound, QuestionNotReachable
from app.services import chronology, days, events, interview, sending, what_if
from app.services.documents import Document
from app.services.sending import Dispatch
from tests.fixtures.told import NOW, ON, SPEAKER, thought, told


@pytest.fixture
def banned(kitchen_sink: Library) -> Document:
    """A ban for good, with a notice of 9 November."""
    begun = interview.begin(kitchen_sink, "long_ban", "en")
    return told(
        kitchen_sink,
        begun,
        ban__noticed="yes",
        ban__dated="2026-11-09",
        ban__started_on="2026-11-09",
        ban__spoils_festival="no",
        school__kind="maintained",
        flyer__born_on="2014-05-01",
        kite__says=[],
    )


@pytest.fixture
def waiting(kitchen_sink: Library) -> Document:
    """A ban of 20 days, on which the keepers must look if the family writes: they have not yet."""
    begun = interview.begin(kitchen_sink, "short_ban", "en")
    return told(
        kitchen_sink,
        begun,
        ban__noticed="yes",
        ban__dated="2026-11-09",
        ban__started_on="2026-11-09",
        ban__length={"what": "whole_days", "count": 20},
        ban__earlier=[],
        school__many_terms="no",
        ban__spoils_festival="no",
        kite__colour="blue",
        school__kind="maintained",
        family__will_write="yes",
    )


def test_events_are_offered_that_can_have_happened(kitchen_sink: Library, banned: Document) -> None:
    offered = events.offered(thought(kitchen_sink, banned), SPEAKER)
    assert [each.title.text for each in offered] == [
        "The keepers have been told",
        "The keepers meet",
    ]
    assert not any(each.done for each in offered)
    assert all("keepers" not in each.href for each in offered)
    short = interview.begin(kitchen_sink, "short_ban", "en")
    titles = [each.title.text for each in events.offered(thought(kitchen_sink, short), SPEAKER)]
    assert "The head took it back" in titles and "The keepers have been told" not in titles


def test_an_event_asks_one_question_after_the_other(
    kitchen_sink: Library, banned: Document
) -> None:
    event = kitchen_sink.events["keepers_met"]
    key = interview.key_of("keepers_met")
    assert events.by_key(kitchen_sink, key) is event
    with pytest.raises(PageNotFound):
        events.by_key(kitchen_sink, "00000000")
    asked = interview.replay(kitchen_sink, banned, ON)
    assert events.following(asked, event) == "keepers.told_on"
    asked = interview.replay(kitchen_sink, told(kitchen_sink, banned, keepers__told_on=None), ON)
    assert events.path(asked, event) == f"/next/{key}/{interview.key_of('keepers.meeting_on')}"
    done = told(kitchen_sink, asked.document, keepers__meeting_on="2026-11-25")
    found = thought(kitchen_sink, done)
    assert events.path(found.interview, event) == f"/next/{key}"
    assert next(each.done for each in events.offered(found, SPEAKER) if each.key == key)


def test_a_question_that_an_event_opens_comes_before_the_result(
    kitchen_sink: Library, banned: Document
) -> None:
    event = kitchen_sink.events["keepers_met"]
    still = interview.begin(kitchen_sink, "short_ban", "en")
    done = told(kitchen_sink, still, keepers__told_on=None, keepers__meeting_on=None)
    path = events.path(interview.replay(kitchen_sink, done, ON), event)
    assert path == f"/question/{interview.key_of('ban.noticed')}"


def test_what_an_event_changed_is_told_beside_the_case_without_it(
    kitchen_sink: Library, waiting: Document
) -> None:
    event = kitchen_sink.events["keepers_met"]
    assert events.changed(thought(kitchen_sink, waiting), SPEAKER, event) is None
    done = told(kitchen_sink, waiting, keepers__told_on="2026-11-16")
    changed = events.changed(thought(kitchen_sink, done), SPEAKER, event)
    assert changed is not None
    moved = next(each for each in changed.days if each.title.text == "Last day to look.")
    assert moved.before is not None and moved.after is not None
    assert moved.before.text != moved.after.text


def test_what_if_shows_what_is_otherwise_and_keeps_nothing(
    kitchen_sink: Library, waiting: Document
) -> None:
    asked = interview.replay(kitchen_sink, waiting, ON)
    view = what_if.what_if(kitchen_sink, SPEAKER, asked, "ban.spoils_festival", "yes", NOW)
    assert (view.before.text, view.after.text) == ("No", "Yes")
    changed = [(each.before, each.after) for each in view.differences.conclusions]
    titles = [([one.text for one in was], [one.text for one in now]) for was, now in changed]
    assert (
        ["You wrote, so the keepers must look"], ["The keepers must look before the festival"]
    ) in titles  # fmt: skip
    assert [each.text for each in view.asks] == ["When is the festival?"]
    assert asked.document is waiting
    assert waiting.answers()["ban.spoils_festival"] == "no"


def test_an_answer_like_the_one_given_changes_nothing(
    kitchen_sink: Library, banned: Document
) -> None:
    asked = interview.replay(kitchen_sink, banned, ON)
    view = what_if.what_if(kitchen_sink, SPEAKER, asked, "ban.spoils_festival", "no", NOW)
    assert view.differences.nothing
    with pytest.raises(FactProblem):
        what_if.what_if(kitchen_sink, SPEAKER, asked, "ban.spoils_festival", "x", NOW)
    with pytest.raises(QuestionNotReachable):
        what_if.what_if(kitchen_sink, SPEAKER, asked, "ban.length", None, NOW)


def test_days_letters_and_acts_that_come_or_go_are_told(
    kitchen_sink: Library, banned: Document
) -> None:
    answer = told(
        kitchen_sink,
        interview.go_on(kitchen_sink, banned, "answer"),
        keepers__answer="stays",
        keepers__notice_dated="2026-11-20",
        keepers__notice_how="by_hand",
    )
    lifted = told(kitchen_sink, answer, keepers__answer="lifted")
    found = what_if.differences(
        thought(kitchen_sink, lifted), thought(kitchen_sink, answer), SPEAKER
    )
    assert found.letters is not None
    assert [each.text for each in found.letters.after] == ["Please look again"]
    back = what_if.differences(
        thought(kitchen_sink, answer), thought(kitchen_sink, lifted), SPEAKER
    )
    assert {each.after for each in back.days} == {each.before for each in found.days}


def test_choices_to_try_are_those_that_are_reasoned_with(
    kitchen_sink: Library, banned: Document
) -> None:
    asked = interview.replay(kitchen_sink, banned, ON)
    answered, still_open = what_if.choices(kitchen_sink, SPEAKER, asked)
    assert "What is the date on it?" in [each.question.text for each in answered]
    assert "When were the keepers told?" in [each.question.text for each in still_open]


def test_a_letter_that_was_sent_does_the_act_it_is_for(
    kitchen_sink: Library, banned: Document
) -> None:
    answer = told(
        kitchen_sink,
        interview.go_on(kitchen_sink, banned, "answer"),
        keepers__answer="stays",
        keepers__notice_dated="2026-11-20",
        keepers__notice_how="by_hand",
    )
    assert not days.past(thought(kitchen_sink, answer), SPEAKER)
    sent = sending.sent(kitchen_sink, answer, "ask_for_review", Dispatch(ON), NOW)
    found = thought(kitchen_sink, sent)
    assert [each.state for each in days.past(found, SPEAKER)] == ["met"]
    assert (
        len(days.days(found, SPEAKER)) == len(days.days(thought(kitchen_sink, answer), SPEAKER)) - 1
    )


def test_late_only_if_an_assumed_day_is_right_is_a_question(
    kitchen_sink: Library, waiting: Document
) -> None:
    on = date(2027, 7, 1)
    (view,) = (
        each
        for each in days.days(thought(kitchen_sink, waiting, on), SPEAKER)
        if each.title.text == "Last day to look."
    )
    assert view.state == "late_if_assumed"
    assert view.unsure is not None and "9 November" in view.unsure.text
    known = told(kitchen_sink, waiting, keepers__told_on="2026-11-09")
    (view,) = (
        each
        for each in days.days(thought(kitchen_sink, known, on), SPEAKER)
        if each.title.text == "Last day to look."
    )
    assert view.state == "late"
    met = told(kitchen_sink, known, keepers__meeting_on="2026-11-20")
    assert "met" in [each.state for each in days.past(thought(kitchen_sink, met, on), SPEAKER)]


def test_an_answer_that_the_content_no_longer_understands_is_left_out_of_what_happened(
    kitchen_sink: Library, banned: Document
) -> None:
    facts = banned.matter.facts
    unknown = {**facts["ban.spoils_festival"], "value": "perhaps"}
    by_letter = {**facts["ban.dated"], "known_from": "letter"}
    matter = replace(
        banned.matter,
        facts={**facts, "ban.spoils_festival": unknown, "ban.dated": by_letter},
    )
    found = chronology.chronology(kitchen_sink, banned.with_matter(matter), SPEAKER, ON)
    said = {each.what.text: each.source.text for each in (*found.dated, *found.undated)}
    assert kitchen_sink.facts["ban.spoils_festival"].means not in said
    assert said[kitchen_sink.facts["ban.dated"].means] == "The school's letter"


def test_everything_stands_by_date_with_where_it_is_from(
    kitchen_sink: Library, banned: Document
) -> None:
    short = interview.begin(kitchen_sink, "short_ban", "en")
    document = told(
        kitchen_sink,
        replace(banned, matters=(*banned.matters, replace(short.matter, number=2))),
        ban__noticed="no",
        ban__started_on={"from": "2026-10-05", "to": "2026-10-09"},
        ban__earlier=[{"first_day": "2026-09-14", "what": "whole_days", "count": 2}],
        school__closed_days=[{"on": "2026-10-01", "reason": "snow"}],
    )
    record = {**document.matter.facts["ban.started_on"], "known_from": "child"}
    matter = replace(document.matter, facts={**document.matter.facts, "ban.started_on": record})
    document = sending.sent(
        kitchen_sink, document.with_matter(matter), "views_to_keepers", Dispatch(ON), NOW
    )
    found = chronology.chronology(kitchen_sink, document, SPEAKER, ON)
    lines = [(each.on, each.what.text) for each in found.dated]
    assert [on for on, _ in lines] == sorted(on for on, _ in lines if on)
    assert (date(2026, 9, 14), "Earlier bans.") in lines
    assert (date(2026, 10, 1), "Days without school.") in lines
    assert (ON, "You sent a letter") in lines
    rough = next(each for each in found.dated if each.on == date(2026, 10, 5))
    assert rough.when is not None and "between" in rough.when.text
    assert rough.source.text == "Your child told us"
    assert rough.matter is not None and rough.matter.text == "A ban for some days"
    assert "What kind of school it is." in [each.what.text for each in found.undated]
    assert all(each.when is None for each in found.undated)
