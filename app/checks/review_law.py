"""Provisions, where each is written, what rests on it, and everything we are not sure of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.checks import review_markup as markup
from app.checks import review_tables as tables
from app.content.library import Library
from app.engine import law as laws
from app.model.letters import BlockSource, LetterSource, PartSource
from app.model.provisions import Found
from app.services import law_words

Citing = tuple[str, tuple[str, ...]]  # who cites, as mark-up, and what


def provisions(library: Library, as_at: date | None) -> Iterator[str]:
    """Every provision; with `as_at` only where it is found on that day."""
    used = _used(library)
    for each in library.provisions.values():
        found = each.found if as_at is None else laws.found_on(each, library.sources, as_at)
        yield markup.heading(4, each.says, f"provision-{each.id}")
        yield markup.paragraph(
            markup.lines(
                (
                    f"{markup.code(each.id)}: {each.force}, on {markup.text(each.on)}",
                    markup.text(each.note or ""),
                )
            )
        )
        yield markup.table(
            ("Source", "Place", "In force", "How sure"),
            (_found(library, line) for line in found),
        ) or markup.paragraph("Found in no source of that day.")
        yield markup.paragraph(
            "Used by " + (", ".join(used.get(each.id, ())) or "nothing yet") + "."
        )


def sources(library: Library) -> str:
    """Every source."""
    return markup.table(
        ("Source", "Kind", "From"),
        (
            (
                markup.text(f"{each.title} ({each.edition})" if each.edition else each.title),
                markup.text(each.kind),
                markup.text(law_words.day(each.from_)),
            )
            for each in library.sources.values()
        ),
    )


def doubts(library: Library, on: date, as_at: date | None) -> Iterator[str]:
    """Rows that rest on something unconfirmed, open ways of counting, unread provisions."""
    rows: list[tuple[str, ...]] = []
    readings: list[tuple[str, ...]] = []
    for decision in library.decisions.values():
        for version in tables.versions(library, decision, as_at):
            for row in version.table.version.rows:
                place = _place(decision.id, row.id, version.first)
                sure = tables.confidence(library, version, row, on)
                if sure != "confirmed":
                    cited = markup.lines(tables.authority(each) for each in row.cite)
                    rows.append((place, _sure(sure), cited))
                for each in row.within.readings if row.within else ():
                    readings.append((place, _sure(each.confidence), markup.text(each.says)))
    yield markup.heading(3, "Rows whose authority is not confirmed")
    yield markup.table(("Row", "How sure", "Authority"), rows) or markup.paragraph("None.")
    yield markup.heading(3, "Open ways of counting")
    yield markup.table(("Row", "How sure", "Reading"), readings) or markup.paragraph("None.")
    yield markup.heading(3, f"Provisions not confirmed on {law_words.day(on)}")
    yield markup.table(
        ("Provision", "How sure"),
        (
            (tables.authority(each.id), _sure(sure))
            for each in library.provisions.values()
            if (sure := library.law.confidence((each.id,), on)) != "confirmed"
        ),
    ) or markup.paragraph("None.")


def _place(decision: str, row: str, first: date) -> str:
    where = markup.link(f"decision-{decision}", decision)
    return f"{where} {markup.code(row)} <small>from {markup.text(first)}</small>"


def _sure(confidence: str) -> str:
    return markup.text(confidence.replace("_", " "))


def _found(library: Library, line: Found) -> tuple[str, ...]:
    source = library.sources[line.source]
    title = f"{source.title} ({source.edition})" if source.edition else source.title
    at = (
        (f"{kind}: {pin}" for kind, pin in line.at.items())
        if isinstance(line.at, dict)
        else (line.at,)
    )
    first = max(line.from_ or source.from_, source.from_)
    until = f" until {law_words.day(line.until)}" if line.until else ""
    return (
        markup.text(title),
        markup.lines(markup.text(each) for each in at),
        markup.text(f"from {law_words.day(first)}{until}"),
        _sure(line.confidence),
    )


def _used(library: Library) -> dict[str, list[str]]:
    """What cites each provision, as links and ids in the order of content."""
    found: dict[str, dict[str, None]] = {}
    for name, cited in _citing(library):
        for each in cited:
            found.setdefault(each, {})[name] = None
    return {provision: list(names) for provision, names in found.items()}


def _citing(library: Library) -> Iterator[Citing]:
    for decision in library.decisions.values():
        where = markup.link(f"decision-{decision.id}", decision.id)
        rows = (row for version in decision.versions for row in version.rows)
        yield from ((where, row.cite) for row in rows)
        words = library.outcomes.get(decision.id)
        yield from ((where, each.cite) for each in (words.outcomes if words else ()))
    letters: tuple[LetterSource | PartSource, ...] = (
        *library.letters.values(),
        *library.parts.values(),
    )
    for letter in letters:
        where = markup.link(f"letter-{letter.id}", letter.id)
        blocks = (block for block in letter.blocks if isinstance(block, BlockSource))
        yield from ((where, block.cite) for block in blocks)
    yield from _citing_around(library)


def _citing_around(library: Library) -> Iterator[Citing]:
    for stage in library.process.stages:
        yield f"the process map ({markup.code(stage.id)})", stage.cite
    for action in library.actions.values():
        yield f"today's act ({markup.code(action.id)})", action.cite
    for journey in library.journeys.values():
        yield f"the page {markup.code(journey.id)}", journey.cite
