"""Made-up families, so that a reviewer sees a sentence on the page where it stands.

Their answers are content (`locales/samples.yaml`). Knows no real case and no page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.content import strict_yaml
from app.model.facts import Strict
from app.services.documents import Document, Matter

FILE = "samples.yaml"


class Sample(Strict):
    """One family: the journey it takes, and its answers by fact."""

    name: str
    journey: str
    answers: dict[str, Any]


class Samples(Strict):
    """All families, looked at on one day."""

    on: dt.date
    cases: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class SampleCases:
    """Their cases as they would be stored."""

    on: dt.date
    documents: tuple[Document, ...]


def read(locales: Path) -> SampleCases:
    """The families of a folder of languages; none without the file."""
    path = locales / FILE
    if not path.is_file():
        return SampleCases(dt.date.min, ())
    found = TypeAdapter(Samples).validate_python(strict_yaml.read(path).content)
    return SampleCases(found.on, tuple(_document(each) for each in found.cases))


def _document(sample: Sample) -> Document:
    answers = {fact: {"value": _plain(value)} for fact, value in sample.answers.items()}
    return Document("en", matters=(Matter((sample.journey,), answers),))


def _plain(value: Any) -> Any:
    """Dates as a case stores them."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value
