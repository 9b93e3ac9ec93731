"""The schools of an organisation's cases: each one's own days, kept once for every pupil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import NotAllowed, PageNotFound
from app.registers import school_calendar
from app.services import desk_cases, deskwork, school_book, school_effects
from app.services.desk_cases import Row
from app.services.deskwork import DeskCase, Pointer
from app.services.school_book import Book, DaysRefused, School
from app.services.school_effects import Work
from app.store.signed_in import SignedIn
from app.web import uploads
from app.web.deps import StaffOf
from app.web.staff import StaffVisit
from app.web.typed import Posted, first

router = APIRouter(include_in_schema=False)

UNFIT = 422
FIELDS = ("span", "first", "last", "reason", "kind")
LARGEST = 1_000_000  # bytes of a calendar


@dataclass(frozen=True, slots=True)
class _One:
    """One school with the cases that are at it."""

    identity: str
    name: str
    school: School
    rows: tuple[Row, ...]


@router.get("/desk/schools")
async def listed(visit: StaffOf) -> Response:
    """Every school of an open case, and every other that days are kept of."""
    who = await visit.who()
    schools = await _schools(visit, who)
    return visit.page("staff/desk_schools.html", schools=schools, key=lambda of: _key(who, of))


@router.get("/desk/schools/{key}")
async def show(visit: StaffOf, key: str) -> Response:
    """One school's own days."""
    return await _page(visit, key, await _one(visit, key))


@router.post("/desk/schools/{key}")
async def change(visit: StaffOf, key: str) -> Response:
    """Days added, changed or removed. No case changes before somebody has seen which."""
    one, posted = await _one(visit, key), await visit.posted()
    do, which = first(posted, "do"), first(posted, "span")
    if do == "remove":
        return await _saved(visit, key, one, lambda was: school_book.without(was, which))
    if do not in ("add", "change"):
        raise NotAllowed
    try:
        made = _span(posted)
        return await _saved(
            visit,
            key,
            one,
            lambda was: school_book.added(school_book.without(was, which), [made]),
        )
    except DaysRefused as refused:
        return await _page(visit, key, one, str(refused), posted)


@router.post("/desk/schools/{key}/calendar")
async def take_in(visit: StaffOf, key: str) -> Response:
    """Days out of a calendar file, or out of lines that were pasted."""
    one = await _one(visit, key)
    async with uploads.received(visit.request, visit.parts.lanes.room) as sent:
        pasted = (sent.fields.get("lines") or [""])[0]
        text = sent.content if isinstance(sent.content, bytes) else pasted.encode()
    found = school_calendar.read(text[:LARGEST].decode("utf-8", "replace"))
    try:
        spans = [_of(each) for each in found.days]
        if not spans:
            raise DaysRefused("We found no days in it. Each line needs a date, like 23/10/2026.")
        saved = await _saved(visit, key, one, lambda was: school_book.added(was, spans))
    except DaysRefused as refused:
        return await _page(visit, key, one, str(refused))
    if not found.left_out:
        return saved
    return await _page(visit, key, await _one(visit, key), left_out=found.left_out)


@router.get("/desk/schools/{key}/affected")
async def affected(visit: StaffOf, key: str) -> Response:
    """Which cases change, and which of their days move."""
    one = await _one(visit, key)
    work = await work_of(visit)
    found = await visit.aside(school_effects.affected, work, one.identity, one.school, one.rows)
    return visit.page("staff/desk_school_affected.html", one=one, at_key=key, affected=found)


@router.post("/desk/schools/{key}/affected")
async def use(visit: StaffOf, key: str) -> Response:
    """The days put into every open case of the school. Days that somebody changed since they were
    shown are shown first."""
    one, work = await _one(visit, key), await work_of(visit)
    if first(await visit.posted(), "seen") != one.school.seen:
        return visit.to(f"/desk/schools/{key}/affected")
    for each in one.rows:
        pointer = Pointer(bytes.fromhex(each.holder), each.record.number)
        await visit.aside(school_effects.use, work, one.identity, one.school, pointer)
    return visit.to(f"/desk/schools/{key}/affected")


