"""Recordings put into the files of a checkout, and what there is of them in each language.

What was taken out leaves the files too. A recording whose English has changed is not put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from app.i18n import recordings
from app.i18n.recordings import FOLDER, LIST, Entry, Recording, Slot
from app.services.recordings import Recorded, current


def exported(recorded: Recorded, root: Path) -> Iterator[Path]:
    """Write what the store keeps under `root`, the folder of all languages. Gives each file that
    was written or deleted."""
    kept: dict[str, list[Recording]] = {}
    for each in recorded.store.every():
        if each.recording.lang in recorded.catalogues.chains:
            kept.setdefault(each.recording.lang, []).append(each.recording)
    for lang in sorted(kept):
        yield from _of_language(recorded, root, lang, kept[lang])


def _of_language(
    recorded: Recorded, root: Path, lang: str, kept: list[Recording]
) -> Iterator[Path]:
    now, files = current(recorded.catalogues, lang), recordings.files(root, lang)
    listed = {Slot(each.message, each.english): each for each in recordings.entries(root, lang)}
    changed = False
    for each in kept:
        content = recorded.store.content(lang, each.slot)
        before = listed.get(each.slot)
        if before is not None and before.recorded_on > each.on:
            continue  # a file that is newer than what the store keeps or took out
        if content is None or each.slot in now:
            changed |= listed.pop(each.slot, None) is not None
            yield from _removed(files, each.slot)
        if content is not None and each.slot in now:
            changed, listed[each.slot] = True, _entry(each)
            yield _written(root / lang / FOLDER / f"{each.slot}.{each.format}", content)
    if changed:
        yield _list_of(root / lang / FOLDER / LIST, listed)


def _removed(files: dict[Slot, Path], slot: Slot) -> Iterator[Path]:
    if slot in files:
        files[slot].unlink()
        yield files[slot]


def _written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _entry(recording: Recording) -> Entry:
    return Entry(
        message=recording.slot.message,
        english=recording.slot.english,
        dialect=recording.dialect,
        recorded_on=recording.on,
        organisation=recording.organisation,
    )


def _list_of(path: Path, listed: dict[Slot, Entry]) -> Path:
    told = [listed[slot].model_dump(exclude_defaults=True) for slot in sorted(listed)]
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True)
    return _written(path, text.encode())


def status(recorded: Recorded, root: Path) -> Iterator[str]:
    """One line for each language that has recordings: how many are heard, how many are not because
    the English has changed, and files that nobody has listed."""
    for lang in sorted(recorded.catalogues.chains):
        now, heard = current(recorded.catalogues, lang), recorded.heard(lang)
        stale = sum(each.slot not in now for each in heard)
        listed = {Slot(each.message, each.english) for each in recordings.entries(root, lang)}
        unlisted = len(recordings.files(root, lang).keys() - listed)
        if heard or unlisted:
            yield (
                f"{lang}: {len(heard) - stale} heard, {stale} whose English has changed, "
                f"{unlisted} files not in {LIST}"
            )
