"""Who can help this family: organisations of content, a number only while its check is fresh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.model.provisions import Contact, Help
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import HelpView, Words

FRESH_DAYS = 183  # half a year (support.md section 8)


def for_case(situation: Situation, speaker: Speaker) -> tuple[HelpView, ...]:
    """Organisations whose conditions hold, in their order."""
    found = (each for each in situation.library.help if situation.holds(each.when) == "yes")
    return tuple(_views(sorted(found, key=lambda each: each.order), speaker, situation.on))


def everywhere(listed: tuple[Help, ...], speaker: Speaker, on: date) -> tuple[HelpView, ...]:
    """Every organisation, for the public page."""
    return tuple(_views(sorted(listed, key=lambda each: each.order), speaker, on))


def _views(listed: list[Help], speaker: Speaker, on: date) -> Iterator[HelpView]:
    for each in listed:
        contact = each.contact
        fresh = contact is not None and (on - contact.checked).days <= FRESH_DAYS
        yield HelpView(
            name=each.name,
            website=_address(each.website) if each.website else None,
            does=speaker.words(each.does, f"help.{each.id}.does"),
            limits=speaker.words(each.limits, f"help.{each.id}.limits") if each.limits else None,
            number=contact.number if contact and fresh else None,
            number_note=_note(speaker, each.id, contact) if contact and fresh else None,
        )


def _address(website: str) -> str:
    """A website as content writes it, as an address to follow."""
    return website if "://" in website else f"https://{website}"


def _note(speaker: Speaker, organisation: str, contact: Contact) -> Words:
    said = speaker.voice.say(
        "Where we saw this number: {source}. Day: {day}. Please check the website first.", "service"
    )
    source = speaker.words(contact.source, f"help.{organisation}.contact.source").text
    return Words(
        said.text.format(source=source, day=speaker.voice.date(contact.checked)), said.lang
    )
