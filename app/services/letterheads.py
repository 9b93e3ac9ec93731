"""An organisation's letterhead from its settings, and what is wrong with what was typed.

Knows names of fields and how much a page holds. Where settings are kept it does not know. For
staff pages, so in English only. No picture: a file from outside would need a scan and a licence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.letters.user_text import cleaned
from app.model import letterhead as limits
from app.model.letterhead import Letterhead
from app.services.views import Problem, Words

ORGANISATION, ADDRESS = "letterhead_organisation", "letterhead_address"
CONTACT, NOTE = "letterhead_contact", "letterhead_note"
FIELDS = (ORGANISATION, ADDRESS, CONTACT, NOTE)
LONGEST: Mapping[str, int] = {
    ORGANISATION: limits.LONGEST_NAME,
    CONTACT: limits.LONGEST_CONTACT,
    NOTE: limits.LONGEST_NOTE,
}
TOO_LONG = "Use at most {most} letters and signs."
TOO_MANY_LINES = "Use at most {most} lines for the address."
LONG_LINE = "Use at most {most} letters and signs in each line."


def from_settings(settings: Mapping[str, str], person: str) -> Letterhead | None:
    """The letterhead of an organisation with one adviser's name; None until it has a name, or
    where a page has no room for what is there."""
    if problems(settings) or len(_line(person)) > limits.LONGEST_NAME:
        return None
    return Letterhead(
        organisation=_of(settings, ORGANISATION),
        lines=_address(settings),
        contact=_of(settings, CONTACT),
        note=_of(settings, NOTE),
        writer=_line(person),
    )


def problems(settings: Mapping[str, str]) -> tuple[Problem, ...]:
    """What to do about each field, in the order of the form; () if all is well."""
    return tuple(_problems(settings))


def _problems(settings: Mapping[str, str]) -> Iterator[Problem]:
    if not _of(settings, ORGANISATION):
        yield _problem(ORGANISATION, "Write the name of your organisation.")
    for name, most in LONGEST.items():
        if len(_of(settings, name)) > most:
            yield _problem(name, TOO_LONG.format(most=most))
    lines = _address(settings)
    if len(lines) > limits.MOST_LINES:
        yield _problem(ADDRESS, TOO_MANY_LINES.format(most=limits.MOST_LINES))
    if any(len(line) > limits.LONGEST_LINE for line in lines):
        yield _problem(ADDRESS, LONG_LINE.format(most=limits.LONGEST_LINE))


def _problem(field: str, message: str) -> Problem:
    return Problem(field, Words(message, "en"))


def _address(settings: Mapping[str, str]) -> tuple[str, ...]:
    lines = (_line(line) for line in cleaned(settings.get(ADDRESS, "")).split("\n"))
    return tuple(line for line in lines if line)


def _of(settings: Mapping[str, str], name: str) -> str:
    return _line(settings.get(name, ""))


def _line(text: str) -> str:
    return " ".join(cleaned(text).split())
