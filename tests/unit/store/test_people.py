"""Organisations and people: joining, confirming, signing in, and what a copy of the files tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from app.model.errors import (
    InvitationEnded,
    NameTaken,
    NotConfirmed,
    NotSignedIn,
    PersonNotFound,
    SignInRefused,
    TooManyTries,
)
from app.model.people import PersonState, Role
from app.store import vault
from app.store.cases import CaseStore
from app.store.database import Database
from app.store.people import PeopleStore
from app.store.signed_in import SignedIn
from tests.unit.store.conftest import CHEAP, SECRET

HOME = "192.0.2.7"
WORDS = "seven otters on a wet roof"


@pytest.fixture
def people(database: Database) -> PeopleStore:
    return PeopleStore(database, SECRET, memory=CHEAP)


@pytest.fixture
def lead(people: PeopleStore, now: datetime) -> SignedIn:
    token = people.found_organisation("Harbour Advice", now)
    assert people.join(token, "Lea Dunn", "lea", WORDS, now) is PersonState.ACTIVE
    return _in(people, "lea", now)


def _in(people: PeopleStore, name: str, now: datetime, words: str = WORDS) -> SignedIn:
    return people.signed_in(people.sign_in(name, words, HOME, now), now)


def _joined(
    people: PeopleStore, lead: SignedIn, now: datetime, name: str, *roles: Role
) -> SignedIn:
    people.join(people.invite(lead, roles, now), name.title(), name, WORDS, now)
    (waiting,) = [each for each in people.members(lead) if each.state is PersonState.WAITING]
    people.confirm(lead, waiting.person_id)
    return _in(people, name, now)


def test_the_first_lead_holds_the_key_of_the_organisation(
    people: PeopleStore, lead: SignedIn
) -> None:
    assert (lead.name, lead.organisation) == ("Lea Dunn", "Harbour Advice")
    assert lead.roles == {Role.LEAD}
    assert lead.organisation_key is not None


def test_who_joins_waits_until_a_member_confirms(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    token = people.invite(lead, [Role.ADVISER], now)
    invited = people.invitation(token, now)
    assert (invited.organisation, invited.roles) == ("Harbour Advice", {Role.ADVISER})
    assert people.join(token, "Abe Moss", "abe", WORDS, now) is PersonState.WAITING
    with pytest.raises(NotConfirmed):
        people.sign_in("abe", WORDS, HOME, now)
    (abe,) = [each for each in people.members(lead) if each.name == "Abe Moss"]
    people.confirm(lead, abe.person_id)
    assert _in(people, "Abe ", now).organisation_key == lead.organisation_key


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PRINTER])
def test_reviewers_and_print_helpers_get_no_key_to_cases(
    people: PeopleStore, lead: SignedIn, now: datetime, role: Role
) -> None:
    assert _joined(people, lead, now, "rosa", role).organisation_key is None


def test_a_link_works_once_and_for_a_week(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    token = people.invite(lead, [Role.ADVISER], now)
    with pytest.raises(InvitationEnded):
        people.invitation(token, now + timedelta(days=7))
    people.join(token, "Abe Moss", "abe", WORDS, now)
    with pytest.raises(InvitationEnded):
        people.join(token, "Eve Hart", "eve", WORDS, now)
    assert [each.name for each in people.members(lead)] == ["Abe Moss", "Lea Dunn"]


def test_a_sign_in_name_is_taken_once_also_by_another_organisation(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    elsewhere = people.found_organisation("Hill Law", now)
    with pytest.raises(NameTaken):
        people.join(elsewhere, "Lea Other", " LEA", WORDS, now)
    people.join(elsewhere, "Lea Other", "lea.other", WORDS, now)  # the link was not used up


def test_organisations_do_not_see_each_other(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    people.join(people.found_organisation("Hill Law", now), "Hal Gray", "hal", WORDS, now)
    hal = _in(people, "hal", now)
    assert [each.name for each in people.members(hal)] == ["Hal Gray"]
    with pytest.raises(PersonNotFound):
        people.remove(hal, lead.person_id, now)
    with pytest.raises(PersonNotFound):
        people.invite_again(hal, lead.person_id, now)
    assert hal.organisation_key != lead.organisation_key


@pytest.mark.parametrize(("name", "words"), [("lea", "wrong words"), ("nobody", WORDS)])
def test_a_wrong_name_and_a_wrong_passphrase_are_refused_alike(
    people: PeopleStore, lead: SignedIn, now: datetime, name: str, words: str
) -> None:
    with pytest.raises(SignInRefused):
        people.sign_in(name, words, HOME, now)


def test_guessing_is_slowed_for_the_address_and_for_the_name(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    for each in range(5):
        with pytest.raises(SignInRefused):
            people.sign_in("lea", "wrong", f"198.51.100.{each}", now)
    with pytest.raises(TooManyTries) as waiting:
        people.sign_in("lea", WORDS, "203.0.113.9", now)
    assert _in(people, "lea", now + timedelta(seconds=waiting.value.wait_seconds))


def test_the_same_words_typed_otherwise_are_the_same_passphrase(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    people.join(people.invite(lead, [Role.LEAD], now), "Zoë", "zoe", "caf\u00e9 noir noir", now)
    (zoe,) = [each for each in people.members(lead) if each.name == "Zoë"]
    people.confirm(lead, zoe.person_id)
    assert _in(people, "zoe", now, "cafe\u0301 noir noir").name == "Zoë"


def test_a_session_ends_by_itself_and_when_it_is_not_used(
    people: PeopleStore, lead: SignedIn, now: datetime, database: Database
) -> None:
    token = people.sign_in("lea", WORDS, HOME, now)
    with pytest.raises(NotSignedIn):
        people.signed_in(token, now + timedelta(hours=3))
    at = now
    while at < now + timedelta(hours=11):
        at += timedelta(hours=1)
        assert people.signed_in(token, at).name == "Lea Dunn"
    with pytest.raises(NotSignedIn):
        people.signed_in(token, now + timedelta(hours=12))
    CaseStore(database, SECRET, memory=CHEAP).purge(now + timedelta(hours=12))
    assert people.own.sessions(lead, now) == ()


def test_own_sessions_are_listed_and_can_be_ended(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    token = people.sign_in("lea", WORDS, HOME, now + timedelta(minutes=1))
    other = people.signed_in(token, now + timedelta(minutes=1))
    at = now + timedelta(minutes=1)
    assert {each.tag for each in people.own.sessions(lead, at)} == {
        lead.session_tag,
        other.session_tag,
    }
    people.own.end_session(lead, other.session_tag)
    with pytest.raises(NotSignedIn):
        people.signed_in(token, now + timedelta(minutes=2))
    people.sign_out(lead)
    assert people.own.sessions(lead, at) == ()


@pytest.mark.parametrize("token", ["", "?", "c2hvcnQ", "A" * 64])
def test_a_cookie_that_is_no_session_opens_nothing(
    people: PeopleStore, now: datetime, token: str
) -> None:
    with pytest.raises(NotSignedIn):
        people.signed_in(token, now)


def test_a_session_needs_the_key_that_only_its_cookie_holds(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    token = people.sign_in("lea", WORDS, HOME, now)
    changed = token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")
    with pytest.raises(NotSignedIn):
        people.signed_in(changed, now)


def test_a_removed_member_is_out_at_once_and_stays_on_the_list(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    _joined(people, lead, now, "abe", Role.ADVISER)
    token = people.sign_in("abe", WORDS, HOME, now)
    (abe,) = [each for each in people.members(lead) if each.name == "Abe"]
    people.remove(lead, abe.person_id, now)
    with pytest.raises(NotSignedIn):
        people.signed_in(token, now)
    with pytest.raises(SignInRefused):
        people.sign_in("abe", WORDS, HOME, now)
    assert {each.name: each.state for each in people.members(lead)}["Abe"] is PersonState.REMOVED
    with pytest.raises(PersonNotFound):
        people.confirm(_in(people, "lea", now), abe.person_id)


def test_a_lost_passphrase_is_chosen_anew_and_confirmed_by_a_lead(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    abe = _joined(people, lead, now, "abe", Role.ADVISER)
    token = people.invite_again(lead, abe.person_id, now)
    new = "nine herons under the bridge"
    assert people.join(token, "", "", new, now) is PersonState.WAITING
    people.confirm(lead, abe.person_id)
    with pytest.raises(SignInRefused):
        people.sign_in("abe", WORDS, HOME, now)
    found = _in(people, "abe", now, new)
    assert (found.name, found.organisation_key) == ("Abe", lead.organisation_key)


def test_a_link_that_was_lost_ends_with_the_one_that_was_used(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    abe = _joined(people, lead, now, "abe", Role.ADVISER)
    lost, used = (people.invite_again(lead, abe.person_id, now) for _ in range(2))
    people.join(used, "", "", "nine herons under the bridge", now)
    people.confirm(lead, abe.person_id)
    with pytest.raises(InvitationEnded):
        people.join(lost, "", "", "words of whoever found it", now)


def test_other_roles_give_and_take_the_key(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    rosa = _joined(people, lead, now, "rosa", Role.REVIEWER)
    people.change_roles(lead, rosa.person_id, frozenset({Role.REVIEWER, Role.ADVISER}), now)
    assert _in(people, "rosa", now).organisation_key == lead.organisation_key
    people.change_roles(lead, rosa.person_id, frozenset({Role.PRINTER}), now)
    found = _in(people, "rosa", now)
    assert (found.roles, found.organisation_key) == ({Role.PRINTER}, None)


def test_the_operator_says_who_reviews_which_language(
    people: PeopleStore, lead: SignedIn, now: datetime
) -> None:
    people.grant("lea", "sk")
    people.grant("lea", "sk")
    people.grant("lea", "ro")
    assert _in(people, "lea", now).languages == {"sk", "ro"}
    assert people.members(lead)[0].languages == {"sk", "ro"}
    people.grant("lea", "sk", given=False)
    assert _in(people, "lea", now).languages == {"ro"}
    with pytest.raises(PersonNotFound):
        people.grant("nobody", "sk")


def test_the_files_name_nobody_and_hold_no_passphrase(
    people: PeopleStore, lead: SignedIn, now: datetime, bytes_on_disk: Callable[[], bytes]
) -> None:
    _joined(people, lead, now, "rosamund", Role.REVIEWER)
    files = bytes_on_disk()
    for each in ("Harbour", "Lea Dunn", "Rosamund", "rosamund", WORDS):
        assert each.encode() not in files
    assert lead.private_key not in files
    assert lead.organisation_key is not None
    assert lead.organisation_key not in files


def test_nothing_secret_is_printed(lead: SignedIn) -> None:
    assert "key" not in repr(lead)


def test_a_short_text_opens_only_at_its_place() -> None:
    key = vault.new_key()
    sealed = vault.seal_note(key, b"name", b"here", "Lea")
    assert vault.open_note(key, b"name", b"here", sealed) == "Lea"
    with pytest.raises(vault.SealBroken):
        vault.open_note(key, b"name", b"there", sealed)
