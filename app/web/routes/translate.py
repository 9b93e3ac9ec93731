"""The reviewers' room: every translation of a language, one by one, to accept or put right.

English only: whoever reviews reads the English that everything is written in.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import anyio.to_thread
from fastapi import APIRouter
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, Response

from app.model.errors import NewerVersion, NotAllowed, PageNotFound
from app.services import exchange, reviewing
from app.services.reviewing import Forms, Line, Room
from app.store.reviewing import RemarkKind
from app.store.signed_in import SignedIn
from app.web import guard, own_voice, sampling
from app.web.deps import StaffOf
from app.web.own_voice import Spoken
from app.web.staff import StaffVisit
from app.web.typed import lines

router = APIRouter(include_in_schema=False)

A_PAGE = 40
MOST_AROUND = 80
LONGEST = 4000
STATES = {
    "draft": "Nobody has looked at it",
    "second": "One more person is needed",
    "asked": "Somebody has asked something",
    "mine": "You have said yes; one more person is needed",
    "done": "Checked",
}
PLACES = {
    0: "Questions of the first journeys",
    1: "What the first journeys come to",
    3: "Other rights, days and warnings",
    5: "Everything else of the content",
    reviewing.LATER: "Words of the pages",
}
LEVELS = {
    "speaker": "I speak the language and compared both",
    "community": "Parents in our community read it and understood it",
    "law": "I know the law, and the language",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language has come, all of it or one part: messages, and those checked."""

    name: str
    done: int
    all: int


@router.get("/translate")
async def languages(visit: StaffOf) -> Response:
    """The languages this person reviews, each with how far it has come."""
    who = await visit.who()
    room = await room_of(visit)
    there = [each for each in sorted(who.languages) if each in visit.parts.catalogues.chains]
    found = [(lang, _name(visit, lang), _progress(room.lines(lang), who)) for lang in there]
    return visit.page("staff/translate.html", languages=found)


