"""A report for each language: what must be put right, what is worth a look, how much there is.

A failure stops the build. A draft is none, also where it carries law: the page shows the English
with it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polib

from app.content.library import Library
from app.i18n import catalogue, catalogues, faults, review
from app.i18n.lexicon import Terms
from app.i18n.packed import key_of
from app.i18n.standing import LEVELS
from app.i18n.template import POT
from app.i18n.voice import Key
from app.model.findings import Finding

LOCALES = "locales"
TEMPLATES = Path(__file__).parents[1] / "web" / "templates"
BUTTON = re.compile(r"<(button|summary)\b.*?</\1>", re.DOTALL)
SAID = re.compile(r"""\b_t?\(\s*(?:"([^"]+)"|'([^']+)')""")
MSGFMT = "msgfmt"
PATIENCE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Report:
    """A language. `coverage`: share of what counts that can be said, 0 to 1. `length`: letters for
    each letter of English. `levels`: messages by how far they have come; `alone`: messages that
    two people have checked."""

    lang: str
    messages: int
    translated: int
    coverage: float
    is_offered: bool
    length: float
    levels: dict[str, int]
    alone: int
    failures: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


def reports(library: Library, root: Path, wanted: Sequence[str] = ()) -> Iterator[Report]:
    """The languages of `wanted`, or all. Raises ContentInvalid."""
    locales = root / LOCALES
    spoken = catalogues.load(locales, library)
    terms, buttons, now = Terms(library.glossary), labels(TEMPLATES), _now(locales)
    for lang in wanted or catalogues.languages_in(locales):
        failures = (
            *faults.of_language(locales, lang),
            *(faults.stale(locales, lang, now) if now else ()),
            *_compiled(locales, lang),
        )
        warnings = faults.worth_a_look(locales, lang, terms, buttons.__contains__)
        sheet = review.sheet(locales, lang)
        covered = spoken.coverage[lang]
        standings = [each.standing for each in sheet]
        yield Report(
            lang=lang,
            messages=len(now) or len(sheet),
            translated=len(sheet),
            coverage=covered.asking,
            is_offered=covered.is_enough,
            length=_length(sheet),
            levels={level: sum(s.level == level for s in standings) for level in LEVELS},
            alone=sum(each.stands_alone for each in standings),
            failures=tuple(sorted(failures)),
            warnings=warnings,
        )


def labels(templates: Path) -> frozenset[str]:
    """The English on every button of the templates."""
    return frozenset(
        found[1] or found[2]
        for path in templates.rglob("*.html")
        for button in BUTTON.finditer(path.read_text(encoding="utf-8"))
        for found in SAID.finditer(button[0])
    )


def table(found: Iterable[Report]) -> Iterator[str]:
    """One line for each language, and a line with warnings by their code."""
    yield "language  messages  translated  coverage  length  draft  alone  failures  warnings"
    for each in found:
        yield (
            f"{each.lang:<8}  {each.messages:>8}  {each.translated:>10}  {each.coverage:>8.1%}"
            f"  {each.length:>6.2f}  {each.levels['draft']:>5}  {each.alone:>5}"
            f"  {len(each.failures):>8}  {_codes(each.warnings)}"
        )


def as_json(report: Report) -> dict[str, Any]:
    """Everything of a report, for programs."""
    told = {name: getattr(report, name) for name in Report.__slots__}
    return told | {
        name: [
            {"file": f.file, "line": f.line, "code": f.code, "says": f.message, "text": f.remedy}
            for f in getattr(report, name)
        ]
        for name in ("failures", "warnings")
    }


def _codes(found: Iterable[Finding]) -> str:
    counted = Counter(each.code for each in found)
    return ", ".join(f"{code} {count}" for code, count in sorted(counted.items())) or "0"


def _now(locales: Path) -> frozenset[Key]:
    """What the English says now; nothing where there is no template."""
    path = locales / POT
    if not path.is_file():
        return frozenset()
    return frozenset(key_of(each) for each in polib.pofile(str(path), encoding="utf-8"))


def _length(sheet: Iterable[review.Line]) -> float:
    pairs = [(len(each.forms[-1]), len(each.english)) for each in sheet]
    return sum(said for said, _ in pairs) / max(1, sum(english for _, english in pairs))


def _compiled(locales: Path, lang: str) -> Iterator[Finding]:
    """What gettext's own program says, where it is installed."""
    program = shutil.which(MSGFMT)
    if program is None:
        return
    po = catalogue.path_of(locales, lang)
    command = [program, "--check-format", "--check-domain", "--output-file=-", str(po)]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        said = said or [f"{MSGFMT} stopped with {done.returncode} and gave no reason"]
        yield Finding(catalogue.place_of(locales, lang), 1, "C815", said[0], "\n".join(said[1:4]))
