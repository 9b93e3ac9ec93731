"""What is counted over many families: dimensions, kinds of fault, and which tables are made.

Content, not law. A fault says what it looks like, never that somebody broke a rule. The words are
`says` and no labels: a language can be offered to families before they are translated.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.model.facts import Strict
from app.model.rules import When

FAULT = "fault"
"""The name of the kinds of fault in a table. A family may have several, or none."""


class CountedIf(Strict):
    """One way in which something counts: all cells hold, and certainly."""

    when: When = Field(default_factory=dict)


class PatternValue(Strict):
    """One value of a dimension, in words. With `rows`: the family is here if one of them holds."""

    id: str
    says: str
    rows: tuple[CountedIf, ...] = ()


class Dimension(Strict):
    """One thing by which families are counted. Its values are the options of the fact `from`, or
    the `values` that are written here, or those of a `kind`: the council of the school, or the
    term of the decision (with its `values` in the order of a school year)."""

    id: str
    says: str
    from_: str | None = Field(default=None, alias="from")
    kind: Literal["written", "council", "term"] = "written"
    values: tuple[PatternValue, ...] = ()


class Fault(Strict):
    """One kind of fault, in words. `definition` says exactly when it is counted."""

    id: str
    says: str
    definition: str
    rows: tuple[CountedIf, ...]


class Patterns(Strict):
    """All that is counted. `tables` names one or two dimensions each."""

    dimensions: tuple[Dimension, ...]
    faults: tuple[Fault, ...]
    tables: tuple[tuple[str, ...], ...]
