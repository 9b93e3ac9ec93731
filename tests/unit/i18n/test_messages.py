"""Every sentence of a content set is found, under the context the pages ask for."""

from __future__ import annotations

import types
import typing
from dataclasses import replace

import pytest
from pydantic import BaseModel

from app.content.library import Library
from app.i18n import messages
from app.model.facts import Fact
from app.model.journeys import Question

SAID = {
    "patterns.faults.leak.says": "It looks wet",
    "my_say.title": "A page for the cabin boy",
    "my_say.paper": "What I say",
    "my_say.before.0": "Let him alone.",
    "my_say.question": "Is there a mutiny?",
    "my_say.held_back.0": "We do not ask that.",
    "my_say.held_back_adult.0": "Do not add it.",
    "hints.sentence.says": "Breathe in between.",
    "hints.block.says": "Bail it out.",
    "hints.blank": "Fill this in.",
    "hints.reading.0.says": "Plain sailing.",
    "events.landed.title": "We have landed",
    "rights.storms.title": "After a storm",
    "rights.storms.lead": "Sit down first.",
    "rights.storms.sections.0.heading": "Who helps",
    "kinds.title": "Boats side by side",
    "kinds.lead": "Most is the same.",
    "kinds.rows.sails.step": "Who mends the sails",
    "kinds.rows.sails.cells.sloop.says": "The crew.",
    "choices.sank.label": "It sank",
    "choices.sank.hint": "All of it",
    "choices.sank.question": "How deep is it?",
    "questions.boat.kind.question": "What boat is it?",
    "questions.boat.kind.hint": "Look at the side.",
    "questions.boat.kind.slip.look": "Look for the word raft.",
    "questions.boat.kind.not_sure": "We ask again later.",
    "facts.boat.kind.options.raft.label": "A raft",
    "facts.boat.kind.options.raft.hint": "It has no keel.",
    "facts.boat.kind.options.none.label": "No boat",
    "facts.boat.kind.find_out": "Ask the harbour.",
    "facts.crew.name.means": "The name of the captain.",
    "journeys.sunk.title": "The boat sank",
    "journeys.sunk.lead": "A few questions.",
    "journeys.sunk.tells_apart": "It is under water.",
    "journeys.sunk.sections.boat.title": "The boat",
    "journeys.sunk.says.0": "Swim.",
    "stages.sinking.title": "The boat sinks",
    "stages.sinking.says.0": "Bail.",
    "actors.crew.label": "The crew",
    "actions.swim.title": "Swim now",
    "actions.swim.says": "It is warm.",
    "outcomes.who_pays.unsure_title": "Who pays is not clear",
    "outcomes.who_pays.unsure": "Ask first.",
    "outcomes.who_pays.crew.title": "The crew pays",
    "outcomes.who_pays.crew.says.0": "Pay 10 coins.",
    "outcomes.who_pays.crew.says.1": "Keep the receipt.",
    "outcomes.who_pays.crew.day": "Pay by {deadline}.",
    "outcomes.who_pays.crew.passed": "It was due by {deadline}.",
    "outcomes.who_pays.crew.late": "You can still pay.",
    "decisions.who_pays.asks_whether": "who pays",
    "readings.who_pays.tide": "Others count tides.",
    "glossary.raft.plain": "a flat boat",
    "letters.claim.title": "Claim the boat",
    "letters.claim.does": "It asks for the boat.",
    "letters.claim.warning": "Send it by hand.",
    "letters.claim.send.0": "Print it.",
    "letters.claim.send.1": "Sign it.",
    "letters.claim.opening.text": "I am {crew.name}, the captain.",
    "parts.ending.own.text": "My reasons",
    "parts.ending.own.prompts.0": "What happened?",
    "parts.ending.own.example": "The raft was old.",
    "recipients.harbour.label": "The harbour",
    "recipients.harbour.addresses.0.lines.0": "The harbour master",
    "recipients.harbour.addresses.0.greeting": "Dear master",
    "recipients.harbour.addresses.0.note": "Knock.",
    "help.coast.does": "Answers calls.",
    "help.coast.limits": "At night.",
    "help.coast.area": "All coasts",
    "help.coast.contact.says": "Free.",
    "help.coast.contact.source": "poster",
    "provisions.crew-pays.says": "The crew must pay.",
    "pages.about.title": "About",
    "pages.about.lead": "In short.",
    "pages.about.sections.0.heading": "Who we are",
    "pages.about.sections.0.says.0": "Sailors.",
}
NO_WORDS = {
    "Leaflet": "do steps days rights law careful",
    "Action": "id when done_when clock letter leads_to before cite",
    "Actor": "id pictogram",
    "Address": "when",
    "AgeLimit": "band ends",
    "Asked": "asks only_if otherwise",
    "BlockSource": "id is_ when cite asks voice letterhead",
    "Caution": "when",
    "Choice": "id pictogram",
    "Clock": "count unit from_ first_day direction aim_before whose done_when",
    "Contact": "number",
    "Decision": "id law_as_at only_if",
    "Derive": "verb args",
    "CountedIf": "when",
    "Dimension": "id from_ kind",
    "Event": "id pictogram when asks",
    "Fact": "id is_ scope from_ to assumed_from if_not_sure",
    "Fault": "id definition",
    "Found": "source at confidence",
    "Help": "id name website areas needs languages when",
    "Journey": "id found_under assumes works_out cite letters leads_to",
    "KindCell": "cite confidence",
    "KindRow": "id same cells",
    "LetterSource": "meets id kind code to copy_to available_when by sets sent_by",
    "Option": "id",
    "Outcome": "id part force who pictogram letters cite when",
    "Outcomes": "decision",
    "Page": "id",
    "PartSource": "id",
    "Passage": "cite",
    "PatternValue": "id",
    "Patterns": "tables",
    "Picture": "id drawing",
    "PictureSet": "id",
    "Provision": "id force on note",
    "Question": "fact pictogram",
    "Reading": "id says confidence unit from_ first_day",
    "Recipient": "id",
    "RightsPage": "id kind pictogram journeys letters see",
    "RightsSection": "provisions decisions",
    "Row": "id when then exception_to cite confidence because",
    "SchoolType": "code name kind cite note",
    "SayStep": "id is_ pictures only_if",
    "Section": "id",
    "Slip": "before mark after where",
    "Stage": "id who pictogram when here_when done_when clock cite",
    "Term": "id term avoid note",
    "UsePart": "use when",
    "UsualYear": "school_year",
    "Version": "",
    "WordHint": "words",
}
"""Fields with text that no reader sees in another language: ids, places, names, notes. (What a
reading says is collected by decision.)"""
NOT_SHOWN = {"Approval", "Source", "Slots"}
"""Titles of laws and names of reviewers stay as they are; slots name facts."""


