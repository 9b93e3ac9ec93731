"""One answer from several sources: nothing that somebody said is lost until it is settled."""

from __future__ import annotations

from typing import Any

from app.services import sources


def record(value: Any, known_from: str = "parent", by: str = "parent") -> dict[str, Any]:
    return {"value": value, "known_from": known_from, "by": by, "at": "2026-10-13T09:30:00+00:00"}


def test_another_source_keeps_what_was_said_before() -> None:
    now = sources.told_again(record("2026-10-09"), record("2026-10-12", "letter", "adviser"))
    assert now["value"] == "2026-10-12"
    assert [each["value"] for each in now["also"]] == ["2026-10-09"]
    assert [each["known_from"] for each in sources.differing(now)] == ["letter", "parent"]


def test_the_same_source_takes_its_word_back() -> None:
    now = sources.told_again(record("yes"), record("no"))
    assert "also" not in now


def test_sources_that_agree_do_not_differ() -> None:
    now = sources.told_again(record("yes"), record("yes", "letter"))
    assert "also" not in now
    then = sources.told_again(
        sources.told_again(record("no"), record("yes", "letter")), record("yes")
    )
    assert sources.differing(then) == ()


def test_three_sources_stay_beside_each_other() -> None:
    two = sources.told_again(record("a"), record("b", "letter"))
    three = sources.told_again(two, record("c", "child"))
    assert [each["value"] for each in sources.differing(three)] == ["c", "b", "a"]


def test_not_sure_is_no_answer_to_keep_and_takes_none_away() -> None:
    assert "also" not in sources.told_again(record(None), record("yes", "letter"))
    now = sources.told_again(record("yes", "letter"), record(None))
    assert [each["value"] for each in now["also"]] == ["yes"]


def test_a_list_is_put_together_and_never_differs() -> None:
    entry = {"first_day": "2026-09-14", "what": "whole_days", "count": 2}
    now = sources.told_again(record([entry]), record([entry, entry], "letter"))
    assert "also" not in now


def test_settling_uses_one_and_keeps_the_others() -> None:
    now = sources.told_again(record("a"), record("b", "letter"))
    done = sources.settled(now, 1)
    assert (done["value"], done["known_from"]) == ("a", "parent")
    assert [each["value"] for each in done["also"]] == ["b"]
    assert sources.differing(done) == ()
    assert sources.settled(now, 7) == now


def test_what_was_settled_stays_so_until_somebody_says_something_new() -> None:
    done = sources.settled(sources.told_again(record("a"), record("b", "letter")), 0)
    assert sources.differing(sources.told_again(done, record("b", "letter"))) == ()
    again = sources.told_again(done, record("c", "child"))
    assert [each["value"] for each in sources.differing(again)] == ["c", "b", "a"]


def test_each_new_entry_of_a_list_has_its_own_source() -> None:
    one = {"first_day": "2026-09-14", "what": "whole_days", "count": 2}
    two = {"first_day": "2026-09-30", "what": "lunchtimes", "count": 3}
    first = sources.entries_told([one], None, "letter")
    assert first == [{**one, "known_from": "letter"}]
    assert sources.entries_told([*first, two], first, "child") == [
        *first, {**two, "known_from": "child"},
    ]  # fmt: skip
    assert sources.entries_told([one, two], [one], "child")[0] == one
    assert sources.entries_told(["length"], None, "letter") == ["length"]
    assert sources.entries_told("yes", None, "letter") == "yes"


def test_what_differs_is_one_rough_answer_of_its_type() -> None:
    day = sources.told_again(record("2026-10-09"), record("2026-10-12", "letter"))
    assert sources.spanning(day, "date") == {"from": "2026-10-09", "to": "2026-10-12"}
    yes = sources.told_again(record(True), record("no", "letter"))
    assert sources.spanning(yes, "yes_no") == {"one_of": ["no", "yes"]}
    few = sources.told_again(record({"one_of": ["academy", "pru"]}), record("academy", "letter"))
    assert sources.spanning(few, "choice") == {"one_of": ["academy", "pru"]}
    count = sources.told_again(record({"from": 2, "to": 3}), record(5, "letter"))
    assert sources.spanning(count, "number") == {"from": 2, "to": 5}


def test_what_is_settled_or_has_no_rough_answer_is_left_alone() -> None:
    day = sources.told_again(record("2026-10-09"), record("2026-10-12", "letter"))
    assert sources.spanning(sources.settled(day, 1), "date") is None
    assert sources.spanning(day, "text") is None
    assert sources.spanning(None, "date") is None
