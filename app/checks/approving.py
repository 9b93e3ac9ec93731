"""Approvals written down: a line in guidance/reviews.yaml for each file, and its text as approved.

The texts are kept beside it, so that a later review can say what changed. Knows no content."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import yaml

from app.content.library import Library
from app.content.load import hash_of, load
from app.model.reviews import Approval

REVIEWS = Path("guidance/reviews.yaml")
TEXTS = Path("guidance/approved.zip")
HEADER = """\
# Who approved which file. Written by `python -m app approve`; a file that was edited since is not
# approved any more. The approved texts are in approved.zip.
"""
STEADY = (2020, 1, 1, 0, 0, 0)  # the same texts make the same file


class NotThere(Exception):
    """A file that is not content, or approved texts that cannot be read."""


def approve(
    root: Path, library: Library, files: Iterable[str], by: str, role: str, on: date
) -> tuple[Approval, ...]:
    """Write down that a named person approved these files as they are now. Raises NotThere."""
    wanted = tuple(dict.fromkeys(files))
    unknown = [each for each in wanted if each not in library.files]
    if unknown:
        raise NotThere(f"{unknown[0]} is not a file of content that can be approved.")
    read = {file: (root / file).read_bytes() for file in wanted}
    made = tuple(
        Approval(file=file, hash=hash_of(written), by=by, role=role, on=on)
        for file, written in read.items()
    )
    every = {**library.reviews, **{each.file: each for each in made}}
    _write_lines(root / REVIEWS, every)
    _write_texts(root / TEXTS, {**texts(root), **read})
    return made


def texts(root: Path) -> dict[str, bytes]:
    """The text of each file as it was approved, by file. Raises NotThere."""
    path = root / TEXTS
    if not path.is_file():
        return {}
    try:
        with ZipFile(path) as held:
            return {each.filename: held.read(each) for each in held.infolist()}
    except BadZipFile:
        raise NotThere(f"{TEXTS} cannot be read: take it from the history again.") from None


@contextmanager
def as_approved(root: Path, library: Library) -> Iterator[Library]:
    """The content with each approved file as it was approved, the others as they are now.

    Raises ContentInvalid where the two do not fit together."""
    with tempfile.TemporaryDirectory() as folder:
        for file in library.files:
            _put(Path(folder), file, (root / file).read_bytes())
        for file, written in texts(root).items():
            _put(Path(folder), file, written)
        yield replace(load(Path(folder)), reviews=library.reviews)


def _put(folder: Path, file: str, written: bytes) -> None:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written)


def _write_lines(path: Path, every: Mapping[str, Approval]) -> None:
    lines = [every[file].model_dump(mode="python") for file in sorted(every)]
    written = yaml.safe_dump(lines, sort_keys=False, allow_unicode=True, width=100)
    path.write_text(HEADER + written, encoding="utf-8")


def _write_texts(path: Path, held: Mapping[str, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for file in sorted(held):
            made.writestr(ZipInfo(file, STEADY), held[file], ZIP_DEFLATED)
