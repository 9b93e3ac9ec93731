"""Exceptions to pages, once. No page repeats what was typed, and none shows a stack."""

from __future__ import annotations

import logging

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from app.model.errors import (
    CaseLocked,
    CaseNotFound,
    LetterNotAvailable,
    NewerVersion,
    NotAllowed,
    NotSignedIn,
    PageNotFound,
    PersonNotFound,
    QuestionNotReachable,
    ServiceError,
    TooManyTries,
)
from app.web.parts import Parts
from app.web.visit import Visit

API = "/api/"
DESK = "/desk"
LOG = logging.getLogger("exclusion_rights")

KINDS: dict[type[Exception], tuple[str, int]] = {
    CaseLocked: ("locked", 403),
    CaseNotFound: ("locked", 403),
    LetterNotAvailable: ("no_letter", 404),
    NewerVersion: ("newer", 409),
    NotAllowed: ("not_found", 404),
    PersonNotFound: ("not_found", 404),
    PageNotFound: ("not_found", 404),
    QuestionNotReachable: ("not_found", 404),
    TooManyTries: ("too_many", 429),
}


def install(app: FastAPI) -> None:
    """Let every kind of error end in a page of ours."""
    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _form_error)
    app.add_exception_handler(Exception, _our_fault)


async def _service_error(request: Request, error: Exception) -> Response:
    if isinstance(error, NotSignedIn):
        return RedirectResponse("/sign-in", 303)
    if isinstance(error, CaseLocked) and request.url.path.startswith(DESK):
        return RedirectResponse(DESK, 303)
    kind, status = KINDS.get(type(error), ("not_found", 404))
    wait = error.wait_seconds if isinstance(error, TooManyTries) else 0
    return _page(request, kind, status, wait)


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    kind = "too_long" if status == 413 else "not_found"
    return _page(request, kind, status)


async def _form_error(request: Request, _: Exception) -> Response:
    return _page(request, "not_found", 422)


async def _our_fault(request: Request, error: Exception) -> Response:
    # The kind and place of a fault, never its message: a message may hold an answer.
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "?"
    LOG.error("fault %s at %s", type(error).__name__, where)
    return _page(request, "ours", 500)


def _page(request: Request, kind: str, status: int, wait: int = 0) -> Response:
    if request.url.path.startswith(API):
        body = {"type": "about:blank", "title": kind.replace("_", " "), "status": status}
        return JSONResponse(body, status, media_type="application/problem+json")
    parts: Parts = request.app.state.parts
    code = request.url.path.strip("/").partition("/")[0]
    voice = parts.catalogues.voices.get(code) or parts.catalogues.voice("en")
    visit = Visit(parts, request, voice)
    return visit.page(
        "pages/error.html",
        status,
        kind=kind,
        wait=wait,
        limit=None,
        has_case=visit.has_case and kind != "locked",
    )
