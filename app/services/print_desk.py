"""The print desk: from what was ticked to the page, and to one file. Nothing about a family comes
in, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.content.library import Library
from app.i18n.voice import mark
from app.model.rights import RightsPage
from app.render.print_shapes import Blank, Body, Sheet
from app.render.print_sheets import sheets_pdf
from app.services import (
    print_blanks,
    print_cards,
    print_choices,
    print_leaflets,
    print_words,
    rights,
)
from app.services.print_choices import CARD, KINDS, LEAFLET, POSTER, Chosen
from app.services.print_views import (
    DeskView,
    GroupView,
    LineView,
    SummaryView,
    TopicsView,
    TopicView,
)
from app.services.speaking import Speaker
from app.services.views import Language, OptionView, Problem, Words

Labels = dict[str, tuple[Words, Words | None]]
ABOUT_PRINTING = "/print"


@dataclass(frozen=True, slots=True)
class Press:
    """Where sheets come from: the content, the day, and the address of this installation."""

    library: Library
    on: date
    base_url: str


def pdf(press: Press, speakers: Sequence[Speaker], chosen: Chosen) -> bytes:
    """Everything in one file, language by language. Takes its time: call it in a thread."""
    found = (sheet for each in speakers for sheet in sheets(press, each, chosen))
    return sheets_pdf(found, chosen.how)


def sheets(press: Press, speaker: Speaker, chosen: Chosen) -> Iterator[Sheet]:
    """What one reader gets, in order. A letter is followed by its copy."""
    library, on = press.library, press.on
    if LEAFLET in chosen.needs:
        for name in chosen.topics:
            own = speaker.listening()
            body = print_leaflets.leaflet(library, own, name, on)
            yield _sheet(press, own, body, f"/rights/{name}")
    own = speaker.listening()
    if CARD in chosen.needs:
        yield _sheet(press, own, print_cards.card(library, own, chosen.topics, on), ABOUT_PRINTING)
    for name in (*print_choices.letters(library, chosen), *chosen.papers):
        yield from _blanks(press, speaker, name)
    own = speaker.listening()
    if KINDS in chosen.needs:
        yield _sheet(press, own, print_cards.kinds(library, own, on), "/kinds")
    own = speaker.listening()
    if POSTER in chosen.needs:
        yield _sheet(press, own, print_cards.poster(own), "/")


def _blanks(press: Press, speaker: Speaker, name: str) -> Iterator[Sheet]:
    """The English, and the reader's own behind it. What goes to a school has its foot in English;
    all is kept together under the language of the reader."""
    pair = print_blanks.pair(press.library, speaker, name, press.on)
    english = Speaker(speaker.english, speaker.english)
    first = _sheet(press, english, Blank(pair, pair.english), ABOUT_PRINTING)
    yield replace(first, group=speaker.voice.lang)
    if pair.copy is not None:
        own = speaker.listening()
        yield _sheet(press, own, Blank(pair, pair.copy, is_copy=True), ABOUT_PRINTING)


def _sheet(press: Press, speaker: Speaker, body: Body, path: str) -> Sheet:
    """`speaker` has listened to itself while the body was worded."""
    foot = print_words.foot(speaker, press.on)
    address = press.base_url + speaker.href(path)
    is_draft = not speaker.voice.is_english and speaker.voice.judged().is_draft
    return Sheet(
        lang=speaker.voice.lang,
        body=body,
        address=address,
        short=address.partition("://")[2].rstrip("/"),
        foot=foot,
        draft=print_words.draft(speaker) if is_draft else (),
        group=speaker.voice.lang,
    )


def desk(
    library: Library,
    speaker: Speaker,
    languages: tuple[Language, ...],
    chosen: Chosen,
    problems: tuple[Problem, ...] = (),
) -> DeskView:
    """The page with what is ticked on it."""
    offer = print_choices.offered(library, [each.code for each in languages])
    needs: Labels = {each: _need(speaker, each) for each in offer["need"]}
    how: Labels = {
        each: (speaker.words(said, "service"), None) for each, said in print_choices.HOW.items()
    }
    return DeskView(
        topics=tuple(_topics(library, speaker, chosen)),
        needs=print_choices.options(chosen.needs, needs),
        groups=_groups(library, speaker, offer, chosen),
        languages=tuple((each, each.code in chosen.languages) for each in languages),
        how=print_choices.options((chosen.how,), how),
        summary=SummaryView(() if problems else _lines(library, speaker, languages, chosen)),
        problems=problems,
    )


def _need(speaker: Speaker, need: str) -> tuple[Words, Words]:
    title, hint = print_choices.NEEDS[need]
    return speaker.words(title, "service"), speaker.words(hint, "service")


def _topics(library: Library, speaker: Speaker, chosen: Chosen) -> Iterator[TopicsView]:
    """What every small language begins with stands first; the rest by kind."""
    every = print_leaflets.topics(library)
    usual = [each for each in every if set(each.journeys) & set(library.slots.core)]
    if usual:
        yield TopicsView(None, tuple(_topic(speaker, each, chosen) for each in usual))
    for kind, heading in rights.HEADINGS.items():
        others = [each for each in every if each.kind == kind and each not in usual]
        if others:
            shown = tuple(_topic(speaker, each, chosen) for each in others)
            yield TopicsView(speaker.words(heading, "service"), shown)


def _topic(speaker: Speaker, page: RightsPage, chosen: Chosen) -> TopicView:
    title = speaker.words(page.title, f"rights.{page.id}.title")
    return TopicView(OptionView(page.id, title, None, page.id in chosen.topics), page.pictogram)


def _groups(
    library: Library, speaker: Speaker, offer: Mapping[str, tuple[str, ...]], chosen: Chosen
) -> tuple[GroupView, ...]:
    papers = mark("Papers to take along, such as a guide to the day", "service")
    every = mark("Every letter, to choose one by one", "service")
    kinds = (("paper", papers, chosen.papers), ("letter", every, chosen.letters))
    return tuple(
        GroupView(
            name,
            speaker.words(english, "service"),
            print_choices.options(
                ticked, {each: (_title(library, speaker, each), None) for each in offer[name]}
            ),
        )
        for name, english, ticked in kinds
        if offer[name]
    )


def _title(library: Library, speaker: Speaker, name: str) -> Words:
    return speaker.words(library.letters[name].title, f"letters.{name}.title")


def _lines(
    library: Library, speaker: Speaker, languages: tuple[Language, ...], chosen: Chosen
) -> tuple[LineView, ...]:
    wanted = tuple(each for each in languages if each.code in chosen.languages)
    titles: list[Words] = []
    if LEAFLET in chosen.needs:
        titles += [
            speaker.words(library.rights[each].title, f"rights.{each}.title")
            for each in chosen.topics
        ]
    names = (*print_choices.letters(library, chosen), *chosen.papers)
    others = [each for each in chosen.needs if each not in print_choices.ABOUT_A_TOPIC]
    titles += [speaker.words(print_choices.NEEDS[each][0], "service") for each in others]
    titles += [_title(library, speaker, each) for each in names]
    return tuple(LineView(each, wanted) for each in titles) if wanted else ()
