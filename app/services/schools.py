"""Schools for a family to choose from, and what follows from the one they chose.

The list says which kind of school it is only where its type settles that; the family has the last
word, and what they said themselves about a school stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.content.library import Library
from app.i18n.voice import Said
from app.model.schools import ListedSchool, SchoolType
from app.registers.schools import SchoolRegister
from app.services import interview
from app.services.documents import REGISTER, Document, Record
from app.services.speaking import Speaker
from app.services.views import OptionView, QuestionView, Words

CASE_WIDE = interview.CASE_WIDE


@dataclass(frozen=True, slots=True)
class Schools:
    """The list of schools, read with the content that says what its types mean."""

    library: Library
    register: SchoolRegister

    @property
    def is_loaded(self) -> bool:
        """Whether there is a list."""
        return self.register.is_loaded

    def like(self, name: str, town: str = "") -> tuple[ListedSchool, ...]:
        """Schools close to what was typed: at most eight, the likeliest first."""
        return self.register.search(name, town)

    def answer(self, urn: str) -> dict[str, Any] | None:
        """The school of a URN in the shape in which an answer is stored."""
        found = self.register.school(urn)
        if found is None:
            return None
        return {"name": found.name, "town": found.town, "urn": found.urn, "la_code": found.la_code}

    def kind(self, school: ListedSchool) -> str | None:
        """The option of the kind of school that its type settles."""
        found = self.type_of(school.type_code, school.type_name)
        return found.kind if found else None

    def type_of(self, code: str | None, name: str | None) -> SchoolType | None:
        """What content says about a type of school: by its code, or its name if it has no code."""
        types = self.library.school_types
        if code is not None or name is None:
            return types.get(code or "")
        named = name.casefold()
        return next((each for each in types.values() if each.name.casefold() == named), None)


def with_kind(schools: Schools, document: Document, chosen: Any, at: datetime) -> Document:
    """The case of a family that answers which school it is, with the kind of school that the list
    knows. An answer of the list about another school goes away."""
    slots = schools.library.slots
    records = document.records()
    told, before = records.get(slots.school_kind), _urn(records.get(slots.school, {}).get("value"))
    urn = _urn(chosen)
    by_list = told is not None and told.get("by") == REGISTER
    if told is not None and told["value"] is not None and not by_list and before in (None, urn):
        return document
    found = schools.register.school(urn) if urn else None
    kind = schools.kind(found) if found else None
    if kind is not None:
        record = {
            "value": kind,
            "known_from": "told",
            "by": REGISTER,
            "at": at.isoformat(timespec="seconds"),
        }
        return _put(schools.library, document, slots.school_kind, record)
    return _put(schools.library, document, slots.school_kind, None) if by_list else document


def offered(
    schools: Schools, speaker: Speaker, view: QuestionView, *, searched: bool
) -> QuestionView:
    """The question with the schools to choose from: those like what was typed if it was `searched`
    for, and the one chosen before."""
    chosen = view.fields.get("value", "")
    typed = (view.fields.get("school", ""), view.fields.get("town", ""))
    options = suggested(schools, speaker, typed, chosen) if searched else ()
    before = schools.register.school(chosen)
    if before is not None and not searched:
        options = (_option(speaker, before, checked=True),)
    said = found(speaker, options) if searched else None
    return replace(view, can_search=True, options=options, found=said)


def suggested(
    schools: Schools, speaker: Speaker, typed: tuple[str, str], chosen: str = ""
) -> tuple[OptionView, ...]:
    """Schools like a typed name and town, to choose from."""
    return tuple(
        _option(speaker, each, checked=each.urn == chosen) for each in schools.like(*typed)
    )


def found(speaker: Speaker, options: tuple[OptionView, ...]) -> Words:
    """How many schools were found."""
    if not options:
        said = speaker.voice.say(
            "We found no school like that. Check how it is written.", "service"
        )
        return Words(said.text, said.lang)
    count = len(options)
    said = speaker.voice.plural("We found {n} school.", "We found {n} schools.", count, "service")
    return Words(said.text.format(n=speaker.voice.number(count)), said.lang)


def _option(speaker: Speaker, school: ListedSchool, *, checked: bool) -> OptionView:
    place = ", ".join(each for each in (school.town or school.la_name, school.postcode) if each)
    return OptionView(school.urn, Words(school.name), _about(speaker, school, place), checked)


def _about(speaker: Speaker, school: ListedSchool, place: str) -> Words | None:
    """Where a school is, and what it was called before or that it is closed."""
    if school.before is not None and school.before != school.name:
        said = speaker.voice.say("{place}. Before: {name}", "service")
    elif school.standing == "closed":
        said = speaker.voice.say("{place}. This school is closed.", "service")
    else:
        said = Said("{place}", "en")
    text = said.text.format(place=place, name=school.before).removeprefix(". ")
    return Words(text, said.lang) if text else None


def _urn(answer: Any) -> str | None:
    return answer.get("urn") if isinstance(answer, Mapping) else None


def _put(library: Library, document: Document, fact: str, record: Record | None) -> Document:
    """The case with a record in its place, or without one."""
    matter = document.matter
    if library.facts[fact].scope == CASE_WIDE and fact not in matter.own:
        return replace(document, case=_with(document.case, fact, record))
    return document.with_matter(replace(matter, facts=_with(matter.facts, fact, record)))


def _with(records: Mapping[str, Record], fact: str, record: Record | None) -> dict[str, Record]:
    others = {name: each for name, each in records.items() if name != fact}
    return others if record is None else {**others, fact: record}
