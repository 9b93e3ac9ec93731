"""Messages written in templates and in Python. Knows what translation is called there."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.extract import extract
from babel.util import pathmatch

from app.i18n.messages import Message
from app.model.findings import Finding

CODE = "app"
KEYWORDS: dict[str, Any] = {
    "_": (1,), "_t": (1,), "_n": (1, 2), "_p": ((1, "c"), 2), "_tn": (1, 2), "_tp": ((1, "c"), 2),
}  # fmt: skip
"""What templates call: plain, counted (one, other), with a context first; `t` gives text."""
SPOKEN = {"say": 1, "words": 1, "filled": 1, "paired": 1, "mark": 1, "plural": 2}
"""What Python calls, and how many arguments are English. The context follows (after `n`)."""
COMMENT = "translators:"


def of_templates(root: Path) -> Iterator[Message]:
    """Messages of the files that pyproject.toml maps to an extractor of Babel."""
    with (root / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    for path in sorted((root / CODE).rglob("*.*")):
        place = path.relative_to(root).as_posix()
        methods = (each["method"] for each in mappings if pathmatch(each["pattern"], place))
        method = next(methods, None)
        if method and path.is_file():
            with path.open("rb") as file:
                for _, said, comments, context in extract(
                    method,
                    file,
                    keywords=KEYWORDS,
                    comment_tags=(COMMENT,),
                    strip_comment_tags=True,
                ):
                    one, other = said if isinstance(said, tuple) else (said, None)
                    yield Message(context or "", one, other, tuple(comments), (place,))


def of_python(root: Path, findings: list[Finding]) -> Iterator[Message]:
    """Messages that Python says by their literal words. Adds what translators would miss."""
    for path in sorted((root / CODE).rglob("*.py")):
        place = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
            if _called(call) in SPOKEN:
                yield from _spoken(call, place, findings)


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _spoken(node: ast.Call, place: str, findings: list[Finding]) -> Iterator[Message]:
    count = SPOKEN[_called(node)]
    said, rest = node.args[:count], node.args[count:]
    if any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in said):
        remedy = "Say one whole sentence with named placeholders."
        findings.append(Finding(place, node.lineno, "C811", "words are put together", remedy))
        return
    words = [each.value for each in said if isinstance(each, ast.Constant)]
    if len(words) != count or not all(isinstance(each, str) for each in words):
        return  # words of the content, found there
    context = _context(rest[count - 1 :], node.keywords)
    if context is None:
        remedy = "Give the context as a literal, like the words."
        findings.append(Finding(place, node.lineno, "C812", "the context is not fixed", remedy))
        return
    plural = str(words[1]) if count > 1 else None
    yield Message(context, str(words[0]), plural, places=(place,))


def _context(rest: list[ast.expr], keywords: list[ast.keyword]) -> str | None:
    named = [each.value for each in keywords if each.arg == "context"]
    given = [*rest, *named]
    if not given:
        return ""
    first = given[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
