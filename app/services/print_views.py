"""What the print desk is given to show: what there is, what is ticked, what would be printed."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.views import Language, OptionView, Problem, Words


@dataclass(frozen=True, slots=True)
class TopicView:
    """One thing that can have happened."""

    option: OptionView
    pictogram: str


@dataclass(frozen=True, slots=True)
class TopicsView:
    """Things that can have happened, of one kind. The most usual stand first, with no heading."""

    heading: Words | None
    topics: tuple[TopicView, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it is ticked."""
        return any(each.option.checked for each in self.topics)


@dataclass(frozen=True, slots=True)
class GroupView:
    """Papers of one kind to choose from."""

    name: str
    title: Words
    options: tuple[OptionView, ...]

    @property
    def is_open(self) -> bool:
        """Whether something in it is ticked."""
        return any(each.checked for each in self.options)


@dataclass(frozen=True, slots=True)
class LineView:
    """One thing that would be printed, and in which languages by their own names."""

    title: Words
    languages: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class SummaryView:
    """Everything that would be printed; `pages` says how many, once they were counted."""

    lines: tuple[LineView, ...]
    pages: Words | None = None


@dataclass(frozen=True, slots=True)
class DeskView:
    """The whole page."""

    topics: tuple[TopicsView, ...]
    needs: tuple[OptionView, ...]
    groups: tuple[GroupView, ...]
    languages: tuple[tuple[Language, bool], ...]
    how: tuple[OptionView, ...]
    summary: SummaryView
    problems: tuple[Problem, ...] = ()
