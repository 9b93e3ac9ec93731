"""What reviewers have put right since the files were made, and what they have checked.

It lies over a language's file until it is exported into it. Knows no reviewer's room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.i18n.review import Check
from app.i18n.voice import Key


@dataclass(frozen=True, slots=True)
class Live:
    """Of one language: translations that stand in the place of the file's, and checks of
    translations, whether they stand in the file or here."""

    forms: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()


NOTHING = Live()