@router.post("/desk/case/school-days")
async def use_in_case(visit: StaffOf) -> Response:
    """The days of its school put into the open case alone."""
    case, work = await visit.case(), await work_of(visit)
    identity, _ = await visit.run(school_effects.waiting, work, case.held, case.record)
    school = (await visit.run(school_book.read, visit.parts.desk, case.who)).school(identity)
    await visit.aside(school_effects.use, work, identity, school, case.pointer)
    return visit.to("/desk/case")


async def offered(visit: StaffVisit, case: DeskCase) -> tuple[str, int]:
    """The address of the open case's school (empty: no school), and how many of its days differ
    from those in the case."""
    work = await work_of(visit)
    identity, days = await visit.run(school_effects.waiting, work, case.held, case.record)
    return (_key(case.who, identity) if identity else "", days)


async def work_of(visit: StaffVisit) -> Work:
    """What is needed to work on the organisation's cases."""
    who, parts = await visit.who(), visit.parts
    return Work(visit.library, visit.speaker, parts.desk, visit.store, who, visit.now, visit.today)


async def rows(visit: StaffVisit, who: SignedIn) -> tuple[Row, ...]:
    """Every case of the organisation as the list shows it."""
    people = await visit.run(deskwork.names, visit.people, who)
    return await visit.aside(
        desk_cases.rows, visit.library, visit.parts.desk, who, visit.speaker, people, visit.now
    )


async def _schools(visit: StaffVisit, who: SignedIn) -> tuple[_One, ...]:
    book: Book = await visit.run(school_book.read, visit.parts.desk, who)
    found = await rows(visit, who)
    at = {school_effects.at(each.summary): each.summary.school for each in found}
    names = {**{name: each.name for name, each in book.schools.items()}, **at}
    made = [
        _One(each, name, book.school(each), school_effects.of_school(found, each))
        for each, name in names.items()
        if each
    ]
    shown = (each for each in made if each.rows or each.school.spans)
    return tuple(sorted(shown, key=lambda each: (not each.rows, each.name.casefold())))


async def _one(visit: StaffVisit, key: str) -> _One:
    who = await visit.who()
    for each in await _schools(visit, who):
        if _key(who, each.identity) == key:
            return each
    raise PageNotFound


def _key(who: SignedIn, identity: str) -> str:
    return school_book.key(who, identity)


async def _saved(
    visit: StaffVisit, key: str, one: _One, changed: Callable[[School], School]
) -> Response:
    def named(was: School) -> School:
        return School(one.name, changed(was).spans)

    who = await visit.who()
    await visit.run(school_book.change, visit.parts.desk, who, one.identity, named)
    return visit.to(f"/desk/schools/{key}")


async def _page(
    visit: StaffVisit,
    key: str,
    one: _One,
    wrong: str = "",
    posted: Posted | None = None,
    left_out: int = 0,
) -> Response:
    typed = {
        each: first(posted or {}, each) for each in ("span", "first", "last", "reason", "kind")
    }
    return visit.page(
        "staff/desk_school.html",
        UNFIT if wrong else 200,
        one=one,
        at_key=key,
        wrong=wrong,
        left_out=left_out,
        typed=typed,
        day=lambda written: visit.voice.date(date.fromisoformat(written)),
    )


def _span(posted: Posted) -> school_book.Span:
    begin, end = (_day(first(posted, each)) for each in ("first", "last"))
    if begin is None:
        raise DaysRefused("Choose the first day, like 23/10/2026.")
    reason = first(posted, "reason", school_book.LONGEST_REASON)
    is_open = first(posted, "kind") == "open"
    return school_book.span(begin, end or begin, reason, is_open=is_open)


def _of(read: school_calendar.Read) -> school_book.Span:
    return school_book.span(read.first, read.last, read.reason, is_open=read.is_open)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
