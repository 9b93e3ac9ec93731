"""The OpenAPI document: FastAPI's own, with the vocabulary as schema and with true examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from app.content.library import Library
from app.i18n import catalogues
from app.services import (
    api_catalogue,
    api_example,
    api_facts,
    api_views,
    calendars,
    school_shapes,
    situation,
)
from app.services.api_shapes import LettersShape, Shape
from app.services.speaking import Speaker

Document = dict[str, Any]

TITLE = "Exclusion Rights"
VERSION = "1"
PREFIX = "/api/v1"
ONE_LINE = re.compile(r"(?<!\n)\n(?!\n)")
SOME = 3  # entries of a long list in an example
SUMMARY = "What follows after a suspension or permanent exclusion in England: law, days, letters."
ABOUT = """\
Send facts, get conclusions with the law behind them. Nothing that is sent is stored or logged.

It is information, not legal advice. It holds for England only: look first at the conclusion of
the decision that `law.scope` names; the others count only where the rules apply.

A value may be exact, a range (`{"from": ..., "to": ...}`), a few options (`{"one_of": [...]}`) or
null for "not sure". A conclusion is certain only where it follows for every value left open.
Deadlines are ranges: a family acts by the earliest day; others are late only after the latest.
"""


def document(library: Library, routes: Sequence[BaseRoute], letters: LettersShape) -> Document:
    """The whole document for the content that is served. `letters` is the list of letters."""
    made = get_openapi(
        title=TITLE, version=VERSION, summary=SUMMARY, description=ABOUT, routes=list(routes)
    )
    schemas = made["components"]["schemas"]
    schemas["Facts"] = _facts(library)
    for name in ("AssessBody", "LetterBody"):
        schemas[name]["properties"]["facts"] = {"$ref": "#/components/schemas/Facts"}
        schemas[name]["examples"] = [request(library)]
    schemas["SchoolBody"]["examples"] = [{"text": "exmple school"}]
    for path, shape in _answers(library, letters).items():
        (operation,) = made["paths"][f"{PREFIX}/{path}"].values()
        answer = operation["responses"]["200"]["content"]["application/json"]
        answer["example"] = shape.model_dump(mode="json", by_alias=True)
    return made


def _answers(library: Library, letters: LettersShape) -> dict[str, Shape]:
    """True answers for these examples; long lists are cut."""
    facts, journeys = api_catalogue.facts(library), api_catalogue.journeys(library)
    first = next(each for each in journeys.journeys if each.sections)
    return {
        "assess": _assessed(library),
        "facts": facts.model_copy(update={"facts": facts.facts[:SOME]}),
        "journeys": journeys.model_copy(
            update={"journeys": (first.model_copy(update={"sections": first.sections[:1]}),)}
        ),
        "schools/search": school_shapes.example(library),
        "letters": letters.model_copy(update={"letters": letters.letters[:SOME]}),
    }


def _assessed(library: Library) -> Shape:
    """What follows for the example; one certain and one open conclusion are shown."""
    on, voice = api_example.day(library), catalogues.english_voice()
    given = api_facts.read(library, api_example.facts(library), on)
    found = situation.of_values(library, given, on, calendars.for_case(library))
    whole = api_views.assessed(found, Speaker(voice, voice))
    shown = {each.state: name for name, each in whole.conclusions.items() if each.deadline}
    return api_views.assessed(found, Speaker(voice, voice), shown.values())


def request(library: Library) -> Document:
    """The example that every body shows."""
    return {"on": api_example.day(library).isoformat(), "facts": api_example.facts(library)}


def operations(found: Document) -> Sequence[dict[str, str]]:
    """Every operation in short, for the page."""
    return tuple(
        {
            "method": method.upper(),
            "path": path,
            "summary": operation["summary"],
            "description": ONE_LINE.sub(" ", operation.get("description", "")),
        }
        for path, methods in found["paths"].items()
        for method, operation in methods.items()
    )


def _facts(library: Library) -> Document:
    """The vocabulary as one schema: what may be told, by fact."""
    return {
        "type": "object",
        "title": "Facts",
        "description": "Facts that may be told. Those worked out from others are left out.",
        "additionalProperties": False,
        "properties": {
            each.id: {
                **api_catalogue.shape(each),
                "title": each.id,
                "description": _described(each.means, each.find_out),
            }
            for each in library.facts.values()
            if each.derive is None
        },
    }


def _described(means: str, find_out: str | None) -> str:
    return f"{means} {find_out}" if find_out else means
