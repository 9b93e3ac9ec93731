"""Parts of the whole case to print: answers, what differs or is missing, letters, tasks, notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.content.library import Library
from app.model.letters import Block
from app.services import desk_tasks, doubts, evidence_views, interview, matters, told_answers
from app.services import situation as situations
from app.services.casework import Held
from app.services.desk_records import DeskRecord
from app.services.evidence import Index
from app.services.paper_blocks import Blocks, answered, heading, lines, titled, written
from app.services.sent_letters import SentLetter
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import UnsureView

HOW = {"hand": "by hand", "post": "by post", "email": "by e-mail"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case with all that goes into its file. `notes`: the private ones too; `letters`: each
    as it was sent."""

    library: Library
    speaker: Speaker
    held: Held
    record: DeskRecord
    sent: tuple[SentLetter, ...]
    kept: Index
    on: date
    notes: bool = False
    letters: bool = False

    def thought_through(self) -> tuple[Situation, ...]:
        """Every measure, in the order in which they were told."""
        document = self.held.document
        made = (
            interview.replay(self.library, document.showing(each.number), self.on)
            for each in document.matters
        )
        return tuple(situations.of(self.library, each, self.on) for each in made)

    def title(self, found: Situation) -> str:
        """What one of its measures is called."""
        return matters.title(self.library, self.speaker, found.interview.document).text


def each(
    case: Case, every: tuple[Situation, ...], part: Callable[[Situation, Speaker], Blocks]
) -> Blocks:
    """A part for one measure after the other, each under its name where there are several."""
    for found in every:
        if len(every) > 1:
            yield heading(case.title(found))
        yield from part(found, case.speaker)


def answers(found: Situation, speaker: Speaker) -> Blocks:
    """Every answer with how it is known."""
    for part in told_answers.parts(found.library, speaker, found.interview):
        yield heading(part.title)
        for one in part.told:
            also = (f"Another source says: {said}" for said in one.also)
            yield answered(one.question, one.answer, one.known, *also)


def still_open(found: Situation, speaker: Speaker) -> Blocks:
    """Answers that differ from each other, and what would change with what is not known."""
    parts = told_answers.parts(found.library, speaker, found.interview)
    differing = [one for part in parts for one in part.told if one.also]
    missing = told_answers.open_questions(found.library, speaker, found.interview)
    unsure = doubts.doubts(found, speaker)
    if differing:
        yield heading("Answers that differ")
    for one in differing:
        yield answered(one.question, one.answer, one.known, *(f"But: {said}" for said in one.also))
    if unsure:
        yield heading("Not known, and it matters")
    for view in unsure:
        yield _doubt(view)
    if missing:
        yield heading("Not answered, or not sure")
        yield from (lines(question) for question in missing)
    if not (differing or unsure or missing):
        yield lines("Nothing differs, and nothing is missing.")


def sent(case: Case) -> Blocks:
    """Letters by the day they were sent, then what is kept with the case."""
    yield heading("Letters sent")
    for one in case.sent:
        day = case.speaker.voice.date(one.copy.on)
        how = HOW.get(one.copy.how or "", "")
        yield titled(one.copy.pair.english.title, " ".join(filter(None, (day, how))))
    if not case.sent:
        yield lines("None.")
    yield heading("Photos and papers kept")
    for item in case.kept.items:
        on = case.speaker.voice.date(date.fromisoformat(item.on)) if item.on else "Day not known"
        yield titled(evidence_views.title(case.speaker, item).text, on)
    if not case.kept.items:
        yield lines("None.")


def tasks(case: Case) -> Blocks:
    """What there is to do, then what is done."""
    for one in desk_tasks.ordered(case.record):
        by = f"By {_day(case, one.by)}." if one.by else "No day."
        yield titled(one.text, f"Done on {_day(case, one.done)}." if one.done else by)
    if not case.record.tasks:
        yield lines("None.")


def notes(case: Case) -> Blocks:
    """What the organisation wrote for itself: in no letter, and no family sees it."""
    kept = told_answers.notes(case.library, case.speaker, case.record.notes)
    for one in kept:
        yield heading(one.question or "About the case")
        yield written(one.answer)
    if not kept:
        yield lines("None.")


def _doubt(view: UnsureView) -> Block:
    leads = (f"{value.text}: {'; '.join(one.text for one in says)}" for value, says in view.leads)
    find_out = f"How to find out: {view.find_out.text}" if view.find_out else ""
    says = [said.text for said in view.says]
    return titled(view.title.text, *(says or ["Not known."]), *leads, find_out)


def _day(case: Case, written_day: str) -> str:
    return case.speaker.voice.date(date.fromisoformat(written_day))
