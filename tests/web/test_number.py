"""The number: save, come back, slow guessing, keep on this phone, delete, leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.web.family import Clock, Family


def _number(family: Family, button: str = "number") -> str:
    page = family.send(family.open("/save"), button=button)
    assert page.status == 200
    groups = [each.text for each in page.tree.xpath("//*[@class='code']/span")]
    assert [len(each) for each in groups] == [4, 4, 4, 4]
    return " ".join(groups)


def test_the_number_opens_the_case_on_another_phone(family: Family) -> None:
    family.to_result("permanent_exclusion")
    number = _number(family)
    other = family.another()
    other.open("/result", 403)
    opened = other.send(other.open("/number"), {"number": number})
    assert opened.path == "/en/result"
    assert "Example School" in other.open("/check").text
    other.put("child.disability", {"value": "yes"})
    assert family.open(family.question("child.disability")).values("value") == ["yes"]


@pytest.mark.parametrize("turn", [lambda it: it.replace(" ", ""), lambda it: it.replace(" ", "-")])
def test_the_number_may_be_written_in_other_ways(
    turn: Callable[[str], str], family: Family
) -> None:
    family.to_result("sent_home")
    number = turn(_number(family))
    eastern = number.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for written in (number, eastern):
        other = family.another()
        assert other.send(other.open("/number"), {"number": written}).path == "/en/result"


def test_in_the_middle_of_the_questions_the_number_leads_back_there(family: Family) -> None:
    page = family.begin("permanent_exclusion")
    page = family.answer(page, {"value": "yes"})
    number = _number(family)
    other = family.another()
    assert other.send(other.open("/number"), {"number": number}).h1 == page.h1


def test_a_case_saved_early_is_kept_past_days_that_were_only_known_later(
    family: Family, clock: Clock
) -> None:
    family.begin("permanent_exclusion")
    number = _number(family)
    family.to_result("permanent_exclusion")
    clock.move(days=120)  # the ninety days without use are over, the six months are not
    other = family.another()
    assert other.send(other.open("/number"), {"number": number}).path == "/en/result"


def test_a_new_number_ends_the_old_one(family: Family) -> None:
    family.to_result("sent_home")
    old, new = _number(family), _number(family)
    assert "already" in family.open("/save").text
    other = family.another()
    wrong = other.send(other.open("/number"), {"number": old})
    assert wrong.status == 422
    assert old not in wrong.html
    assert other.send(wrong, {"number": new}).path == "/en/result"


@pytest.mark.parametrize("lang", ["en", "ar-XB"])
def test_guessing_is_slowed_down_in_the_readers_language(
    lang: str, family_in: Callable[[str], Family], clock: Clock
) -> None:
    family = family_in(lang)
    family.to_result("sent_home")
    number = _number(family)
    other = family.another()
    page = other.open("/number")
    for guess in range(5):
        page = other.send(page, {"number": f"1234 5678 9012 345{guess}"})
        assert page.status == 422
        assert page.problems()
    slowed = other.send(page, {"number": number})
    assert slowed.status == 429
    assert slowed.lang == lang
    assert slowed.tree.xpath("//*[@role='status']")
    assert slowed.title.partition(":")[0]
    clock.move(seconds=61)
    assert other.send(slowed, {"number": number}).path == f"/{lang}/result"


def test_somebody_elses_guessing_does_not_shut_a_family_out(family: Family) -> None:
    family.to_result("sent_home")
    number = _number(family)
    stranger = family.another()
    found = [
        stranger.post("/en/number", {"number": f"1234 5678 9012 345{guess}"}) for guess in range(6)
    ]
    assert found[-1].status == 429
    assert family.another().post("/en/number", {"number": number}).path == "/en/result"


@pytest.mark.parametrize("number", ["", "1234", "not a number", "0" * 16, "9" * 400, "\u202e12"])
def test_what_is_no_number_says_what_to_look_at(number: str, family: Family) -> None:
    page = family.post("/en/number", {"number": number})
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert page.problems()
    assert not "".join(page.values("number"))


def test_a_forwarded_address_does_not_start_the_count_again(family: Family) -> None:
    for guess in range(6):
        found = family.http.post(
            "/en/number",
            data={"number": f"1234 5678 9012 345{guess}"},
            headers={"x-forwarded-for": f"198.51.100.{guess}"},
        )
    assert found.status_code == 429


def test_keep_on_this_phone_lasts_as_long_as_the_case(family: Family, clock: Clock) -> None:
    family.to_result("sent_home")
    _number(family)
    page = family.open("/save")
    form = page.form({}, "keep")
    answer = family.http.post(form.action, data=form.filled({}, "keep"), follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    age = int(cookie.partition("max-age=")[2].partition(";")[0])
    assert 89 <= age / 86_400 <= 400
    assert "httponly" in cookie
    clock.move(days=60)
    assert family.open("/result")


def test_a_saved_case_says_when_it_ends_and_ends_then(family: Family, clock: Clock) -> None:
    family.to_result("sent_home")
    number = _number(family)
    assert "2027" in family.open("/save").text
    clock.move(days=400)
    family.open("/result", 403)
    other = family.another()
    assert other.post("/en/number", {"number": number}).status == 422


def test_deleted_is_gone(family: Family) -> None:
    family.to_result("permanent_exclusion")
    number = _number(family)
    token = family.http.cookies["case"]
    done = family.send(family.open("/delete"), button="delete")
    assert done.h1 == "Everything is deleted."
    assert family.open(done.path).h1 == done.h1
    assert "case" not in family.http.cookies
    family.open("/result", 403)
    family.another_tab(token).open("/result", 403)
    other = family.another()
    assert other.post("/en/number", {"number": number}).status == 422


def test_leave_locks_this_browser_and_shows_nothing_of_ours(family: Family) -> None:
    family.to_result("sent_home")
    number = _number(family)
    page = family.open("/leave")
    for word in ("school", "exclu", "Rights", "child"):
        assert word.lower() not in f"{page.title} {page.text}".lower()
    assert "case" not in family.http.cookies
    assert family.open("/result", 403).h1 == "This case is locked."
    assert family.post("/en/number", {"number": number}).path == "/en/result"


def test_without_a_case_there_is_nothing_to_delete_and_nothing_breaks(family: Family) -> None:
    assert family.post("/en/delete", {"do": "delete"}).status == 200
    family.open("/delete", 403)
