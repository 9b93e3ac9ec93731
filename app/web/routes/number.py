"""Coming back, keeping and deleting: the number, this phone, and everything gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import CaseNotFound, TooManyTries
from app.services import casework, evidence, interview, matters, questions, share, situation
from app.services.casework import Held
from app.services.views import Problem, Words
from app.store import keeping
from app.store.views import OpenView
from app.web import forms, pointers
from app.web.addresses import network_address
from app.web.deps import VisitOf
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

BACKUP_DAYS = 7


@router.get("/{lang}/number")
async def ask(visit: VisitOf) -> Response:
    """Put in your number."""
    return visit.page("pages/number.html", problems=(), wait=0)


@router.post("/{lang}/number")
async def enter(visit: VisitOf) -> Response:
    """A number: opens the case, or says what to do. Wrong ones are counted, and slow."""
    code = forms.number_of(await visit.posted())
    address = network_address(visit.request, visit.parts.settings)
    try:
        opened = await visit.parts.numbers.open_with_number(code, address, visit.now)
    except TooManyTries as tries:
        return _wrong(visit, 429, tries.wait_seconds)
    except CaseNotFound:
        return _wrong(visit, 422, 0)
    if isinstance(opened, OpenView):
        return visit.with_case(visit.to("/view"), pointers.of_view(opened))
    token = visit.store.token(opened)
    held = await visit.run(casework.hold, visit.store, token, visit.now)
    asked = interview.replay(visit.library, held.document, visit.today)
    return visit.with_case(visit.to(questions.next_path(asked)), token)


def _wrong(visit: Visit, status: int, wait: int) -> Response:
    said = visit.voice.say(
        "We could not open a case with this number. Check each group of four.", "service"
    )
    problem = Problem("number", Words(said.text, said.lang))
    return visit.page("pages/number.html", status, problems=(problem,), wait=wait)


@router.get("/{lang}/save")
async def saving(visit: VisitOf) -> Response:
    """What a number is, before it is made."""
    if visit.at_desk:
        return visit.to_desk()
    return _save_page(visit, await visit.held(), None)


@router.post("/{lang}/save")
async def save(visit: VisitOf) -> Response:
    """A new number, shown once; or the case kept open on this phone."""
    if visit.at_desk:
        return visit.to_desk()
    held = await visit.held()
    posted = await visit.posted()
    if (posted.get("do") or [""])[0] == "keep":
        until = held.open_case.expires_at
        response = visit.to("/save")
        return visit.with_case(response, visit.token, until=until)
    last = _last_deadline(visit, held)
    number = await visit.parts.numbers.keep(held.open_case, visit.now, last)
    until = keeping.expiry(
        visit.now, kept=True, last_deadline=last, keep_days=held.open_case.keep_days
    )
    kept = replace(held.open_case, kept=True, expires_at=until)
    return _save_page(visit, replace(held, open_case=kept), number)


def _last_deadline(visit: Visit, held: Held) -> date | None:
    asked = interview.replay(visit.library, held.document, visit.today)
    return matters.last_day(situation.of(visit.library, asked, visit.today))


def _save_page(visit: Visit, held: Held, number: str | None) -> Response:
    asked = interview.replay(visit.library, held.document, visit.today)
    kept = held.open_case.kept
    return visit.page(
        "pages/save.html",
        number=number,
        had_one=kept and number is None,
        delete_on=visit.voice.date(held.open_case.expires_at.date()) if kept else None,
        next=visit.speaker.href(questions.next_path(asked)),
        kept=visit.is_shared,  # not offered where the next person sits down
    )


@router.get("/{lang}/delete")
async def deleting(visit: VisitOf) -> Response:
    """What goes, before it goes."""
    if visit.at_desk:
        return visit.to_desk()
    held = await visit.held()
    names = await visit.run(visit.store.names, held.open_case)
    sent = sum(len(each.sent) for each in held.document.matters)
    letters = sum(each.startswith(f"{casework.LETTER}:") for each in names) + sent
    kept = await visit.run(evidence.index, visit.store, held.open_case)
    seers = await visit.run(share.seers, visit.store, visit.parts.sharing, held)
    return visit.page(
        "pages/delete.html",
        letters=letters,
        files=len(kept.items),
        own_words=any(each.startswith(f"{casework.OWN}:") for each in names),
        shared_with=seers.names,
        backup_days=BACKUP_DAYS,
    )


@router.post("/{lang}/delete")
async def delete(visit: VisitOf) -> Response:
    """Everything gone."""
    if visit.at_desk:
        return visit.to_desk()
    held = await visit.held_or_none()
    if held is not None:
        await visit.run(visit.store.delete, held.open_case, visit.now)
    return visit.without_case(visit.to("/deleted"))


@router.get("/{lang}/deleted")
async def deleted(visit: VisitOf) -> Response:
    """Everything is gone."""
    return visit.page("pages/deleted.html", has_case=False)
