"""The pages of a child's own page: one step, the way around it, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.my_say import MySay, SayStep
from app.services import my_say
from app.services.my_say import Picture, Plan, Say
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

ROOT = "my_say"
PATH = "/my-say"
PHOTO = f"{PATH}/photo"  # where a photo is sent: a form of its own, which may be large


@dataclass(frozen=True, slots=True)
class PictureView:
    """One picture to tick."""

    value: str
    label: Words
    drawing: str
    checked: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One step. `held_back`: nothing is asked here, and these words say why. `part`..`parts` is
    honest progress; `back` the step before."""

    kind: str
    title: Words
    hint: Words | None
    action: str
    back: str
    part: int
    parts: int
    pictures: tuple[PictureView, ...] = ()
    words: str = ""
    quiet: bool = False
    held_back: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class StartView:
    """The page for the grown-up. `question` is put to them where their answer decides."""

    title: Words
    says: tuple[Words, ...]
    question: Words | None
    answer: str
    held_back: tuple[Words, ...]
    is_begun: bool


@dataclass(frozen=True, slots=True)
class EntryView:
    """What was said at one step, and where to change it. `own`: the child's own words."""

    heading: Words
    picked: tuple[Words, ...]
    own: str
    picture: Picture | None
    change: str


def link(situation: Situation, speaker: Speaker) -> Words | None:
    """What the way to a child's page is called; None where a case has none."""
    content = situation.library.my_say
    if content is None or not my_say.is_offered(situation):
        return None
    return speaker.words(content.title, f"{ROOT}.title")


def order(content: MySay, plan: Plan) -> tuple[int, ...]:
    """The numbers of the steps that have a page, from 1: those that are asked, and the first of
    those that are not, where the child reads why."""
    numbers = {step.id: at for at, step in enumerate(content.steps, 1)}
    shown = {numbers[step.id] for step in (*plan.asked, *plan.held[:1])}
    return tuple(sorted(shown))


def after(content: MySay, plan: Plan, number: int) -> str:
    """The path of the page that follows a step."""
    rest = [each for each in order(content, plan) if each > number]
    return f"{PATH}/{rest[0]}" if rest else f"{PATH}/done"


def start(content: MySay, plan: Plan, say: Say, speaker: Speaker) -> StartView:
    """What a grown-up reads first."""
    return StartView(
        title=speaker.words(content.title, f"{ROOT}.title"),
        says=_many(content.before, "before", speaker),
        question=speaker.words(content.question, f"{ROOT}.question") if plan.open else None,
        answer=say.adult,
        held_back=_warned(content, plan, speaker) if not plan.open or say.adult else (),
        is_begun=bool(say.said),
    )


def for_adult(content: MySay, plan: Plan, speaker: Speaker) -> tuple[Words, ...]:
    """Why some steps were not asked, to the grown-up; nothing if all were."""
    return _warned(content, plan, speaker)


def step(content: MySay, plan: Plan, say: Say, speaker: Speaker, number: int) -> StepView | None:
    """One page of the way; None if there is none with this number."""
    way = order(content, plan)
    if number not in way:
        return None
    found = content.steps[number - 1]
    at = way.index(number)
    back = f"{PATH}/{way[at - 1]}" if at else PATH
    is_held = found in plan.held
    said = say.of(found)
    context = f"{ROOT}.steps.{found.id}"
    title = speaker.words(found.title, f"{context}.title")
    hint = speaker.words(found.hint, f"{context}.hint") if found.hint else None
    why = _paired(content.held_back, "held_back", speaker) if is_held else ()
    return StepView(
        kind="held" if is_held else found.is_,
        title=why[0] if why else title,
        hint=None if is_held else hint,
        action=speaker.href(PHOTO if found.is_ == "photo" and not is_held else f"{PATH}/{number}"),
        back=speaker.href(back),
        part=at + 1,
        parts=len(way),
        pictures=() if is_held else _pictures(content, found, said.ticked, speaker),
        words="" if is_held else said.words,
        quiet=said.quiet,
        held_back=why[1:],
    )


def entries(content: MySay, plan: Plan, say: Say, speaker: Speaker) -> tuple[EntryView, ...]:
    """What was said, in order. What a child did not want to say leaves no trace."""
    numbers = {each.id: at for at, each in enumerate(content.steps, 1)}
    found = (_entry(content, each, say, speaker, numbers[each.id]) for each in plan.asked)
    return tuple(each for each in found if each.picked or each.own or each.picture)


def _entry(content: MySay, step: SayStep, say: Say, speaker: Speaker, number: int) -> EntryView:
    said = say.of(step)
    pictures = _pictures(content, step, said.ticked, speaker)
    return EntryView(
        heading=speaker.words(step.on_paper, f"{ROOT}.steps.{step.id}.on_paper"),
        picked=tuple(each.label for each in pictures if each.checked),
        own=said.words,
        picture=_picture(step, say),
        change=speaker.href(f"{PATH}/{number}"),
    )


def _picture(step: SayStep, say: Say) -> Picture | None:
    if step.is_ == "drawing" and say.has_drawing:
        return "drawing"
    return "photo" if step.is_ == "photo" and say.has_photo else None


def _pictures(
    content: MySay, step: SayStep, ticked: tuple[str, ...], speaker: Speaker
) -> tuple[PictureView, ...]:
    context = f"{ROOT}.sets.{step.pictures}.pictures"
    return tuple(
        PictureView(
            each.id,
            speaker.words(each.label, f"{context}.{each.id}.label"),
            each.drawing,
            each.id in ticked,
        )
        for each in content.pictures_of(step)
    )


def _warned(content: MySay, plan: Plan, speaker: Speaker) -> tuple[Words, ...]:
    return _paired(content.held_back_adult, "held_back_adult", speaker) if plan.held else ()


def _many(texts: tuple[str, ...], name: str, speaker: Speaker) -> tuple[Words, ...]:
    return tuple(speaker.words(text, f"{ROOT}.{name}.{at}") for at, text in enumerate(texts))


def _paired(texts: tuple[str, ...], name: str, speaker: Speaker) -> tuple[Words, ...]:
    """Why something is not asked is a warning: a draft of it has its English beside it."""
    found = (speaker.paired(text, f"{ROOT}.{name}.{at}") for at, text in enumerate(texts))
    return tuple(each for each in found if each is not None)
