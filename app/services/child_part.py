"""What a child said, as a part of a pack: its own paper, and its pictures on pages behind it.

It is offered and never put in unasked: whether others may read it is for the child to say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.content.library import Library
from app.model.my_say import MySay, SayStep
from app.render import photo
from app.render.evidence_pages import Evidence
from app.render.pack import Paper
from app.services import my_say, my_say_paper, my_say_records, my_say_views
from app.services.casework import Held
from app.services.my_say import Plan, Say
from app.services.speaking import Speaker
from app.services.views import OptionView
from app.store.cases import CaseStore

VALUE = "my-say"


@dataclass(frozen=True, slots=True)
class ChildPart:
    """What goes in. `pictures`: the drawing and the photo, each with its step."""

    content: MySay
    plan: Plan
    say: Say
    pictures: tuple[tuple[SayStep, bytes], ...]


def opened(store: CaseStore, held: Held, library: Library, on: date) -> ChildPart | None:
    """What the child said about the matter shown; None where it said nothing for a paper."""
    if library.my_say is None:
        return None
    say = my_say_records.opened(store, held).say
    plan = my_say.plan(library.my_say, say, my_say.holds_in(library, held.document, on))
    if not any(my_say.is_said(say, step) for step in plan.asked):
        return None
    pictures = tuple(
        (step, found)
        for step in plan.asked
        for kind in my_say_records.PICTURES
        if step.is_ == kind and (found := my_say_records.picture(store, held, kind)) is not None
    )
    return ChildPart(library.my_say, plan, say, pictures)


def option(part: ChildPart, speaker: Speaker, *, checked: bool) -> OptionView:
    """The paper as something to tick."""
    title = speaker.words(part.content.paper, f"{my_say_views.ROOT}.paper")
    return OptionView(VALUE, title, None, checked)


def paper(part: ChildPart, speaker: Speaker) -> Paper:
    """The paper, apart from what the grown-ups write; who wrote it down stands at its end."""
    pair = my_say_paper.pair(part.content, part.plan, part.say, speaker)
    return pair.english.title, pair


def pictures(part: ChildPart) -> list[Evidence]:
    """The drawing and the photo, each a page of its own under the English heading of its step."""
    cleaned = ((step.on_paper, photo.cleaned(each)) for step, each in part.pictures)
    return [Evidence(said, "photo", made) for said, made in cleaned if isinstance(made, bytes)]
