"""Know your rights, the kinds of school, the charts, and the law with its dates. All public: the
same whoever asks, on screen and on paper."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from app.services import chart_drawing, charts, law_doubts, law_history, rights
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/{lang}/rights")
async def index(visit: VisitOf) -> Response:
    """Every rights page, by what it is about, and every interview as a chart."""
    library, speaker = visit.library, visit.speaker
    journeys = sorted(library.journeys.values(), key=lambda each: each.order)
    return visit.public(
        "pages/rights_index.html",
        lambda: {
            "groups": rights.index(library, speaker),
            "charts": rights.charts(library, speaker, (each.id for each in journeys)),
            "has_kinds": library.kinds is not None,
            "has_patterns": library.patterns is not None,
            "back": speaker.href("/"),
        },
    )


@router.get("/{lang}/rights/{name}")
async def page(visit: VisitOf, name: str) -> Response:
    """One rights page."""
    return _page(visit, name, on_paper=False)


@router.get("/{lang}/rights/{name}/print")
async def page_on_paper(visit: VisitOf, name: str) -> Response:
    """One rights page for paper, with every source open."""
    return _page(visit, name, on_paper=True)


def _page(visit: Visit, name: str, *, on_paper: bool) -> Response:
    speaker = visit.speaker
    return visit.public(
        "pages/rights.html",
        lambda: {
            "page": rights.page(visit.library, speaker, name, visit.today),
            "on_paper": on_paper,
            "back": speaker.href(f"/rights/{name}" if on_paper else "/rights"),
            "paper": speaker.href(f"/rights/{name}/print"),
        },
    )


@router.get("/{lang}/kinds")
async def kinds(visit: VisitOf) -> Response:
    """The kinds of school, side by side."""
    return _kinds(visit, on_paper=False)


@router.get("/{lang}/kinds/print")
async def kinds_on_paper(visit: VisitOf) -> Response:
    """The kinds of school, side by side, for paper."""
    return _kinds(visit, on_paper=True)


def _kinds(visit: Visit, *, on_paper: bool) -> Response:
    return visit.public(
        "pages/kinds.html",
        lambda: {
            "kinds": rights.kinds(visit.library, visit.speaker, visit.today),
            "on_paper": on_paper,
            "back": visit.speaker.href("/kinds" if on_paper else "/rights"),
        },
    )


@router.get("/{lang}/charts/{name}")
async def chart(visit: VisitOf, name: str) -> Response:
    """One interview as a flow chart, and the whole way of the measure it is about."""
    return _chart(visit, name, on_paper=False)


@router.get("/{lang}/charts/{name}/print")
async def chart_on_paper(visit: VisitOf, name: str) -> Response:
    """The same for paper."""
    return _chart(visit, name, on_paper=True)


def _chart(visit: Visit, name: str, *, on_paper: bool) -> Response:
    speaker = visit.speaker

    def values() -> dict[str, Any]:
        shown = charts.chart(visit.library, speaker, name, visit.today)
        return {
            "chart": shown,
            "drawings": chart_drawing.drawings(speaker, shown, on_paper=on_paper),
            "on_paper": on_paper,
            "back": speaker.href(f"/charts/{name}" if on_paper else "/rights"),
            "paper": speaker.href(f"/charts/{name}/print"),
        }

    return visit.public("pages/chart.html", values)


@router.get("/{lang}/law")
async def law(visit: VisitOf) -> Response:
    """What the law says, and since when."""
    library, speaker = visit.library, visit.speaker
    return visit.public(
        "pages/law.html",
        lambda: {
            "to_come": law_history.to_come(library, speaker, visit.today),
            "turns": law_history.turns(library, speaker, visit.today),
            "begins": speaker.voice.day_month_year(law_history.begins(library)),
            "approved": law_history.approved(library, speaker),
            "law_date": speaker.voice.date(visit.today),
            "back": speaker.href("/rights"),
        },
    )


@router.get("/{lang}/law/open")
async def law_open(visit: VisitOf) -> Response:
    """What we are not sure of."""
    return visit.public(
        "pages/law_open.html",
        lambda: {
            "doubts": law_doubts.doubts(visit.library, visit.speaker, visit.today),
            "back": visit.speaker.href("/law"),
        },
    )
