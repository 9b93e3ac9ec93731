"""Checks of how one translated text speaks: terms and their English, names, insults, address.

Each takes a Pair and gives what is wrong in a few words, or None.
"""

from __future__ import annotations

from app.i18n.signs import Pair


def insult(pair: Pair) -> str | None:
    """No word that a people hears as an insult."""
    found = pair.words.never.search(pair.said)
    return f"a word that is heard as an insult: {found[0]}" if found else None


def names(pair: Pair) -> str | None:
    """Names that stay as they are."""
    said = pair.said
    gone = [n for n, named in pair.words.kept if named.search(pair.english) and n not in said]
    return f"without the name {', '.join(gone)}" if gone else None


def english(pair: Pair) -> str | None:
    """The English of a term that the school's letters will use."""
    said = pair.said.casefold()
    kept = (names for term, names in pair.terms.used_in(pair.english) if term.keep_english)
    missing = [found[0] for found in kept if not any(name.casefold() in said for name in found)]
    return f"without the English in brackets: {', '.join(missing)}" if missing else None


def terms(pair: Pair) -> str | None:
    """The word this language has chosen for a term."""
    used = (term for term, _ in pair.terms.used_in(pair.english))
    usual = ((term.term, pair.words.terms.get(term.id)) for term in used)
    other = [name for name, stems in usual if stems and not stems.search(pair.said)]
    return f"another word than usual for: {', '.join(other)}" if other else None


def address(pair: Pair) -> str | None:
    """As one speaks to a stranger."""
    found = None if pair.to_a_child else pair.words.too_familiar.search(pair.said)
    return f"speaks to the reader as to a friend: {found[0]}" if found else None
