"""What reviewers said of translations, settled: what is shown, what waits, who has checked it.

Pure of pages. A remark counts for the message as it was worded then; a correction begins the
counting of its own. What may carry a right, a day or a warning is shown only when two people want
it so; anything else as soon as one does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import get_args

from app.content.library import Library
from app.i18n import back, catalogue, core, faults, messages, review
from app.i18n.catalogues import Catalogues
from app.i18n.live import Live
from app.i18n.review import Check
from app.i18n.standing import ENOUGH_PEOPLE, Level
from app.i18n.voice import Key
from app.services.samples import SampleCases
from app.store.reviewing import Remark, RemarkKind, ReviewStore

CHECKED = get_args(Level)[1:]
"""What a reviewer may say to have compared: as a speaker, with the community, for the law."""
Forms = tuple[str, ...]


def ident(key: Key) -> str:
    """A short name of a message, the same until its English changes."""
    joined = "\x04".join(key)
    return f"t{blake2b(joined.encode(), digest_size=8).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Settled:
    """What follows from the remarks on one message. `wanted`: the wording last asked for; `shown`:
    the one that families read; `by`: the latest acceptance of `wanted` by each person."""

    wanted: Forms
    shown: Forms
    by: tuple[Remark, ...] = ()
    asked: Remark | None = None

    @property
    def waits(self) -> bool:
        """Whether the wording asked for is not shown yet."""
        return self.wanted != self.shown


def settle(filed: Forms, remarks: Iterable[Remark], *, critical: bool) -> Settled:
    """What the remarks, oldest first, come to for a message that the file words as `filed`."""
    wanted, asked = filed, None
    by: dict[bytes | None, Remark] = {}
    for each in remarks:
        asked = each if each.kind is RemarkKind.ASKED else None
        if each.kind is RemarkKind.CORRECTED and each.forms != wanted:
            wanted, by = each.forms, {}
        if asked is None and each.forms == wanted:
            by[each.person_id] = each
    enough = len(by) >= (ENOUGH_PEOPLE if critical else 1)
    return Settled(wanted, wanted if enough else filed, tuple(by.values()), asked)


@dataclass(frozen=True, slots=True)
class Line:
    """One message as the room shows it. `place` orders the work: lower comes first. `notes` tell
    the translator about the law behind it; `seen` is the number of the last remark on it."""

    ident: str
    key: Key
    notes: tuple[str, ...]
    filed: Forms
    settled: Settled
    remarks: tuple[Remark, ...]
    critical: bool
    place: int

    @property
    def seen(self) -> int:
        """The number of the last remark, 0 for none."""
        return self.remarks[-1].number if self.remarks else 0

    def state_for(self, person_id: bytes) -> str:
        """What there is to do here for one person: asked, second (somebody else wants it so and
        one more is needed), mine (that person has said so already), done, or draft."""
        if self.settled.asked:
            return "asked"
        people = {each.person_id for each in self.settled.by}
        if len(people) >= (ENOUGH_PEOPLE if self.critical else 1):
            return "done"
        if person_id in people:
            return "mine"
        return "second" if people else "draft"


@dataclass(slots=True)
class Room:
    """The work of all reviewers, kept up with what they say. One for each server process."""

    library: Library
    catalogues: Catalogues
    locales: Path
    store: ReviewStore
    samples: SampleCases
    _remarks: dict[str, dict[str, list[Remark]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    _last: int = 0
    _lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    _places: dict[Key, tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def refresh(self) -> None:
        """Take in what is new, and let families read it. Cheap when there is nothing."""
        if self.store.newest() == self._last:
            return
        changed = set()
        for each in self.store.since(self._last):
            self._remarks[each.language][each.message].append(each)
            self._last = max(self._last, each.number)
            changed.add(each.language)
        there = [each for each in changed if each in self.catalogues.chains]
        for lang in there:
            self._lines.pop(lang, None)
        if there:
            self.catalogues.put({lang: self._live(lang) for lang in there})

    def lines(self, lang: str) -> tuple[Line, ...]:
        """Every translated message of a language, in the order of the work."""
        if lang not in self._lines:
            remarks = self._remarks[lang]
            found = catalogue.read(self.locales, self.written_in(lang)).translations()
            made = (self._line(key, forms, remarks.get(ident(key), ())) for key, forms in found)
            self._lines[lang] = tuple(sorted(made, key=lambda each: (each.place, each.key)))
        return self._lines[lang]

    def written_in(self, lang: str) -> str:
        """The language whose text is shown: another one where a language is recorded speech."""
        chain = self.catalogues.chains[lang]
        return chain[1] if self.catalogues.is_spoken(lang) and len(chain) > 1 else lang

    def line(self, lang: str, name: str) -> Line | None:
        """One message by its short name."""
        return next((each for each in self.lines(lang) if each.ident == name), None)

    def wrong(self, lang: str, key: Key, forms: Forms) -> tuple[str, ...]:
        """Why a wording cannot be taken: the checks that fail, in words."""
        return faults.of_wording(self.locales, lang, key, forms)

    def put_back(self, lang: str, key: Key) -> str:
        """The translation of the file put back into English; "" where nobody did."""
        return back.of_language(self.locales, lang).get(key, "")

    def checks(self, lang: str) -> tuple[Check, ...]:
        """Who has checked what, in sittings of a day, as `review.yaml` holds them."""
        sittings: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for line in self.lines(lang):
            for each in line.settled.by if not line.settled.waits else ():
                who = (each.organisation, each.reviewer, each.level, each.at.date())
                sittings[who].append(review.mark_of(line.key, line.settled.shown))
        return tuple(
            Check.model_validate(
                {
                    "organisation": organisation or "-",
                    "reviewer": reviewer or "-",
                    "checked": level,
                    "on": on,
                    "messages": tuple(marks),
                }
            )
            for (organisation, reviewer, level, on), marks in sittings.items()
        )

    def _live(self, lang: str) -> Live:
        shown = {
            each.key: each.settled.shown
            for each in self.lines(lang)
            if each.settled.shown != each.filed
        }
        return Live(shown, self.checks(lang))

    def _line(self, key: Key, filed: Forms, remarks: Iterable[Remark]) -> Line:
        critical = core.is_critical(key[0])
        place, notes = self._order.get(key, (LATER, ()))
        said = tuple(remarks)
        settled = settle(filed, said, critical=critical)
        return Line(ident(key), key, notes, filed, settled, said, critical, place)

    @property
    def _order(self) -> Mapping[Key, tuple[int, tuple[str, ...]]]:
        if not self._places:
            self._places.update(order(self.library))
        return self._places


LATER = 9


def order(library: Library) -> dict[Key, tuple[int, tuple[str, ...]]]:
    """Every message of content with its place in the work and its notes: what the core journeys
    ask, what they come to, whatever else carries law, and the rest."""
    asking = {each.key for each in core.asking(library)}
    concluding = {each.key for each in core.concluding(library)}
    found: dict[Key, tuple[int, tuple[str, ...]]] = {}
    for each in messages.of_content(library):
        place = 3 if core.is_critical(each.context) else 5
        if each.key in concluding:
            place = 1
        if each.key in asking:
            place = 0
        found[each.key] = place, each.comments
    return found
