"""Which steps a child is asked, how what was said is kept, and what stands on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.content.library import Library
from app.engine.conditions import Verdict
from app.i18n import catalogues
from app.model.my_say import MySay
from app.render.text import text
from app.services import my_say, my_say_paper, my_say_views
from app.services.my_say import Said, Say
from app.services.my_say_records import PICTURES
from app.services.speaking import Speaker
from tests.fixtures.content import ROOT

TODAY = date(2026, 10, 13)


@pytest.fixture(scope="module")
def page(content: Library) -> MySay:
    assert content.my_say is not None
    return content.my_say


@pytest.fixture(scope="module")
def speaker(content: Library) -> Speaker:
    voice = catalogues.load(ROOT / "locales", content).voice("en")
    return Speaker(voice, voice)


def _holds(verdict: Verdict):  # type: ignore[no-untyped-def]
    return lambda when: verdict if when else "yes"


def _whole(page: MySay) -> Say:
    """Something said at every step."""
    say = Say(has_drawing=True, has_photo=True)
    for step in page.steps:
        ticked = tuple(each.id for each in page.pictures_of(step)[:2])
        words = "" if step.is_ in PICTURES else f"words of {step.id}"
        say = say.with_said(step, Said(ticked, words), TODAY)
    return say


@pytest.mark.parametrize(
    ("verdict", "adult", "asked"),
    [
        ("yes", "", True),
        ("no", "", False),
        ("no", "no", False),
        ("maybe", "", False),
        ("maybe", "yes", False),
        ("maybe", "not-sure", False),
        ("maybe", "no", True),
    ],
)
def test_what_happened_is_asked_only_where_that_is_certainly_safe(
    verdict: Verdict, adult: str, asked: bool, page: MySay
) -> None:
    plan = my_say.plan(page, Say(adult=adult), _holds(verdict))
    conditional = {each.id for each in page.steps if each.only_if}
    assert conditional
    assert ({each.id for each in plan.held} == set()) is asked
    assert ({each.id for each in plan.held} == conditional) is not asked
    assert plan.open is (verdict == "maybe")


def test_why_something_is_not_asked_is_said_once_where_it_would_have_been(
    page: MySay, speaker: Speaker
) -> None:
    plan = my_say.plan(page, Say(), _holds("no"))
    way = my_say_views.order(page, plan)
    kinds = [my_say_views.step(page, plan, Say(), speaker, each) for each in way]
    assert [each.kind for each in kinds if each].count("held") == 1
    assert len(way) == len(plan.asked) + 1
    for number in range(len(page.steps) + 2):
        found = my_say_views.step(page, plan, Say(), speaker, number)
        assert (found is None) is (number not in way)


def test_what_was_said_comes_back_as_it_was(page: MySay) -> None:
    say = replace(_whole(page), adult="no", how=my_say.HELPED, writer="Sam")
    say = say.with_said(page.steps[0], Said(quiet=True), TODAY)
    assert my_say.read(my_say.write(say)) == say


def test_the_paper_holds_the_words_as_they_are(page: MySay, speaker: Speaker) -> None:
    say = replace(_whole(page), how=my_say.HELPED, writer="{day} Sam")
    plan = my_say.plan(page, say, _holds("yes"))
    written = text(my_say_paper.pair(page, plan, say, speaker))
    assert "My say, in my own words" in written
    assert "happy and calm" in written
    for step in page.steps:
        if step.is_ not in PICTURES:
            assert f"words of {step.id}" in written
    assert "{day} Sam wrote down the child's exact words. Day: Tuesday 13 October 2026" in written
    assert "The drawing is on a page of its own." in written
    assert "The photo is on a page of its own." in written


def test_words_about_the_event_do_not_reach_the_paper_once_the_police_are_involved(
    page: MySay, speaker: Speaker
) -> None:
    say = _whole(page)
    plan = my_say.plan(page, say, _holds("no"))
    written = text(my_say_paper.pair(page, plan, say, speaker))
    assert plan.held
    for step in plan.held:
        assert f"words of {step.id}" not in written
        assert step.on_paper not in written
    assert "The drawing" not in written and "The photo" not in written


def test_what_a_child_does_not_want_to_say_leaves_no_trace(page: MySay, speaker: Speaker) -> None:
    say = Say().with_said(page.steps[1], Said(quiet=True), TODAY)
    plan = my_say.plan(page, say, _holds("yes"))
    assert my_say_views.entries(page, plan, say, speaker) == ()
    assert page.steps[1].on_paper not in text(my_say_paper.pair(page, plan, say, speaker))


def test_nobody_is_said_to_have_written_it_before_somebody_says_so(
    page: MySay, speaker: Speaker
) -> None:
    plan = my_say.plan(page, Say(), _holds("yes"))
    for how, words in ((my_say.ALONE, "wrote this alone"), ("", "Written down by: ____")):
        paper = my_say_paper.view(page, plan, replace(_whole(page), how=how), speaker)
        assert words in paper.written.text