def models(of: object) -> typing.Iterator[type[BaseModel]]:
    """Every content model that a type mentions."""
    if isinstance(of, type) and issubclass(of, BaseModel):
        yield of
        for field in of.model_fields.values():
            yield from models(field.annotation)
    for inside in typing.get_args(of):
        yield from models(inside)


def has_text(of: object) -> bool:
    """Whether a value of this type may be or hold text."""
    if of is str or typing.get_origin(of) is typing.Literal:
        return True
    return any(has_text(inside) for inside in typing.get_args(of))


def content_models() -> list[type[BaseModel]]:
    """Every model that the library holds."""
    hints = typing.get_type_hints(Library)
    hints.pop("law")
    process = typing.get_type_hints(hints.pop("process"))
    found = {model for hint in (*hints.values(), *process.values()) for model in models(hint)}
    return sorted(
        (each for each in found if each.__name__ not in NOT_SHOWN), key=lambda each: each.__name__
    )


def test_every_sentence_is_found_under_its_path(library: Library) -> None:
    found = {each.context: each.english for each in messages.of_content(library)}
    assert found == SAID


def test_a_fact_is_named_by_its_question_except_in_the_gap_of_a_letter(library: Library) -> None:
    asked = {"crew.name": Question(fact="crew.name", question="Who is the captain?")}
    with_question = replace(library, questions={**library.questions, **asked})
    contexts = {each.context for each in messages.of_content(with_question)}
    assert "facts.crew.name.means" in contexts
    assert "facts.boat.kind.means" not in contexts


def test_the_same_words_of_two_versions_are_one_message(library: Library) -> None:
    keys = [each.key for each in messages.of_content(library)]
    assert len(keys) == len(set(keys))


def test_a_legal_sentence_tells_the_translator_how_strong_it_is(library: Library) -> None:
    found = {each.context: each.comments for each in messages.of_content(library)}
    said = " ".join(found["outcomes.who_pays.crew.says.0"])
    assert '"must"' in said
    assert "crew-pays" in said
    assert found["actions.swim.title"] == ()


@pytest.mark.parametrize("model", content_models(), ids=lambda model: model.__name__)
def test_every_text_field_is_either_words_or_not(model: type[BaseModel]) -> None:
    texts = {name for name, field in model.model_fields.items() if has_text(field.annotation)}
    words = set(messages.WORDS.get(model, ()))
    others = set(NO_WORDS.get(model.__name__, "").split())
    assert words <= set(model.model_fields)
    assert texts - words - others == set(), "say in messages.WORDS or here what these are"


def test_the_fields_test_sees_texts_in_lists_and_unions() -> None:
    assert has_text(tuple[str, ...])
    assert has_text(str | None)
    assert not has_text(types.NoneType)
    assert Fact in content_models()
