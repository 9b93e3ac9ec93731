"""The same reasoning as JSON. Stateless: nothing that is sent is stored or logged.

Facts are worked out in a thread: what a program sends never holds up a family's page.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from app.content.library import Library
from app.model.calendar import OwnDays
from app.services import api_catalogue, api_facts, api_views, calendars, letter_files, letter_shelf
from app.services import situation as situations
from app.services.api_shapes import AssessmentShape, FactsShape, JourneysShape, LettersShape
from app.services.letter_files import TYPES, Format
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.web import api_document
from app.web.api_problems import ProblemRoute, Refused, problems
from app.web.api_shapes import AssessBody, LetterBody
from app.web.deps import PartsOf
from app.web.parts import Parts
from app.web.routes import api_schools
from app.web.visit import LONDON, Visit

SCHEMA = "/api/v1/openapi.json"
MORE_THAN_THREE = "more_than_three_terms"
PUBLIC = "public, max-age=3600"


v1 = APIRouter(prefix="/api/v1", route_class=ProblemRoute)


@v1.post("/assess", responses=problems(400, 422), summary="What follows from facts")
def assess(body: AssessBody, parts: PartsOf) -> AssessmentShape:
    """Conclusions with their reasons, time limits as ranges, and what is still open.

    The school's own calendar may be sent along; without it days are counted over the year as
    schools usually have it, and limits are wider."""
    unknown = [each for each in body.decisions or () if each not in parts.library.decisions]
    if unknown:
        raise Refused("decision", "decisions: one of them does not exist; leave it out for all.")
    found = _situation(parts, body.on, body.facts, body.calendar)
    return api_views.assessed(found, _english(parts), body.decisions)


@v1.get("/facts", summary="The vocabulary")
async def facts(parts: PartsOf, response: Response) -> FactsShape:
    """Every fact: what it means, its type, options, range and the JSON Schema of its value. Those
    with `derived_from` are worked out and cannot be sent."""
    response.headers["cache-control"] = PUBLIC
    return api_catalogue.facts(parts.library)


@v1.get("/journeys", summary="The questions, in order")
async def journeys(parts: PartsOf, response: Response) -> JourneysShape:
    """Interviews as this service asks them. A question is asked only where its `only_if` holds."""
    response.headers["cache-control"] = PUBLIC
    return api_catalogue.journeys(parts.library)


@v1.get("/letters", summary="The letters and documents that can be made")
async def letters(parts: PartsOf, response: Response) -> LettersShape:
    """Every letter, and every document of the family's own, with the condition under which it fits.
    Conditions use facts and decisions."""
    response.headers["cache-control"] = PUBLIC
    return api_catalogue.letters(parts.library, letter_files.FORMATS, _languages(parts))


@v1.post(
    "/letters/{letter}",
    responses={
        200: {
            "description": "The letter.",
            "content": {
                kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                for kind in TYPES.values()
            },
        },
        **problems(400, 404, 409, 422),
    },
    response_class=Response,
    summary="One letter as a file",
)
def letter(
    letter: Annotated[str, Path(max_length=80, description="The id of a letter.")],
    body: LetterBody,
    parts: PartsOf,
    form: Annotated[Format, Query(alias="format")] = "docx",
) -> Response:
    """The English letter to send and, with `lang`, a copy to keep in that language behind it (not
    in txt, which is for an e-mail). A fact that is not known leaves a line to fill in by hand."""
    if letter not in parts.library.letters:
        raise Refused("letter", f"See {v1.prefix}/letters.")
    if not parts.catalogues.offers(body.lang):
        raise Refused("language", "lang: see languages in the list of letters.")
    found = _situation(parts, body.on, body.facts, body.calendar)
    speaker = Speaker(parts.catalogues.voice(body.lang), parts.catalogues.voice("en"))
    pair = letter_shelf.pair(letter_shelf.drafted(found, speaker, letter))
    disposition = {"content-disposition": f'attachment; filename="{letter}.{form}"'}
    return Response(letter_files.rendered(pair, form), media_type=TYPES[form], headers=disposition)


v1.include_router(api_schools.router)
router = APIRouter()
router.include_router(v1)


@router.get(SCHEMA, include_in_schema=False)
async def schema(parts: PartsOf) -> Response:
    """The OpenAPI document."""
    return JSONResponse(
        _document(parts.library, _languages(parts)), headers={"cache-control": PUBLIC}
    )


@router.get("/api", include_in_schema=False)
async def page(parts: PartsOf, request: Request) -> Response:
    """What the API does, for people."""
    visit = Visit(parts, request, parts.catalogues.voice("en"))
    operations = api_document.operations(_document(parts.library, _languages(parts)))
    return visit.page("pages/api_docs.html", operations=operations, schema=SCHEMA)


def _situation(
    parts: Parts, on: date | None, told: Mapping[str, Any], own: OwnDays | None
) -> Situation:
    library = parts.library
    day = on or parts.clock().astimezone(LONDON).date()
    terms = library.slots.counted.get(MORE_THAN_THREE)
    if own and own.more_than_three_terms is not None and terms and terms not in told:
        told = {**told, terms: own.more_than_three_terms}
    given = api_facts.read(library, told, day)
    calendar = calendars.for_facts(library, given, own)
    return situations.of_values(library, given, day, calendar)


def _english(parts: Parts) -> Speaker:
    voice = parts.catalogues.voice("en")
    return Speaker(voice, voice)


def _languages(parts: Parts) -> tuple[str, ...]:
    return tuple(each.code for each in parts.catalogues.languages)


@lru_cache(maxsize=4)
def _document(library: Library, languages: tuple[str, ...]) -> api_document.Document:
    listed = api_catalogue.letters(library, letter_files.FORMATS, languages)
    return api_document.document(library, v1.routes, listed)
