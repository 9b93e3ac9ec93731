"""What the list of a desk knows of a case while a question of it is open."""

from __future__ import annotations

from app.content.library import Library
from app.services import desk_summary, matters
from app.services.desk_summary import Summary
from app.services.documents import Document
from tests.fixtures import families
from tests.fixtures.told import ON, SPEAKER, thought, told

REST = {
    "notice.gives_reasons": "yes",
    "notice.says": ["length"],
    "exclusion.began": "before_afternoon",
}


def _case(content: Library) -> Document:
    journey, facts = families.FAMILIES[families.ROMA]
    return families.case(content, journey, {**facts, **REST})


def _summary(content: Library, case: Document) -> Summary:
    return desk_summary.make(content, SPEAKER, case, 1, ON)


def _due(summary: Summary) -> set[tuple[str, str]]:
    return {(each.on, each.what) for each in summary.due}


def test_the_days_stay_on_the_list_and_something_is_missing(content: Library) -> None:
    before = _summary(content, _case(content))
    opened = told(content, _case(content), child__has_social_worker="yes")
    after = _summary(content, opened)
    assert thought(content, opened).is_open
    assert before.due
    assert _due(before) <= _due(after)
    assert after.missing > before.missing


def test_so_do_those_of_a_measure_that_is_not_shown(content: Library) -> None:
    opened = told(content, _case(content), child__has_social_worker="yes")
    both = matters.add(content, opened, "sent_home", "1")
    assert both.matter.journeys == ("sent_home",)
    assert _due(_summary(content, both)) == _due(_summary(content, opened))


def test_a_school_elsewhere_has_nothing_due(content: Library) -> None:
    abroad = told(content, _case(content), school__kind="not_in_england")
    assert _summary(content, abroad).due == ()
