"""How one language writes dates, numbers and lists, from CLDR and from the catalogue's header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError

from app.i18n import dates, lists, numbers
from app.i18n.dates import DateWords
from app.i18n.lists import ListWords
from app.i18n.numbers import NumberSigns


@dataclass(frozen=True, slots=True)
class Formats:
    """`all_of` joins with "and", `any_of` with "or"."""

    dates: DateWords
    numbers: NumberSigns
    all_of: ListWords
    any_of: ListWords


def locale_of(code: str) -> Locale | None:
    """What Babel knows of a language tag, or None (Romani)."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def english() -> Formats:
    """English as written in England, with no comma after the weekday."""
    british = from_locale(Locale("en", "GB"))
    plain = dates.PLAIN
    words = replace(british.dates, pattern=plain, short_pattern=dates.without_year(plain))
    return replace(british, dates=words)


def from_locale(locale: Locale) -> Formats:
    """Everything CLDR says."""
    return Formats(
        dates.from_locale(locale),
        numbers.from_locale(locale),
        lists.from_locale(locale, "standard"),
        lists.from_locale(locale, "or"),
    )


def from_headers(headers: Mapping[str, str], known: Formats) -> Formats:
    """`known` with what the header says otherwise: the fields of `dates.from_headers`, X-And and
    X-Or. Raises ValueError."""
    all_of, any_of = headers.get("X-And", "").strip(), headers.get("X-Or", "").strip()
    return replace(
        known,
        dates=dates.from_headers(headers, known.dates),
        all_of=lists.from_word(all_of) if all_of else known.all_of,
        any_of=lists.from_word(any_of) if any_of else known.any_of,
    )
