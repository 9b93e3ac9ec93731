"""Reviewers say messages aloud; they and the leads of their organisations take recordings out."""

from __future__ import annotations

from dataclasses import dataclass, replace

import anyio.to_thread
from fastapi import APIRouter
from starlette.responses import Response

from app.i18n.recordings import LONGEST_DIALECT, Recording, Slot, slot_named
from app.i18n.voice import Key
from app.model.errors import PageNotFound
from app.render.refusals import Refusal
from app.services import recordings
from app.services.reviewing import Line
from app.store.signed_in import SignedIn
from app.web import own_voice, typed, uploads
from app.web.deps import StaffOf
from app.web.own_voice import Spoken
from app.web.routes import translate
from app.web.staff import StaffVisit
from app.web.uploads import Upload

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Listed:
    """A recording, what it says in English, and the language's own name. Without English nobody
    hears it: the English has changed since."""

    recording: Recording
    english: str
    language: str


@router.post("/translate/{lang}/{name}/recording")
async def take(visit: StaffOf, lang: str, name: str) -> Response:
    """A recording of a message. What cannot be taken is said, and what was typed stays."""
    who, room = await translate.may_review(visit, lang), await translate.room_of(visit)
    line = room.line(lang, name)
    if line is None:
        raise PageNotFound
    async with uploads.received(visit.request, visit.parts.lanes.room) as sent:
        spoken = await _taken(visit, who, (lang, line), sent)
    if spoken.wrong:
        return await translate.message_page(visit, lang, line, 422, spoken=spoken)
    return visit.to(f"/translate/{lang}/{name}#voice")


async def _taken(visit: StaffVisit, who: SignedIn, of: tuple[str, Line], sent: Upload) -> Spoken:
    """What was typed; with what is wrong, if the recording was not taken."""
    lang, line = of
    dialect = typed.first(sent.fields, "dialect", LONGEST_DIALECT).strip()
    spoken = Spoken(dialect, agreed="agreed" in sent.fields)
    content = sent.content
    missing = own_voice.wrong(content if isinstance(content, Refusal) else None, spoken)
    if missing or isinstance(content, Refusal):
        return replace(spoken, wrong=missing)
    given = (content, dialect)
    refused = await anyio.to_thread.run_sync(
        visit.parts.recorded.take, who, lang, line.key, given, visit.now
    )
    return replace(spoken, wrong=own_voice.wrong(refused, spoken))


@router.get("/recordings")
async def listed(visit: StaffOf) -> Response:
    """Every recording that this person may take out."""
    who = await visit.who()
    await visit.run(visit.parts.recorded.refresh)
    catalogues = visit.parts.catalogues
    now: dict[str, dict[Slot, Key]] = {}
    found = []
    for each in visit.parts.recorded.may_take_out(who):
        if each.lang not in now:
            now[each.lang] = recordings.current(catalogues, each.lang)
        english = now[each.lang].get(each.slot, ("", ""))[1]
        found.append(Listed(each, english, catalogues.voice(each.lang).name))
    return visit.page("staff/recordings.html", recordings=found)


@router.post("/recordings")
async def take_out(visit: StaffOf) -> Response:
    """One recording gone at once. Back to where the button was."""
    who = await visit.who()
    posted = await visit.posted()
    lang, back = typed.first(posted, "lang"), typed.first(posted, "back")
    slot = slot_named(typed.first(posted, "slot"))
    await visit.run(visit.parts.recorded.refresh)
    if slot is None:
        raise PageNotFound
    await anyio.to_thread.run_sync(visit.parts.recorded.take_out, who, lang, slot, visit.now)
    if back and lang in who.languages and visit.parts.room.line(lang, back):
        return visit.to(f"/translate/{lang}/{back}#voice")
    return visit.to("/recordings")
