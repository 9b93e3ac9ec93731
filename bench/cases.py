"""The made-up families of `cases.yaml`: their answers, as stored and as the engine reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.content import strict_yaml

FILE = Path(__file__).with_name("cases.yaml")


@dataclass(frozen=True, slots=True)
class Case:
    """One family. `answers` are plain JSON by fact, in the order of its interview."""

    name: str
    journey: str
    answers: Mapping[str, Any]
    rough: bool


@dataclass(frozen=True, slots=True)
class Cases:
    """All families, and the day on which they are looked at."""

    on: date
    certain: tuple[Case, ...]
    rough: tuple[Case, ...]


@lru_cache
def read() -> Cases:
    """Every case of the file."""
    content = strict_yaml.read(FILE).content
    found = [
        Case(each["name"], each["journey"], _json(each["answers"]), each.get("rough") == "yes")
        for each in content["cases"]
    ]
    return Cases(
        content["on"],
        tuple(each for each in found if not each.rough),
        tuple(each for each in found if each.rough),
    )


def _json(written: Any) -> Any:
    """Dates as ISO words, as a case is stored."""
    if isinstance(written, date):
        return written.isoformat()
    if isinstance(written, dict):
        return {key: _json(each) for key, each in written.items()}
    return [_json(each) for each in written] if isinstance(written, list) else written
