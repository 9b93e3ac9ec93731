"""A child's own page: a word to the grown-up, one step after the other, and the paper."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.model.my_say import MySay, SayStep
from app.render.pdf import undrawable
from app.services import (
    drawings,
    letter_files,
    my_say,
    my_say_paper,
    my_say_records,
    my_say_views,
)
from app.services.my_say import Picture, Said, Say
from app.services.my_say_views import PATH
from app.services.views import Problem, Words
from app.web import form_dates, own_page, typed
from app.web.deps import VisitOf
from app.web.own_page import Page
from app.web.typed import Posted
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

LONGEST, LONGEST_NAME = 4000, 60
DRAWING: Picture = "drawing"
FILES = ("pdf", "docx")


async def _save(visit: Visit, page: Page, say: Say) -> None:
    await visit.run(my_say_records.save, visit.store, page.held, page.kept, say, visit.now)


@router.get("/{lang}/my-say")
async def begin(visit: VisitOf) -> Response:
    """For the grown-up, before it begins."""
    return _start(visit, await own_page.opened(visit))


@router.post("/{lang}/my-say")
async def begun(visit: VisitOf) -> Response:
    """The grown-up gives the page to the child."""
    page, posted = await own_page.opened(visit), await visit.posted()
    word = typed.first(posted, "value")
    if page.plan.open and word not in (my_say.YES, my_say.NO, my_say.NOT_SURE):
        return _start(visit, page, (form_dates.choose_one(visit.voice),))
    say = replace(page.say, adult=word if page.plan.open else page.say.adult)
    await _save(visit, page, say)
    return visit.to(f"{PATH}/{my_say_views.order(page.content, page.plan)[0]}")


def _start(visit: Visit, page: Page, problems: tuple[Problem, ...] = ()) -> Response:
    view = my_say_views.start(page.content, page.plan, page.say, visit.speaker)
    status = own_page.UNFIT if problems else 200
    return visit.page("pages/my_say.html", status, start=view, problems=problems)


@router.get("/{lang}/my-say/stop")
async def stopping(visit: VisitOf) -> Response:
    """The child stops: does what is written stay?"""
    await own_page.opened(visit)
    return visit.page("pages/my_say_stop.html")


@router.post("/{lang}/my-say/stop")
async def stopped(visit: VisitOf) -> Response:
    """It stays, or it goes."""
    page, posted = await own_page.opened(visit), await visit.posted()
    if typed.first(posted, "do") == "throw":
        await visit.run(my_say_records.forget, visit.store, page.held, visit.now)
    return visit.to(PATH)


@router.get("/{lang}/my-say/done")
async def done(visit: VisitOf) -> Response:
    """The child looks at what it said."""
    page = await own_page.opened(visit)
    said = my_say_views.entries(page.content, page.plan, page.say, visit.speaker)
    last = my_say_views.order(page.content, page.plan)[-1]
    back = visit.speaker.href(f"{PATH}/{last}")
    return visit.page("pages/my_say_done.html", entries=said, back=back)


@router.get("/{lang}/my-say/paper")
async def paper(visit: VisitOf) -> Response:
    """For the grown-up, afterwards: who wrote it down, and the paper to take away."""
    page = await own_page.opened(visit)
    pair = my_say_paper.pair(page.content, page.plan, page.say, visit.speaker)
    return visit.page(
        "pages/my_say_paper.html",
        say=page.say,
        held_back=my_say_views.for_adult(page.content, page.plan, visit.speaker),
        not_in_pdf=bool(undrawable(pair)),
    )


@router.post("/{lang}/my-say/paper")
async def written_by(visit: VisitOf) -> Response:
    """Who wrote it down."""
    page, posted = await own_page.opened(visit), await visit.posted()
    how = typed.first(posted, "value")
    known = how if how in (my_say.ALONE, my_say.HELPED) else ""
    writer = typed.first(posted, "writer", LONGEST_NAME) if known == my_say.HELPED else ""
    await _save(visit, page, replace(page.say, how=known, writer=writer))
    return visit.to(f"{PATH}/paper")


@router.get("/{lang}/my-say/print")
async def on_paper(visit: VisitOf) -> Response:
    """The paper with the drawing: in English for the school, and in the reader's language."""
    page, speaker = await own_page.opened(visit), visit.speaker
    english = my_say_paper.english(speaker)
    is_english = speaker.voice.is_english
    return visit.page(
        "pages/my_say_print.html",
        paper=my_say_paper.view(page.content, page.plan, page.say, english),
        copy=None if is_english else my_say_paper.view(page.content, page.plan, page.say, speaker),
    )


