"""Families that wander at random: nothing they press breaks a page, and no page contradicts itself.

Each walk comes from its number, so that one that fails can be taken again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp

from app.content.library import Library
from app.model.assessment import Conclusion
from app.model.clocks import Deadline
from app.services import assessing
from tests.web.facts_at_random import facts_at_random
from tests.web.family import START
from tests.web.reading import Page
from tests.web.wanderer import Wanderer

WALKS = range(60)
TOURS = 3
FACT_SETS = range(80)
ON = date(2026, 11, 25)


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    """One loop for all walks: a new one for every page would take longer than the page."""
    with start_blocking_portal() as opened:
        yield opened


@pytest.mark.parametrize("walk", WALKS)
def test_no_page_breaks_on_the_way(
    walk: int, app: ASGIApp, content: Library, portal: BlockingPortal
) -> None:
    wanderer = Wanderer(app, content, walk, START.date())
    wanderer.family.http.portal = portal
    page = wanderer.answer_all(wanderer.begin())
    wanderer.go(TOURS)
    wanderer.answer_all(page)
    _says_one_thing(wanderer.open("/en/result/print"), content)


def _says_one_thing(page: Page, content: Library) -> None:
    """Of the conclusions of one decision only one is told as certain."""
    told = {" ".join(each.text_content().split()) for each in page.tree.xpath("//main//h3")}
    for decision, outcomes in content.outcomes.items():
        if content.decisions[decision].collects:
            continue
        titles = {each.title for each in outcomes.outcomes if not each.silent}
        assert len(titles & told) <= 1, f"{decision}: {titles & told}"


@pytest.mark.parametrize("number", FACT_SETS)
def test_whatever_is_told_something_sound_follows(number: int, content: Library) -> None:
    facts = facts_at_random(content.law, number, ON)
    found, _ = assessing.assess(content, facts, ON)
    for conclusion in found.conclusions.values():
        _is_sound(conclusion)
        for each in (*conclusion.alternatives, *conclusion.possible):
            if each.deadline is not None:
                _is_in_order(conclusion.decision, each.deadline)


def _is_sound(conclusion: Conclusion) -> None:
    rows = [(each.then, each.trace.version, each.trace.row) for each in conclusion.alternatives]
    assert len(rows) == len(set(rows)), f"{conclusion.decision}: a row twice"
    if len(conclusion.thens) > 1 and not conclusion.collects:
        assert conclusion.hangs_on, f"{conclusion.decision}: open, and nobody knows why"


def _is_in_order(decision: str, limit: Deadline) -> None:
    starts = [each for each in (limit.start, *(one.start for one in limit.by_reading)) if each]
    days = [limit.post_by, limit.hand_in_by, limit.earliest, limit.latest]
    known = [each for each in days if each is not None]
    assert known == sorted(known), f"{decision}: {known}"
    if starts and limit.earliest and limit.clock.direction == "forward":
        assert min(each.low for each in starts) <= limit.earliest, decision
    if starts and limit.latest and limit.clock.direction == "back":
        assert limit.latest <= max(each.high for each in starts), decision
