"""The second step: when a code counts, what is left of it, and what a copy of the files tells."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from sqlalchemy import Row, select, update

from app.model.errors import (
    CodeRefused,
    NotAllowed,
    NotSignedIn,
    SecondStepAsked,
    ServiceError,
    SignInRefused,
)
from app.model.people import Role
from app.store import vault
from app.store.database import Database
from app.store.own_sign_in import Proof
from app.store.people import PeopleStore
from app.store.second_step import SecondStep
from app.store.signed_in import SignedIn
from app.store.tables import people as people_table
from app.store.tables import sessions
from tests.unit.store.conftest import CHEAP, SECRET

HOME = "192.0.2.7"
WORDS = "seven otters on a wet roof"
OTHER = "nine herons under the bridge"
STEP = timedelta(seconds=30)


@pytest.fixture
def people(database: Database) -> PeopleStore:
    return PeopleStore(database, SECRET, memory=CHEAP)


@pytest.fixture
def lea(people: PeopleStore, now: datetime) -> SignedIn:
    people.join(people.found_organisation("Harbour", now), "Lea Dunn", "lea", WORDS, now)
    return people.signed_in(people.sign_in("lea", WORDS, HOME, now), now)


@pytest.fixture
def secret(people: PeopleStore, lea: SignedIn, now: datetime) -> str:
    """A secret that does not count yet."""
    people.own.prepare_second_step(lea, Proof(WORDS, HOME, now))
    found = people.own.prepared_secret(lea)
    assert found is not None
    return found


@pytest.fixture
def codes(people: PeopleStore, lea: SignedIn, secret: str, now: datetime) -> tuple[str, ...]:
    """The second step on, with a code of ten minutes ago; the recovery codes."""
    before = now - 20 * STEP
    return people.own.begin_second_step(lea, pyotp.TOTP(secret).at(before), before)


def _half(people: PeopleStore, now: datetime) -> str:
    with pytest.raises(SecondStepAsked) as asked:
        people.sign_in("lea", WORDS, HOME, now)
    return asked.value.half


def test_a_right_code_opens_what_the_passphrase_opened(
    people: PeopleStore, lea: SignedIn, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    token = people.second_step(_half(people, now), pyotp.TOTP(secret).at(now), HOME, now)
    found = people.signed_in(token, now)
    assert found.organisation_key == lea.organisation_key
    assert found.private_key == lea.private_key


def test_a_wrong_passphrase_asks_for_no_code(
    people: PeopleStore, codes: tuple[str, ...], now: datetime
) -> None:
    with pytest.raises(SignInRefused):
        people.sign_in("lea", OTHER, HOME, now)


def test_an_older_code_does_not_count_after_a_newer_one(
    people: PeopleStore, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    totp = pyotp.TOTP(secret)
    people.second_step(_half(people, now), totp.at(now), HOME, now)
    half = _half(people, now)
    for late in (0, 1):
        with pytest.raises(CodeRefused):
            people.second_step(half, totp.at(now - late * STEP), HOME, now)
    assert people.second_step(half, totp.at(now + STEP), HOME, now)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "12345a", "٠" * 12])
def test_what_is_no_code_is_refused(
    people: PeopleStore, codes: tuple[str, ...], now: datetime, typed: str
) -> None:
    with pytest.raises(CodeRefused):
        people.second_step(_half(people, now), typed, HOME, now)


def test_a_code_may_be_typed_with_spaces_and_in_other_digits(
    people: PeopleStore, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    code = pyotp.TOTP(secret).at(now)
    arabic = code.translate({ord(str(each)): 0x660 + each for each in range(10)})
    assert people.second_step(_half(people, now), f"{arabic[:3]} {arabic[3:]}", HOME, now)


def test_of_two_at_once_with_one_code_one_gets_in(
    people: PeopleStore, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    halves = [_half(people, now) for _ in range(4)]
    begin, got = threading.Barrier(len(halves)), list[bool]()

    def try_(half: str, code: str) -> None:
        begin.wait()
        try:
            people.second_step(half, code, HOME, now)
        except CodeRefused:
            got.append(False)
        else:
            got.append(True)

    code = pyotp.TOTP(secret).at(now)
    threads = [threading.Thread(target=try_, args=(half, code)) for half in halves]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(got) == [False, False, False, True]


def test_a_half_session_is_no_session_even_where_the_tables_say_so(
    people: PeopleStore, database: Database, codes: tuple[str, ...], now: datetime
) -> None:
    half = _half(people, now)
    with database.writing() as connection:
        connection.execute(update(sessions).values(is_half=False))
    with pytest.raises(NotSignedIn):
        people.signed_in(half, now)


def test_a_session_is_no_half_session(
    people: PeopleStore, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    token = people.second_step(_half(people, now), pyotp.TOTP(secret).at(now), HOME, now)
    with pytest.raises(NotSignedIn):
        people.second_step(token, codes[0], HOME, now)


def test_a_half_session_ends_with_what_began_it(
    people: PeopleStore, lea: SignedIn, codes: tuple[str, ...], now: datetime
) -> None:
    proof = Proof(WORDS, HOME, now)
    half = _half(people, now)
    people.own.end_second_step(lea, proof)
    with pytest.raises(NotSignedIn):
        people.second_step(half, codes[0], HOME, now)
    people.own.change_passphrase(lea, proof, OTHER)
    with pytest.raises(NotSignedIn):
        people.second_step(half, codes[0], HOME, now)


def test_nobody_put_out_comes_in_by_a_half_session(
    people: PeopleStore, lea: SignedIn, codes: tuple[str, ...], now: datetime
) -> None:
    token = people.invite(lea, [Role.LEAD], now)
    people.join(token, "Abe Moss", "abe", WORDS, now)
    (abe,) = [each for each in people.members(lea) if each.name == "Abe Moss"]
    people.confirm(lea, abe.person_id)
    by = people.signed_in(people.sign_in("abe", WORDS, HOME, now), now)
    half = _half(people, now)
    people.remove(by, lea.person_id, now)
    with pytest.raises(NotSignedIn):
        people.second_step(half, codes[0], HOME, now)
    for ask in (
        lambda: people.own.rename(lea, "Eve"),
        lambda: people.own.change_passphrase(lea, Proof(WORDS, HOME, now), OTHER),
        lambda: people.own.about(lea),
    ):
        with pytest.raises(ServiceError):
            ask()


def test_what_is_on_is_not_begun_again(
    people: PeopleStore, lea: SignedIn, secret: str, codes: tuple[str, ...], now: datetime
) -> None:
    with pytest.raises(NotAllowed):
        people.own.prepare_second_step(lea, Proof(WORDS, HOME, now))
    with pytest.raises(NotAllowed):
        people.own.begin_second_step(lea, pyotp.TOTP(secret).at(now), now)
    assert people.own.prepared_secret(lea) is None
    assert people.members(lea)[0].has_second_step


def test_a_new_passphrase_opens_the_same_keys(
    people: PeopleStore, lea: SignedIn, database: Database, now: datetime
) -> None:
    before = _row(database)
    people.own.change_passphrase(lea, Proof(WORDS, HOME, now), OTHER)
    after = _row(database)
    assert after.salt != before.salt
    assert after.wrapped_key != before.wrapped_key
    with pytest.raises(SignInRefused):
        people.sign_in("lea", WORDS, HOME, now)
    found = people.signed_in(people.sign_in("lea", OTHER, HOME, now), now)
    assert found.organisation_key == lea.organisation_key


def test_a_passphrase_is_not_changed_over_keys_that_were_made_anew(
    people: PeopleStore, lea: SignedIn, database: Database, now: datetime
) -> None:
    """A lead's link was used while the passphrase was worked out."""
    with database.writing() as connection:
        connection.execute(update(people_table).values(public_key=vault.new_pair().public))
    with pytest.raises(NotSignedIn):
        people.own.change_passphrase(lea, Proof(WORDS, HOME, now), OTHER)


