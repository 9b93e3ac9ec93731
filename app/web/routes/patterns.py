"""What many families met, in numbers: the pooled table of the organisations that agreed, as a page
and as files. Public, and the same for everybody on one day."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.model.pattern_counts import Protected
from app.services import pattern_files, pattern_pool, pattern_views
from app.services.pattern_views import Labels
from app.services.speaking import Speaker
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

CSV = "text/csv; charset=utf-8"


@router.get("/{lang}/patterns")
async def page(visit: VisitOf) -> Response:
    """The numbers, or that there are not enough yet."""
    labels = _labels(visit, visit.speaker)
    table = await _table(visit)
    return visit.public(
        "pages/patterns.html",
        lambda: {
            "back": visit.speaker.href("/"),
            "found": pattern_views.view(labels, table) if table else None,
            "definitions": pattern_views.definitions(labels),
        },
    )


@router.get("/{lang}/patterns/numbers.csv")
async def numbers(visit: VisitOf) -> Response:
    """The numbers as a file."""
    labels, table = _labels(visit, _english(visit)), await _table(visit)
    if table is None:
        raise PageNotFound
    return _file("numbers", pattern_files.numbers(labels, table))


@router.get("/{lang}/patterns/meanings.csv")
async def meanings(visit: VisitOf) -> Response:
    """What the words of that file mean."""
    return _file("meanings", pattern_files.meanings(_labels(visit, _english(visit))))


def _labels(visit: Visit, speaker: Speaker) -> Labels:
    found = pattern_views.labels(visit.library, speaker, _councils(visit))
    if found is None:
        raise PageNotFound
    return found


def _councils(visit: Visit) -> Mapping[str, str]:
    return visit.schools.register.councils() if visit.schools else {}


def _english(visit: Visit) -> Speaker:
    english = visit.parts.catalogues.voice("en")
    return Speaker(english, english)


async def _table(visit: Visit) -> Protected | None:
    return await visit.run(
        pattern_pool.current, visit.parts.patterns, visit.library, visit.now, visit.today
    )


def _file(name: str, text: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.encode(), media_type=CSV, headers=headers)
