"""A few letters to the schools they mean, over a made-up list."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registers.schools import SchoolRegister


def names(register: SchoolRegister, text: str) -> list[str]:
    return [each.name for each in register.search(text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("larkholow thistlebury", "Larkhollow Primary School"),
        ("lark hollow prim", "Larkhollow Primary School"),
        ("larkhollow quokkaville", "Wood Larkhollow Academy"),
        ("zz2 2bb", "Wood Larkhollow Academy"),
        ("ferndale", "Fern Dale Academy"),
        ("fern dail", "Fern Dale Academy"),
        ("st annes c of e", "Saint Anne’s Church of England Primary School"),
        ("ST ANNE'S", "Saint Anne’s Church of England Primary School"),
        ("cafe street", "Café Street School"),
        ("brige center", "The Bridge Centre"),
        ("la", "Larkhollow Primary School"),
        ("ZZ", "Fern Dale Academy"),
    ],
)
def test_the_school_meant_comes_first(typed: str, first: str, register: SchoolRegister) -> None:
    assert names(register, typed)[0] == first


def test_a_place_puts_its_schools_first_and_leaves_none_out(register: SchoolRegister) -> None:
    for place in ("quokkaville", "ZZ2", "nowhere near"):
        found = [each.name for each in register.search("larkholow", place)]
        assert set(found) == {"Larkhollow Primary School", "Wood Larkhollow Academy"}
        assert found[0] == "Wood Larkhollow Academy" or place == "nowhere near"
    assert register.search("", "thistlebury")[0].name == "Larkhollow Primary School"


@pytest.mark.parametrize("typed", ["", "l", "xyzzy", "Школа", "'", "%%", '" OR "'])
def test_what_means_no_school_finds_none(typed: str, register: SchoolRegister) -> None:
    assert names(register, typed) == []


def test_open_schools_come_before_others(register: SchoolRegister) -> None:
    found = register.search("sampleton")
    open_ones = [each.standing == "open" for each in found]
    assert open_ones == sorted(open_ones, reverse=True)
    assert False in open_ones


def test_a_closed_school_gives_way_to_the_one_that_follows(register: SchoolRegister) -> None:
    """Two steps later, over a school that is not in the list at all."""
    found = register.search("Fern Dale School")
    assert [each.urn for each in found].count("900004") == 1
    assert "900003" not in [each.urn for each in found]


def test_an_old_number_leads_to_the_open_school(register: SchoolRegister) -> None:
    found = register.school("900003")
    assert found is not None
    assert (found.urn, found.before) == ("900004", "Fern Dale School")
    missing = register.school("900020")  # never listed, only linked
    assert missing is not None
    assert missing.urn == "900004"


def test_an_open_school_is_itself_and_a_divided_one_too(register: SchoolRegister) -> None:
    for urn in ("900001", "900007"):
        found = register.school(urn)
        assert found is not None
        assert found.urn == urn


@pytest.mark.parametrize("urn", ["", "1", "x", "900001 ", "９００００１", "9" * 40, "-1"])
def test_what_is_no_number_of_a_school_is_none(urn: str, register: SchoolRegister) -> None:
    assert register.school(urn) is None


@given(st.text(max_size=200))
def test_anything_may_be_typed(register: SchoolRegister, text: str) -> None:
    assert len(register.search(text)) <= 8


def test_councils_are_named_by_their_number(register: SchoolRegister, tmp_path: Path) -> None:
    assert register.councils()["999"] == "Exampleshire"
    assert SchoolRegister(tmp_path / "none.sqlite").councils() == {}


def test_several_threads_search_at_once(register: SchoolRegister) -> None:
    found: list[list[str]] = []
    threads = [Thread(target=lambda: found.append(names(register, "larkholow"))) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [found[0]] * 8
    assert found[0]


def test_without_a_list_nothing_is_found(tmp_path: Path) -> None:
    register = SchoolRegister(tmp_path / "none.sqlite")
    assert not register.is_loaded
    assert register.search("larkhollow") == ()
    assert register.school("900001") is None


def test_a_file_that_is_no_list_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(b"not a database at all, and long enough to be read as one")
    assert not SchoolRegister(path).is_loaded
