"""What other programs can ask about: the vocabulary, the journeys and the letters, from content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from app.content.library import Library
from app.model.facts import Fact
from app.model.journeys import Asked, Journey
from app.services import answers, api_facts, questions
from app.services.api_shapes import (
    AskedShape,
    FactShape,
    FactsShape,
    JourneyShape,
    JourneysShape,
    LetterShape,
    LettersShape,
    OptionShape,
    RangeShape,
    SectionShape,
)

Schema = dict[str, Any]

DAY: Schema = {"type": "string", "format": "date"}
NULL: Schema = {"type": "null"}
AMOUNTS = [*answers.AMOUNTS, "unknown"]


@lru_cache(maxsize=4)
def facts(library: Library) -> FactsShape:
    """The vocabulary, in the order of content."""
    return FactsShape(
        content_hash=library.content_hash,
        facts=tuple(_fact(library, each) for each in library.facts.values()),
    )


@lru_cache(maxsize=4)
def journeys(library: Library) -> JourneysShape:
    """Every journey with its questions, by its order."""
    found = sorted(library.journeys.values(), key=lambda each: (each.order, each.id))
    return JourneysShape(
        content_hash=library.content_hash,
        journeys=tuple(_journey(library, each) for each in found),
    )


def letters(library: Library, formats: tuple[str, ...], languages: tuple[str, ...]) -> LettersShape:
    """Every letter and document, by its order."""
    found = sorted(library.letters.values(), key=lambda each: (each.order, each.id))
    return LettersShape(
        content_hash=library.content_hash,
        letters=tuple(
            LetterShape(
                id=each.id,
                kind=each.kind,
                code=each.code,
                title=each.title,
                does=each.does,
                to=library.recipients[each.to].label,
                by=each.by,
                available_when=each.available_when,
            )
            for each in found
        ),
        formats=formats,
        languages=languages,
    )


def shape(fact: Fact) -> Schema:
    """The JSON Schema of a fact's value. null is "not sure"."""
    return SHAPES[fact.is_](fact)


def _fact(library: Library, fact: Fact) -> FactShape:
    options = tuple(
        OptionShape(id=each.id, label=each.label, hint=each.hint) for each in fact.options
    )
    derived = fact.derive is not None
    return FactShape(
        id=fact.id,
        means=fact.means,
        type=fact.is_,
        scope=fact.scope,
        options=options,
        range=_range(library, fact),
        derived_from=api_facts.asked(library, [fact.id]) if derived else None,
        assumed_from=fact.assumed_from,
        yours_to_decide=fact.yours_to_decide,
        sensitive=fact.sensitive,
        find_out=fact.find_out,
        shape=None if derived else shape(fact),
    )


def _range(library: Library, fact: Fact) -> RangeShape | None:
    if fact.from_ is None and fact.to is None:
        return None
    first: float | str | date | None = fact.from_
    if first == questions.LAW:
        first = questions.first_law(library)
    counted = fact.is_ in ("number", "parts_of_day")
    return RangeShape(from_=first, to=fact.to, step=fact.step if counted else None)


def _journey(library: Library, journey: Journey) -> JourneyShape:
    return JourneyShape(
        id=journey.id,
        title=journey.title,
        lead=journey.lead,
        found_under=journey.found_under,
        assumes=journey.assumes,
        works_out=journey.works_out,
        leads_to=journey.leads_to,
        says=journey.says,
        sections=tuple(
            SectionShape(
                id=section.id,
                title=section.title,
                questions=tuple(_asked(library, each) for each in section.questions),
            )
            for section in journey.sections
        ),
    )


def _asked(library: Library, asked: Asked) -> AskedShape:
    words = library.questions[asked.asks]
    return AskedShape(
        fact=asked.asks,
        question=words.question,
        hint=words.hint,
        not_sure=words.not_sure,
        may_skip=words.may_skip,
        later=asked.later,
        only_if=asked.only_if,
        otherwise=asked.otherwise,
    )


def _ids(fact: Fact) -> Schema:
    return {"type": "string", "enum": [each.id for each in fact.options] or ["yes", "no"]}


def _object(properties: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required or properties),
        "additionalProperties": False,
    }


def _any(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _or_range(one: Schema) -> Schema:
    return _any(one, _object({"from": one, "to": one}), NULL)


def _choice(fact: Fact) -> Schema:
    several = {"type": "array", "items": _ids(fact), "minItems": 1}
    return _any(_ids(fact), _object({"one_of": several}), NULL)


def _choices(fact: Fact) -> Schema:
    return _any({"type": "array", "items": _ids(fact), "uniqueItems": True}, NULL)


def _count(fact: Fact) -> Schema:
    high = fact.to if isinstance(fact.to, int | float) else answers.LONGEST_COUNT
    low = fact.from_ if isinstance(fact.from_, int | float) else 0
    return {"type": "number", "minimum": low, "maximum": high, "multipleOf": fact.step}


def _number(fact: Fact) -> Schema:
    return _or_range(_count(fact))


def _parts_of_day(fact: Fact) -> Schema:
    counted = _or_range({"type": "number", "exclusiveMinimum": 0})
    what = {"type": "string", "enum": AMOUNTS}
    return _any(_count(fact), _object({"what": what, "count": counted}, ("what",)), NULL)


def _list(entry: Schema, most: int = answers.MOST_ENTRIES) -> Schema:
    return _any({"type": "array", "items": entry, "maxItems": most}, NULL)


def _days(_: Fact) -> Schema:
    entry = _object({"on": DAY, "reason": {"type": "string", "maxLength": 200}}, ("on",))
    return _list(entry, answers.MOST_DAYS)


def _history(_: Fact) -> Schema:
    count = {"type": "number", "minimum": 0, "maximum": answers.LONGEST_COUNT}
    what = {"type": "string", "enum": AMOUNTS}
    parts = {"first_day": _or_range(DAY), "what": what, "count": _or_range(count)}
    return _list(_object(parts, ("what",)))


def _school(_: Fact) -> Schema:
    word: Schema = {"type": ["string", "null"]}
    name: Schema = {"type": "string", "maxLength": answers.LONGEST_TEXT}
    parts = {"name": name, "town": word, "urn": word, "la_code": word}
    return _any(_object(parts, ("name",)), NULL)


def _text(_: Fact) -> Schema:
    return _any({"type": "string", "maxLength": answers.LONGEST_TEXT}, NULL)


SHAPES: Mapping[str, Callable[[Fact], Schema]] = {
    "choice": _choice,
    "choices": _choices,
    "yes_no": _choice,
    "number": _number,
    "date": lambda _: _or_range(DAY),
    "days": _days,
    "parts_of_day": _parts_of_day,
    "history": _history,
    "school": _school,
    "text": _text,
    "name": _text,
    "address": _text,
}
