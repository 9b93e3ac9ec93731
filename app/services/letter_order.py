"""What one letter of a case is made from: content, facts, the family's changes, and the letterhead
of whoever helps. Knows no page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.i18n.voice import Voice
from app.letters import assembly, covering
from app.letters import situation as matters
from app.letters.edits import NO_EDITS, Edits
from app.model.letterhead import Letterhead
from app.model.letters import Letter, LetterSource
from app.model.values import Dates, Options
from app.services import reasons
from app.services.situation import Situation

PUPIL = "pupil"


@dataclass(frozen=True, slots=True)
class Order:
    """What a letter of the case is made from, whatever its language. `is_blank`: as a form to fill
    in by hand."""

    situation: Situation
    source: LetterSource
    edits: Edits = NO_EDITS
    letterhead: Letterhead | None = None
    is_blank: bool = False

    def made(self, voice: Voice) -> tuple[Letter, Letter | None]:
        """The letter, and the own words of whoever sends it for the family."""
        library = self.situation.library
        shared = library.parts, library.recipients, library.facts, library.slots.covering
        materials = matters.Materials(*shared)
        found = _matter(self.situation, self.source, self.letterhead)
        matter = replace(found, is_blank=self.is_blank)
        letter = assembly.assemble(self.source, materials, matter, voice, self.edits)
        cover = covering.assemble(self.source, materials, matter, voice, self.edits)
        return letter, cover


def of(
    situation: Situation, source: LetterSource, edits: Edits, letterhead: Letterhead | None
) -> Order:
    """A letter of this case, with the letterhead as it was chosen for this letter."""
    return Order(situation, source, edits, _for_letter(source, edits, letterhead))


def _for_letter(
    source: LetterSource, edits: Edits, letterhead: Letterhead | None
) -> Letterhead | None:
    """The letterhead with what was chosen for this letter."""
    if letterhead is None:
        return None
    from_us = edits.from_us and covering.can_be_sent_by(source)
    signed = from_us and edits.has_permission
    return replace(letterhead, on_behalf=from_us, has_permission=signed)


def _matter(
    situation: Situation, source: LetterSource, letterhead: Letterhead | None
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
        letterhead=letterhead,
    )


def _where(situation: Situation, provision: str) -> tuple[str, ...]:
    """Where a provision is written, of the sources that a letter may rest on."""
    library = situation.library
    value = situation.value(library.slots.law_date)
    on = value.high if isinstance(value, Dates) else situation.on
    found = library.law.found(provision, on)
    sure = (each for each in found if each.confidence in ("confirmed", "our_reading"))
    return tuple(reasons.where(situation, each) for each in sure)


def answer_by(situation: Situation, source: LetterSource) -> date | None:
    """The day by which the letter asks for an answer."""
    if source.answer_within is None:
        return None
    limit = situation.thinking.deadline(source.answer_within)
    return (limit.earliest or limit.latest) if limit else None
