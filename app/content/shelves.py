"""Which file holds what: one entry for each kind of content. Discovery is by folder.

A shelf reads as a list, as one dictionary of entries, or as one entry a file (the file's name
being its id).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from app.model.calendar import UsualYears
from app.model.facts import Fact, Strict
from app.model.hints import Hints
from app.model.journeys import Action, Actor, Choice, Event, Journey, Question, Slots, Stage
from app.model.letters import LetterSource, PartSource, Recipient
from app.model.my_say import MySay
from app.model.outcomes import Outcomes
from app.model.pages import Page
from app.model.patterns import Patterns
from app.model.provisions import Help, Provision, Source, Term
from app.model.reviews import Approval
from app.model.rights import Kinds, RightsPage
from app.model.rules import Decision
from app.model.schools import SchoolType


class ProcessFile(Strict):
    """The file of actors and stages."""

    actors: tuple[Actor, ...]
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of content: where its files are, how they read, and which field is the id."""

    name: str
    pattern: str
    model: type[BaseModel]
    reads_as: Literal["list", "dictionary", "file", "single"]
    id_field: str = "id"


SHELVES = (
    Shelf("sources", "guidance/sources*.yaml", Source, "list"),
    Shelf("provisions", "guidance/provisions/*.yaml", Provision, "list"),
    Shelf("glossary", "guidance/glossary.yaml", Term, "list"),
    Shelf("help", "guidance/help.yaml", Help, "list"),
    Shelf("pages", "guidance/pages.yaml", Page, "list"),
    Shelf("rights", "guidance/rights/*.yaml", RightsPage, "file"),
    Shelf("kinds", "guidance/kinds.yaml", Kinds, "single"),
    Shelf("school_types", "guidance/school_types.yaml", SchoolType, "list", "code"),
    Shelf("reviews", "guidance/reviews.yaml", Approval, "list", "file"),
    Shelf("usual_years", "guidance/usual_year.yaml", UsualYears, "single"),
    Shelf("facts", "flows/facts*.yaml", Fact, "dictionary"),
    Shelf("decisions", "flows/rules/*.yaml", Decision, "file"),
    Shelf("outcomes", "flows/outcomes/*.yaml", Outcomes, "file", "decision"),
    Shelf("questions", "flows/questions/*.yaml", Question, "list", "fact"),
    Shelf("journeys", "flows/journeys/*.yaml", Journey, "file"),
    Shelf("actions", "flows/actions/*.yaml", Action, "file"),
    Shelf("events", "flows/events/*.yaml", Event, "file"),
    Shelf("process", "flows/process.yaml", ProcessFile, "single"),
    Shelf("first_page", "flows/first_page.yaml", Choice, "list"),
    Shelf("slots", "flows/slots.yaml", Slots, "single"),
    Shelf("my_say", "flows/my_say.yaml", MySay, "single"),
    Shelf("patterns", "flows/patterns.yaml", Patterns, "single"),
    Shelf("letters", "letters/*.yaml", LetterSource, "file"),
    Shelf("letters", "letters/documents/*.yaml", LetterSource, "file"),
    Shelf("parts", "letters/parts/*.yaml", PartSource, "file"),
    Shelf("hints", "letters/hints.yaml", Hints, "single"),
    Shelf("recipients", "letters/recipients.yaml", Recipient, "dictionary"),
)
NOT_LETTERS = ("recipients", "hints")
