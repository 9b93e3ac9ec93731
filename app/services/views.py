"""What a page is given to show: words already in the reader's language, and nothing to decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.i18n.recordings import Recording
from app.model.facts import FactType


@dataclass(frozen=True, slots=True)
class Words:
    """A text for the reader. `lang` is the language it is really in. `english` is the English
    sentence to print beside it: given for draft rights, days and warnings, else None. `recorded`:
    the same, said aloud by a person."""

    text: str
    lang: str = "en"
    english: str | None = None
    recorded: Recording | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A language that works, in its own script."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"]
    current: bool = False
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice of the first page, or of its second question. `value` is what is posted."""

    value: str
    label: Words
    hint: Words | None
    pictogram: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option of a question. `value` is what is posted."""

    value: str
    label: Words
    hint: Words | None = None
    checked: bool = False


@dataclass(frozen=True, slots=True)
class SlipView:
    """A picture of the school's letter: English words, one of them marked, and where to look."""

    before: str
    mark: str
    after: str
    at_top: bool
    look: Words


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field of a form, as a remedy. `field` is the id of the input.
    `overtaken`: nothing is wrong, somebody else answered meanwhile."""

    field: str
    message: Words
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry of a list answer (an earlier suspension, a closed day)."""

    index: int
    leaf: LeafView | None
    title: Words
    detail: Words | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question. `key` is its opaque address. `fields` holds what was typed, by field name,
    so that nothing is lost. `not_sure` is the line under "I'm not sure", or None if not offered.
    `part`..`parts` is honest progress; `from_check` says that the reader came to change it.
    `about` and `about_months` are spans of days to choose from, posted as "first..last";
    `undo` holds what was typed for an entry just removed, so that it can be put back.
    `can_search`: there is a list of schools to look in; `found`: how many were found, after a
    search. `seen`: which answer this page was made with, sent back so that two people cannot change
    it unseen. `action`: where the form goes; `counted`: entries that other measures of the case
    hold; `tried`: nothing is saved."""

    key: str
    kind: FactType
    question: Words
    part: int
    parts: int
    part_title: Words
    hint: Words | None = None
    pictogram: str | None = None
    slip: SlipView | None = None
    options: tuple[OptionView, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)
    not_sure: Words | None = None
    not_sure_checked: bool = False
    may_skip: bool = False
    back: str | None = None
    before: Words | None = None
    saved: Words | None = None
    entries: tuple[EntryView, ...] = ()
    tally: Words | None = None
    problems: tuple[Problem, ...] = ()
    from_check: bool = False
    about: tuple[OptionView, ...] = ()
    about_months: tuple[OptionView, ...] = ()
    this_year: str = ""
    undo: dict[str, str] | None = None
    can_search: bool = False
    found: Words | None = None
    seen: str = ""
    action: str = ""
    counted: tuple[EntryView, ...] = ()
    tried: bool = False


@dataclass(frozen=True, slots=True)
class LeafView:
    """One date as a leaf of a calendar, and in full words."""

    on: date
    weekday: str
    number: str
    month: str
    full: str


@dataclass(frozen=True, slots=True)
class WhoView:
    """Who acts."""

    id: str
    label: Words
    pictogram: str
    is_family: bool = False


@dataclass(frozen=True, slots=True)
class ToldView:
    """One thing the family told us, with where to change it."""

    label: Words
    answer: Words
    change: str | None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class LawView:
    """One provision: our plain sentence, and where it is written (always English)."""

    says: Words
    where: tuple[str, ...]
    confidence: str
    caution: Words | None = None


@dataclass(frozen=True, slots=True)
class WhyView:
    """Why do we say this: you told us, the law says, and the `places` where it is written."""

    told: tuple[ToldView, ...]
    law: tuple[LawView, ...]
    law_date: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day to remember. With two leaves it lies between them: act by the first. `counted_with`:
    the calendar it was counted on, said once for all days."""

    leaves: tuple[LeafView, ...]
    who: WhoView
    title: Words
    notes: tuple[Words, ...] = ()
    counted_with: Words | None = None
    is_safe_day: bool = False
    unsure: Words | None = None
    state: str = "running"
    count: str | None = None
    letter: str | None = None
    letter_title: Words | None = None


@dataclass(frozen=True, slots=True)
class TodayView:
    """The one thing to do now. `href` None with `nothing_due`: the next date is in `note`."""

    tab: str
    title: Words
    says: Words
    href: str | None
    button: Words | None
    note: Words | None = None
    done: Words | None = None
    nothing_due: bool = False


@dataclass(frozen=True, slots=True)
class StageView:
    """One step of the whole process."""

    title: Words
    status: Literal["done", "here", "later", "maybe"]
    who: WhoView
    says: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """A right, a duty, a fault or a warning, with its reason."""

    title: Words
    says: tuple[Words, ...]
    pictogram: str
    who: WhoView
    force: str | None
    why: WhyView


@dataclass(frozen=True, slots=True)
class UnsureView:
    """Something we do not know: what it changes, each possibility, how to find out."""

    title: Words
    says: tuple[Words, ...]
    leads: tuple[tuple[Words, tuple[Words, ...]], ...]
    find_out: Words | None
    href: str | None
    what_if: str | None = None


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter on offer. `state`: ready, missing, sent, stale; `now`: one of the few to begin
    with."""

    id: str
    title: Words
    does: Words
    to: Words
    by: str | None
    state: str
    missing: int
    href: str
    now: bool = False
    sent: Words | None = None


@dataclass(frozen=True, slots=True)
class HelpView:
    """Somebody to talk to: website first; a number only while its check is fresh."""

    name: str
    website: str | None
    does: Words
    limits: Words | None
    number: str | None
    number_note: Words | None
