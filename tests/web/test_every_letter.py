"""The whole list of letters: what fits is a link, and what does not says why."""

from __future__ import annotations

from tests.web.family import Family


def test_every_letter_is_listed_and_only_those_that_fit_are_links(family: Family) -> None:
    family.to_result("permanent_exclusion")
    assert family.open("/letters").links("/letters/all")
    page = family.open("/letters/all")
    for letter in family.library.letters.values():
        assert letter.title in page.text
    linked = {each.rpartition("/")[2] for each in page.links("/letter/")}
    assert "views_permanent_exclusion" in linked
    for name in family.library.letters:
        assert (family.http.get(f"/en/letter/{name}").status_code == 200) == (name in linked)


def test_a_letter_for_another_case_says_what_would_have_to_be_so(family: Family) -> None:
    family.to_result("permanent_exclusion")
    text = family.open("/letters/all").text.partition("These are for other cases")[2]
    title = family.library.letters["challenge_lunchtimes"].title
    assert "Only if:" in text.partition(title)[2][:300]


def test_without_a_case_there_is_no_list(family: Family) -> None:
    family.open("/letters/all", 403)
