"""Everything that can go wrong in the API, as problem documents. No value is ever repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.model.errors import FactProblem, LetterNotAvailable
from app.web.api_shapes import Problem

MEDIA = "application/problem+json"
NAME = re.compile(r"[a-z][a-z0-9_.]{0,79}")
KINDS = {
    "fact": (422, "A fact cannot be used"),
    "body": (422, "The request does not have the right shape"),
    "json": (400, "The body is not JSON that we can read"),
    "decision": (422, "There is no such decision"),
    "language": (422, "There is no such language"),
    "format": (422, "There is no such format"),
    "letter": (404, "There is no such letter"),
    "letter-not-available": (409, "The facts rule this letter out"),
    "pace": (429, "Too many requests at once"),
}

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Refused(Exception):
    """A request that is refused, by one of KINDS; `detail` says what to do."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


class ProblemRoute(APIRoute):
    """A route whose failures are problem documents."""

    def get_route_handler(self) -> Handler:
        """The handler, with its failures answered."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await handle(request)
            except FactProblem as error:
                return response("fact", error.reason, _name(error.fact))
            except LetterNotAvailable:
                return response("letter-not-available", "Its available_when does not hold.")
            except Refused as error:
                return response(error.kind, error.detail)
            except RequestValidationError as error:
                return _invalid(error)
            except HTTPException as error:
                if error.status_code != 400:
                    raise
                return response("json", "Send a JSON object with facts.")

        return answered


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route that refuses in these ways is described."""
    said = "What was wrong, naming the fact at fault. Values are never repeated."
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    known = {"description": said, "model": Problem, "content": content}
    return dict.fromkeys(statuses, known)


def response(kind: str, detail: str, fact: str | None = None) -> Response:
    """A problem document."""
    status, title = KINDS[kind]
    found = Problem(
        type=f"urn:exclusion-rights:problem:{kind}",
        title=title,
        status=status,
        detail=detail,
        fact=fact,
    )
    return JSONResponse(found.model_dump(), status, media_type=MEDIA)


def _invalid(error: RequestValidationError) -> Response:
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return response("json", "Send a JSON object with facts.")
    place = [each for each in first["loc"] if each not in ("body", "query", "path")]
    if place[:1] == ["format"]:
        return response("format", str(first["msg"]))
    names = [str(each) if isinstance(each, int) else _name(each) or "..." for each in place]
    where = ".".join(names) or "body"
    said = str(first["msg"]).removeprefix("Value error, ")
    return response("body", f"{where}: {said}")


def _name(sent: str) -> str | None:
    """A name that may be said back: what does not look like one of ours might be an answer."""
    return sent if NAME.fullmatch(sent) else None
