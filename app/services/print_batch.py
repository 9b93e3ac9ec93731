"""Letters for a queue of families, from a list of names, schools and days: worked out for each as
for a family that knows no more than that. Nothing is stored; no letter and no fact is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.content.library import Library
from app.i18n.voice import Voice
from app.letters import selection
from app.model.errors import PageNotFound
from app.model.journeys import Journey
from app.model.letters import Letter, LetterPair, LetterSource
from app.render.batch import batch_pdf
from app.services import interview, letter_shelf, print_batch_pages, questions, situation
from app.services.documents import Document, Matter
from app.services.interview import Interview
from app.services.questions import Bounds
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import OptionView, Words


@dataclass(frozen=True, slots=True)
class Measure:
    """What the school did, before anything is known of a family: on a day, the way through its
    questions with none of them answered, and which of them asks the day."""

    library: Library
    on: date
    journey: Journey
    asked: Interview
    day: str

    @property
    def key(self) -> str:
        """Its address, which says nothing to whoever reads over a shoulder."""
        return interview.key_of(self.journey.id)

    @property
    def bounds(self) -> Bounds:
        """The days that may stand in the list."""
        return questions.bounds(self.library, self.asked, self.day)


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """One family of the list."""

    child: str
    school: str
    day: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to make for each family: letters by id, for readers of one language. `slip`: a page in
    front with the name on it. `sheets`: paper is printed on both sides."""

    letters: tuple[str, ...]
    voice: Voice
    slip: bool = True
    sheets: bool = True
    large: bool = False


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter to tick. `certain`: it fits whatever else is true of a family."""

    option: OptionView
    certain: bool


def measures(library: Library, on: date) -> tuple[Measure, ...]:
    """What letters can be made in one go for: whatever is asked the day on which it began."""
    ways = sorted(library.journeys.values(), key=lambda each: (each.order, each.id))
    found = (_measure(library, each, on) for each in ways if each.sections)
    return tuple(each for each in found if each)


def measure(library: Library, key: str, on: date) -> Measure:
    """The one behind an address. Raises PageNotFound."""
    ways = (each for each in library.journeys.values() if each.sections)
    wanted = next((each for each in ways if interview.key_of(each.id) == key), None)
    found = _measure(library, wanted, on) if wanted else None
    if found is None:
        raise PageNotFound
    return found


def _measure(library: Library, journey: Journey, on: date) -> Measure | None:
    """The day is the first question on the way that the date of the law can follow from."""
    asked = _nothing_known(library, journey, on)
    derived = library.facts[library.slots.law_date].derive
    named = derived.args.values() if derived else ()
    days = {fact for each in named for fact in ([each] if isinstance(each, str) else each)}
    steps = (*asked.walk.steps, *asked.walk.later)
    day = next((each.asked.asks for each in steps if each.asked.asks in days), None)
    return Measure(library, on, journey, asked, day) if day else None


def _nothing_known(library: Library, journey: Journey, on: date) -> Interview:
    document = Document("en", matters=(Matter((journey.id,)),))
    asked = interview.replay(library, document, on)
    while (following := asked.walk.next) is not None:
        document = interview.with_record(library, document, following.asked.asks, {"value": None})
        asked = interview.replay(library, document, on)
    return asked


def day_question(found: Measure, speaker: Speaker) -> Words:
    """Which day the list should hold, as a family is asked for it."""
    english = found.library.questions[found.day].question
    return speaker.words(english, f"questions.{found.day}.question")


def letters(found: Measure, speaker: Speaker, ticked: Sequence[str]) -> tuple[LetterChoice, ...]:
    """The letters that fit, and those that may fit some families."""
    known = situation.of(found.library, found.asked, found.on)
    offers = selection.offers(found.library.letters.values(), known.holds)
    return tuple(
        LetterChoice(_option(speaker, each.letter, each.letter.id in ticked), each.certain)
        for each in offers
    )


def _option(speaker: Speaker, letter: LetterSource, ticked: bool) -> OptionView:
    context = f"letters.{letter.id}"
    title = speaker.words(letter.title, f"{context}.title")
    return OptionView(letter.id, title, speaker.words(letter.does, f"{context}.does"), ticked)


def unfit(found: Measure, day: date, names: Iterable[str]) -> str | None:
    """The first of these letters that the law of a day rules out."""
    known = _situation(found, FamilyLine("", "", day))
    library = found.library.letters
    return next((e for e in names if known.holds(library[e].available_when) == "no"), None)


def pdf(found: Measure, families: Sequence[FamilyLine], wanted: Wanted, worker: Speaker) -> bytes:
    """Everything for every family in one file, and at the end what the `worker` does with spare
    copies. Takes a second and more: call it in a thread."""
    papers = [
        *(paper for each in families for paper in _papers(found, each, wanted, worker.english)),
        print_batch_pages.notice(worker),
    ]
    return batch_pdf(papers, sheets=wanted.sheets, large=wanted.large)


def _papers(
    found: Measure, family: FamilyLine, wanted: Wanted, english: Voice
) -> list[LetterPair | Letter]:
    known = _situation(found, family)
    speaker = Speaker(wanted.voice.listening(), english)
    pairs = tuple(
        letter_shelf.pair(letter_shelf.drafted(known, speaker, name)) for name in wanted.letters
    )
    if not wanted.slip:
        return list(pairs)
    titles = tuple((each.copy or each.english).title for each in pairs)
    return [print_batch_pages.slip(speaker, family.child, family.school, titles), *pairs]


def _situation(found: Measure, family: FamilyLine) -> Situation:
    library, document = found.library, found.asked.document
    school = {"name": family.school, "town": None, "urn": None, "la_code": None}
    told = {
        library.slots.child_name: family.child,
        library.slots.school: school,
        found.day: family.day.isoformat(),
    }
    for fact, value in told.items():
        document = interview.with_record(library, document, fact, {"value": value})
    return situation.of(library, interview.replay(library, document, found.on), found.on)
