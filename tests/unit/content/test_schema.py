"""The schemas that editors use say what the files really hold."""

from __future__ import annotations

from typing import Any

import pytest

from app.content import schema, strict_yaml
from app.content.shelves import NOT_LETTERS, SHELVES, Shelf
from tests.fixtures.content import KITCHEN_SINK


def resolved(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    name = part.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = whole["$defs"][name] if name else part
    return found


def entry_of(shelf: Shelf, whole: dict[str, Any]) -> dict[str, Any]:
    part = whole.get("items") or whole
    if shelf.reads_as == "dictionary":
        part = whole["additionalProperties"]
    return resolved(part, whole)


def entries(shelf: Shelf) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in KITCHEN_SINK.glob(shelf.pattern):
        if shelf.name == "letters" and path.stem in NOT_LETTERS:
            continue
        content = strict_yaml.read(path).content
        if shelf.reads_as == "list":
            found += content
        elif shelf.reads_as == "dictionary":
            found += content.values()
        else:
            found.append(content)
    return found


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_every_file_of_the_kitchen_sink_fits_its_schema(shelf: Shelf) -> None:
    entry = entry_of(shelf, schema.of(shelf.name))
    written = entries(shelf)
    assert written
    for each in written:
        assert set(each) <= set(entry["properties"])
        assert set(entry.get("required", ())) <= set(each)


def test_the_name_of_an_entry_is_not_written_twice() -> None:
    for name in ("facts", "decisions", "letters", "recipients"):
        shelf = next(each for each in SHELVES if each.name == name)
        assert "id" not in entry_of(shelf, schema.of(name))["properties"]
    listed = next(each for each in SHELVES if each.name == "sources")
    assert "id" in entry_of(listed, schema.of("sources"))["required"]


def test_yes_and_no_are_words() -> None:
    assert '"boolean"' not in str(schema.of("facts")).replace("'", '"')
    entry = entry_of(next(each for each in SHELVES if each.name == "facts"), schema.of("facts"))
    assert entry["properties"]["sensitive"]["enum"] == ["yes", "no"]


def test_the_shelves_are_named_in_their_order() -> None:
    assert schema.names() == tuple(dict.fromkeys(each.name for each in SHELVES))
    with pytest.raises(KeyError):
        schema.of("cellar")
