"""What the public pages about the law are given to show: words, and nothing to decide."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views import ChoiceView, HelpView, StageView, WhoView, Words


@dataclass(frozen=True, slots=True)
class ForceView:
    """How strong a sentence is: `kind` must, should, may or open, and that in plain words."""

    kind: str
    says: Words


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """One provision as of a day. With `force.kind` "open" it is not said as law: `caution` is
    read first. `where` is always English."""

    says: Words
    force: ForceView
    where: tuple[str, ...]
    caution: Words | None


@dataclass(frozen=True, slots=True)
class CellView:
    """One condition: what it is about, which part of that (if any), and what has to be so."""

    label: Words
    part: Words | None
    answer: Words


@dataclass(frozen=True, slots=True)
class LimitView:
    """A time limit in whole sentences, and who has to keep it. `readings`: open ways of counting,
    each with how sure it is."""

    says: tuple[Words, ...]
    who: WhoView
    readings: tuple[tuple[Words, Words | None], ...] = ()


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of a decision. `first`: where it fits, it counts before the other lines. With
    `is_open` nothing of it is said as law."""

    title: Words
    says: tuple[Words, ...]
    cells: tuple[CellView, ...]
    first: bool
    limit: LimitView | None
    force: ForceView | None
    where: tuple[str, ...]
    caution: Words | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class RuleView:
    """One decision as of a day. `since`: the day its table began, where another came before;
    `coming`: the day from which other law is expected. `key` is its place on the page of
    changes. Without rows there is no rule in force."""

    key: str
    asks: Words
    only_if: tuple[CellView, ...]
    rows: tuple[RowView, ...]
    since: str | None
    coming: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """One heading of a rights page."""

    heading: Words
    provisions: tuple[ProvisionView, ...]
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class CardView:
    """A page to go to: a rights page, a chart, a letter that a journey leads to."""

    title: Words
    href: str | None
    pictogram: str
    lead: Words | None = None


@dataclass(frozen=True, slots=True)
class RightsView:
    """One know-your-rights page."""

    title: Words
    lead: tuple[Words, ...]
    sections: tuple[SectionView, ...]
    ways: tuple[ChoiceView, ...]
    charts: tuple[CardView, ...]
    letters: tuple[CardView, ...]
    see: tuple[CardView, ...]
    law_date: str


@dataclass(frozen=True, slots=True)
class KindCellView:
    """What holds at one kind of school. `label` names the kind again, for small screens. With
    `is_open` it is not said as law: `caution` is read first."""

    label: Words
    says: Words
    caution: Words | None
    is_open: bool
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRowView:
    """One step, side by side; `same` says in words whether it differs."""

    step: Words
    same: Words
    cells: tuple[KindCellView | None, ...]


@dataclass(frozen=True, slots=True)
class KindsView:
    """The table of school kinds."""

    title: Words
    lead: tuple[Words, ...]
    columns: tuple[Words, ...]
    rows: tuple[KindRowView, ...]
    law_date: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of a decision that changed: `kind` new, gone or changed; the two flags say what."""

    kind: str
    before: RowView | None
    after: RowView | None
    other_cells: bool = False
    other_limit: bool = False


@dataclass(frozen=True, slots=True)
class RuleChangeView:
    """What changed in one decision. `key` is its place on the page, on the newest change only.
    `ended`: no rule of ours any more; `begins`: our pages begin with it on this day."""

    key: str | None
    asks: Words
    changes: tuple[ChangeView, ...]
    ended: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class TurnView:
    """Everything that changed on one day. `editions` are titles in English."""

    day: str
    editions: tuple[str, ...]
    rules: tuple[RuleChangeView, ...]


@dataclass(frozen=True, slots=True)
class ApprovedView:
    """How much of the content somebody has approved as it stands: files, of all files. `by` are
    who did, and when."""

    files: int
    of: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenView:
    """What we are not sure of on a day, by how unsure, and the time limits with two ways to
    count."""

    groups: tuple[tuple[Words, tuple[ProvisionView, ...]], ...]
    readings: tuple[tuple[Words, Words, Words | None], ...]
    law_date: str


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a journey, as a chart draws it and a list says it. `kind`: ask, later, work.
    `only_if` holds alternatives, each with all its conditions."""

    kind: str
    says: Words
    only_if: tuple[tuple[CellView, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ChartView:
    """One journey: its steps in order, and the whole way of the measure it is about."""

    title: Words
    lead: tuple[Words, ...]
    parts: tuple[tuple[Words, tuple[StepView, ...]], ...]
    stages: tuple[StageView, ...]
    way: ChoiceView


@dataclass(frozen=True, slots=True)
class HelperView:
    """Somebody to talk to, with where they work and which languages they say they speak."""

    anchor: str
    helper: HelpView
    area: Words | None
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedView:
    """One need: those who help with it, and where those are whom a need before it lists."""

    key: str
    href: str
    heading: Words
    helpers: tuple[HelperView, ...]
    also: tuple[tuple[str, str], ...] = ()
