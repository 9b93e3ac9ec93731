"""What follows from the school that a family chose, over the made-up list and made-up law."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.content.library import Library
from app.registers.schools import SchoolRegister
from app.services.documents import REGISTER, Document, Matter
from app.services.schools import Schools, with_kind
from tests.fixtures import school_list

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
HILL, MEADOW, CLOUD = "900002", "900001", "900009"
KIND = "school.kind"


@pytest.fixture(scope="module")
def schools(kitchen_sink: Library, tmp_path_factory: pytest.TempPathFactory) -> Schools:
    folder: Path = tmp_path_factory.mktemp("listed")
    school_list.load(folder)
    return Schools(kitchen_sink, SchoolRegister(folder / "schools.sqlite"))


def record(value: Any, by: str = "parent") -> dict[str, Any]:
    return {"value": value, "known_from": "parent", "by": by, "at": AT.isoformat(), "also": []}


def case(kind: Any = None, chosen: str | None = None, by: str = "parent") -> Document:
    facts: dict[str, Any] = {}
    if chosen:
        facts["school"] = record({"name": "Before", "town": None, "urn": chosen, "la_code": None})
    if kind:
        facts[KIND] = record(kind[0], by)
    return Document("en", case=facts, matters=(Matter(("long_ban",)),))


def kind_after(schools: Schools, document: Document, urn: str | None) -> tuple[Any, Any]:
    """What kind of school it is after an answer, and whose word that is."""
    found = with_kind(schools, document, {"name": "Now", "urn": urn}, AT).records().get(KIND)
    return (found["value"], found["by"]) if found else (None, None)


def test_the_list_says_what_its_type_settles(schools: Schools) -> None:
    assert kind_after(schools, case(), HILL) == ("academy", REGISTER)
    assert kind_after(schools, case(), CLOUD) == (None, None)
    assert kind_after(schools, case(), None) == (None, None)
    assert kind_after(schools, case([None]), HILL) == ("academy", REGISTER)


def test_the_familys_own_word_about_a_school_stays(schools: Schools) -> None:
    assert kind_after(schools, case(["indoors"], HILL), HILL) == ("indoors", "parent")
    assert kind_after(schools, case(["indoors"]), HILL) == ("indoors", "parent")
    assert kind_after(schools, case(["indoors"], MEADOW), HILL) == ("academy", REGISTER)


def test_what_the_list_said_about_another_school_goes(schools: Schools) -> None:
    said = case(["maintained"], MEADOW, REGISTER)
    assert kind_after(schools, said, HILL) == ("academy", REGISTER)
    assert kind_after(schools, said, CLOUD) == (None, None)
    assert kind_after(schools, said, None) == (None, None)
    assert with_kind(schools, said, None, AT).records().get(KIND) is None


def test_a_measure_at_another_school_keeps_its_kind_to_itself(schools: Schools) -> None:
    other = Matter(("long_ban",), own=("school", KIND), number=2)
    document = Document("en", {KIND: record("maintained")}, (Matter(("long_ban",)), other), shown=2)
    found = with_kind(schools, document, {"name": "Now", "urn": HILL}, AT)
    assert found.records()[KIND]["value"] == "academy"
    assert found.showing(1).records()[KIND]["value"] == "maintained"


def test_a_type_without_a_number_goes_by_its_name(schools: Schools) -> None:
    assert schools.type_of(None, "hill SCHOOL") == schools.type_of("34", None)
    assert schools.type_of("99", "Hill school") is None
    assert schools.type_of(None, None) is None
