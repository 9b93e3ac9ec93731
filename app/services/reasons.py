"""Why do we say this: what the family told us, what the law says, where it is written."""

from __future__ import annotations

from datetime import date

from app.engine import law as laws
from app.model.assessment import Told, Trace
from app.model.provisions import Found
from app.model.values import Dates, Options
from app.services import answer_words, interview
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import LawView, ToldView, WhyView, Words

NOT_CONFIRMED = "not confirmed"


def why(
    situation: Situation, speaker: Speaker, trace: Trace, also: tuple[str, ...] = ()
) -> WhyView:
    """The reason for one conclusion. `also` are provisions that its words cite."""
    law_date = _law_date(situation, trace.decision)
    cited = tuple(dict.fromkeys((*trace.cite, *also)))
    says = tuple(law(situation, speaker, each, law_date) for each in cited)
    return WhyView(
        told=tuple(_told(situation, speaker, each) for each in trace.told if _is_told(each)),
        law=says,
        law_date=speaker.voice.date(law_date),
        places=places(situation, cited, law_date),
    )


def places(situation: Situation, cited: tuple[str, ...], on: date) -> tuple[str, ...]:
    """Where provisions are written, each title once with all its pinpoints."""
    library = situation.library
    pins: dict[str, dict[str, None]] = {}
    for provision in cited:
        for found in library.law.found(provision, on):
            pinpoint = _pinpoint(situation, found.at)
            pins.setdefault(_title(situation, found), {})[pinpoint] = None
    listed = {title: "; ".join(each for each in many if each) for title, many in pins.items()}
    return tuple(f"{title}, {many}" if many else title for title, many in listed.items())


def _law_date(situation: Situation, decision: str) -> date:
    value = situation.value(situation.library.decisions[decision].law_as_at)
    return value.high if isinstance(value, Dates) else situation.on


def _is_told(told: Told) -> bool:
    return told.value is not None


def _told(situation: Situation, speaker: Speaker, told: Told) -> ToldView:
    library = situation.library
    name = library.law.part_of[told.fact][0] if told.fact in library.law.part_of else told.fact
    asked = situation.interview.walk.step(name)
    own = asked is not None and not asked.answered  # its value on day one, which nobody gave
    said = answer_words.answer(library, speaker, told.fact, told.value)
    return ToldView(
        label=answer_words.label(library, speaker, told.fact, asked=asked is not None),
        answer=answer_words.by_whom(
            speaker, said, situation.interview.document.records().get(name)
        ),
        change=speaker.href(f"/question/{interview.key_of(name)}") if asked else None,
        assumed=told.assumed or own,
    )


def law(situation: Situation, speaker: Speaker, provision: str, on: date) -> LawView:
    """One provision as the reader sees it, with where it is written on a day."""
    library = situation.library
    found = library.law.found(provision, on)
    best = min(
        (each.confidence for each in found), key=laws.SUREST_FIRST.index, default="unconfirmed"
    )
    says = library.provisions[provision].says
    return LawView(
        says=speaker.paired(says, f"provisions.{provision}.says") or Words(says),
        where=tuple(where(situation, each) for each in found),
        confidence=best,
        caution=caution(speaker, best),
    )


def where(situation: Situation, found: Found) -> str:
    """Title, pinpoint and edition, in English, as the school will know it."""
    title, pinpoint = _title(situation, found), _pinpoint(situation, found.at)
    return f"{title}, {pinpoint}" if pinpoint else title


def _title(situation: Situation, found: Found) -> str:
    source = situation.library.sources[found.source]
    return f"{source.title} ({source.edition})" if source.edition else source.title


def _pinpoint(situation: Situation, at: str | dict[str, str]) -> str:
    if isinstance(at, str):
        return "" if at == NOT_CONFIRMED else at
    kind = situation.value(situation.library.slots.school_kind)
    if isinstance(kind, Options) and kind.only in at:
        return at[kind.only]
    return "; ".join(f"{pin} ({_kind_name(situation, kind)})" for kind, pin in at.items())


def _kind_name(situation: Situation, kind: str) -> str:
    options = situation.library.facts[situation.library.slots.school_kind].options
    return next((each.label for each in options if each.id == kind), kind)


def caution(speaker: Speaker, confidence: str) -> Words | None:
    """The sentence that says how sure we are; None where the text itself was read."""
    match confidence:
        case "reported":
            said = speaker.voice.say(
                "Other advisers say this. We have not read the newest text ourselves.", "service"
            )
        case "our_reading":
            said = speaker.voice.say("We read the law this way. Others may not.", "service")
        case "unconfirmed":
            said = speaker.voice.say(
                "We could not confirm this. Ask the school, the council or a free adviser.",
                "service",
            )
        case _:
            return None
    return Words(said.text, said.lang)
