"""What the list of a desk shows of one case, worked out once and kept: sealed to the organisation.

A summary holds every day that is still to come, so that it stays right until the case or the
content changes or one of its days has gone by. English only; knows no page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.content.library import Library
from app.model.values import Options
from app.services import answer_words, days, doubts, interview, matters, process_map, today
from app.services import situation as situations
from app.services.documents import Document
from app.services.interview import ADVISER
from app.services.situation import Situation
from app.services.speaking import Speaker

FORMAT = 2
YES = Options(frozenset({"yes"}))
FAMILY_LATE = "passed"


@dataclass(frozen=True, slots=True)
class Due:
    """One day of a case. `on` and `last` are ISO days; `late`: the last day has gone by."""

    on: str
    what: str
    who: str
    pictogram: str
    last: str = ""
    ours: bool = False
    unsure: bool = False
    late: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """One case on the list. `version` and `content` say what it was made from, `on` when.

    `act`: what to do now. `urn` and `council` find the school's calendar, `closed` are days its
    family says were closed. `family_at`: when the family last answered itself."""

    version: int
    content: str
    on: str
    measure: str
    stage: str
    child: str
    school: str
    kind: str
    language: str
    due: tuple[Due, ...]
    act: str
    act_href: str
    flags: tuple[str, ...]
    missing: int
    family_at: str
    after_letter: bool
    urn: str = ""
    council: str = ""
    closed: tuple[str, ...] = ()
    format: int = FORMAT


def nothing(says: str) -> Summary:
    """A summary that knows nothing of its case, and says so."""
    return Summary(
        version=0,
        content="",
        on="",
        measure=says,
        stage="",
        child="",
        school="",
        kind="",
        language="",
        due=(),
        act="",
        act_href="",
        flags=(),
        missing=0,
        family_at="",
        after_letter=False,
    )


def write(summary: Summary) -> dict[str, Any]:
    """A summary as plain JSON."""
    return asdict(summary)


def read(written: Any) -> Summary | None:
    """The summary that `write` wrote; None for one of another shape."""
    if not isinstance(written, dict) or written.get("format") != FORMAT:
        return None
    due = tuple(Due(**each) for each in written["due"])
    lists = {name: tuple(written[name]) for name in ("flags", "closed")}
    return Summary(**{**written, **lists, "due": due})


def is_fresh(summary: Summary, version: int, content: str, on: date) -> bool:
    """Whether a summary still says what would be worked out today."""
    if (summary.version, summary.content) != (version, content):
        return False
    made, now = summary.on, on.isoformat()
    return not any(made <= day < now for each in summary.due for day in (each.on, each.last) if day)


def make(library: Library, speaker: Speaker, document: Document, version: int, on: date) -> Summary:
    """What the list shows of a case on a day. Worked out from all its measures."""
    asked = interview.replay(library, document, on)
    shown = situations.of(library, asked, on)
    every = (shown, *matters.others(shown))
    listed = days.days(shown, speaker)
    act = today.today(shown, speaker, listed)
    step = process_map.here(shown)
    slots, given = library.slots, document.answers()
    school = given.get(slots.school)
    return Summary(
        version=version,
        content=library.content_hash,
        on=on.isoformat(),
        measure=matters.title(library, speaker, document).text,
        stage="" if step is None else step.title,
        child=str(given.get(slots.child_name) or ""),
        school=str(school.get("name") or "") if isinstance(school, dict) else "",
        kind=_kind(shown, speaker),
        language=document.lang,
        due=tuple(sorted(_due(every, speaker), key=lambda each: each.on)),
        act="" if act.nothing_due else act.title.text,
        act_href="" if act.nothing_due else act.href or "",
        flags=tuple(dict.fromkeys(_flags(every))),
        missing=len(doubts.doubts(shown, speaker)) + sum(each.is_open for each in every),
        family_at=_family_at(document),
        after_letter=_after_letter(document),
        **_where(school),
        closed=tuple(sorted(str(each["on"]) for each in given.get(slots.closed_days) or ())),
    )


def _where(school: Any) -> dict[str, Any]:
    """What a published calendar is found by."""
    given = school if isinstance(school, dict) else {}
    return {"urn": str(given.get("urn") or ""), "council": str(given.get("la_code") or "")}


def _due(every: tuple[Situation, ...], speaker: Speaker) -> Iterator[Due]:
    for found in every:
        for each in days.days(found, speaker):
            yield Due(
                on=each.leaves[0].on.isoformat(),
                last=each.leaves[-1].on.isoformat() if len(each.leaves) > 1 else "",
                what=each.title.text,
                who=each.who.label.text,
                pictogram=each.who.pictogram,
                ours=each.who.is_family,
                unsure=each.unsure is not None,
                late=each.state.startswith("late"),
                href=each.letter or "",
            )


def _kind(found: Situation, speaker: Speaker) -> str:
    value = found.value(found.library.slots.school_kind)
    if isinstance(value, Options) and value.only is not None:
        kind = found.library.slots.school_kind
        return answer_words.option_label(found.library, speaker, kind, value.only).text
    return ""


def _flags(every: tuple[Situation, ...]) -> Iterator[str]:
    for found in every:
        slots = found.library.slots
        for fact in slots.flags:
            if found.value(fact) == YES:
                yield slots.flag_words[fact]
        for decision in slots.flag_clocks:
            if decision in found.decisions and _runs(found, decision):
                yield slots.flag_words[decision]


def _runs(found: Situation, decision: str) -> bool:
    limit = found.deadline(decision)
    last = None if limit is None else limit.latest or limit.earliest
    return last is not None and last >= found.on


def _records(document: Document) -> Iterator[dict[str, Any]]:
    yield from document.case.values()
    for matter in document.matters:
        yield from matter.facts.values()


def _family_at(document: Document) -> str:
    """When the family last answered something itself (ISO, UTC); empty if never."""
    times = [each["at"] for each in _records(document) if each.get("by") != ADVISER]
    return max(times, default="")


def _after_letter(document: Document) -> bool:
    """Whether an answer is newer than the day of a letter that was sent."""
    sent = [day for matter in document.matters for day in matter.sent.values()]
    newest = max((each["at"][:10] for each in _records(document)), default="")
    return bool(sent) and newest > min(sent)
