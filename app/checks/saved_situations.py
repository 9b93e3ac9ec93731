"""The saved situations (tests/scenarios) thought through twice: which would a change alter?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.content.library import Library
from app.engine.conclusions import deadline_of
from app.model.assessment import Conclusion
from app.model.errors import FactProblem
from app.services import law_words, scenario_file
from app.services.scenario_file import Scenario

FOLDER = Path("tests/scenarios")
NEW = "this content has facts that the approved content has not"


@dataclass(frozen=True, slots=True)
class Altered:
    """One conclusion of one saved situation, as approved and as it is now, in words."""

    situation: str
    decision: str
    before: str
    after: str


def altered(root: Path, approved: Library, now: Library, today: date) -> Iterator[Altered]:
    """Every conclusion of a saved situation that differs. Raises FileUnusable."""
    for path in sorted((root / FOLDER).glob("*/*.yaml")):
        name = path.relative_to(root / FOLDER).with_suffix("").as_posix()
        yield from _altered(name, scenario_file.read(path, today), approved, now)


def _altered(name: str, saved: Scenario, approved: Library, now: Library) -> Iterator[Altered]:
    after = _concluded(now, saved)
    try:
        before = _concluded(approved, saved)
    except FactProblem:
        yield Altered(name, "", NEW, "")
        return
    for decision in dict.fromkeys((*before, *after)):
        was, is_ = before.get(decision, "not decided"), after.get(decision, "not decided")
        if was != is_:
            yield Altered(name, decision, was, is_)


def _concluded(library: Library, saved: Scenario) -> dict[str, str]:
    found = scenario_file.of(library, saved).assessment
    return {decision: _in_words(each) for decision, each in found.conclusions.items()}


def _in_words(conclusion: Conclusion) -> str:
    sure = ", ".join(sorted({each.then for each in conclusion.alternatives}))
    perhaps = ", ".join(sorted({each.then for each in conclusion.possible}))
    limit = deadline_of(conclusion)
    said = [sure or "nothing", f"perhaps {perhaps}" if perhaps else ""]
    if limit is not None:
        ends = dict.fromkeys(each for each in (limit.earliest, limit.latest) if each)
        said.append(" to ".join(law_words.day(each) for each in ends))
    return "; ".join(each for each in said if each)
