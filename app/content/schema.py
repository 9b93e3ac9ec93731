"""JSON Schema of the content files, for editors: one document for each shelf. Made on demand."""

from __future__ import annotations

from typing import Any, assert_never

from app.content.shelves import SHELVES, Shelf

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
WORDS: Schema = {"enum": ["yes", "no"]}


def names() -> tuple[str, ...]:
    """The shelves, in the order in which they are read."""
    return tuple(dict.fromkeys(each.name for each in SHELVES))


def of(name: str) -> Schema:
    """The schema of every file on a shelf. Raises KeyError."""
    shelf = {each.name: each for each in reversed(SHELVES)}[name]
    found: Schema = _words(shelf.model.model_json_schema())
    definitions = found.pop("$defs", {})
    made = {"$schema": DRAFT, **_file(shelf, found), "title": f"{shelf.name}: {shelf.pattern}"}
    return made | ({"$defs": definitions} if definitions else {})


def _file(shelf: Shelf, entry: Schema) -> Schema:
    match shelf.reads_as:
        case "list":
            return {"type": "array", "items": entry}
        case "dictionary":
            return {"type": "object", "additionalProperties": _named(shelf, entry)}
        case "file":
            return _named(shelf, entry)
        case "single":
            return entry
        case _:
            assert_never(shelf.reads_as)


def _named(shelf: Shelf, entry: Schema) -> Schema:
    """An entry whose id is the name it stands under."""
    left = {name: each for name, each in entry["properties"].items() if name != shelf.id_field}
    required = [name for name in entry.get("required", ()) if name != shelf.id_field]
    return entry | {"properties": left, "required": required}


def _words(schema: Any) -> Any:
    """Content has no booleans: `yes` and `no` are words there."""
    if isinstance(schema, list):
        return [_words(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "boolean":
        kept = {name: each for name, each in schema.items() if name not in ("type", "default")}
        return kept | WORDS
    return {name: _words(each) for name, each in schema.items()}
