"""What happened next: the events of content that can have happened, and the questions of each.

Nothing is stored about an event: which of its questions are answered says where it stands.
"""

from __future__ import annotations

from app.content.library import Library
from app.model.errors import PageNotFound
from app.model.journeys import Event
from app.services import interview, situation, what_if
from app.services.interview import Interview
from app.services.life_views import Differences, EventView
from app.services.situation import Situation
from app.services.speaking import Speaker


def offered(found: Situation, speaker: Speaker) -> tuple[EventView, ...]:
    """Events that are not ruled out and of which something can be asked, in their order."""
    events = sorted(found.library.events.values(), key=lambda each: each.order)
    return tuple(
        _view(found, speaker, each)
        for each in events
        if found.holds(each.when) != "no" and reachable(found.interview, each)
    )


def by_key(library: Library, key: str) -> Event:
    """The event behind an address that says nothing about it. Raises PageNotFound."""
    for each in library.events.values():
        if interview.key_of(each.id) == key:
            return each
    raise PageNotFound


def reachable(asked: Interview, event: Event) -> tuple[str, ...]:
    """The questions of an event that are on the family's way, or beside it, as it stands."""
    return tuple(each for each in event.asks if asked.walk.step(each) is not None)


def following(asked: Interview, event: Event) -> str | None:
    """The next question of an event, or None when all that can be asked are answered."""
    return next((each for each in reachable(asked, event) if not _answered(asked, each)), None)


def path(asked: Interview, event: Event) -> str:
    """Where an event goes on: its next question, another open question, or what it changed."""
    key, fact = interview.key_of(event.id), following(asked, event)
    if fact is not None:
        return f"/next/{key}/{interview.key_of(fact)}"
    still_open = asked.walk.next
    if still_open is not None:
        return f"/question/{interview.key_of(still_open.asked.asks)}"
    return f"/next/{key}"


def changed(found: Situation, speaker: Speaker, event: Event) -> Differences | None:
    """What the answers about an event changed, beside the case without them; None without any."""
    asked = found.interview
    if not any(_answered(asked, each) for each in reachable(asked, event)):
        return None
    bare = what_if.without(asked.document, event.asks)
    before = interview.replay(found.library, bare, found.on)
    return what_if.differences(situation.of(found.library, before, found.on), found, speaker)


def _answered(asked: Interview, fact: str) -> bool:
    step = asked.walk.step(fact)
    return step is not None and step.answered


def _view(found: Situation, speaker: Speaker, event: Event) -> EventView:
    asked, context = found.interview, f"events.{event.id}"
    first = following(asked, event) or reachable(asked, event)[0]
    key = interview.key_of(event.id)
    hint = speaker.words(event.hint, f"{context}.hint") if event.hint else None
    return EventView(
        key=key,
        title=speaker.words(event.title, f"{context}.title"),
        hint=hint,
        pictogram=event.pictogram,
        href=speaker.href(f"/next/{key}/{interview.key_of(first)}"),
        done=following(asked, event) is None,
    )
