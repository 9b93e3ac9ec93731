"""What is said about a family's own words: hints beside a letter, and the page of a child."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks import review_markup as markup
from app.content.library import Library
from app.model.hints import Ease, Hints
from app.model.my_say import MySay, SayStep
from app.services import law_words


def own_words(library: Library) -> Iterator[str]:
    """Both, as far as content has them."""
    if library.hints is not None:
        yield markup.heading(3, "Hints beside a letter")
        yield _hints(library, library.hints)
    if library.my_say is not None:
        yield from _child(library, library.my_say)


def _hints(library: Library, hints: Hints) -> str:
    longer = ((f"a {name} of more than {each.more_than} words", each.says)
              for name, each in (("sentence", hints.sentence), ("part", hints.block)))  # fmt: skip
    return markup.table(
        ("Said where there is", "What families read"),
        (
            tuple(map(markup.text, each))
            for each in (
                *longer,
                ("a line that is not filled in", hints.blank),
                *((_ease(each), each.says) for each in hints.reading),
                *((f"one of: {', '.join(each.words)}", each.says) for each in hints.words),
                *(
                    (law_words.condition(library, each.when) or "any case", each.says)
                    for each in hints.cautions
                ),
            )
        ),
    )


def _ease(each: Ease) -> str:
    if each.up_to is None:
        return "a letter of longer sentences"
    return f"a letter whose sentences have up to {each.up_to} words"


def _child(library: Library, page: MySay) -> Iterator[str]:
    yield markup.heading(3, page.title)
    yield markup.paragraph(markup.lines(map(markup.text, (*page.before, page.question))))
    yield markup.table(
        ("Asked", "On paper", "Only if"), (_step(library, page, each) for each in page.steps)
    )
    yield markup.paragraph("While a step is not asked, the child reads:")
    yield markup.listed(markup.text(each) for each in page.held_back)
    yield markup.paragraph("And the grown-up:")
    yield markup.listed(markup.text(each) for each in page.held_back_adult)


def _step(library: Library, page: MySay, step: SayStep) -> tuple[str, ...]:
    pictures = markup.listed(markup.text(each.label) for each in page.pictures_of(step))
    asked = markup.lines(
        (markup.text(step.title), f"<small>{markup.text(step.hint or '')}</small>")
    )
    return (
        asked + pictures,
        markup.text(step.on_paper),
        markup.text(law_words.condition(library, step.only_if)) or "always",
    )
