"""The print desk: blank papers for anybody, chosen on a page and given as one file. It asks for
nothing about a family, and keeps nothing."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.render import print_sheets
from app.services import print_choices, print_desk
from app.services.print_choices import Chosen
from app.services.print_desk import Press
from app.services.print_views import DeskView
from app.services.speaking import Speaker
from app.services.views import Language, Problem, Words
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

PAGE = "pages/print.html"
LOOK, PRINT = "look", "print"


@router.get("/{lang}/print")
async def show(visit: VisitOf) -> Response:
    """What there is to print. The same for everybody."""
    chosen = print_choices.first(visit.voice.lang)
    return visit.public(
        PAGE, lambda: {"desk": _desk(visit, chosen), "back": visit.speaker.href("/")}
    )


@router.post("/{lang}/print")
async def make(visit: VisitOf) -> Response:
    """One file of everything that was ticked; or the page again, to see what it would be or what
    to choose otherwise."""
    posted = await visit.posted()
    offer = print_choices.offered(visit.library, [each.code for each in _languages(visit)])
    chosen = print_choices.of_form(offer, posted)
    if not {LOOK, PRINT} & set(posted.get("do", ())):
        raise PageNotFound
    if problems := print_choices.problems(visit.library, visit.speaker, chosen):
        return _page(visit, _desk(visit, chosen, problems), 422)
    written = await visit.parts.lanes.sheets(_written, visit, chosen)
    if LOOK in posted["do"]:
        return _page(visit, _counted(visit, _desk(visit, chosen), print_sheets.pages(written)))
    headers = {"content-disposition": 'inline; filename="exclusion-rights.pdf"'}
    return Response(written, media_type="application/pdf", headers=headers)


def _written(visit: Visit, chosen: Chosen) -> bytes:
    catalogues = visit.parts.catalogues
    english = catalogues.voice("en")
    speakers = [Speaker(catalogues.voice(each), english) for each in chosen.languages]
    press = Press(visit.library, visit.today, visit.parts.settings.base_url)
    return print_desk.pdf(press, speakers, chosen)


def _page(visit: Visit, desk: DeskView, status: int = 200) -> Response:
    return visit.page(PAGE, status, desk=desk, back=visit.speaker.href("/"))


def _desk(visit: Visit, chosen: Chosen, problems: tuple[Problem, ...] = ()) -> DeskView:
    return print_desk.desk(visit.library, visit.speaker, _languages(visit), chosen, problems)


def _languages(visit: Visit) -> tuple[Language, ...]:
    """In an order that is the same for every browser."""
    return tuple(
        Language(each.code, each.name, each.direction, each.code == visit.voice.lang, each.is_draft)
        for each in visit.parts.catalogues.languages
    )


def _counted(visit: Visit, desk: DeskView, pages: int) -> DeskView:
    voice = visit.voice
    said = voice.plural(
        "{n} page, black and white.", "{n} pages, black and white.", pages, "service"
    )
    words = Words(said.text.format(n=voice.number(pages)), said.lang)
    return replace(desk, summary=replace(desk.summary, pages=words))