def test_the_files_hold_no_secret_no_code_and_no_passphrase(
    people: PeopleStore,
    lea: SignedIn,
    secret: str,
    codes: tuple[str, ...],
    now: datetime,
    bytes_on_disk: Callable[[], bytes],
) -> None:
    half = _half(people, now)
    people.own.change_passphrase(lea, Proof(WORDS, HOME, now), OTHER)
    people.own.rename(lea, "Leonora Dunn")
    files = bytes_on_disk()
    hidden = [secret, WORDS, OTHER, half, "Leonora", *codes]
    for each in (*hidden, *(each.replace(" ", "") for each in codes)):
        assert each.encode() not in files
    assert lea.private_key not in files


def test_nothing_secret_of_a_second_step_is_printed(secret: str) -> None:
    assert secret not in repr(SecondStep(secret))


def test_the_secret_opens_at_its_own_place_only(
    people: PeopleStore, database: Database, lea: SignedIn, secret: str
) -> None:
    """Somebody who may write to the tables cannot put a name where a secret belongs."""
    row = _row(database)
    with database.writing() as connection:
        connection.execute(update(people_table).values(second_factor=row.about))
    with pytest.raises(vault.SealBroken):
        people.own.prepared_secret(lea)


def _row(database: Database) -> Row[tuple[object, ...]]:
    with database.reading() as connection:
        return connection.execute(select(people_table)).one()
