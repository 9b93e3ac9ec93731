"""The letters of one case: which are on offer, and each one drafted from its facts and edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.content.library import Library
from app.engine import law as laws
from app.i18n.voice import Voice
from app.letters import assembly, pairing, recipients, selection
from app.letters import situation as matters
from app.letters.edits import NO_EDITS, Edits
from app.model.errors import LetterNotAvailable
from app.model.letters import Letter, LetterPair, LetterSource
from app.model.values import Dates, Options
from app.render.pdf import undrawable
from app.services import interview, letter_drafts, letter_hints, reasons, sending, today
from app.services.letter_drafts import Draft, Sending
from app.services.letter_views import LetterView, SendView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Language, LetterCard, Words

PUPIL = "pupil"
FEW = 3  # letters before those that can wait


@dataclass(frozen=True, slots=True)
class Drafted:
    """One letter in English, and the reader's copy if they read another language, with the voice
    that words it: a draft until two people have checked every sentence of this copy."""

    source: LetterSource
    english: Letter
    copy: Letter | None
    voice: Voice | None = None


def cards(
    situation: Situation, speaker: Speaker, *, only_now: bool = False
) -> tuple[LetterCard, ...]:
    """The letters that fit for certain: first the few that matter now, then the others. With
    `only_now` nobody works out what is missing in those others: it takes writing each of them."""
    offers = selection.offers(situation.library.letters.values(), situation.holds)
    fitting = {each.letter.id: each.letter for each in offers if each.certain}
    now = _now(situation, tuple(fitting))
    ordered = (*now, *(each for each in fitting if each not in now))
    return tuple(
        _card(situation, speaker, fitting[each], now=each in now, count=not only_now or each in now)
        for each in ordered
    )


def _now(situation: Situation, fitting: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of what there is to do, the most pressing first; then the first on the shelf."""
    acts = (each.letter for each in today.open_actions(situation))
    pressing = [each for each in acts if each in fitting]
    sent = situation.interview.document.sent
    unsent = [each for each in fitting if each not in sent]
    return tuple(dict.fromkeys((*pressing, *unsent)))[:FEW]


def others(situation: Situation, speaker: Speaker) -> tuple[LetterCard, ...]:
    """Letters that may fit: they hang on a fact that is still open."""
    offers = selection.offers(situation.library.letters.values(), situation.holds)
    return tuple(_card(situation, speaker, each.letter) for each in offers if not each.certain)


def titles(situation: Situation, speaker: Speaker) -> dict[str, Words]:
    """The titles of the letters that fit for certain, by id, in order."""
    offers = selection.offers(situation.library.letters.values(), situation.holds)
    return {
        each.letter.id: speaker.words(each.letter.title, f"letters.{each.letter.id}.title")
        for each in offers
        if each.certain
    }


def drafted(
    situation: Situation, speaker: Speaker, letter: str, edits: Edits = NO_EDITS
) -> Drafted:
    """One letter for the case as it stands. Raises LetterNotAvailable if the facts rule it out."""
    source = situation.library.letters.get(letter)
    if source is None or situation.holds(source.available_when) == "no":
        raise LetterNotAvailable
    return _both(situation, speaker, source, edits)


def blank(situation: Situation, speaker: Speaker, letter: str) -> Drafted:
    """The letter as a form to fill in by hand, whatever the facts. Raises LetterNotAvailable."""
    source = situation.library.letters.get(letter)
    if source is None:
        raise LetterNotAvailable
    return _both(situation, speaker, source, NO_EDITS, is_blank=True)


def _both(
    situation: Situation,
    speaker: Speaker,
    source: LetterSource,
    edits: Edits,
    *,
    is_blank: bool = False,
) -> Drafted:
    matter = _matter(situation, source, is_blank=is_blank)
    english = _assembled(situation.library, matter, source, speaker.english, edits)
    if speaker.voice.is_english:
        return Drafted(source, english, None)
    own = speaker.voice.listening()
    copy = _assembled(situation.library, matter, source, own, edits)
    speaker.voice.overhear(own)
    return Drafted(source, english, copy, own.judged())


def pair(found: Drafted) -> LetterPair:
    """What goes out, with the copy to keep."""
    is_sent = found.source.kind == "letter"
    return pairing.pair(found.english, found.copy, found.voice, is_sent=is_sent)


