"""What a screen reader needs and a machine can see: labels, links to fields, one heading."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.family import NOT_SURE, Family
from tests.web.reading import Page

JOURNEYS = ("permanent_exclusion", "suspension", "sent_home", "governors_decision")
OWN = ("/", "/number", "/check", "/letters", "/save", "/delete", "/help", "/words", "/worse")


def _named(page: Page, control: Any) -> bool:
    """Whether a field has words that belong to it."""
    inside = any(each.tag == "label" for each in control.iterancestors())
    beside = page.tree.xpath("//label[@for=$id]", id=control.get("id") or "no id")
    return inside or bool(beside) or bool(control.get("aria-label"))


def _check(page: Page) -> None:
    for control in page.tree.iter("input", "select", "textarea"):
        if control.get("type") != "hidden":
            assert _named(page, control), (page.h1, control.get("name"))
    for button in page.tree.iter("button", "a", "summary"):
        words = button.text_content().strip() or button.get("aria-label")
        assert words, (page.h1, button.get("href"))
    ids = [each.get("id") for each in page.tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids)), page.h1
    for each in page.tree.xpath("//*[@aria-describedby]"):
        assert set(each.get("aria-describedby").split()) <= set(ids), page.h1
    for each in page.tree.xpath("//a[starts-with(@href,'#')]"):
        assert each.get("href")[1:] in ids, (page.h1, each.get("href"))
    levels = [int(each.tag[1]) for each in page.tree.iter("h1", "h2", "h3", "h4")]
    first = levels.index(1)
    jumps = [
        after
        for before, after in zip(levels[first:], levels[first + 1 :], strict=False)
        if after > before + 1
    ]
    assert not jumps, (page.h1, levels)
    assert page.tree.xpath("//a[@class='skip']") or page.path.endswith("print")


@pytest.mark.parametrize("journey", JOURNEYS)
def test_every_page_of_a_journey_is_labelled(journey: str, family: Family) -> None:
    seen = family.go_through(family.begin(journey), {"school.kind": NOT_SURE})
    for page in seen:
        _check(page)
    shelf = family.open("/letters")
    for path in (*OWN, *shelf.links("/letter/"), *seen[-1].links("/days/")):
        _check(family.open(path))


@pytest.mark.parametrize("journey", JOURNEYS)
def test_an_empty_form_is_answered_with_a_way_to_every_field_at_fault(
    journey: str, family: Family
) -> None:
    page, wrongs = family.begin(journey), 0
    while "/question/" in page.path:
        wrong = family.post(page.path, {"do": "next"})
        if wrong.status == 422:
            wrongs += 1
            assert wrong.title.startswith("Error: ")
            assert wrong.problems()
            _check(wrong)
            box = wrong.tree.xpath("//main//*[@role='alert']")
            assert len(box) == 1
            assert wrong.tree.xpath("//*[contains(@class,'errline')]")
        page = family.answer(family.open(page.path), family.usual(family.fact(page), {}))
    assert wrongs > 3
