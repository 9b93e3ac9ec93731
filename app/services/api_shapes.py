"""What the API answers with, as frozen models: the OpenAPI document is made from them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.model.clocks import CalendarSource, Confidence, State
from app.model.facts import FactType
from app.model.provisions import Force
from app.model.rules import When

Standing = Literal["certain", "open", "does_not_arise", "outside"]
Origin = Literal["told", "worked_out", "assumed"]


class Shape(BaseModel):
    """Base of everything the API answers with."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class PlaceShape(Shape):
    """Where a provision is written: title, place and edition in force that day, and whether that
    very text was read."""

    place: str
    confidence: Confidence


class ProvisionShape(Shape):
    """One statement of law, where it is written, and how sure its surest place makes us."""

    id: str
    says: str = Field(description="Our own plain sentence; never a quotation.")
    force: Force
    where: tuple[PlaceShape, ...]
    confidence: Confidence


class ToldShape(Shape):
    """One fact that led to a row. `value` is in the JSON shape of its fact; null: not known."""

    fact: str
    value: Any
    assumed: bool


class ReadingShape(Shape):
    """One open way of counting, and where it ends."""

    id: str
    says: str
    confidence: Confidence
    earliest: date | None
    latest: date | None


class CalendarShape(Shape):
    """Whose school days a time limit was counted on, and how sure that makes it."""

    name: str | None = Field(description="The council, if its term dates were used.")
    dated: date | None = Field(description="The day from which the list of days is.")
    first_hand: bool = Field(description="The list came from the school or council itself.")
    sure: Literal["sure", "fairly", "not"]
    open_question: tuple[date, ...] = Field(
        description="Counted days that may be no school days. Told as open, they narrow the limit."
    )
    says: tuple[str, ...]


class DeadlineShape(Shape):
    """A time limit. It ends between `earliest` and `latest`; null where nothing honest can be
    said. `hand_in_by` and `post_by` are safe days for the family's own acts."""

    earliest: date | None
    latest: date | None
    hand_in_by: date | None
    post_by: date | None
    aim: date | None = Field(description="A softer day to act before, where practicable.")
    state: State
    whose: str = Field(description="Who has to act.")
    runs_from: str = Field(description="The fact or time limit that it is counted from.")
    source: CalendarSource = Field(description="Whose school days were counted.")
    calendar: CalendarShape | None = Field(description="null where no school days were counted.")
    assumed: bool = Field(description="The start is an assumption, not something told.")
    readings: tuple[ReadingShape, ...]


class LeadShape(Shape):
    """What some values of an unsettled fact lead to: options, or numbers from `from` to `to`."""

    then: tuple[str, ...]
    one_of: tuple[str, ...] | None
    from_: float | None = Field(alias="from")
    to: float | None
    more_than: bool = Field(description="`from` itself is left out.")


class HangsOnShape(Shape):
    """A fact that is not settled and changes the conclusion. `ask`: what to find out."""

    fact: str
    ask: tuple[str, ...]
    leads: tuple[LeadShape, ...]


class PointsShape(Shape):
    """Points of a decision of which any number may hold."""

    certain: tuple[str, ...]
    possible: tuple[str, ...]


class BecauseShape(Shape):
    """One conclusion that follows or may follow, with the row it comes from."""

    then: str
    certain: bool
    title: str | None = Field(description="The conclusion in plain words, as families read it.")
    says: tuple[str, ...]
    row: str
    version: date = Field(description="In force from this day.")
    confidence: Confidence
    deadline: DeadlineShape | None
    told: tuple[ToldShape, ...]
    provisions: tuple[ProvisionShape, ...]


class ConclusionShape(Shape):
    """What one decision comes to.

    certain: `then` holds. open: one of `possible`, and `hangs_on` says why. does_not_arise: the
    decision is not made for these facts. outside: before the oldest law that we hold.
    """

    asks_whether: str
    state: Standing
    then: str | None
    possible: tuple[str, ...]
    points: PointsShape | None
    deadline: DeadlineShape | None
    hangs_on: tuple[HangsOnShape, ...]
    because: tuple[BecauseShape, ...]


class UsedShape(Shape):
    """A value that was reasoned with, and how it came about."""

    value: Any
    how: Origin


class LawShape(Shape):
    """Which day's law was applied, and which decision says whether these rules apply at all."""

    fact: str
    earliest: date
    latest: date
    known: bool = Field(description="False: the day is not known, and `on` stands for it.")
    scope: str


class AssessmentShape(Shape):
    """Everything that follows from the facts on one day."""

    on: date
    content_hash: str = Field(description="Names the very content that was applied.")
    law: LawShape
    facts: dict[str, UsedShape]
    conclusions: dict[str, ConclusionShape]
    undecided: tuple[str, ...]


class OptionShape(Shape):
    """One option of a fact."""

    id: str
    label: str
    hint: str | None


class RangeShape(Shape):
    """From where to where a value may go: a number, a date, `today`, or another fact."""

    from_: float | date | str | None = Field(alias="from")
    to: float | date | str | None
    step: float | None


class FactShape(Shape):
    """One fact of the vocabulary."""

    id: str
    means: str
    type: FactType
    scope: Literal["case", "matter"]
    options: tuple[OptionShape, ...]
    range: RangeShape | None
    derived_from: tuple[str, ...] | None = Field(description="Not null: worked out, never told.")
    assumed_from: str | None
    yours_to_decide: bool
    sensitive: bool
    find_out: str | None
    shape: dict[str, Any] | None = Field(description="JSON Schema of its value; null if derived.")


class FactsShape(Shape):
    """The vocabulary."""

    content_hash: str
    facts: tuple[FactShape, ...]


class AskedShape(Shape):
    """One question in its place. `otherwise` is the value while `only_if` does not hold."""

    fact: str
    question: str
    hint: str | None
    not_sure: str | None
    may_skip: bool
    later: bool
    only_if: When
    otherwise: str | float | bool | None


class SectionShape(Shape):
    """A part of a journey."""

    id: str
    title: str
    questions: tuple[AskedShape, ...]


class JourneyShape(Shape):
    """One interview; without sections a page that says what is certain."""

    id: str
    title: str
    lead: str
    found_under: tuple[str, ...]
    assumes: dict[str, str | float | bool]
    works_out: tuple[str, ...]
    leads_to: tuple[str, ...]
    says: tuple[str, ...]
    sections: tuple[SectionShape, ...]


class JourneysShape(Shape):
    """Every journey."""

    content_hash: str
    journeys: tuple[JourneyShape, ...]


class LetterShape(Shape):
    """One letter or document that can be made."""

    id: str
    kind: Literal["letter", "document"] = Field(
        description="A letter goes to somebody. A document is the family's own, to fill in or read."
    )
    code: str
    title: str
    does: str
    to: str
    by: str | None = Field(description="The decision whose time limit is the day to send it.")
    available_when: When


class LettersShape(Shape):
    """Every letter and document, the formats and the languages of the copy to keep."""

    content_hash: str
    letters: tuple[LetterShape, ...]
    formats: tuple[str, ...]
    languages: tuple[str, ...]
