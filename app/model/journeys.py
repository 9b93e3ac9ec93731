"""Interviews, the process map and what a family can do: content, not law."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from app.model.facts import Strict
from app.model.rules import When


class Slip(Strict):
    """A picture of the school's letter with the English words to look for."""

    before: str = ""
    mark: str
    after: str = ""
    where: Literal["top", "body"] = "body"
    look: str


class Question(Strict):
    """How a fact is asked, in words. Shared by every journey that asks it. `pictogram`: what easy
    reading shows beside the words."""

    fact: str
    question: str
    pictogram: str | None = None
    hint: str | None = None
    slip: Slip | None = None
    not_sure: str | None = None
    may_skip: bool = False


class Asked(Strict):
    """One question's place in a journey. `otherwise` gives its value while it is skipped.

    `later`: not asked on the way; the result page offers it ("I know now")."""

    asks: str
    later: bool = False
    only_if: When = Field(default_factory=dict)
    otherwise: str | float | bool | None = None


class Section(Strict):
    """A part of a journey, with its title."""

    id: str
    title: str
    questions: tuple[Asked, ...]


class Journey(Strict):
    """One interview. `found_under` names first-page choices. Without sections nothing is asked:
    a page shows what is certain, and `leads_to` what to choose next. `phone`: what to say first
    on the telephone."""

    id: str
    title: str
    lead: str
    found_under: tuple[str, ...]
    tells_apart: str | None = None
    phone: str | None = None
    assumes: dict[str, str | float | bool] = Field(default_factory=dict)
    sections: tuple[Section, ...] = ()
    works_out: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()
    order: int = 50


class Choice(Strict):
    """One of the first page's choices; or an answer of its second question."""

    id: str
    label: str
    hint: str | None = None
    pictogram: str
    question: str | None = None
    dashed: bool = False


class Stage(Strict):
    """One step of the whole process, as the map draws it. `lead` is said first on the result page
    while the family is here; without it, the lead of the journey."""

    id: str
    title: str
    who: str
    pictogram: str
    when: When = Field(default_factory=dict)
    here_when: When = Field(default_factory=dict)
    done_when: When = Field(default_factory=dict)
    clock: str | None = None
    lead: str | None = None
    says: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()


class Action(Strict):
    """Something the family can do. Today's action is the applicable one with the earliest safe
    date; `before` breaks ties. Without a `letter` it `leads_to` people who help, or to the letters
    where the family chooses one itself."""

    id: str
    title: str
    says: str
    when: When = Field(default_factory=dict)
    done_when: When = Field(default_factory=dict)
    clock: str | None = None
    letter: str | None = None
    leads_to: Literal["help", "letters"] = "help"
    before: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()


class Event(Strict):
    """Something that can happen next in a case. Where `when` is not ruled out it is offered;
    `asks` are the facts it asks, in order, each a `later` question of the family's journey."""

    id: str
    title: str
    hint: str | None = None
    pictogram: str
    when: When = Field(default_factory=dict)
    asks: tuple[str, ...]
    order: int = 50


class Actor(Strict):
    """Somebody who acts: the family, the head, the governors, the council."""

    id: str
    label: str
    pictogram: str


class Slots(Strict):
    """The closed list of names the app may use, bound to facts and decisions.

    `core` are the journeys that every language begins with; `counted` names the facts the term
    totals need; `flags` the yes/no facts a desk shows, `flag_clocks` the decisions whose days it
    marks, `flag_words` what it calls each of them; `counts_in_history` the options of the stage
    that count as an earlier removal; `covering` is the part of letters with what an organisation
    writes before a letter that it sends for a family."""

    law_date: str
    school: str
    school_kind: str
    closed_days: str
    open_days: str | None = None
    child_name: str
    sender_name: str
    reader: str
    history: str
    stage: str
    scope: str
    family: str
    reader_language: str
    counted: dict[str, str] = Field(default_factory=dict)
    counts_in_history: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    flag_clocks: tuple[str, ...] = ()
    flag_words: dict[str, str] = Field(default_factory=dict)
    core: tuple[str, ...] = ()
    covering: str | None = None

    @model_validator(mode="after")
    def _every_flag_has_a_word(self) -> Slots:
        flagged = {*self.flags, *self.flag_clocks}
        if flagged != set(self.flag_words):
            wrong = ", ".join(sorted(flagged.symmetric_difference(self.flag_words)))
            raise ValueError(f"flag_words must have one word for each flag and no other: {wrong}")
        return self
