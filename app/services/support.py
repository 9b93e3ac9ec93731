"""Who can help this family: organisations of content, a number only while its check is fresh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.i18n import catalogue
from app.i18n.voice import ENGLISH, mark
from app.model.provisions import Contact, Help, Need
from app.services.rights_views import HelperView, NeedView
from app.services.situation import Situation
from app.services.speaking import Speaker
from app.services.views import HelpView, Words

FRESH_DAYS = 183  # half a year: guidance/README.md says how often to check


def for_case(
    situation: Situation, speaker: Speaker, *, own_first: bool = False
) -> tuple[HelpView, ...]:
    """Organisations whose conditions hold, in their order; with `own_first` those that have
    conditions before those for everybody."""
    found = [each for each in situation.library.help if situation.holds(each.when) == "yes"]
    found.sort(key=lambda each: (own_first and not each.when, each.order))
    return tuple(_views(found, speaker, situation.on))


EVERYBODY = "everybody"
NEEDS: tuple[tuple[Need | None, str], ...] = (
    ("exclusion", mark("Suspension and permanent exclusion", "service")),
    (None, mark("For everybody", "service")),
    ("sen", mark("Extra help in school, and disability", "service")),
    ("discrimination", mark("Treated worse than others", "service")),
    ("gypsy_roma_traveller", mark("Gypsy, Roma and Traveller families", "service")),
    ("immigration_language", mark("New in England, or another language", "service")),
    ("care", mark("Children in care, or with a social worker", "service")),
    ("young_person", mark("For children and young people themselves", "service")),
    ("mental_health", mark("Worry, sadness and mental health", "service")),
    ("crime", mark("If the police are involved", "service")),
    ("legal_aid", mark("Lawyers, and help to pay for them", "service")),
    ("council", mark("The council", "service")),
    ("parents", mark("Help for parents", "service")),
)


def by_need(listed: tuple[Help, ...], speaker: Speaker, on: date) -> tuple[NeedView, ...]:
    """Every organisation once, under the first need it helps with; under others by name. The
    first need is on the page of all needs, each other has a page of its own."""
    ordered = sorted(listed, key=lambda each: each.order)
    views = zip(ordered, _views(ordered, speaker, on), strict=True)
    helpers = {each.id: _helper(speaker, each, view) for each, view in views}
    places: dict[str, str] = {}
    found: list[NeedView] = []
    for need, heading in NEEDS:
        here = [each for each in ordered if (need in each.needs if need else not each.needs)]
        if not here:
            continue
        key = need or EVERYBODY
        href = speaker.href(f"/help/{key}" if found else "/help")
        new = [each for each in here if each.id not in places]
        also = [(each.name, places[each.id]) for each in here if each.id in places]
        places |= {each.id: f"{href}#{helpers[each.id].anchor}" for each in new}
        found.append(
            NeedView(
                key=key,
                href=href,
                heading=speaker.words(heading, "service"),
                helpers=tuple(helpers[each.id] for each in new),
                also=tuple(also),
            )
        )
    return tuple(found)


def speaks(listed: tuple[Help, ...], speaker: Speaker) -> Words | None:
    """Whether anybody listed says that they speak the reader's language; None for English."""
    voice = speaker.voice
    if voice.is_english:
        return None
    names = [each.name for each in listed if voice.lang in each.languages]
    if not names:
        said = voice.say("We found no one who says they speak {language}.", "service")
        return Words(said.text.format(language=voice.name), said.lang)
    said = voice.say("These say that they speak {language}: {names}.", "service")
    text = said.text.format(language=voice.name, names=voice.list_and(names))
    return Words(text, said.lang)


def _helper(speaker: Speaker, of: Help, view: HelpView) -> HelperView:
    area = speaker.words(of.area, f"help.{of.id}.area") if of.area else None
    if area is None and of.areas:
        area = Words(speaker.voice.list_and(of.areas), ENGLISH)
    languages = tuple(catalogue.own_name(each) for each in of.languages)
    return HelperView(f"help-{of.id}", view, area, languages)


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