def view(
    situation: Situation, speaker: Speaker, found: Drafted, language: Language | None
) -> LetterView:
    """The page of one letter."""
    role = situation.library.recipients[found.source.to]
    note = recipients.note(role, situation.holds, speaker.voice)
    around = Sending(
        to=_to(situation, speaker, found.source),
        by=_by(situation, speaker, found.source),
        sent=sending.sent_words(situation, speaker, found.source.id),
        note=Words(note.text, note.lang) if note else None,
        language=language if found.copy else None,
    )
    facts = situation.library.facts

    def href(fact: str) -> str | None:
        return (
            speaker.href(f"/question/{interview.key_of(fact)}")
            if _askable(situation, fact)
            else None
        )

    draft = Draft(found.source, found.english, found.copy, facts, href)
    shown = letter_drafts.letter_view(draft, around, speaker.voice)
    help_ = SendView(
        name=sending.addressed_to(found.english),
        ways=sending.ways(situation, speaker, found.source),
    )
    shown = replace(shown, not_in_pdf=_not_in_pdf(speaker, found), sending=help_)
    return letter_hints.hinted(situation, speaker, found.english, shown)


def _not_in_pdf(speaker: Speaker, found: Drafted) -> Words | None:
    """A warning where the family wrote in a script that no font of the PDF holds."""
    if not undrawable(pair(found)):
        return None
    said = speaker.voice.say(
        "Some signs in this letter cannot be printed in the PDF. Use the Word file.", "service"
    )
    return Words(said.text, said.lang)


def _askable(situation: Situation, fact: str) -> bool:
    return fact in situation.library.questions


def _assembled(
    library: Library, matter: matters.Situation, source: LetterSource, voice: Voice, edits: Edits
) -> Letter:
    materials = matters.Materials(library.parts, library.recipients, library.facts)
    return assembly.assemble(source, materials, matter, voice, edits)


def _matter(
    situation: Situation, source: LetterSource, *, is_blank: bool = False
) -> matters.Situation:
    library = situation.library
    reader = situation.value(library.slots.reader)
    is_pupil = isinstance(reader, Options) and reader.only == PUPIL
    return matters.Situation(
        values={fact: situation.value(fact) for fact in library.facts},
        holds=situation.holds,
        today=situation.on,
        answer_by=answer_by(situation, source),
        speaker="pupil" if is_pupil else "parent",
        conclusions=situation.assessment.conclusions,
        assumed=situation.assessment.assumed,
        where=lambda provision: _where(situation, provision),
        is_blank=is_blank,
    )


def _where(situation: Situation, provision: str) -> tuple[str, ...]:
    """Where a provision is written, of the sources that a letter may rest on."""
    library = situation.library
    value = situation.value(library.slots.law_date)
    on = value.high if isinstance(value, Dates) else situation.on
    found = laws.found_on(library.provisions[provision], library.sources, on)
    sure = (each for each in found if each.confidence in ("confirmed", "our_reading"))
    return tuple(reasons.where(situation, each) for each in sure)


def answer_by(situation: Situation, source: LetterSource) -> date | None:
    """The day by which the letter asks for an answer."""
    if source.answer_within is None:
        return None
    limit = situation.thinking.deadline(source.answer_within)
    return (limit.earliest or limit.latest) if limit else None


def _card(
    situation: Situation,
    speaker: Speaker,
    source: LetterSource,
    *,
    now: bool = False,
    count: bool = True,
) -> LetterCard:
    context = f"letters.{source.id}"
    matter = _matter(situation, source) if count else None
    english = (
        _assembled(situation.library, matter, source, speaker.english, NO_EDITS) if matter else None
    )
    missing = len(english.missing) if english else 0
    sent = sending.sent_words(situation, speaker, source.id)
    by = _by(situation, speaker, source)
    return LetterCard(
        id=source.id,
        title=speaker.words(source.title, f"{context}.title"),
        does=speaker.words(source.does, f"{context}.does"),
        to=_to(situation, speaker, source),
        by=by.text if by else None,
        state="sent" if sent else ("missing" if missing else "ready"),
        missing=missing,
        href=speaker.href(f"/letter/{source.id}"),
        now=now,
        sent=sent,
    )


def _to(situation: Situation, speaker: Speaker, source: LetterSource) -> Words:
    role = situation.library.recipients[source.to]
    return speaker.words(role.label, f"recipients.{role.id}.label")


def _by(situation: Situation, speaker: Speaker, source: LetterSource) -> Words | None:
    day = sending.last_day(situation, source)
    return None if day is None else speaker.paired("by {day}", "service", {"day": speaker.day(day)})
