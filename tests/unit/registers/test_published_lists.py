"""The published lists themselves, where they are at hand: schools that families look for."""

from __future__ import annotations

import pytest

from app.registers import school_import
from app.registers.school_import import Wanted
from app.registers.schools import SchoolRegister
from tests.fixtures.published import published
from tests.fixtures.school_list import ON


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> SchoolRegister:
    schools = published("schools_joined.csv.gz")
    path = tmp_path_factory.mktemp("published") / "schools.sqlite"
    done = school_import.run(
        path, Wanted(schools, *schools.parent.glob("*_links_*.csv.gz"), ON), lambda _: None
    )
    assert done.schools > 26_000
    assert not done.bad
    return SchoolRegister(path)


@pytest.mark.parametrize(
    ("typed", "name", "town"),
    [
        ("parkwod", "E-Act Parkwood Academy", "Sheffield"),
        ("parkwod sheffield", "E-Act Parkwood Academy", "Sheffield"),
        ("fir vail", "Fir Vale Academy", "Sheffield"),
        ("firvale", "Fir Vale Academy", "Sheffield"),
        ("s5 8ul", "E-Act Parkwood Academy", "Sheffield"),
    ],
)
def test_a_misspelt_school_is_found(
    typed: str, name: str, town: str, register: SchoolRegister
) -> None:
    assert (name, town) in [(each.name, each.town) for each in register.search(typed)]


def test_a_school_with_a_new_number_is_followed(register: SchoolRegister) -> None:
    found = register.school("118472")
    assert found is not None
    assert found.urn == "151419"
