"""Letters: which there are, one to read and change, and to take away as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter
from starlette.responses import Response

from app.letters import covering
from app.letters import edits as changes
from app.letters.edits import Edits
from app.model.errors import PageNotFound
from app.model.letters import Letter, LetterPair
from app.render import docx, pdf, text
from app.services import (
    casework,
    interview,
    issued,
    letter_drafts,
    letter_list,
    letter_shelf,
    matters,
    my_say_views,
    sending,
    situation,
)
from app.services.casework import Held
from app.services.issued import Issued
from app.services.letter_shelf import Drafted
from app.services.letter_views import IssuedView, LetterView
from app.services.situation import Situation
from app.services.views import Problem
from app.web import form_dates, typed
from app.web.deps import VisitOf
from app.web.typed import Posted, lines
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

LONGEST = 8000
SENDER = "sender"
OK, UNREADABLE = 200, 422
LETTER, MORE = "pages/letter.html", "pages/letter_more.html"
FILES: dict[str, tuple[Callable[[LetterPair], bytes], str]] = {
    "docx": (
        docx.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (pdf.pdf, "application/pdf"),
    "large.pdf": (lambda pair: pdf.pdf(pair, large=True), "application/pdf"),
    "txt": (lambda pair: text.text(pair).encode(), "text/plain; charset=utf-8"),
}


Given = tuple[Mapping[str, str], Sequence[Problem]]
"""What was typed into a form, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One letter of a case in hand: as it stands, with the family's changes and their version."""

    held: Held
    found: Situation
    edits: Edits
    version: int
    drafted: Drafted


async def case(visit: Visit) -> tuple[Held, Situation]:
    """The case of this browser, thought through."""
    held = await visit.held()
    asked = interview.replay(visit.library, held.document, visit.today)
    return held, situation.of(visit.library, asked, visit.today)


async def opened(visit: Visit, name: str) -> Opened:
    """One letter of the case. Raises LetterNotAvailable."""
    held, found = await case(visit)
    edits, version = await visit.run(casework.edits_of, visit.store, held, name)
    drafted = letter_shelf.drafted(found, visit.speaker, name, edits, visit.letterhead)
    return Opened(held, found, edits, version, drafted)


@router.get("/{lang}/letters")
async def shelf(visit: VisitOf) -> Response:
    """Every letter that fits, and those that may."""
    _, found = await case(visit)
    cards = letter_shelf.cards(found, visit.speaker) + letter_shelf.others(found, visit.speaker)
    several = matters.several(found, visit.speaker)
    child_page = my_say_views.link(found, visit.speaker)
    return visit.page("pages/letters.html", letters=cards, matters=several, child_page=child_page)


@router.get("/{lang}/letters/all")
async def every(visit: VisitOf) -> Response:
    """Every letter there is, and why some do not fit."""
    _, found = await case(visit)
    return visit.page(
        "pages/letters_all.html",
        letters=letter_list.listed(found, visit.speaker),
        matters=matters.several(found, visit.speaker),
    )


@router.get("/{lang}/letter/{name}")
async def show(visit: VisitOf, name: str) -> Response:
    """One letter with all its blocks."""
    return await page(visit, await opened(visit, name))


@router.get("/{lang}/letter/{name}/more")
async def more(visit: VisitOf, name: str) -> Response:
    """What the family can say besides, if it is true, or in words of their own."""
    return await page(visit, await opened(visit, name), template=MORE)


@router.get("/{lang}/letter/{name}/order")
async def order(visit: VisitOf, name: str) -> Response:
    """What is numbered in one letter, to be moved."""
    return await page(visit, await opened(visit, name), template="pages/letter_order.html")


@router.post("/{lang}/letter/{name}")
async def change(visit: VisitOf, name: str) -> Response:
    """One change to one block."""
    letter = await opened(visit, name)
    posted = await visit.posted()
    act, _, block = (posted.get("do") or [""])[0].partition("-")
    if act == "edit":
        return await page(visit, letter, editing=block)
    if act == SENDER:
        return await _from(visit, letter, posted)
    written = lines((posted.get("text") or [""])[0], LONGEST)
    changed = _changed(letter.edits, letter.drafted.changeable, act, (block, written))
    if act == "keep" and letter.drafted.copy is not None:
        lang = visit.voice.lang if posted.get("foreign") else None
        changed = letter_drafts.in_language(changed, letter.drafted.english, block, lang)
    await _save(visit, letter, changed)
    place = f"/letter/{name}/order" if act == "up" else f"/letter/{name}"
    return visit.to(f"{place}#block-{block}")


async def _from(visit: Visit, letter: Opened, posted: Posted) -> Response:
    """Who sends this letter. Only who has a letterhead can say that they do."""
    source, changed = letter.drafted.source, letter.edits
    if visit.letterhead is not None and covering.can_be_sent_by(source):
        from_us = typed.first(posted, "sender") == "us"
        changed = changes.with_sender(
            changed, from_us=from_us, has_permission="permission" in posted
        )
    await _save(visit, letter, changed)
    return visit.to(f"/letter/{source.id}#{SENDER}")


async def _save(visit: Visit, letter: Opened, changed: Edits) -> None:
    if changed != letter.edits:
        name = letter.drafted.source.id
        kept = (visit.store, letter.held, name, changed, letter.version, visit.now)
        await visit.run(casework.save_edits, *kept)


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


async def page(
    visit: Visit,
    letter: Opened,
    *,
    template: str | None = None,
    editing: str | None = None,
    given: Given | None = None,
) -> Response:
    """A page of one letter, if no `template` is named the one on which the block that is `editing`
    stands; with what was `given` about sending it."""
    copies = await visit.run(issued.of, visit.store, letter.held, letter.drafted.source.id)
    view = letter_shelf.view(letter.found, visit.speaker, letter.drafted, visit.language)
    view = replace(view, helper_sends=letter.edits.from_us and visit.letterhead is None)
    fields, problems = given or (form_dates.fields_of_day(visit.today.isoformat()), ())
    return visit.page(
        template or _place_of(editing, view),
        status=UNREADABLE if problems else OK,
        letter=_with_sending(visit, view, copies, (fields, problems)),
        editing=editing,
        matters=matters.several(letter.found, visit.speaker),
    )


def _place_of(block: str | None, view: LetterView) -> str:
    """The page on which a block stands."""
    offered = {each.id for each in view.blocks if each.state == "offered"}
    return MORE if block in offered else LETTER


def _with_sending(
    visit: Visit,
    view: LetterView,
    copies: Sequence[Issued],
    form: Given,
) -> LetterView:
    fields, problems = form
    views = tuple(
        IssuedView(
            sending.when(visit.speaker, each.on, each.how),
            visit.speaker.href(f"/letter/{each.letter}/sent/{each.number}"),
        )
        for each in copies
    )
    help_ = replace(view.sending, fields=fields, problems=tuple(problems), issued=views)
    return replace(view, sending=help_)


@router.get("/{lang}/letter/{name}/file.{kind}")
async def file(visit: VisitOf, name: str, kind: str) -> Response:
    """The letter to print, to edit or to put in an e-mail."""
    letter = await opened(visit, name)
    return attached(letter_shelf.pair(letter.drafted), kind)


def attached(pair: LetterPair, kind: str) -> Response:
    """A letter as a file, with no name of a person in its name. Raises PageNotFound."""
    if kind not in FILES:
        raise PageNotFound
    made, media_type = FILES[kind]
    headers = {"content-disposition": f'attachment; filename="letter.{kind}"'}
    return Response(made(pair), media_type=media_type, headers=headers)
