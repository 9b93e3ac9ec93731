"""YAML as authors may write it: words, numbers, dates. Knows lines, refuses surprises.

`yes` and `no` stay words; a key written twice is refused; there are no tags and no merges. A part
may be named (`&name`) and used again (`*name`) in the same file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import Node, ScalarNode, SequenceNode

Place = tuple[str | int, ...]

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOTHING = {"", "null", "~"}
PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map")}
DEEPEST = 30  # levels; far below what any file has


class YamlFault(Exception):
    """The file is not YAML as we allow it. `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and on which line each place in it starts."""

    content: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def place_of(self, word: str, around: Place) -> Place:
        """The first place inside `around` where a word stands as a key or as a value."""
        for place in self.lines:
            if place[: len(around)] == around and word in (*place[-1:], self._at(place)):
                return place
        return around

    def _at(self, place: Place) -> Any:
        found = self.content
        for step in place:
            found = found[step]
        return found


class _Loader(yaml.CSafeLoader):
    """Everything is a word until `_scalar` looks at it."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the library reads it so


def read(path: Path) -> Document:
    """The content of a YAML file. Raises YamlFault."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise YamlFault(1, "the file is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise YamlFault(line, str(error.problem or "not YAML")) from error
    except yaml.YAMLError as error:
        raise YamlFault(1, str(error)) from error
    lines: dict[Place, int] = {}
    return Document(_built(node, (), lines) if node else None, lines)


def _built(node: Node, place: Place, lines: dict[Place, int]) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if node.tag not in PLAIN_TAGS:
        raise YamlFault(line, f"tags like {node.tag} are not used here")
    if len(place) > DEEPEST:
        raise YamlFault(line, "a part contains itself")
    if isinstance(node, ScalarNode):
        return _scalar(node)
    if isinstance(node, SequenceNode):
        return [_built(each, (*place, index), lines) for index, each in enumerate(node.value)]
    return _mapping(node, place, lines)


def _mapping(node: Node, place: Place, lines: dict[Place, int]) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            raise YamlFault(line, "a key must be one word")
        key = key_node.value
        if key in found:
            raise YamlFault(line, f'"{key}" is written twice')
        if key == "<<":
            raise YamlFault(line, "merging keys is not used here; write it out")
        lines[(*place, key)] = line
        found[key] = _built(value_node, (*place, key), lines)
    return found


def _scalar(node: ScalarNode) -> Any:
    written: str = node.value
    if node.style:  # quoted or a block: always words
        return written
    if written in NOTHING:
        return None
    if INTEGER.fullmatch(written):
        return int(written)
    if DECIMAL.fullmatch(written):
        return float(written)
    if DAY.fullmatch(written):
        try:
            return date.fromisoformat(written)
        except ValueError as error:
            line = node.start_mark.line + 1
            raise YamlFault(line, f"{written} is not a day of the calendar") from error
    return written