@router.get("/{lang}/my-say/file.{kind}")
async def file(visit: VisitOf, kind: str) -> Response:
    """The paper as a file, without the drawing. No name of a person in its name."""
    page = await own_page.opened(visit)
    found = next((each for each in letter_files.FORMATS if each == kind and kind in FILES), None)
    if found is None:
        raise PageNotFound
    pair = my_say_paper.pair(page.content, page.plan, page.say, visit.speaker)
    headers = {"content-disposition": f'attachment; filename="my-say.{found}"'}
    made = letter_files.rendered(pair, found)
    return Response(made, media_type=letter_files.TYPES[found], headers=headers)


@router.get("/{lang}/my-say/{number}")
async def show(visit: VisitOf, number: str) -> Response:
    """One step."""
    return own_page.step(visit, await own_page.opened(visit), typed.whole(number) or 0)


@router.post("/{lang}/my-say/{number}")
async def say_it(visit: VisitOf, number: str) -> Response:
    """What the child says at one step; or that it does not want to, or stops."""
    page, posted = await own_page.opened(visit), await visit.posted()
    at = typed.whole(number) or 0
    if at not in my_say_views.order(page.content, page.plan):
        raise PageNotFound
    step, act = page.content.steps[at - 1], typed.first(posted, "do")
    if step in page.plan.asked:
        problems = await _said(visit, page, step, posted)
        if problems:
            return own_page.step(visit, page, at, problems)
    if act == "stop":
        return visit.to(f"{PATH}/stop")
    if act == "wipe":
        return visit.to(f"{PATH}/{at}")
    return visit.to(my_say_views.after(page.content, page.plan, at))


async def _said(visit: Visit, page: Page, step: SayStep, posted: Posted) -> tuple[Problem, ...]:
    """Keep what was said; or what to do about a drawing that cannot be kept."""
    act, kept = typed.first(posted, "do"), page.kept
    picture = (posted.get("drawing") or [""])[0]
    if step.is_ == DRAWING and act in ("wipe", "quiet"):
        kept = await visit.run(
            my_say_records.drop, visit.store, page.held, kept, DRAWING, visit.now
        )
    elif step.is_ == DRAWING and picture:
        try:
            found = drawings.read(picture)
        except drawings.NotADrawing:
            return (_too_big(visit),)
        made = (DRAWING, found)
        kept = await visit.run(my_say_records.keep, visit.store, page.held, kept, made, visit.now)
    say = kept.say.with_said(step, _read(page.content, step, posted, act), visit.today)
    await visit.run(my_say_records.save, visit.store, page.held, kept, say, visit.now)
    return ()


def _read(content: MySay, step: SayStep, posted: Posted, act: str) -> Said:
    if act == "quiet":
        return Said(quiet=True)
    ticked = posted.get("value", ())
    pictures = (each.id for each in content.pictures_of(step))
    words = (posted.get("text") or [""])[0]
    written = typed.line(words, LONGEST_NAME) if step.is_ == "name" else typed.lines(words, LONGEST)
    return Said(tuple(each for each in pictures if each in ticked), written)


def _too_big(visit: Visit) -> Problem:
    said = visit.voice.say(
        "We could not keep this drawing. Make it smaller, or draw it on paper.", "service"
    )
    return Problem("drawing", Words(said.text, said.lang))
