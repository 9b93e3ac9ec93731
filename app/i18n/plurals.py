"""Which form of a counted message goes with a number. Follows the catalogue's own header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from gettext import c2py

from babel import Locale
from babel.messages.plurals import get_plural

HEADER = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*$")
WITHOUT_LOCALE = "nplurals=2; plural=(n != 1);"
SOME_FRACTION = Decimal("5.5")
FAR_ENOUGH = 200  # every rule in use repeats after 100


@dataclass(frozen=True, slots=True)
class PluralRule:
    """`count` forms, numbered from 0. `fraction` is the form for numbers that are not whole."""

    count: int
    whole: Callable[[int], int]
    fraction: int

    def form(self, n: float) -> int:
        """The number of the form for `n` (0 or more)."""
        return self.whole(int(n)) if n == int(n) else self.fraction


def from_header(header: str, locale: Locale | None = None) -> PluralRule:
    """The rule a `Plural-Forms` header states. Raises ValueError for one that cannot be used.

    Headers know whole numbers only. A fraction takes the form of a whole number that CLDR puts
    in the same class, or the last form where there is none (Slovak, Polish).
    """
    match = HEADER.match(header.strip())
    if match is None:
        raise ValueError(f"Plural-Forms cannot be read: {header!r}")
    count, whole = int(match[1]), c2py(match[2])
    if any(not 0 <= whole(n) < count for n in range(FAR_ENOUGH)):
        raise ValueError(f"Plural-Forms gives a form it does not count: {header!r}")
    return PluralRule(count, whole, _fraction(count, whole, locale))


def default_header(locale: Locale | None) -> str:
    """The header for a new catalogue; for a language Babel does not know, one form for 1."""
    if locale is None:
        return WITHOUT_LOCALE
    known = get_plural(locale)
    return f"nplurals={known.num_plurals}; plural={known.plural_expr};"


def _fraction(count: int, whole: Callable[[int], int], locale: Locale | None) -> int:
    last = count - 1
    if locale is None:
        return last
    wanted = locale.plural_form(SOME_FRACTION)
    alike = (n for n in range(FAR_ENOUGH) if locale.plural_form(n) == wanted)
    return next((whole(n) for n in alike), last)
