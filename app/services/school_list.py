"""Loading the official list of schools, and what an operator is told about it, in English."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from app.content.library import Library
from app.registers import school_import
from app.registers.school_file import ListUnusable
from app.registers.school_import import Imported, Wanted
from app.registers.schools import SchoolRegister
from app.services.scenario_file import FileUnusable
from app.services.schools import Schools

SHOWN = 20  # rows that were left out


def load(
    path: Path, files: tuple[Path | None, Path | None], on: date, bar: Callable[[float], None]
) -> list[str]:
    """Import files of schools and of links into the list at `path`: what was done, line by line.

    `bar` is told how far it has come, from 0 to 1. Raises FileUnusable."""
    if not any(files):
        raise FileUnusable("Say which file to import: the list of schools, or --links FILE.")
    try:
        done = school_import.run(path, Wanted(*files, on), bar)
    except ListUnusable as unusable:
        raise FileUnusable(str(unusable)) from unusable
    return [*_left_out(done), *_about(SchoolRegister(path))]


def status(path: Path, library: Library) -> list[str]:
    """What list there is, and types of school in it that content does not know."""
    register = SchoolRegister(path)
    if not register.is_loaded:
        return [f"There is no list of schools at {path}.", "Load one: schools import FILE"]
    schools = Schools(library, register)
    unknown = [
        f"{count:,} of type {code or ''} {name or ''}".rstrip()
        for code, name, count in register.types()
        if (code or name) and schools.type_of(code, name) is None
    ]
    more = [f"Not in guidance/school_types.yaml: {'; '.join(unknown)}."] if unknown else []
    return [*_about(register), *more]


def _left_out(done: Imported) -> Iterator[str]:
    for each in done.bad[:SHOWN]:
        yield f"{each.file}:{each.line}  left out: {each.reason}"
    if len(done.bad) > SHOWN:
        yield f"and {len(done.bad) - SHOWN:,} more"
    if done.bad:
        yield f"{len(done.bad):,} rows were left out."
    yield f"{done.schools:,} schools, {done.before:,} before."


def _about(register: SchoolRegister) -> Iterator[str]:
    counts, facts = register.counts(), register.facts()
    yield f"The list of schools: {register.path}"
    yield f"{counts['schools']:,} schools, {counts['open']:,} of them known to be open."
    if counts["typed"]:
        yield f"The type of school is given for {counts['typed']:,}."
    else:
        yield "It does not say what type a school is, so families are asked."
    dated = facts.get("date") or "not known"
    yield f"From {facts.get('source')}. Date of the data: {dated}. Loaded: {facts.get('imported')}."
    if counts["links"]:
        yield f"{counts['links']:,} links to following schools, from {facts.get('links_source')}."
