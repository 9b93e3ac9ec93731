"""Where the law is written: sources by edition, and provisions with stable ids."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from app.model.clocks import Confidence
from app.model.facts import Strict

Force = Literal["must", "should", "may"]
Need = Literal[
    "exclusion", "sen", "discrimination", "gypsy_roma_traveller", "care", "young_person",
    "immigration_language", "crime", "mental_health", "legal_aid", "council", "parents",
]  # fmt: skip


class Source(Strict):
    """One document in one edition. `edition_of` groups editions: each ends as the next begins.
    `used_from`: `from` is not its own first day, only the day before which we do not use it."""

    id: str
    title: str
    kind: Literal["act", "regulations", "guidance", "case", "other"]
    from_: date = Field(alias="from")
    edition: str | None = None
    edition_of: str | None = None
    used_from: bool = False


class Found(Strict):
    """Where one edition says it. `at` is a pinpoint, or one for each kind of school, or
    `not confirmed` (prints title and edition only)."""

    source: str
    at: str | dict[str, str]
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    confidence: Confidence


class Provision(Strict):
    """One statement of law in our own plain words."""

    id: str
    says: str
    force: Force
    on: str
    found: tuple[Found, ...]
    note: str | None = None


class Term(Strict):
    """One term of the field with its plain meaning and words we do not use for it."""

    id: str
    term: str
    plain: str
    avoid: tuple[str, ...] = ()
    keep_english: bool = False
    note: str | None = None


class Contact(Strict):
    """One contact detail as it was found. A number is shown for six months after `checked`."""

    number: str
    source: str
    checked: date
    says: str | None = None


class Help(Strict):
    """One organisation: website first. `when` says for whom; `area` is free text for people.

    `needs` and `areas` are what the public list is filtered by: England, or names of regions,
    councils and nations, as they are said."""

    id: str
    name: str
    website: str | None = None
    does: str
    limits: str | None = None
    area: str | None = None
    areas: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    languages: tuple[str, ...] = ()
    when: dict[str, str | float | bool | list[str]] = Field(default_factory=dict)
    contact: Contact | None = None
    order: int = 50
