"""Schools as the official list has them, and what its types of school mean for the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.model.facts import Strict

Standing = Literal["open", "closed", "not_said"]
"""Whether a school takes pupils: "not_said" also for one that is only planned."""


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """One school of the list. `type_code` has no zeros in front; None where the list has no types.

    `before` is the name of a closed school that this one follows, where that one was looked for.
    """

    urn: str
    name: str
    town: str | None = None
    postcode: str | None = None
    la_code: str | None = None
    la_name: str | None = None
    type_code: str | None = None
    type_name: str | None = None
    standing: Standing = "not_said"
    before: str | None = None


class SchoolType(Strict):
    """One type of school in the official list, and the option of the kind of school it is.

    Without `kind` the type does not settle it, and the family is asked."""

    code: str
    name: str
    kind: str | None = None
    cite: tuple[str, ...] = ()
    note: str | None = None
