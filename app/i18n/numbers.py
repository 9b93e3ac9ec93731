"""Numbers as they are written in one language. Western digits always: letters carry the same."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale

LATIN = "latn"


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """The signs between digits."""

    decimal: str
    group: str

    def written(self, value: float) -> str:
        """`value` with at most two decimals, none for a whole number."""
        english = f"{round(value, 2):,}".removesuffix(".0")
        return english.translate({ord(","): self.group, ord("."): self.decimal})


def from_locale(locale: Locale) -> NumberSigns:
    """The signs that go with Western digits in `locale`."""
    signs = locale.number_symbols[LATIN]
    return NumberSigns(signs["decimal"], signs["group"])
