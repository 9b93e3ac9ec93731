"""Every dependency of every handler. The only file that says Depends."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app.model.errors import PageNotFound
from app.web.visit import Parts, Visit


def _parts(request: Request) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


def _visit(request: Request, lang: str) -> Visit:
    parts = _parts(request)
    try:
        voice = parts.catalogues.voice(lang)
    except KeyError:
        raise PageNotFound from None
    return Visit(parts, request, voice)


PartsOf = Annotated[Parts, Depends(_parts)]
VisitOf = Annotated[Visit, Depends(_visit)]
