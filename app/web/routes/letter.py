"""Letters: which there are, one to read and change, and to take away as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.responses import Response

from app.letters.edits import Edits
from app.model.errors import PageNotFound
from app.model.letters import Letter, LetterPair
from app.render import docx, pdf, text
from app.services import (
    casework,
    interview,
    letter_drafts,
    letter_shelf,
    matters,
    my_say_views,
    situation,
)
from app.services.casework import Held
from app.services.situation import Situation
from app.web.deps import VisitOf
from app.web.typed import lines
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

LONGEST = 8000
FILES: dict[str, tuple[Callable[[LetterPair], bytes], str]] = {
    "docx": (
        docx.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (pdf.pdf, "application/pdf"),
    "txt": (lambda pair: text.text(pair).encode(), "text/plain; charset=utf-8"),
}


async def _case(visit: Visit) -> tuple[Held, Situation]:
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    return held, situation.of(visit.library, asked, visit.today)


@router.get("/{lang}/letters")
async def shelf(visit: VisitOf) -> Response:
    """Every letter that fits, and those that may."""
    _, found = await _case(visit)
    cards = letter_shelf.cards(found, visit.speaker) + letter_shelf.others(found, visit.speaker)
    several = matters.several(found, visit.speaker)
    child_page = my_say_views.link(found, visit.speaker)
    return visit.page("pages/letters.html", letters=cards, matters=several, child_page=child_page)


@router.get("/{lang}/letter/{name}")
async def show(visit: VisitOf, name: str) -> Response:
    """One letter with all its blocks."""
    held, found = await _case(visit)
    edits, _ = await visit.run(casework.edits_of, visit.store, held, name)
    return _page(visit, found, name, edits, None)


@router.post("/{lang}/letter/{name}")
async def change(visit: VisitOf, name: str) -> Response:
    """One change to one block; or that the letter was sent."""
    held, found = await _case(visit)
    posted = await visit.posted()
    act, _, block = (posted.get("do") or [""])[0].partition("-")
    edits, version = await visit.run(casework.edits_of, visit.store, held, name)
    drafted = letter_shelf.drafted(found, visit.speaker, name, edits)
    if act == "sent":
        return await _sent(visit, held, name)
    if act == "edit":
        return _page(visit, found, name, edits, block)
    written = lines((posted.get("text") or [""])[0], LONGEST)
    changed = _changed(edits, drafted.english, act, (block, written))
    if changed != edits:
        await visit.run(casework.save_edits, visit.store, held, name, changed, version, visit.now)
    return visit.to(f"/letter/{name}#block-{block}")


def _changed(edits: Edits, letter: Letter, act: str, what: tuple[str, str]) -> Edits:
    """The edits after one act on a block; an act we do not know changes nothing."""
    return ACTS[act](edits, letter, *what) if act in ACTS else edits


def _kept(edits: Edits, letter: Letter, block: str, written: str) -> Edits:
    found = next((each for each in letter.blocks if each.id == block), None)
    if found is not None and found.stale and written in ("", _text_of(edits, block)):
        return letter_drafts.keep_mine(edits, letter, block)
    return letter_drafts.edit_block(edits, letter, block, written)


Act = Callable[[Edits, Letter, str, str], Edits]
ACTS: Mapping[str, Act] = {
    "keep": _kept,
    "add": lambda edits, _, block, written: letter_drafts.add_own(edits, block, written),
    "up": lambda edits, letter, block, _: letter_drafts.move_up(edits, letter, block),
    "ours": lambda edits, _, block, __: letter_drafts.use_ours(edits, block),
    "leave": lambda edits, _, block, __: letter_drafts.leave_out(edits, block),
    "put": lambda edits, _, block, __: letter_drafts.put_back(edits, block),
    "tick": lambda edits, _, block, __: letter_drafts.tick_point(edits, block),
    "untick": lambda edits, _, block, __: letter_drafts.tick_point(edits, block, ticked=False),
}


def _text_of(edits: Edits, block: str) -> str:
    edit = edits.texts.get(block)
    return edit.text if edit is not None else ""


async def _sent(visit: Visit, held: Held, name: str) -> Response:
    document = letter_shelf.sent(visit.library, held.document, name, visit.now, visit.today)
    await visit.run(casework.save, visit.store, held, document, visit.now)
    return visit.to(f"/letter/{name}")


def _page(visit: Visit, found: Situation, name: str, edits: Edits, editing: str | None) -> Response:
    drafted = letter_shelf.drafted(found, visit.speaker, name, edits)
    view = letter_shelf.view(found, visit.speaker, drafted, visit.language)
    several = matters.several(found, visit.speaker)
    return visit.page("pages/letter.html", letter=view, editing=editing, matters=several)


@router.get("/{lang}/letter/{name}/file.{kind}")
async def file(visit: VisitOf, name: str, kind: str) -> Response:
    """The letter to print, to edit or to put in an e-mail. No name of a person in its name."""
    if kind not in FILES:
        raise PageNotFound
    held, found = await _case(visit)
    edits, _ = await visit.run(casework.edits_of, visit.store, held, name)
    drafted = letter_shelf.drafted(found, visit.speaker, name, edits)
    made, media_type = FILES[kind]
    written = made(letter_shelf.pair(drafted, visit.speaker))
    headers = {"content-disposition": f'attachment; filename="letter.{kind}"'}
    return Response(written, media_type=media_type, headers=headers)
