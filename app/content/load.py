"""Folders to a Library, collecting every finding, each with file, line and remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.content import references, strict_yaml
from app.content.library import Library, Process
from app.content.shelves import NOT_LETTERS, SHELVES, Shelf
from app.content.strict_yaml import Document, Place, YamlFault
from app.engine import law as laws
from app.engine import worlds
from app.model.errors import ContentInvalid
from app.model.findings import Finding

BY_ID = (
    "sources", "provisions", "pages", "facts", "decisions", "outcomes", "questions", "journeys",
    "actions", "events", "rights", "reviews", "school_types", "letters", "parts",
    "recipients",
)  # fmt: skip
APPROVALS = "reviews"
IN_ORDER = ("glossary", "help", "first_page")


@dataclass(slots=True)
class Shelves:
    """What has been read so far. `places` says where each entry stands: (shelf, id) to file,
    document and place."""

    root: Path
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, Document, Place]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    digest: Any = field(default_factory=lambda: hashlib.blake2b(digest_size=12))

    def finding(
        self, shelf: str, entry: str, code: str, message: str, remedy: str = "", *inside: str | int
    ) -> None:
        """Note a fault at an entry, or at a place inside it."""
        file, document, place = self.places[(shelf, entry)]
        line = document.line((*place, *inside))
        self.findings.append(Finding(file, line, code, message, remedy))

    def misnamed(
        self, shelf: str, entry: str, wrong: tuple[str, str], message: str, remedy: str
    ) -> None:
        """Note a word that leads nowhere (`wrong`: code and word), where the entry has it."""
        code, word = wrong
        _, document, place = self.places[(shelf, entry)]
        inside = document.place_of(word, place)[len(place) :]
        self.finding(shelf, entry, code, message, remedy, *inside)


def load(root: Path) -> Library:
    """The content under `root`. Raises ContentInvalid with every finding."""
    shelves = Shelves(root)
    for shelf in SHELVES:
        _fill(shelves, shelf)
    if not shelves.findings:
        references.check(shelves)
    if shelves.findings:
        raise ContentInvalid(tuple(sorted(shelves.findings)))
    return _library(shelves)


def _fill(shelves: Shelves, shelf: Shelf) -> None:
    entries = shelves.entries.setdefault(shelf.name, {})
    for path in sorted(shelves.root.glob(shelf.pattern)):
        if shelf.name == "letters" and path.stem in NOT_LETTERS:
            continue
        file = path.relative_to(shelves.root).as_posix()
        written = path.read_bytes()
        shelves.digest.update(file.encode() + written)
        if shelf.name != APPROVALS:
            shelves.files[file] = hash_of(written)
        try:
            document = strict_yaml.read(path)
        except YamlFault as fault:
            shelves.findings.append(
                Finding(file, fault.line, "C101", fault.message, "See flows/README.md.")
            )
            continue
        for entry, place, content in _entries(shelf, path, document):
            _add(shelves, shelf, entries, (file, document, place), (entry, content))


def hash_of(written: bytes) -> str:
    """What names these very words of a file, in an approval."""
    return hashlib.blake2b(written, digest_size=12).hexdigest()


def _entries(shelf: Shelf, path: Path, document: Document) -> Iterator[tuple[str, Place, Any]]:
    content = document.content
    if shelf.reads_as == "single":
        yield shelf.name, (), content
    elif shelf.reads_as == "file":
        yield path.stem, (), _with_id(content, shelf.id_field, path.stem)
    elif shelf.reads_as == "dictionary" and isinstance(content, dict):
        for entry, each in content.items():
            yield entry, (entry,), _with_id(each, shelf.id_field, entry)
    elif isinstance(content, list):
        for index, each in enumerate(content):
            known = isinstance(each, dict) and shelf.id_field in each
            yield str(each[shelf.id_field]) if known else f"#{index}", (index,), each
    elif content is not None:
        yield path.stem, (), content  # the model says what is wrong with it


def _with_id(content: Any, field_: str, entry: str) -> Any:
    return {field_: entry, **content} if isinstance(content, dict) else content


def _add(
    shelves: Shelves,
    shelf: Shelf,
    entries: dict[str, Any],
    where: tuple[str, Document, Place],
    what: tuple[str, Any],
) -> None:
    file, document, place = where
    entry, content = what
    if entry in entries:
        line = document.line(place)
        message = f'"{entry}" is there twice'
        shelves.findings.append(Finding(file, line, "C103", message, "Give one another id."))
        return
    try:
        entries[entry] = shelf.model.model_validate(content)
        shelves.places[(shelf.name, entry)] = where
    except ValidationError as error:
        for fault in error.errors():
            inside = tuple(each for each in fault["loc"] if isinstance(each, str | int))
            line = document.line((*place, *inside))
            said = f"{'.'.join(map(str, inside)) or entry}: {fault['msg']}"
            shelves.findings.append(Finding(file, line, "C102", said))


def _library(shelves: Shelves) -> Library:
    entries = shelves.entries
    law = laws.compile_law(
        entries["facts"], entries["decisions"], entries["provisions"], entries["sources"]
    )
    usual = entries["usual_years"]["usual_years"]
    process = entries["process"]["process"]
    by_id: dict[str, Any] = {name: entries[name] for name in BY_ID}
    in_order: dict[str, Any] = {name: tuple(entries[name].values()) for name in IN_ORDER}
    return Library(
        **by_id,
        **in_order,
        kinds=entries["kinds"].get("kinds"),
        hints=entries["hints"].get("hints"),
        my_say=entries["my_say"].get("my_say"),
        patterns=entries["patterns"].get("patterns"),
        usual_years=usual.years,
        usual_worked_out_on=usual.worked_out_on,
        process=Process({each.id: each for each in process.actors}, process.stages),
        slots=entries["slots"]["slots"],
        law=law,
        files=shelves.files,
        shared=worlds.shared_facts(law),
        content_hash=shelves.digest.hexdigest(),
    )
