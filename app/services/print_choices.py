"""What somebody ticked at the print desk, checked against what there is. Keeps nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from app.content.library import Library
from app.i18n.voice import mark
from app.render.print_sheets import How
from app.services import print_blanks, print_leaflets
from app.services.speaking import Speaker
from app.services.views import OptionView, Problem, Words

LEAFLET, LETTERS, CARD, KINDS, POSTER = "leaflet", "letters", "card", "kinds", "poster"
ABOUT_A_TOPIC = (LEAFLET, LETTERS)
MOST = 40  # sheets in one file: each takes some megabytes while it is laid out
LEAFLET_COUNTS = 3  # a leaflet is laid out several times, until it fits

NEEDS: Mapping[str, tuple[str, str]] = {
    LEAFLET: (
        mark("A leaflet on one side of paper", "service"),
        mark("What happens, what to do, and the days", "service"),
    ),
    LETTERS: (
        mark("The letters that fit, to fill in by hand", "service"),
        mark("Lines to write on, and a copy to keep in your language", "service"),
    ),
    CARD: (
        mark("A card to count the school days on", "service"),
        mark("With the usual holidays of this term", "service"),
    ),
    KINDS: (
        mark("Kinds of school, side by side", "service"),
        mark("What is the same, and what is different", "service"),
    ),
    POSTER: (
        mark("A poster", "service"),
        mark("To put on a wall, with a code for phones", "service"),
    ),
}
HOW: Mapping[How, str] = {
    "a4": mark("Usual pages (A4)", "service"),
    "large": mark("In large letters (A4)", "service"),
    "booklet": mark("Booklet to fold (A5)", "service"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be printed, in the order of what there is; `unknown` says that something was
    posted that there is not."""

    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    how: How = "a4"
    unknown: str | None = None


def first(lang: str) -> Chosen:
    """What is ticked before anybody chooses."""
    return Chosen(needs=(LEAFLET,), languages=(lang,))


def offered(library: Library, languages: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Every value of every field of the form, in order."""
    needs = tuple(each for each in NEEDS if each != KINDS or library.kinds)
    return {
        "topic": tuple(each.id for each in print_leaflets.topics(library)),
        "need": needs,
        "letter": tuple(each.id for each in print_blanks.sources(library, "letter")),
        "paper": tuple(each.id for each in print_blanks.sources(library, "document")),
        "language": tuple(languages),
        "how": get_args(How),
    }


def of_form(offer: Mapping[str, tuple[str, ...]], posted: Mapping[str, Sequence[str]]) -> Chosen:
    """What a form says."""
    taken = {
        name: tuple(each for each in values if each in posted.get(name, ()))
        for name, values in offer.items()
    }
    unknown = [name for name, values in offer.items() if set(posted.get(name, ())) - set(values)]
    usual: How = "a4"
    return Chosen(
        topics=taken["topic"],
        needs=taken["need"],
        letters=taken["letter"],
        papers=taken["paper"],
        languages=taken["language"],
        how=next((each for each in HOW if each in taken["how"]), usual),
        unknown=unknown[0] if unknown else None,
    )


def problems(library: Library, speaker: Speaker, chosen: Chosen) -> tuple[Problem, ...]:
    """What has to be chosen otherwise before anything can be printed."""
    return tuple(
        Problem(field, speaker.words(english, "service"))
        for field, english in _problems(library, chosen)
    )


def _problems(library: Library, chosen: Chosen) -> Iterator[tuple[str, str]]:
    if chosen.unknown:
        yield (
            chosen.unknown,
            mark("We do not have this. Choose from what is on the page.", "service"),
        )
        return
    if not chosen.topics and set(chosen.needs) & set(ABOUT_A_TOPIC):
        yield "topic", mark("Choose what happened.", "service")
    if not (chosen.needs or chosen.letters or chosen.papers):
        yield "need", mark("Choose at least one paper.", "service")
    if not chosen.languages:
        yield "language", mark("Choose a language.", "service")
    if count(library, chosen) > MOST:
        yield "need", mark("That is too much for one file. Choose less at a time.", "service")


def letters(library: Library, chosen: Chosen) -> tuple[str, ...]:
    """The letters to print: those ticked, and those that fit what happened."""
    fit = {
        name
        for topic in chosen.topics
        if LETTERS in chosen.needs
        for name in library.rights[topic].letters
    }
    every = (each.id for each in print_blanks.sources(library, "letter"))
    return tuple(each for each in every if each in fit or each in chosen.letters)


def count(library: Library, chosen: Chosen) -> int:
    """How many sheets it is to make, each letter with its copy as two."""
    leaflets = LEAFLET_COUNTS * len(chosen.topics) if LEAFLET in chosen.needs else 0
    others = len([each for each in chosen.needs if each not in ABOUT_A_TOPIC])
    blanks = len(letters(library, chosen)) + len(chosen.papers)
    return (leaflets + others + 2 * blanks) * len(chosen.languages)


def options(
    chosen: Sequence[str], labels: Mapping[str, tuple[Words, Words | None]]
) -> tuple[OptionView, ...]:
    """Options with what is ticked."""
    return tuple(
        OptionView(value, label, hint, value in chosen) for value, (label, hint) in labels.items()
    )
