"""A child's own page as a request finds it, and one step of it shown. Knows no address."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from app.model.errors import PageNotFound
from app.model.my_say import MySay
from app.services import drawings, my_say, my_say_records, my_say_views
from app.services.casework import Held
from app.services.my_say import Picture, Plan, Say
from app.services.my_say_records import Kept
from app.services.views import Problem
from app.web.visit import Visit

UNFIT = 422


@dataclass(frozen=True, slots=True)
class Page:
    """What every handler here works with."""

    content: MySay
    held: Held
    kept: Kept
    plan: Plan

    @property
    def say(self) -> Say:
        """What was said so far."""
        return self.kept.say

    def number_of(self, kind: Picture) -> int:
        """The number of the step for a drawing or a photo. Raises PageNotFound if none is asked."""
        for at, step in enumerate(self.content.steps, 1):
            if step.is_ == kind and step in self.plan.asked:
                return at
        raise PageNotFound


async def opened(visit: Visit) -> Page:
    """The page of the matter shown. Raises PageNotFound where content has none."""
    content = visit.library.my_say
    if content is None:
        raise PageNotFound
    held = await visit.held()
    kept = await visit.run(my_say_records.opened, visit.store, held)
    holds = my_say.holds_in(visit.library, held.document, visit.today)
    return Page(content, held, kept, my_say.plan(content, kept.say, holds))


def step(visit: Visit, page: Page, at: int, problems: tuple[Problem, ...] = ()) -> Response:
    """One step. Raises PageNotFound if there is none with this number."""
    view = my_say_views.step(page.content, page.plan, page.say, visit.speaker, at)
    if view is None:
        raise PageNotFound
    return visit.page(
        "pages/my_say_step.html",
        UNFIT if problems else 200,
        step=view,
        problems=problems,
        say=page.say,
        largest=drawings.LARGEST,
    )
