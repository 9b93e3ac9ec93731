"""Letters for a queue of families, from a list. The list is read, checked and printed within one
request: nothing of it meets a disk, a log or an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response, StreamingResponse

from app.i18n.voice import ENGLISH, Voice
from app.render.refusals import Refusal
from app.services import print_batch
from app.services.print_batch import Measure, Wanted
from app.services.public_pages import way
from app.services.views import Problem
from app.web import batch_form, typed, uploads
from app.web.batch_form import Filled, Reader, Row
from app.web.deps import VisitOf
from app.web.form_dates import Limits
from app.web.typed import Posted
from app.web.uploads import TOO_LARGE, Upload
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

PIECE = 64 * 1024  # bytes
PAGE = "/print/batch"
MOST_LETTERS = 100  # in one file: with copies some 450 pages, which take 400 MB while they are made


@router.get("/{lang}/print/batch")
async def choose(visit: VisitOf) -> Response:
    """What happened to the children on the list?"""
    return visit.public(
        "pages/print_batch.html",
        lambda: {
            "choices": tuple(
                (f"{PAGE}/{each.key}", way(visit.speaker, each.journey).label)
                for each in print_batch.measures(visit.library, visit.today)
            )
        },
    )


@router.get("/{lang}/print/batch/{key}")
async def form(visit: VisitOf, key: str) -> Response:
    """The letters, the language and an empty list."""
    found = print_batch.measure(visit.library, key, visit.today)
    wanted = Wanted((), visit.voice)
    return _page(visit, found, wanted, Filled())


@router.post("/{lang}/print/batch")
async def post(visit: VisitOf) -> Response:
    """The list with what is wrong in it, or the file. Everything typed comes back in the page."""
    lanes = visit.parts.lanes
    async with uploads.received(visit.request, lanes.room, batch_form.MOST) as sent:
        if sent.content in (Refusal.TOO_BIG, Refusal.TOO_SLOW):
            raise HTTPException(TOO_LARGE)
        found = print_batch.measure(visit.library, typed.first(sent.fields, "measure"), visit.today)
        wanted = _wanted(visit, found, sent.fields)
        filled = await lanes.pack(_read, visit, found, wanted, sent)
        is_wrong = bool(filled.problems or any(each.problems for each in filled.rows))
        if is_wrong or "make" not in sent.fields.get("do", ()):
            return _page(visit, found, wanted, filled, is_wrong=is_wrong)
        made = await lanes.pack(print_batch.pdf, found, filled.families, wanted, visit.speaker)
    headers = {
        "content-disposition": 'attachment; filename="letters.pdf"',
        "content-length": str(len(made)),
        "x-accel-buffering": "no",  # nginx would put it in a file of its own first
    }
    return StreamingResponse(_pieces(made), media_type="application/pdf", headers=headers)


def _pieces(made: bytes) -> Iterator[bytes]:
    for at in range(0, len(made), PIECE):
        yield made[at : at + PIECE]


def _wanted(visit: Visit, found: Measure, posted: Posted) -> Wanted:
    ticked = posted.get("letter", ())
    offered = print_batch.letters(found, visit.speaker, ticked)
    return Wanted(
        letters=tuple(each.option.value for each in offered if each.option.checked),
        voice=_voice(visit, typed.first(posted, "copy")),
        slip="slip" in posted,
        sheets="sheets" in posted,
        large="large" in posted,
    )


def _voice(visit: Visit, code: str) -> Voice:
    catalogues = visit.parts.catalogues
    return catalogues.voice(code if catalogues.offers(code) else ENGLISH)


def _read(visit: Visit, found: Measure, wanted: Wanted, sent: Upload) -> Filled:
    """The list as it was posted, with what is wrong in it and in the choice of letters."""
    bounds, voice = found.bounds, visit.voice
    limits = Limits(visit.today, bounds.earliest, bounds.future)
    voices = (voice, wanted.voice, visit.speaker.english)
    filled = batch_form.filled(sent, Reader(voice, voices, limits))
    rows = tuple(_fitting(visit, found, wanted, each) for each in filled.rows)
    problems = filled.problems
    if not wanted.letters:
        nothing = visit.speaker.words("Choose at least one paper.", "service")
        problems = (Problem("letter", nothing), *problems)
    if len(wanted.letters) * len(rows) > MOST_LETTERS:
        much = visit.speaker.words(
            "That is too much for one file. Choose fewer letters, or fewer families.", "service"
        )
        problems = (Problem("letter", much), *problems)
    return replace(filled, rows=rows, problems=problems)


def _fitting(visit: Visit, found: Measure, wanted: Wanted, row: Row) -> Row:
    """The row; with a problem where the law of its day knows no such letter."""
    unfit = print_batch.unfit(found, row.day, wanted.letters) if row.day else None
    if unfit is None:
        return row
    title = visit.speaker.words(visit.library.letters[unfit].title, f"letters.{unfit}.title")
    said = visit.speaker.words("This letter does not fit this day: {letter}", "service")
    problem = Problem(f"date-{row.number}", replace(said, text=said.text.format(letter=title.text)))
    return replace(row, problems=(*row.problems, problem))


def _page(
    visit: Visit, found: Measure, wanted: Wanted, filled: Filled, *, is_wrong: bool = False
) -> Response:
    return visit.page(
        "pages/print_batch_list.html",
        422 if is_wrong else 200,
        batch=filled,
        rows=(*filled.rows, *_blank(len(filled.rows))),
        problems=(*filled.problems, *(one for each in filled.rows for one in each.problems)),
        wanted=wanted,
        measure=found.key,
        title=way(visit.speaker, found.journey).label,
        letters=print_batch.letters(found, visit.speaker, wanted.letters),
        day_question=print_batch.day_question(found, visit.speaker),
        is_checked=bool(filled.rows) and not is_wrong,
    )


def _blank(already: int) -> Iterator[Row]:
    """Empty rows to type in, as long as there is room for more families."""
    room = min(batch_form.BLANK_ROWS, batch_form.MOST_FAMILIES - already)
    return (Row(number, batch_form.EMPTY) for number in range(already + 1, already + room + 1))
