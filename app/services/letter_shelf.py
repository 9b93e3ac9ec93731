"""The letters of one case: which are on offer, and each one drafted from its facts and edits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.i18n.voice import Voice
from app.letters import covering, pairing, recipients, selection
from app.letters.edits import NO_EDITS, Edits
from app.model.errors import LetterNotAvailable
from app.model.letterhead import Letterhead
from app.model.letters import Letter, LetterPair, LetterSource
from app.render.pdf import undrawable
from app.services import (
    interview,
    letter_drafts,
    letter_hints,
    letter_order,
    sending,
    today,
)
from app.services.letter_drafts import Draft, Sending
from app.services.letter_order import Order
from app.services.letter_views import BlockView, LetterView, SenderView, SendView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Language, LetterCard, Words

FEW = 3  # letters before those that can wait


@dataclass(frozen=True, slots=True)
class Drafted:
    """One letter in English, and the reader's copy if they read another language, with the voice
    that words it: a draft until two people have checked every sentence of this copy. `letterhead`:
    who helps with it; `cover` and `cover_copy`: the own words of whoever sends it for them."""

    source: LetterSource
    english: Letter
    copy: Letter | None
    voice: Voice | None = None
    letterhead: Letterhead | None = None
    cover: Letter | None = None
    cover_copy: Letter | None = None

    @property
    def changeable(self) -> Letter:
        """Every English block that can be changed, those of both pages."""
        own = self.cover.blocks if self.cover else ()
        return replace(self.english, blocks=(*own, *self.english.blocks))


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
    situation: Situation,
    speaker: Speaker,
    letter: str,
    edits: Edits = NO_EDITS,
    letterhead: Letterhead | None = None,
) -> Drafted:
    """One letter for the case as it stands, with the `letterhead` of whoever helps with it. Raises
    LetterNotAvailable if the facts rule it out."""
    source = situation.library.letters.get(letter)
    if source is None or situation.holds(source.available_when) == "no":
        raise LetterNotAvailable
    return _made(letter_order.of(situation, source, edits, letterhead), speaker)


def blank(situation: Situation, speaker: Speaker, letter: str) -> Drafted:
    """The letter as a form to fill in by hand, whatever the facts. Raises LetterNotAvailable."""
    source = situation.library.letters.get(letter)
    if source is None:
        raise LetterNotAvailable
    return _made(Order(situation, source, is_blank=True), speaker)


def _made(order: Order, speaker: Speaker) -> Drafted:
    source = order.source
    english, cover = order.made(speaker.english)
    if speaker.voice.is_english:
        return Drafted(source, english, None, None, order.letterhead, cover)
    own = speaker.voice.listening()
    copy, cover_copy = order.made(own)
    speaker.voice.overhear(own)
    return Drafted(source, english, copy, own.judged(), order.letterhead, cover, cover_copy)


def pair(found: Drafted) -> LetterPair:
    """What goes out, with the copy to keep."""
    is_sent = found.source.kind == "letter"
    made = pairing.pair(found.english, found.copy, found.voice, is_sent=is_sent)
    if found.letterhead is None or found.cover is None:
        return made
    cover = covering.over(found.cover, found.english)
    copy = covering.over(found.cover_copy, found.copy) if found.cover_copy and found.copy else None
    return replace(made, covering=covering.paired(found.letterhead, cover, copy, found.voice))


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
    shown = replace(
        shown,
        not_in_pdf=_not_in_pdf(speaker, found),
        sending=help_,
        sender=_sender(found),
        cover=_cover(draft, found, speaker.voice),
    )
    return letter_hints.hinted(situation, speaker, found.english, shown)


def _sender(found: Drafted) -> SenderView | None:
    """The choice of who sends it, where there is one."""
    head = found.letterhead
    if head is None or not covering.can_be_sent_by(found.source):
        return None
    return SenderView(head.organisation, head.on_behalf, head.has_permission)


def _cover(draft: Draft, found: Drafted, voice: Voice) -> tuple[BlockView, ...]:
    """The blocks of an organisation's own page."""
    if found.cover is None:
        return ()
    page = replace(draft, english=found.cover, copy=found.cover_copy)
    return letter_drafts.block_views(page, voice)


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


def _card(
    situation: Situation,
    speaker: Speaker,
    source: LetterSource,
    *,
    now: bool = False,
    count: bool = True,
) -> LetterCard:
    context = f"letters.{source.id}"
    english = Order(situation, source).made(speaker.english)[0] if count else None
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
