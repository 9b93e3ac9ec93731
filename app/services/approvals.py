"""How far the content has been read and approved. Knows hashes and names, not what files say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.content.library import Library
from app.model.reviews import Approval

State = Literal["approved", "changed", "never"]


@dataclass(frozen=True, slots=True)
class FileState:
    """One file of content: approved as it is, changed since somebody approved it, or never read."""

    file: str
    state: State
    approval: Approval | None


def states(library: Library) -> tuple[FileState, ...]:
    """Every file of content that can be approved, in the order of their names."""
    return tuple(_state(library, file, now) for file, now in sorted(library.files.items()))


def _state(library: Library, file: str, now: str) -> FileState:
    approval = library.reviews.get(file)
    if approval is None:
        return FileState(file, "never", None)
    return FileState(file, "approved" if approval.hash == now else "changed", approval)


def gone(library: Library) -> tuple[Approval, ...]:
    """Approvals of files that are not there any more."""
    return tuple(each for file, each in library.reviews.items() if file not in library.files)
