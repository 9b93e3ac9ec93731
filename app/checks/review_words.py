"""Every question, outcome and letter as it is written, with the provisions behind the words."""

from __future__ import annotations

from collections.abc import Iterator

from app.checks import review_markup as markup
from app.checks.review_tables import authority
from app.content.library import Library
from app.model.facts import Fact
from app.model.journeys import Asked, Journey
from app.model.letters import BlockSource, LetterSource, PartSource, UsePart
from app.model.outcomes import Outcome
from app.services import law_words


def facts(library: Library) -> str:
    """The vocabulary: what every name in the tables stands for."""
    return markup.table(
        ("Fact", "What it means", "Told or worked out"),
        (
            (
                markup.code(each.id),
                markup.text(each.means)
                + markup.listed(markup.text(option.label) for option in each.options),
                markup.text(_origin(each)),
            )
            for each in library.facts.values()
        ),
    )


def _origin(fact: Fact) -> str:
    if fact.derive is None:
        assumed = f"; else {fact.assumed_from} is assumed" if fact.assumed_from else ""
        return f"told ({fact.is_.replace('_', ' ')}){assumed}"
    verb = fact.derive.verb.replace("_", " ")
    needed = (
        each if isinstance(each, str) else ", ".join(each) for each in fact.derive.args.values()
    )
    return f"worked out: {verb}, from {'; '.join(needed)}"


def journeys(library: Library) -> Iterator[str]:
    """The interviews: each question in its place."""
    for each in sorted(library.journeys.values(), key=lambda each: (each.order, each.id)):
        yield from _journey(library, each)


def _journey(library: Library, each: Journey) -> Iterator[str]:
    yield markup.heading(3, each.title)
    yield markup.paragraph(markup.text(each.lead))
    yield markup.listed(markup.text(said) for said in each.says)
    if each.cite:
        yield markup.paragraph("Authority: " + ", ".join(authority(name) for name in each.cite))
    for section in each.sections:
        yield markup.heading(4, section.title)
        yield markup.table(
            ("Question", "Asked if", "Fact"),
            (_question(library, asked) for asked in section.questions),
        )


def _question(library: Library, asked: Asked) -> tuple[str, ...]:
    words, fact = library.questions[asked.asks], library.facts[asked.asks]
    options = markup.listed(markup.text(each.label) for each in fact.options)
    skipped = f"otherwise {asked.otherwise}" if asked.otherwise is not None else ""
    return (
        markup.lines(
            (markup.text(words.question), f"<small>{markup.text(words.hint or '')}</small>")
        )
        + options,
        markup.lines(
            (
                markup.text(law_words.condition(library, asked.only_if)) or "always",
                markup.text(skipped),
                "only later, from the result page" if asked.later else "",
            )
        ),
        markup.code(asked.asks),
    )


def outcomes(library: Library) -> Iterator[str]:
    """The words for every conclusion."""
    for decision, each in library.outcomes.items():
        yield markup.heading(3, library.decisions[decision].asks_whether)
        if each.unsure:
            yield markup.paragraph(f"While it is open: {markup.text(each.unsure)}")
        yield markup.table(
            ("Conclusion", "What families read", "Force", "Provisions behind the words"),
            (_outcome(library, outcome) for outcome in each.outcomes),
        )


def _outcome(library: Library, each: Outcome) -> tuple[str, ...]:
    said = [f"<b>{markup.text(each.title)}</b>", *map(markup.text, each.says)]
    for name, words in (("The day", each.day), ("Over", each.passed), ("Late", each.late)):
        said.append(f"<i>{name}:</i> {markup.text(words)}" if words else "")
    shown = law_words.condition(library, each.when)
    return (
        markup.lines(
            (
                markup.code(each.id),
                f"<small>shown as {markup.text(each.part)}</small>",
                f"<small>if {markup.text(shown)}</small>" if shown else "",
                "<small>not shown</small>" if each.silent else "",
            )
        ),
        markup.lines(said),
        markup.text(f"{each.force or 'none'}, on {each.who}"),
        markup.lines(authority(name) for name in each.cite),
    )


def letters(library: Library) -> Iterator[str]:
    """Every letter, then the parts that letters share."""
    for each in sorted(library.letters.values(), key=lambda each: (each.order, each.id)):
        yield markup.heading(3, f"{each.code} {each.title}", f"letter-{each.id}")
        yield from _about(library, each)
        yield _blocks(library, each)
    for part in library.parts.values():
        yield markup.heading(3, f"Shared part: {part.id}", f"letter-{part.id}")
        yield _blocks(library, part)


def _about(library: Library, each: LetterSource) -> Iterator[str]:
    fits = law_words.condition(library, each.available_when)
    warning = f"Warning: {each.warning}" if each.warning else ""
    to = f"To: {library.recipients[each.to].label}."
    said = (each.does, to, f"Offered if {fits}." if fits else "Always offered.", warning)
    yield markup.paragraph(markup.lines(map(markup.text, said)))


def _blocks(library: Library, each: LetterSource | PartSource) -> str:
    return markup.table(
        ("Block", "Text", "Only if", "Provisions behind it"),
        (_block(library, block) for block in each.blocks),
    )


def _block(library: Library, block: BlockSource | UsePart) -> tuple[str, ...]:
    when = markup.text(law_words.condition(library, block.when))
    if isinstance(block, UsePart):
        return "", f"the part {markup.link(f'letter-{block.use}', block.use)}", when, ""
    kind = block.is_ if block.voice == "any" else f"{block.is_}, {block.voice}'s voice"
    if block.letterhead != "any":
        kind += f", letterhead: {block.letterhead.replace('_', ' ')}"
    text = block.text or (f"(the family's own words: {block.asks})" if block.asks else "")
    return (
        markup.lines((markup.code(block.id), f"<small>{markup.text(kind)}</small>")),
        markup.text(text),
        when,
        markup.lines(authority(name) for name in block.cite),
    )
