"""Messages said aloud: kept up with the store, taken in, taken out. Knows no page.

A reviewer of the language records and takes out; everybody takes out what they recorded themselves,
a lead what people of the same organisation did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from app.i18n.catalogues import Catalogues
from app.i18n.recordings import Recording, Slot, slot_of
from app.i18n.voice import Key
from app.model.errors import NotAllowed
from app.model.people import Role
from app.render import sound
from app.render.refusals import Refusal
from app.store.recordings import Kept, RecordingStore, Sound
from app.store.signed_in import SignedIn


@dataclass(slots=True)
class Recorded:
    """All recordings, kept up with what reviewers do. One for each server process."""

    catalogues: Catalogues
    store: RecordingStore
    _kept: tuple[Kept, ...] = ()

    def refresh(self) -> None:
        """Take in what is new or was taken out, and let families hear it."""
        found = self.store.every()
        if found == self._kept:
            return
        self._kept = found
        together: dict[str, dict[Slot, Recording]] = {}
        for each in found:
            together.setdefault(each.recording.lang, {})[each.recording.slot] = each.recording
        self.catalogues.put_recordings(together)

    def heard(self, lang: str) -> tuple[Recording, ...]:
        """Everything that can be played in a language, the newest first."""
        found = self.catalogues.shelf.recordings.heard(lang).values()
        return tuple(sorted(found, key=lambda each: each.on, reverse=True))

    def at(self, lang: str, slot: Slot) -> Recording | None:
        """The recording at one place."""
        return self.catalogues.shelf.recordings.heard(lang).get(slot)

    def last_dialect(self, by: SignedIn, lang: str) -> str:
        """What a person called their dialect the last time."""
        own = (each for each in reversed(self._kept) if each.person_id == by.person_id)
        return next((each.recording.dialect for each in own if each.recording.lang == lang), "")

    def content(self, recording: Recording) -> bytes | None:
        """The sound of one; None if it was taken out meanwhile."""
        if recording.path is None:
            return self.store.content(recording.lang, recording.slot)
        return recording.path.read_bytes() if recording.path.is_file() else None

    def take(
        self, by: SignedIn, lang: str, key: Key, given: tuple[bytes, str], now: datetime
    ) -> Refusal | None:
        """Keep a recording of a message, `given` with the name of the dialect. Families hear it at
        once. Raises NotAllowed for whoever does not review the language."""
        if lang not in by.languages:
            raise NotAllowed
        made = sound.cleaned(given[0])
        if isinstance(made, Refusal):
            return made
        self.store.put(by, lang, slot_of(key), Sound(*made), given[1], now)
        self.refresh()
        return None

    def take_out(self, by: SignedIn, lang: str, slot: Slot, now: datetime) -> None:
        """Delete a recording: nobody hears it any more. Raises NotAllowed."""
        if not any(each.lang == lang and each.slot == slot for each in self.may_take_out(by)):
            raise NotAllowed
        self.store.take_out(lang, slot, now)
        self.refresh()

    def may_take_out(self, by: SignedIn) -> Iterator[Recording]:
        """Everything that can be played and that this person may take out, by language."""
        leads = Role.LEAD in by.roles
        own = {
            (each.recording.lang, each.recording.slot)
            for each in self._kept
            if each.person_id == by.person_id
            or (leads and each.organisation_id == by.organisation_id)
        }
        for lang in sorted(self.catalogues.chains):
            for each in self.heard(lang):
                if lang in by.languages or (lang, each.slot) in own:
                    yield each


def current(catalogues: Catalogues, lang: str) -> dict[Slot, Key]:
    """The place of every message that a language's file lists, as its English stands now."""
    front = catalogues.shelf.front(lang)
    every: Iterable[Key] = (*front.names.places, *front.untranslated)
    return {slot_of(key): key for key in every}
