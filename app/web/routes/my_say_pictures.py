"""A child's drawing and photo: given to its own family only, and the photo taken in."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from app.model.errors import PageNotFound
from app.render.refusals import Refusal
from app.services import my_say_photos, my_say_records, my_say_views
from app.services.my_say import Picture, Said
from app.services.my_say_records import Kept
from app.services.my_say_views import PATH
from app.web import own_page, typed, uploads
from app.web.deps import VisitOf
from app.web.own_page import Page
from app.web.uploads import Upload
from app.web.visit import Visit

router = APIRouter(include_in_schema=False)

PHOTO: Picture = "photo"


@router.get("/{lang}/my-say/drawing.png")
async def drawing(visit: VisitOf) -> Response:
    """The drawing, if the child is asked for one."""
    return await _picture(visit, "drawing", "image/png")


@router.get("/{lang}/my-say/photo.jpg")
async def photo(visit: VisitOf) -> Response:
    """The photo, if the child is asked for one."""
    return await _picture(visit, PHOTO, "image/jpeg")


@router.get("/{lang}/my-say/photo")
async def to_photo(visit: VisitOf) -> Response:
    """The step, for who comes back to the address of its form."""
    page = await own_page.opened(visit)
    return visit.to(f"{PATH}/{page.number_of(PHOTO)}")


@router.post("/{lang}/my-say/photo")
async def add(visit: VisitOf) -> Response:
    """A photo; or that the child does not want one, takes it away again, or stops."""
    page = await own_page.opened(visit)
    at = page.number_of(PHOTO)
    async with uploads.received(visit.request, visit.parts.lanes.room) as sent:
        act = typed.first(sent.fields, "do")
        kept = await _kept(visit, page, sent, act)
    if isinstance(kept, Refusal):
        return own_page.step(visit, page, at, (my_say_photos.problem(visit.speaker, kept),))
    say = kept.say.with_said(page.content.steps[at - 1], Said(quiet=act == "quiet"), visit.today)
    await visit.run(my_say_records.save, visit.store, page.held, kept, say, visit.now)
    if act == "stop":
        return visit.to(f"{PATH}/stop")
    if act == "wipe":
        return visit.to(f"{PATH}/{at}")
    return visit.to(my_say_views.after(page.content, page.plan, at))


async def _kept(visit: Visit, page: Page, sent: Upload, act: str) -> Kept | Refusal:
    """The page with what was sent. Without a new photo the one before stays."""
    if act in ("wipe", "quiet"):
        return await visit.run(
            my_say_records.drop, visit.store, page.held, page.kept, PHOTO, visit.now
        )
    if sent.content is Refusal.NOTHING:
        return page.kept
    if isinstance(sent.content, Refusal):
        return sent.content
    made = await visit.parts.lanes.cleaning(my_say_photos.cleaned, sent.content)
    if isinstance(made, Refusal):
        return made
    return await visit.run(
        my_say_records.keep, visit.store, page.held, page.kept, (PHOTO, made), visit.now
    )


async def _picture(visit: Visit, kind: Picture, media_type: str) -> Response:
    page = await own_page.opened(visit)
    page.number_of(kind)
    found = await visit.run(my_say_records.picture, visit.store, page.held, kind)
    if found is None:
        raise PageNotFound
    return Response(found, media_type=media_type, headers={"cache-control": "no-store"})
