"""A made-up content set with one of everything that has words, and translators' files for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polib
import pytest

from app.content.library import Library, Process
from app.engine import law as laws
from app.i18n import formats, messages, plurals
from app.model.clocks import Clock
from app.model.facts import Fact
from app.model.hints import Ease, Hints, TooLong
from app.model.journeys import Action, Actor, Choice, Event, Journey, Question, Slots, Stage
from app.model.letters import LetterSource, PartSource, Recipient
from app.model.my_say import MySay
from app.model.outcomes import Outcomes
from app.model.pages import Page
from app.model.patterns import Fault, Patterns
from app.model.provisions import Help, Provision, Term
from app.model.rights import KindCell, KindRow, Kinds, RightsPage, RightsSection
from app.model.rules import Decision

Write = Callable[..., Path]

CLOCK = {
    "count": 5, "unit": "days", "from": "boat.sunk_on", "whose": "crew",
    "readings": [{"id": "tide", "confidence": "reported", "says": "Others count tides."}],
}  # fmt: skip
FACTS = (
    {
        "id": "boat.kind", "means": "What boat it is.", "is": "choice",
        "options": [
            {"id": "raft", "label": "A raft", "hint": "It has no keel."},
            {"id": "none", "label": "No boat"},
        ],
        "find_out": "Ask the harbour.",
    },
    {"id": "crew.name", "means": "The name of the captain.", "is": "name"},
)  # fmt: skip
DECISION = {
    "id": "who_pays", "asks_whether": "who pays", "law_as_at": "boat.sunk_on",
    "versions": [
        {"from": date(2020, 1, 1), "rows": [{"id": "raft_sank", "then": "crew", "within": CLOCK}]},
        {"from": date(2024, 1, 1), "rows": [{"id": "raft_sank", "then": "crew", "within": CLOCK}]},
    ],
}  # fmt: skip
OUTCOMES = {
    "decision": "who_pays", "unsure_title": "Who pays is not clear", "unsure": "Ask first.",
    "outcomes": [{
        "id": "crew", "title": "The crew pays", "part": "duty", "force": "must", "who": "crew",
        "says": ["Pay 10 coins.", "Keep the receipt."], "day": "Pay by {deadline}.",
        "passed": "It was due by {deadline}.", "late": "You can still pay.",
        "cite": ["crew-pays"],
    }],
}  # fmt: skip
JOURNEY = {
    "id": "sunk", "title": "The boat sank", "lead": "A few questions.", "found_under": ["sank"],
    "tells_apart": "It is under water.", "says": ["Swim."],
    "sections": [
        {"id": "boat", "title": "The boat", "questions": [{"asks": "boat.kind"}]},
    ],
}  # fmt: skip
QUESTION = {
    "fact": "boat.kind", "question": "What boat is it?", "hint": "Look at the side.",
    "slip": {"mark": "RAFT", "look": "Look for the word raft."}, "not_sure": "We ask again later.",
}  # fmt: skip
LETTER = {
    "id": "claim", "code": "C1", "title": "Claim the boat", "does": "It asks for the boat.",
    "to": "harbour", "warning": "Send it by hand.", "send": ["Print it.", "Sign it."],
    "blocks": [
        {"id": "opening", "is": "paragraph", "text": "I am {crew.name}, the captain."},
        {"use": "ending"},
    ],
}  # fmt: skip
PART = {
    "id": "ending",
    "blocks": [{
        "id": "own", "is": "own_words", "text": "My reasons", "prompts": ["What happened?"],
        "example": "The raft was old.",
    }],
}  # fmt: skip
RECIPIENT = {
    "id": "harbour", "label": "The harbour",
    "addresses": [{"lines": ["The harbour master"], "greeting": "Dear master", "note": "Knock."}],
}  # fmt: skip
STAGE = {
    "id": "sinking", "title": "The boat sinks", "who": "crew", "pictogram": "drop",
    "says": ["Bail."],
}  # fmt: skip


@pytest.fixture
def library() -> Library:
    """One of everything that has words."""
    facts = {each["id"]: Fact.model_validate(each) for each in FACTS}
    return Library(
        sources={},
        provisions={
            "crew-pays": Provision(id="crew-pays", says="The crew must pay.", force="must",
                                   on="crew", found=(), note="Seen in 2020.")
        },
        glossary=(
            Term(id="raft", term="raft", plain="a flat boat", keep_english=True,
                 note="Not a ship."),
        ),
        help=(
            Help.model_validate({
                "id": "coast", "name": "Coast Line", "does": "Answers calls.",
                "limits": "At night.", "area": "All coasts",
                "contact": {"number": "0", "source": "poster", "checked": date(2026, 1, 1),
                            "says": "Free."},
            }),
        ),
        pages={
            "about": Page.model_validate({
                "id": "about", "title": "About", "lead": "In short.",
                "sections": [{"heading": "Who we are", "says": ["Sailors."]}],
            })
        },
        usual_years=(),
        rights={
            "storms": RightsPage(
                id="storms",
                kind="stage",
                title="After a storm",
                lead="Sit down first.",
                sections=(RightsSection(heading="Who helps"),),
            )
        },
        kinds=Kinds(
            title="Boats side by side",
            lead="Most is the same.",
            rows=(
                KindRow(
                    id="sails",
                    step="Who mends the sails",
                    same="differs",
                    cells={"sloop": KindCell(says="The crew.", cite=())},
                ),
            ),
        ),
        hints=Hints(
            sentence=TooLong(more_than=5, says="Breathe in between."),
            block=TooLong(more_than=50, says="Bail it out."),
            blank="Fill this in.",
            reading=(Ease(says="Plain sailing."),),
        ),
        my_say=MySay(
            title="A page for the cabin boy", paper="What I say", before=("Let him alone.",),
            question="Is there a mutiny?", held_back=("We do not ask that.",),
            held_back_adult=("Do not add it.",), sets=(), steps=(),
        ),
        patterns=Patterns(
            dimensions=(),
            faults=(Fault(id="leak", says="It looks wet", definition="Water.", rows=()),),
            tables=(),
        ),
        events={"landed": Event(id="landed", title="We have landed", pictogram="boat", asks=())},
        reviews={},
        files={},
        usual_worked_out_on=date(2026, 1, 1),
        facts=facts,
        decisions={"who_pays": Decision.model_validate(DECISION)},
        outcomes={"who_pays": Outcomes.model_validate(OUTCOMES)},
        questions={"boat.kind": Question.model_validate(QUESTION)},
        journeys={"sunk": Journey.model_validate(JOURNEY)},
        actions={"swim": Action(id="swim", title="Swim now", says="It is warm.")},
        process=Process(
            {"crew": Actor(id="crew", label="The crew", pictogram="people")},
            (Stage.model_validate(STAGE),),
        ),
        first_page=(
            Choice(id="sank", label="It sank", hint="All of it", pictogram="drop",
                   question="How deep is it?"),
        ),
        slots=Slots.model_validate(dict.fromkeys(
            name for name, field in Slots.model_fields.items() if field.is_required()
        ) | {name: "boat.kind" for name, field in Slots.model_fields.items()
             if field.is_required()}),
        letters={"claim": LetterSource.model_validate(LETTER)},
        parts={"ending": PartSource.model_validate(PART)},
        recipients={"harbour": Recipient.model_validate(RECIPIENT)},
        law=laws.compile_law({}, {}, {}, {}),
        shared=frozenset(),
        content_hash="0",
    )  # fmt: skip


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """An empty folder for translators' files."""
    folder = tmp_path / "locales"
    folder.mkdir()
    return folder


@pytest.fixture
def write(locales: Path) -> Write:
    """Writes the file of a language from headers and entries."""

    def write_file(
        lang: str, entries: tuple[polib.POEntry, ...] = (), headers: Mapping[str, str] | None = None
    ) -> Path:
        path = locales / lang / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        file = polib.POFile(wrapwidth=0)
        file.metadata = {
            "Language": lang,
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": plurals.default_header(formats.locale_of(lang)),
            **(headers or {}),
        }
        file.extend(entries)
        file.save(str(path))
        return path

    return write_file


@pytest.fixture
def all_of(library: Library) -> tuple[polib.POEntry, ...]:
    """Every message of the content set, translated after a fashion."""
    return tuple(
        polib.POEntry(msgctxt=each.context, msgid=each.english, msgstr=f"«{each.english}»")
        for each in messages.of_content(library)
    )


@pytest.fixture
def clock() -> Clock:
    """The clock of the one decision."""
    return Clock.model_validate(CLOCK)
