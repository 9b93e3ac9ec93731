"""One printed side about one thing, from what content says of it: the steps, the days with boxes
to count in, rights, warnings. Every number comes from a clock. Types no sentence of law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.content.library import Library
from app.engine import law as laws
from app.i18n.voice import mark
from app.model.clocks import Clock
from app.model.errors import PageNotFound
from app.model.rights import Leaflet as Chosen
from app.model.rights import RightsPage
from app.model.rules import Row
from app.render.print_shapes import DayBox, Item, Leaflet, Part, Text, Texts
from app.services import law_views, print_words, reasons, rule_words
from app.services import situation as situations
from app.services.print_words import said, text, texts
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import Words

COUNT = mark("Count the school days", "service")
HOW = mark(
    "Write one date in each box. Box 1 is the first school day after the day you count from. "
    "Do not count Saturdays, Sundays, holidays, or days for teachers only.",
    "service",
)
MOST_BOXES = 20  # a longer count is said, not drawn
Rows = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class _Doubts:
    """The footnotes of one sheet: how sure we are, each said once."""

    speaker: Speaker
    said: list[Text] = field(default_factory=list)

    def number(self, confidence: str) -> int:
        """The footnote for a confidence, from 1; 0 where the text itself was read."""
        words = reasons.caution(self.speaker, confidence)
        if words is None:
            return 0
        note = text(words)
        if note not in self.said:
            self.said.append(note)
        return self.said.index(note) + 1


def topics(library: Library) -> tuple[RightsPage, ...]:
    """The pages that are also a leaflet, in their order."""
    found = (each for each in library.rights.values() if each.leaflet)
    kinds = ("stage", "measure", "before", "beside", "not_ours")
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), each.order, each.id)))


def leaflet(library: Library, speaker: Speaker, name: str, on: date) -> Leaflet:
    """The leaflet of a page, with the law of a day. Raises PageNotFound."""
    page = library.rights.get(name)
    if page is None or page.leaflet is None:
        raise PageNotFound
    nobody, chosen, context = situations.of_nobody(library, on), page.leaflet, f"rights.{name}"
    doubts = _Doubts(speaker)
    boxes = days(nobody, speaker, chosen, doubts)
    rights = (
        *_rows(nobody, speaker, chosen.rights, doubts),
        *_law(nobody, speaker, chosen, doubts),
    )
    careful = _rows(nobody, speaker, chosen.careful, doubts, with_more=True)
    return Leaflet(
        title=said(speaker, page.title, f"{context}.title"),
        lead=texts([speaker.paired(page.lead, f"{context}.lead")]),
        do=Part(said(speaker, "What to do now", ""), tuple(_do(library, speaker, chosen.do))),
        steps=Part(
            said(speaker, mark("The steps", "service")),
            tuple(_steps(library, speaker, chosen.steps)),
        ),
        day=said(speaker, mark("The date", "service")),
        count=how_to_count(speaker),
        boxes=max((each.box for each in boxes if each.box), default=0),
        days=boxes,
        rights=Part(said(speaker, "Your rights", ""), rights),
        careful=Part(said(speaker, "Be careful", ""), tuple(careful)),
        place=said(speaker, mark("Help near you:", "service")),
        doubts=tuple(doubts.said),
        where=_where(nobody, chosen),
    )


def how_to_count(speaker: Speaker) -> Part:
    """How days are written into boxes."""
    return Part(said(speaker, COUNT), (), print_words.told(speaker, HOW))


def days(
    nobody: Situation, speaker: Speaker, chosen: Chosen, doubts: _Doubts | None = None
) -> tuple[DayBox, ...]:
    """The days of a leaflet, each with how it is counted and when it counts."""
    noted = doubts or _Doubts(speaker)
    found = (_day(nobody, speaker, one, noted) for one in _in_force(nobody, chosen.days))
    return tuple(each for each in found if each is not None)


@dataclass(frozen=True, slots=True)
class _Line:
    decision: str
    row: Row
    confidence: str


def _in_force(nobody: Situation, rows: Rows) -> Iterator[_Line]:
    """Lines of decisions as they are on the day; what nobody could confirm is left out."""
    library, on = nobody.library, nobody.on
    for decision, ids in rows.items():
        table = law_views.in_force(library, decision, on)
        known = {row.id: row for row in table.version.rows} if table else {}
        for row in (known[each] for each in ids if each in known):
            sure = row.confidence or library.law.confidence(row.cite, on)
            if sure != law_views.OPEN:
                yield _Line(decision, row, sure)


def _day(nobody: Situation, speaker: Speaker, line: _Line, doubts: _Doubts) -> DayBox | None:
    library, clock = nobody.library, line.row.within
    outcome = library.outcome(line.decision, line.row.then or line.row.id)
    if clock is None or outcome is None:
        return None
    context = f"outcomes.{line.decision}.{outcome.id}.day"
    title = speaker.paired(outcome.day, context) if outcome.day else None
    title = title or _title(library, speaker, line)
    if title is None:
        return None
    box = box_of(clock)
    own = {name: cell for name, cell in line.row.when.items() if name != library.slots.stage}
    return DayBox(
        label=_box(speaker, box) if box else None,
        title=text(title),
        counted=texts(rule_words.limit(library, speaker, clock, line.decision).says),
        only_if=tuple(map(print_words.condition, rule_words.cells(library, speaker, own))),
        box=box,
        doubt=doubts.number(line.confidence),
    )


def box_of(clock: Clock) -> int | None:
    """In which box a count ends, where boxes hold it. Box 1 is the day after its start."""
    if clock.unit != "school_days" or clock.direction != "forward":
        return None
    if not isinstance(clock.count, int):
        return None
    last = clock.count - (clock.first_day == "same")
    return last if 0 < last <= MOST_BOXES else None


def _box(speaker: Speaker, n: int) -> Text | None:
    words = speaker.filled("Box {n}:", "service", {"n": speaker.number(n)})
    return text(words) if words else None


def _title(library: Library, speaker: Speaker, line: _Line) -> Words | None:
    then = line.row.then or line.row.id
    return rule_words.conclusion(library, speaker, line.decision, then)


def _rows(
    nobody: Situation, speaker: Speaker, rows: Rows, doubts: _Doubts, *, with_more: bool = False
) -> tuple[Item, ...]:
    found: list[Item] = []
    for line in _in_force(nobody, rows):
        title = _title(nobody.library, speaker, line)
        if title:
            says = _says(nobody.library, speaker, line) if with_more else ()
            found.append(print_words.item(title, says, doubts.number(line.confidence)))
    return tuple(found)


def _says(library: Library, speaker: Speaker, line: _Line) -> Texts:
    then = line.row.then or line.row.id
    outcome = library.outcome(line.decision, then)
    context = f"outcomes.{line.decision}.{then}.says"
    said_ = outcome.says if outcome else ()
    return texts(speaker.paired(each, f"{context}.{at}") for at, each in enumerate(said_))


def _law(nobody: Situation, speaker: Speaker, chosen: Chosen, doubts: _Doubts) -> Iterator[Item]:
    library, on = nobody.library, nobody.on
    for name in chosen.law:
        if not laws.found_on(library.provisions[name], library.sources, on):
            continue
        found = reasons.law(nobody, speaker, name, on)
        if found.confidence != law_views.OPEN:
            yield print_words.item(found.says, (), doubts.number(found.confidence))


def _do(library: Library, speaker: Speaker, names: Iterable[str]) -> Iterator[Item]:
    for name in names:
        found, context = library.actions[name], f"actions.{name}"
        title = speaker.words(found.title, f"{context}.title")
        named = _named(library, speaker, found.letter) if found.letter else ()
        says = texts([speaker.paired(found.says, f"{context}.says")])
        yield print_words.item(title, (*named, *says))


def _named(library: Library, speaker: Speaker, letter: str) -> Texts:
    """The letter to use, by its title: in English too, which is what stands on it."""
    english = library.letters[letter].title
    title = speaker.words(english, f"letters.{letter}.title")
    shape = "\u201c{}\u201d"
    beside = None if title.lang == "en" else shape.format(english)
    return (Text(shape.format(title.text), title.lang, beside),)


def _steps(library: Library, speaker: Speaker, names: Iterable[str]) -> Iterator[Item]:
    """Stages of the process; a sentence that needs a case is left out."""
    stages = {each.id: each for each in library.process.stages}
    for found in (stages[name] for name in names):
        context = f"stages.{found.id}"
        says = (speaker.paired(each, f"{context}.says.{at}") for at, each in enumerate(found.says))
        yield print_words.item(speaker.words(found.title, f"{context}.title"), texts(says))


def _where(nobody: Situation, chosen: Chosen) -> str:
    """The laws behind the sheet by title, in English as schools know them."""
    rows = (chosen.days, chosen.rights, chosen.careful)
    cited = [name for many in rows for line in _in_force(nobody, many) for name in line.row.cite]
    places = reasons.places(nobody, (*cited, *chosen.law), nobody.on)
    return "; ".join(dict.fromkeys(each.partition(", ")[0] for each in places))
