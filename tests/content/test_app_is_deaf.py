"""The application names no fact, decision, outcome, journey, letter, action or provision."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from app.content.library import Library
from app.content.load import load
from tests.fixtures.content import ROOT

APP = ROOT / "app"
CODE = sorted(APP.rglob("*.py"))
TEMPLATES = sorted((APP / "web" / "templates").rglob("*.html"))
OTHERS = sorted(
    path
    for kind in ("*.js", "*.css", "*.typ")
    for path in APP.rglob(kind)
    if "vendor" not in path.parts
)
PECULIAR = re.compile(r"[._-]")
QUOTED = re.compile(r"""["']([A-Za-z][\w.-]*)["']""")


@cache
def names() -> frozenset[str]:
    """Ids that mean something of the law: every journey, letter and decision; of the others those
    that no everyday word could be taken for."""
    library = load(ROOT)
    whole = {*library.journeys, *library.letters, *library.decisions}
    perhaps = {
        *library.facts, *library.law.part_of, *library.actions, *library.provisions,
        *library.sources, *library.parts, *library.recipients,
        *(each.id for each in library.process.stages),
        *(each.id for many in library.outcomes.values() for each in many.outcomes),
        *(option.id for fact in library.facts.values() for option in fact.options),
        *(row.id for row in _rows(library)),
    }  # fmt: skip
    return frozenset(whole | {each for each in perhaps if PECULIAR.search(each)}) - SHAPES


# Words of the app's own contract that content happens to use as well: an argument of a verb, the
# field of a fact that says how to find out, a unit in which families count.
SHAPES = frozenset({"first_class", "find_out", "lunchtimes"})
TOKEN = re.compile(r"[A-Za-z][\w.-]*\w")


def _rows(library: Library) -> Iterator[object]:
    for decision in library.decisions.values():
        for version in decision.versions:
            yield from version.rows


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a Python file, and every word of it that no everyday word could be."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
            words = TOKEN.findall(node.value)
            yield from ((node.lineno, word) for word in words if PECULIAR.search(word))


def said(path: Path) -> set[str]:
    heard = {(line, word) for line, word in literals(path) if word in names()}
    return {f"{path.relative_to(ROOT)}:{line} {word}" for line, word in heard}


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_is_deaf(path: Path) -> None:
    assert not said(path)


@pytest.mark.parametrize(
    "path", (*TEMPLATES, *OTHERS), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_pages_are_deaf(path: Path) -> None:
    found = set(QUOTED.findall(path.read_text(encoding="utf-8")))
    assert not found & names()


def test_the_ear_works(tmp_path: Path, content: Library) -> None:
    """The same search finds an id where there is one."""
    decision = next(iter(content.decisions))
    path = tmp_path / "loud.py"
    path.write_text(f'RULE = "{decision}"\n', encoding="utf-8")
    assert {text for _, text in literals(path) if text in names()} == {decision}
    assert QUOTED.findall(f'{{% if case == "{decision}" %}}') == [decision]
