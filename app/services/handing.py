"""A case handed on from a desk: to a colleague, to another organisation, back to the family, or
deleted. Who may do what; knows no page."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import datetime

from app.model.errors import NotAllowed, PageNotFound
from app.model.people import PersonState, opens_cases
from app.services import deskwork, handed_records
from app.services.deskwork import DeskCase
from app.store.cases import CaseStore
from app.store.desk import DeskStore
from app.store.members import Member
from app.store.open_case import HolderKind
from app.store.people import PeopleStore
from app.store.sharing import MOST_NUMBERS, Sharing
from app.store.signed_in import SignedIn
from app.store.vault import KEY_BYTES


@dataclass(frozen=True, slots=True)
class Standing:
    """Who holds a case beside the organisation. `numbers`: how many return numbers the family has;
    `begun_here`: it began at our desk, so that a new number may end the family's old one.
    `supporters`: how many people read a part of it."""

    has_family: bool
    numbers: int
    begun_here: bool
    others: tuple[str, ...]
    supporters: int

    @property
    def is_ours_alone(self) -> bool:
        """Whether it is gone once the organisation lets it go."""
        return not self.has_family and not self.others

    @property
    def may_have_more(self) -> bool:
        """Whether one more number may be made: one that ends the others always."""
        return self.begun_here or self.numbers < MOST_NUMBERS


def standing(store: CaseStore, sharing: Sharing, case: DeskCase) -> Standing:
    """Who holds the case beside us."""
    found = store.holders(case.held.open_case)
    family = [each for each in found if each.kind is HolderKind.PARENT]
    others = [
        each
        for each in found
        if each.kind is HolderKind.ORGANISATION and each.organisation_id != case.who.organisation_id
    ]
    named = sharing.names(others)
    views = [each for each in found if each.kind is HolderKind.VIEW]
    return Standing(
        has_family=bool(family),
        numbers=sum(each.has_number for each in family),
        begun_here=bool(case.record.more.get(deskwork.BEGUN_HERE)),
        others=tuple(named.get(each.holder_id, "") for each in others),
        supporters=sum(each.organisation_id is None for each in views),
    )


def holds_key(who: SignedIn) -> SignedIn:
    """Somebody who opens cases. Raises NotAllowed for anybody else."""
    if who.organisation_key is None:
        raise NotAllowed
    return who


def colleagues(people: PeopleStore, who: SignedIn) -> tuple[Member, ...]:
    """The members who open cases, by name."""
    return tuple(
        each
        for each in people.members(who)
        if each.state is PersonState.ACTIVE and opens_cases(each.roles)
    )


def to_colleague(
    desk: DeskStore, people: PeopleStore, case: DeskCase, person_id: bytes, now: datetime
) -> None:
    """Another member looks after the case from now on. Raises NotAllowed for whoever cannot."""
    if person_id not in {each.person_id for each in colleagues(people, case.who)}:
        raise NotAllowed
    opened = case.held.open_case
    deskwork.change(
        desk,
        case.who,
        opened.case_id,
        lambda was: replace(was, adviser=person_id.hex()),
        (opened, "given to a colleague", now),
    )


def to_organisation(
    sharing: Sharing, case: DeskCase, offered: tuple[str, bytes], now: datetime, *, along: bool
) -> None:
    """Another organisation holds the case from now on, and we do not. `offered`: the code that was
    typed and whose it was shown to be; `along`: with our notes and tasks. Raises OfferEnded."""
    handed = handed_records.write(case.record, case.who.organisation) if along else None
    sharing.hand_over(case.held.open_case, offered, handed, now)


def give_number(sharing: Sharing, case: DeskCase, now: datetime) -> str:
    """A number for the family. It ends an older one only where the case began here: a family's own
    number is not ours to take away. Slow on purpose. Raises NotAllowed for one too many."""
    replaces = bool(case.record.more.get(deskwork.BEGUN_HERE))
    return sharing.give_number(case.held.open_case, replaces, now)[1]


def give_back(sharing: Sharing, case: DeskCase, now: datetime) -> None:
    """The others go on alone. Raises CaseNotFound where nobody else holds the case."""
    sharing.leave(case.held.open_case, now)


def delete(sharing: Sharing, case: DeskCase, now: datetime) -> None:
    """A case that only we hold is gone for good. Raises NotAllowed for any other: it is the
    family's own, or another organisation's as well."""
    sharing.delete_alone(case.held.open_case, now)


def feed_address(private: bytes) -> str:
    """The last part of a calendar's address. Whoever has it reads the calendar."""
    return base64.urlsafe_b64encode(private).rstrip(b"=").decode()


def feed_key(address: str) -> bytes:
    """The key in the last part of a calendar's address. Raises PageNotFound."""
    try:
        key = base64.b64decode(address + "=" * (-len(address) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise PageNotFound from error
    if len(key) != KEY_BYTES:
        raise PageNotFound
    return key


def make_feed(desk: DeskStore, who: SignedIn, now: datetime) -> str:
    """A new calendar with every open case of the organisation in it: the last part of its address.
    Raises NotAllowed for one too many."""
    private = desk.make_feed(holds_key(who), now)
    deskwork.keep_feeds(desk, who, desk.cases(who, now), now)
    return feed_address(private)
