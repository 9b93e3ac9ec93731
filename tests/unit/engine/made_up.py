"""Small made-up laws: facts and decisions written as content writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.engine.law import Law, compile_law
from app.engine.tables import Table, compile_version
from app.model.clocks import Clock
from app.model.facts import Fact
from app.model.provisions import Provision, Source
from app.model.rules import Decision
from tests.fixtures.calendars import A, compiled

ON = date(2026, 11, 23)
CALENDAR = compiled(A)
LONG_AGO = date(2012, 1, 1)
OPEN = {"is": "date", "assumed_from": "today"}

ACT = Source.model_validate({"id": "act", "title": "Act", "kind": "act", "from": LONG_AGO})
CITED = Provision.model_validate(
    {
        "id": "cited",
        "says": "So it is.",
        "force": "must",
        "on": "head",
        "found": [{"source": "act", "at": "s. 1", "confidence": "confirmed"}],
    }
)
Written = Mapping[str, Any]


def choice(*ids: str) -> dict[str, Any]:
    """A choice between options."""
    return {"is": "choice", "options": [{"id": each, "label": each} for each in ids]}


def fact(name: str, written: Written) -> Fact:
    """A fact as facts.yaml has it."""
    return Fact.model_validate({"id": name, "means": "Something.", **written})


def decision(name: str, *rows: Written, **more: Any) -> Decision:
    """A decision with one version, or with the `versions` given."""
    written = {"asks_whether": "Is it so?", "law_as_at": "when", **more}
    written.setdefault("versions", [{"from": LONG_AGO, "rows": [row(each) for each in rows]}])
    return Decision.model_validate({"id": name, **written})


def row(written: Written) -> dict[str, Any]:
    """A row that cites something."""
    return {"cite": ["cited"], **written}


def law(facts: Mapping[str, Written], *decisions: Decision) -> Law:
    """A law from facts and decisions; `when` is a date fact that is today while nobody knows."""
    every = {"when": OPEN, **facts}
    return compile_law(
        {name: fact(name, written) for name, written in every.items()},
        {each.id: each for each in decisions},
        {"cited": CITED},
        {"act": ACT},
    )


def table(facts: Mapping[str, Written], *rows: Written, **more: Any) -> Table:
    """One compiled table."""
    one = decision("it", *rows, **more)
    return compile_version(one, one.versions[0], law(facts, one).domains)


def clock(**written: Any) -> Clock:
    """A clock of somebody's, from `start`."""
    whole = {"count": 1, "unit": "school_days", "from": "start", "whose": "keepers", **written}
    return Clock.model_validate(whole)
