"""One case as JSON that people and other programs can read: in words first, then as it is stored.

English. The form is written down in docs/case-file.md; photos and papers are files beside it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from app.content.library import Library
from app.letters.edits import NO_EDITS
from app.model.letters import LetterPair
from app.render.text import text
from app.services import (
    casework,
    documents,
    evidence,
    interview,
    matters,
    my_say_records,
    sent_letters,
    told_answers,
)
from app.services import situation as situations
from app.services.casework import Held
from app.services.days import days
from app.services.desk_records import DeskRecord
from app.services.documents import Document
from app.services.evidence import TYPES, Index
from app.services.speaking import Speaker
from app.store.cases import CaseStore

FORMAT, VERSION = "exclusion-rights-case-readable", 1
FIRST_YEAR = (1980, 1, 1, 0, 0, 0)  # a zip file has to name a time; ours names no real one


@dataclass(frozen=True, slots=True)
class Source:
    """One case to be written down, and what is needed for it."""

    library: Library
    speaker: Speaker
    store: CaseStore
    held: Held
    record: DeskRecord
    now: datetime
    on: date


def written(source: Source, *, notes: bool) -> bytes:
    """The case as JSON. `notes`: also what the organisation keeps for itself."""
    document = source.held.document
    kept = evidence.index(source.store, source.held.open_case)
    found = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": source.now.isoformat(timespec="seconds"),
        "content": source.library.content_hash,
        "case_number": source.record.number,
        "family_reads": document.lang,
        "measures": [_measure(source, each.number) for each in document.matters],
        "letters_sent": list(_sent(source)),
        "letters_changed": list(_changed(source)),
        "the_childs_own_page": list(_say(source)),
        "photos_and_papers": list(_files(kept)),
        **(_own(source) if notes else {}),
        "document": json.loads(documents.write(document)),
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode()


def packed(source: Source, *, notes: bool) -> bytes:
    """The same in a zip file with the photos and papers beside it. Slow: call it in a thread."""
    held, made = source.held, io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        _add(file, "case.json", written(source, notes=notes))
        kept = evidence.index(source.store, held.open_case)
        for item, each in zip(kept.items, _files(kept), strict=True):
            _add(file, str(each["file"]), evidence.content(source.store, held.open_case, item))
    return made.getvalue()


def _add(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    file.writestr(zipfile.ZipInfo(name, FIRST_YEAR), content)


def _measure(source: Source, number: int) -> dict[str, Any]:
    document = source.held.document.showing(number)
    asked = interview.replay(source.library, document, source.on)
    found = situations.of(source.library, asked, source.on)
    parts = told_answers.parts(source.library, source.speaker, asked)
    return {
        "number": number,
        "what": matters.title(source.library, source.speaker, document).text,
        "answers": [
            {
                "part": part.title,
                "question": each.question,
                "answer": each.answer,
                "how_known": each.known,
                "differing": list(each.also),
                "fact": each.fact,
                **{name: value for name, value in each.record.items() if name != "also"},
            }
            for part in parts
            for each in part.told
        ],
        "missing": list(told_answers.open_questions(source.library, source.speaker, asked)),
        "days": [
            {
                "what": each.title.text,
                "who": each.who.label.text,
                "from": each.leaves[0].on.isoformat(),
                "to": each.leaves[-1].on.isoformat(),
                "sure": each.unsure is None,
                "state": each.state,
            }
            for each in days(found, source.speaker)
        ],
    }


def _sent(source: Source) -> Iterator[dict[str, Any]]:
    for each in sent_letters.every(source.store, source.held):
        pair = each.copy.pair
        own = None if pair.copy is None else _plain(replace(pair, english=pair.copy, covering=None))
        yield {
            "measure": each.matter,
            "letter": each.copy.letter,
            "title": pair.english.title,
            "sent_on": each.copy.on.isoformat(),
            "how": each.copy.how,
            "text": _plain(pair),
            "copy_language": None if pair.copy is None else pair.copy.lang,
            "copy": own,
        }


def _plain(pair: LetterPair) -> str:
    return text(pair)


def _changed(source: Source) -> Iterator[dict[str, Any]]:
    """What was changed in letters, block by block."""
    for matter in source.held.document.matters:
        held = replace(source.held, document=source.held.document.showing(matter.number))
        for letter in source.library.letters:
            made, _ = casework.edits_of(source.store, held, letter)
            if made != NO_EDITS:
                changes = made.model_dump(mode="json", exclude_defaults=True)
                yield {"measure": matter.number, "letter": letter, "changes": changes}


def _say(source: Source) -> Iterator[dict[str, Any]]:
    document: Document = source.held.document
    for matter in document.matters:
        held = replace(source.held, document=document.showing(matter.number))
        kept = my_say_records.opened(source.store, held)
        if kept.version:
            yield {"measure": matter.number, **asdict(kept.say)}


def _files(kept: Index) -> Iterator[dict[str, Any]]:
    for each in kept.items:
        ending = TYPES[each.kind][1]
        yield {
            "title": each.title,
            "from": each.on,
            "kind": each.kind,
            "pages": each.pages,
            "file": f"photos-and-papers/{each.kind}-{each.number}.{ending}",
        }


def _own(source: Source) -> dict[str, Any]:
    record = source.record
    beside = told_answers.notes(source.library, source.speaker, record.notes)
    return {
        "called": record.name,
        "began": record.began,
        "closed": record.closed,
        "tasks": [asdict(each) for each in record.tasks],
        "notes": [{"beside": each.question, "note": each.answer} for each in beside],
    }
