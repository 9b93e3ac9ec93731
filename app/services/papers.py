"""Papers that a family uses and does not send: pages to fill in, to read out, to take along.

Some are content, some are made from the case. Each comes as a pair of pages like a letter, so
that a pack can hold it."""

from __future__ import annotations

from app.letters import pairing, selection
from app.letters.edits import NO_EDITS, Edits
from app.model.errors import LetterNotAvailable
from app.model.letters import LetterPair
from app.services import letter_shelf, made_papers
from app.services.letter_views import PaperCard
from app.services.made_papers import MADE
from app.services.situation import Situation
from app.services.speaking import Speaker


def cards(situation: Situation, speaker: Speaker) -> tuple[PaperCard, ...]:
    """The papers on offer: first those made from the case, then the pages of content that fit,
    in their order."""
    made = (_made(speaker, paper) for paper in MADE)
    documents = situation.library.letters.values()
    offers = selection.offers(documents, situation.holds, "document")
    return (*made, *(_card(speaker, each) for each in offers if each.certain))


def pair(situation: Situation, speaker: Speaker, paper: str, edits: Edits = NO_EDITS) -> LetterPair:
    """One paper in English, with the reader's language behind it.

    Raises LetterNotAvailable if there is no such paper, or the facts rule it out."""
    if paper not in MADE:
        return letter_shelf.pair(_drafted(situation, speaker, paper, edits))
    both = Speaker(speaker.english, speaker.english)
    english = made_papers.letter(situation, both, paper)
    if speaker.voice.is_english:
        return pairing.pair(english, is_sent=False)
    own = speaker.listening()
    copy = made_papers.letter(situation, own, paper)
    return pairing.pair(english, copy, own.voice.judged(), is_sent=False)


def _drafted(
    situation: Situation, speaker: Speaker, paper: str, edits: Edits
) -> letter_shelf.Drafted:
    found = letter_shelf.drafted(situation, speaker, paper, edits)
    if found.source.kind != "document":
        raise LetterNotAvailable
    return found


def _made(speaker: Speaker, paper: str) -> PaperCard:
    made = MADE[paper]
    title, does = speaker.words(made.title, "service"), speaker.words(made.does, "service")
    return PaperCard(paper, title, does, speaker.href(f"/paper/{paper}/file."))


def _card(speaker: Speaker, offer: selection.Offer) -> PaperCard:
    source, context = offer.letter, f"letters.{offer.letter.id}"
    return PaperCard(
        id=source.id,
        title=speaker.words(source.title, f"{context}.title"),
        does=speaker.words(source.does, f"{context}.does"),
        files=speaker.href(f"/paper/{source.id}/file."),
        change=speaker.href(f"/letter/{source.id}"),
    )
