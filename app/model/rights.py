"""Know-your-rights pages and the table of school kinds, as content: order and headings only.

What they say about the law is never here: provisions and decisions hold it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.model.clocks import Confidence
from app.model.facts import Strict


class RightsSection(Strict):
    """One heading, with the provisions and the decisions that belong under it, in order."""

    heading: str
    provisions: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


class Leaflet(Strict):
    """What of a page stands on one printed side. `do` are actions and `steps` stages of the
    process, in order. `days`, `rights` and `careful` name lines of decisions: their words, and of
    `days` the clocks too. `law` are provisions that stand among the rights."""

    do: tuple[str, ...]
    steps: tuple[str, ...] = ()
    days: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    rights: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    law: tuple[str, ...] = ()
    careful: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Every line that it names: the decision, and the line's id."""
        kinds = (self.days, self.rights, self.careful)
        return tuple((name, row) for kind in kinds for name, rows in kind.items() for row in rows)


class RightsPage(Strict):
    """One public page. `journeys` are the interviews it leads to, drawn as flow charts;
    `see` are other rights pages. `leaflet`: it is also printed as a sheet to hand out."""

    id: str
    kind: Literal["before", "measure", "stage", "beside", "not_ours"]
    title: str
    lead: str
    pictogram: str = "book"
    order: int = 50
    sections: tuple[RightsSection, ...] = ()
    journeys: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    leaflet: Leaflet | None = None


class KindCell(Strict):
    """What holds at one kind of school. `confidence` weakens what the cited provisions give."""

    says: str
    cite: tuple[str, ...]
    confidence: Confidence | None = None


class KindRow(Strict):
    """One step, side by side: `cells` by kind of school. `same`: yes, no, or only the name
    differs."""

    id: str
    step: str
    same: Literal["same", "differs", "name_only"]
    cells: dict[str, KindCell]


class Kinds(Strict):
    """The whole side-by-side table."""

    title: str
    lead: str
    rows: tuple[KindRow, ...] = Field(default=())
