"""What the API answers about schools: the list's own words, and the kind that its types settle."""

from __future__ import annotations

from pydantic import Field

from app.content.library import Library
from app.model.schools import ListedSchool, Standing
from app.services.api_shapes import Shape
from app.services.schools import Schools


class SchoolShape(Shape):
    """One school. `kind` is an option of the fact that holds the kind of school; null where the
    list does not settle it."""

    urn: str
    name: str
    town: str | None
    postcode: str | None
    la_code: str | None = Field(description="Number of the council in lists of the Department.")
    la_name: str | None
    standing: Standing
    kind: str | None
    before: str | None = Field(description="Name of the closed school that this one follows.")


class SchoolsShape(Shape):
    """Schools found, the likeliest first, open ones before others."""

    loaded: bool = Field(default=False, description="Whether there is a list of schools here.")
    date: str | None = Field(default=None, description="Day or month of the list, as far as known.")
    schools: tuple[SchoolShape, ...] = ()


def like(schools: Schools | None, text: str) -> SchoolsShape:
    """Schools close to a text. Without a list there are none."""
    facts = schools.register.facts() if schools else {}
    if schools is None or not facts:
        return SchoolsShape()
    found = tuple(_shape(schools, each) for each in schools.like(text))
    return SchoolsShape(loaded=True, date=facts.get("date") or None, schools=found)


def example(library: Library) -> SchoolsShape:
    """What an answer looks like: a school that does not exist, of a type that content knows."""
    kind = next((each.kind for each in library.school_types.values() if each.kind), None)
    school = SchoolShape(
        urn="999999",
        name="Example School",
        town="Exampletown",
        postcode=None,
        la_code="999",
        la_name="Exampletown",
        standing="open",
        kind=kind,
        before="Old Example School",
    )
    return SchoolsShape(loaded=True, date="2026-11-18", schools=(school,))


def _shape(schools: Schools, school: ListedSchool) -> SchoolShape:
    return SchoolShape(
        urn=school.urn,
        name=school.name,
        town=school.town,
        postcode=school.postcode,
        la_code=school.la_code,
        la_name=school.la_name,
        standing=school.standing,
        kind=schools.kind(school),
        before=school.before,
    )