@router.get("/translate/{lang}")
async def work(visit: StaffOf, lang: str) -> Response:
    """The messages of a language, in the order of the work."""
    who, room = await may_review(visit, lang), await room_of(visit)
    asked = visit.request.query_params
    show, place = asked.get("show", ""), asked.get("part", "")
    every = room.lines(lang)
    found = [
        each
        for each in every
        if (not show or each.state_for(who.person_id) == show)
        and (not place or str(each.place) == place)
    ]
    number = int(asked["page"]) if asked.get("page", "").isdigit() else 1
    first = max(0, number - 1) * A_PAGE
    return visit.page(
        "staff/translate_list.html",
        lang=lang,
        language=_name(visit, lang),
        lines=[(each, each.state_for(who.person_id)) for each in found[first : first + A_PAGE]],
        states=STATES,
        places=PLACES,
        progress=_progress(every, who),
        shown=(show, place),
        number=number,
        pages=-(-len(found) // A_PAGE),
        matches=len(found),
    )


@router.get("/translate/{lang}/next")
async def onward(visit: StaffOf, lang: str) -> Response:
    """The next message there is something to do for."""
    who, room = await may_review(visit, lang), await room_of(visit)
    after = visit.request.query_params.get("after", "")
    every = room.lines(lang)
    start = next((at + 1 for at, each in enumerate(every) if each.ident == after), 0)
    for each in (*every[start:], *every[:start]):
        if each.ident != after and each.state_for(who.person_id) in ("draft", "second", "asked"):
            return visit.to(f"/translate/{lang}/{each.ident}")
    return visit.to(f"/translate/{lang}")


@router.get("/translate/{lang}/messages.po")
async def file(visit: StaffOf, lang: str) -> Response:
    """Every translation of a language as a gettext file."""
    await may_review(visit, lang)
    made = await visit.run(exchange.written, await room_of(visit), lang)
    headers = {"content-disposition": f'attachment; filename="{lang}.po"'}
    return Response(made, media_type="text/x-gettext-translation; charset=utf-8", headers=headers)


@router.get("/translate/{lang}/take")
async def to_take(visit: StaffOf, lang: str) -> Response:
    """Where a gettext file is sent in."""
    await may_review(visit, lang)
    return visit.page("staff/translate_take.html", lang=lang, taken=None, wrong="")


@router.post("/translate/{lang}/take")
async def take(visit: StaffOf, lang: str) -> Response:
    """A gettext file that somebody worked on: what it changes is taken in, the rest is listed."""
    who, room = await may_review(visit, lang), await room_of(visit)
    async with visit.request.form(max_files=1, max_fields=2) as form:
        sent = form.get("file")
        content = await sent.read() if isinstance(sent, UploadFile) else b""
    try:
        taken = await visit.run(exchange.taken, room, who, lang, content, visit.now)
    except exchange.FileRefused as refused:
        return visit.page(
            "staff/translate_take.html", 422, lang=lang, taken=None, wrong=str(refused)
        )
    return visit.page("staff/translate_take.html", lang=lang, taken=taken, wrong="")


@router.get("/translate/{lang}/{name}")
async def message(visit: StaffOf, lang: str, name: str) -> Response:
    """One message with everything there is to know about it."""
    await may_review(visit, lang)
    line = (await room_of(visit)).line(lang, name)
    if line is None:
        raise PageNotFound
    return await message_page(visit, lang, line)


@router.post("/translate/{lang}/{name}")
async def say(visit: StaffOf, lang: str, name: str) -> Response:
    """Accept, correct or ask. A wording that fails a check is not taken, and nothing is lost."""
    who, room = await may_review(visit, lang), await room_of(visit)
    line = room.line(lang, name)
    if line is None:
        raise PageNotFound
    posted = await visit.posted()
    do = (posted.get("do") or [""])[0]
    if do not in set(RemarkKind):
        raise NotAllowed
    kind = RemarkKind(do)
    if kind is not RemarkKind.ASKED and room.written_in(lang) != lang:
        raise NotAllowed
    typed = tuple(lines((posted.get(f"form-{at}") or [""])[0], LONGEST) for at in _places(line))
    note = lines((posted.get("note") or [""])[0], LONGEST)
    level = (posted.get("level") or ["speaker"])[0]
    forms = typed if kind is RemarkKind.CORRECTED else line.settled.wanted
    wrong = _wrong(room, lang, line, kind, forms, note)
    if level not in reviewing.CHECKED:
        raise NotAllowed
    if wrong:
        return await message_page(visit, lang, line, 422, typed=typed, note=note, wrong=wrong)
    seen = (posted.get("seen") or ["0"])[0]
    try:
        await visit.run(
            lambda: room.store.say(
                who, kind, lang, line.ident, forms, visit.now,
                seen=int(seen) if seen.isdigit() else 0, level=level, note=note,
            )
        )  # fmt: skip
    except NewerVersion:
        room.refresh()
        fresh = room.line(lang, name) or line
        wrong = ("Somebody else has said something meanwhile: it stands below. Look again.",)
        return await message_page(visit, lang, fresh, 409, typed=typed, note=note, wrong=wrong)
    await visit.run(room.refresh)
    return visit.to(f"/translate/{lang}/next?after={line.ident}")


@router.get("/translate/{lang}/{name}/page")
async def in_context(visit: StaffOf, lang: str, name: str) -> Response:
    """The page of a made-up family on which the message stands, lit up."""
    await may_review(visit, lang)
    line = (await room_of(visit)).line(lang, name)
    if line is None:
        raise PageNotFound
    voice = visit.parts.catalogues.voice(lang)
    given = (visit.parts, visit.request, voice, visit.parts.room.samples, line.key)
    # In a thread: some thirty pages may be tried, and families must not wait for that.
    found = await anyio.to_thread.run_sync(lambda: asyncio.run(sampling.lit_up(*given)))
    if found is None:
        around = _around(visit.parts.room.lines(lang), line)
        return visit.page("staff/translate_nowhere.html", lang=lang, line=line, around=around)
    return HTMLResponse(found, headers={"cache-control": "no-store"})


def _around(every: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """The messages among which one stands, in the order of the content."""
    start = ".".join(line.key[0].split(".")[:2])
    return tuple(each for each in every if f"{each.key[0]}.".startswith(f"{start}."))[:MOST_AROUND]


def _wrong(
    room: Room, lang: str, line: Line, kind: RemarkKind, forms: Forms, note: str
) -> tuple[str, ...]:
    if kind is RemarkKind.ASKED:
        return () if note else ("Please write what you want to ask.",)
    return room.wrong(lang, line.key, forms)


async def message_page(
    visit: StaffVisit,
    lang: str,
    line: Line,
    status: int = 200,
    *,
    typed: Forms | None = None,
    note: str = "",
    wrong: Sequence[str] = (),
    spoken: Spoken | None = None,
) -> Response:
    """The page of one message, with what was typed; the only one that may use the microphone."""
    who = await visit.who()
    voice = visit.parts.catalogues.voice(lang)
    page = visit.page(
        "staff/translate_message.html",
        status,
        lang=lang,
        language=_name(visit, lang),
        direction=voice.direction,
        line=line,
        state=line.state_for(who.person_id),
        states=STATES,
        levels=LEVELS,
        typed=typed or line.settled.wanted,
        note=note,
        wrong=wrong,
        terms=tuple(_terms(visit, line.key[1])),
        is_written=visit.parts.room.written_in(lang) == lang,
        own_voice=own_voice.view(visit.parts.recorded, who, lang, line, spoken),
        put_back=await visit.run(visit.parts.room.put_back, lang, line.key),
    )
    page.headers.update(guard.RECORDING)
    return page


def _terms(visit: StaffVisit, english: str) -> Iterator[tuple[str, str]]:
    """Terms of the glossary that stand in the English, with what they mean."""
    words = english.casefold()
    for each in visit.library.glossary:
        if each.term.casefold() in words:
            yield each.term, each.plain


def _progress(found: Sequence[Line], who: SignedIn) -> list[Progress]:
    every = Counter(each.place for each in found)
    done = Counter(each.place for each in found if each.state_for(who.person_id) == "done")
    return [Progress(said, done[place], every[place]) for place, said in PLACES.items()]


def _places(line: Line) -> range:
    return range(len(line.settled.wanted))


def _name(visit: StaffVisit, lang: str) -> str:
    return visit.parts.catalogues.voice(lang).name


async def may_review(visit: StaffVisit, lang: str) -> SignedIn:
    """Whoever is signed in. Raises PageNotFound if they do not review the language."""
    who = await visit.who()
    if lang not in who.languages or lang not in visit.parts.catalogues.chains:
        raise PageNotFound
    return who


async def room_of(visit: StaffVisit) -> Room:
    """The room as it is now, also where another process changed it."""
    await visit.run(visit.parts.room.refresh)
    await visit.run(visit.parts.recorded.refresh)
    return visit.parts.room
