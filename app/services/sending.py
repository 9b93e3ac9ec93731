"""How a letter is sent: by which ways and days, that it was sent, and that it was not after all.

Knows three ways to send and what proves each. Which letter it is, it refuses to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, get_args

from app.content.library import Library
from app.engine.domains import TODAY
from app.letters.filling import plain
from app.model.clocks import Deadline
from app.model.errors import LetterNotAvailable
from app.model.letters import Letter, LetterSource
from app.services import days, interview
from app.services.documents import Document, Record
from app.services.filling import FAMILY
from app.services.letter_views import WayView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

How = Literal["hand", "email", "post"]
HOWS: tuple[How, ...] = get_args(How)
FOLLOWS = "letter"  # in an answer's record: the letter it follows from
BEFORE = "before"  # and the answer it took the place of


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A letter that went out: on which day, and how, if the family said so."""

    on: date
    how: How | None = None


def how_of(typed: str) -> How | None:
    """A way to send, or None for anything else."""
    return next((each for each in HOWS if each == typed), None)


def sent(
    library: Library, document: Document, letter: str, dispatch: Dispatch, at: datetime
) -> Document:
    """The case after a letter was sent: the day, and the answers that follow from it.

    Sent again, the first day stays: it is the one that counts. Raises LetterNotAvailable for a
    letter that there is not."""
    source = library.letters.get(letter)
    if source is None:
        raise LetterNotAvailable
    if letter in document.sent:
        return document
    changed = _dated(document, letter, dispatch)
    for fact, value in source.sets.items():
        written = dispatch.on.isoformat() if value == TODAY else value
        changed = interview.keep_text(library, changed, fact, written, at)
        record = _following(letter, changed.records()[fact], document.records().get(fact))
        changed = interview.with_record(library, changed, fact, record)
    return changed


def not_sent(document: Document, letter: str) -> Document:
    """The case as if a letter had not been sent. Answers that followed from it are again what
    they were, unless the family changed them since."""
    matter = document.matter
    kept = replace(
        matter,
        sent={each: on for each, on in matter.sent.items() if each != letter},
        ways={each: how for each, how in matter.ways.items() if each != letter},
        facts=_without(matter.facts, letter),
    )
    return replace(document, case=_without(document.case, letter)).with_matter(kept)


def _dated(document: Document, letter: str, dispatch: Dispatch) -> Document:
    matter = document.matter
    ways = {each: how for each, how in matter.ways.items() if each != letter}
    if dispatch.how is not None:
        ways[letter] = dispatch.how
    days_sent = {**matter.sent, letter: dispatch.on.isoformat()}
    return document.with_matter(replace(matter, sent=days_sent, ways=ways))


def _following(letter: str, record: Record, before: Record | None) -> Record:
    """An answer that follows from a letter, with the one it took the place of."""
    marked = {**record, FOLLOWS: letter}
    return marked if before is None else {**marked, BEFORE: before}


def _without(records: Mapping[str, Record], letter: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for fact, record in records.items():
        kept = record.get(BEFORE) if record.get(FOLLOWS) == letter else record
        if kept is not None:
            found[fact] = kept
    return found


def when(speaker: Speaker, on: date, how: str | None) -> Words:
    """That a letter was sent: the day, and how."""
    match how:
        case "hand":
            said = speaker.voice.say("Sent on {day} by hand", "service")
        case "email":
            said = speaker.voice.say("Sent on {day} by e-mail", "service")
        case "post":
            said = speaker.voice.say("Sent on {day} by post", "service")
        case _:
            said = speaker.voice.say("Sent on {day}", "service")
    return Words(said.text.format(day=speaker.voice.short_date(on)), said.lang)


def act(speaker: Speaker, how: str | None) -> Words:
    """That the family sent a letter, and how; the day and the letter stand beside it."""
    match how:
        case "hand":
            said = speaker.voice.say("You handed in a letter", "service")
        case "email":
            said = speaker.voice.say("You sent a letter by e-mail", "service")
        case "post":
            said = speaker.voice.say("You sent a letter by post", "service")
        case _:
            said = speaker.voice.say("You sent a letter", "service")
    return Words(said.text, said.lang)


def sent_words(situation: Situation, speaker: Speaker, letter: str) -> Words | None:
    """When a letter of the case was sent, if it was."""
    matter = situation.interview.document.matter
    written = matter.sent.get(letter)
    if written is None:
        return None
    return when(speaker, date.fromisoformat(written), matter.ways.get(letter))


def limit_of(situation: Situation, source: LetterSource) -> Deadline | None:
    """The time limit that a letter is to be sent in, while it is the family's and still runs."""
    limit = situation.deadline(source.by) if source.by else None
    if limit is None or source.by is None or limit.clock.whose != FAMILY:
        return None
    return limit if days.state(situation, limit, source.by) == "running" else None


def last_day(situation: Situation, source: LetterSource) -> date | None:
    """The safe day to send a letter by; today where that has gone by and the time has not."""
    limit = limit_of(situation, source)
    safe = (limit.hand_in_by or limit.earliest) if limit else None
    return None if safe is None else max(safe, situation.on)


def addressed_to(letter: Letter) -> str | None:
    """Name and place that the letter goes to, in one line, as it stands in the letter."""
    addresses = [each for each in letter.blocks if each.kind == "address"]
    lines = plain(addresses[-1].runs).splitlines()[:2] if addresses else []
    return ", ".join(lines) or None


def ways(situation: Situation, speaker: Speaker, source: LetterSource) -> tuple[WayView, ...]:
    """By hand, by e-mail, by post: what to do, what to keep, and the last safe day of each."""
    limit, day = limit_of(situation, source), last_day(situation, source)
    fill = {"day": speaker.day(day)} if day else None
    return (
        WayView(
            "hand",
            speaker.words("By hand", "service"),
            speaker.words(
                "Print it twice. Ask the office to put the date and a name on your copy.", "service"
            ),
            speaker.words("Keep that copy. It is your proof.", "service"),
            speaker.paired("Hand it in by {day}.", "service", fill),
        ),
        WayView(
            "email",
            speaker.words("By e-mail", "service"),
            speaker.words("Send the PDF with it. Ask them to answer that it came.", "service"),
            speaker.words("Keep your e-mail and their answer.", "service"),
            speaker.paired("Send it by {day}.", "service", fill),
        ),
        WayView(
            "post",
            speaker.words("By post", "service"),
            speaker.words(
                "Send it first class, at a post office. Ask for proof of posting.", "service"
            ),
            speaker.words("Keep the proof and a copy of the letter.", "service"),
            _by_post(situation, speaker, limit),
        ),
    )


def _by_post(situation: Situation, speaker: Speaker, limit: Deadline | None) -> Words | None:
    """The last safe day to post a letter; None where no safe day is known for any way."""
    if limit is None or limit.hand_in_by is None:
        return None
    if limit.post_by is None or limit.post_by < situation.on:
        return speaker.paired("It is too late to be sure of the post.", "service")
    return speaker.paired("Post it by {day}.", "service", {"day": speaker.day(limit.post_by)})
