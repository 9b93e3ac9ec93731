"""New keys once a member is gone: what they copied opens nothing, and the others go on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import select

from app.model.errors import CaseNotFound, NewerVersion
from app.model.people import Role
from app.store import desk_records, vault
from app.store.open_case import OpenCase, Token
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn
from app.store.tables import desk_records as desk_rows
from app.store.tables import holders, organisation_records, organisations, records
from app.store.vault import CaseSeal, SealBroken
from tests.unit.store.houses import HOME, WORDS, Town


@pytest.fixture
def lea(town: Town) -> SignedIn:
    return town.lead("Harbour Advice", "lea")


@pytest.fixture
def abe(town: Town, lea: SignedIn) -> SignedIn:
    return town.member(lea, "abe")


@pytest.fixture
def hal(town: Town) -> SignedIn:
    return town.lead("Hill Law", "hal")


@pytest.fixture
def case(town: Town, abe: SignedIn, hal: SignedIn) -> OpenCase:
    """A family's case with two organisations and a supporter, and notes about it."""
    case = town.family()
    town.give(case, abe)
    town.give(case, hal)
    town.sharing.give_view(town.again(case), "dates", "Aunt", town.now)
    town.desk.change(abe, case.case_id, lambda _: b"notes")
    town.desk.change(hal, case.case_id, lambda _: b"notes of others")
    town.desk.write_common(abe, "stationery", b"Harbour", 0)
    return town.again(case)


def test_a_copied_key_of_the_organisation_opens_nothing(
    town: Town, lea: SignedIn, abe: SignedIn, case: OpenCase
) -> None:
    copied = abe.organisation_key
    assert copied is not None
    holder = town.holder_of(case, abe)
    town.people.remove(lea, abe.person_id, town.now)
    with town.database.reading() as connection:
        seals = connection.execute(select(holders.c.sealed_key)).scalars().all()
        rows = connection.execute(select(desk_rows)).all()
        common = connection.execute(select(organisation_records)).all()
    for each in seals:
        if each is not None:
            with pytest.raises(SealBroken):
                vault.open_key(each, copied)
    old = desk_records.seal_of(abe.organisation_id, copied)
    for row in rows:
        with pytest.raises(SealBroken):
            old.open(row.case_id, row.version, row.sealed)
    for row in common:
        with pytest.raises(SealBroken):
            old.open(row.name.encode(), row.version, row.sealed)
    with pytest.raises(CaseNotFound):
        town.store.open(Token(case.case_id, holder, copied).text(), town.now)


def test_a_copied_case_key_opens_nothing(
    town: Town, lea: SignedIn, abe: SignedIn, case: OpenCase
) -> None:
    opened = town.desk.open(abe, town.holder_of(case, abe), 1, town.now).open_case
    town.people.remove(lea, abe.person_id, town.now)
    with town.database.reading() as connection:
        rows = connection.execute(select(records)).all()
    seal = CaseSeal(case.case_id, opened.case_key)
    for row in rows:
        with pytest.raises(SealBroken):
            seal.open(CASE_RECORD, row.version, row.sealed)
        with pytest.raises(SealBroken):
            seal.open_name(row.name, row.sealed_name)
    with pytest.raises(NewerVersion):
        town.store.write(opened, CASE_RECORD, b"mine", 1, town.now)


def test_everybody_else_goes_on(
    town: Town, lea: SignedIn, abe: SignedIn, hal: SignedIn, case: OpenCase
) -> None:
    number = town.store.keep(case, town.now)
    begun = town.desk.begin(lea, 2, town.now)
    town.store.write(begun, CASE_RECORD, b"begun here", 0, town.now)
    town.people.remove(lea, abe.person_id, town.now)
    fresh = town.signed_in("lea")
    assert fresh.organisation_key != lea.organisation_key
    for who, notes in ((fresh, b"notes"), (hal, b"notes of others")):
        holder = town.holder_of(case, who)
        assert town.desk.open(who, holder, 1, town.now).stored == (b"answers", 1)
        assert town.desk.record(who, case.case_id) == (notes, 1)
    assert town.desk.common(fresh, "stationery") == (b"Harbour", 1)
    assert town.desk.open(fresh, begun.holder_id, 2, town.now).stored == (b"begun here", 1)
    assert town.store.read(town.again(case), CASE_RECORD) == (b"answers", 1)
    assert town.store.open_with_number(number, HOME, town.now)
    assert "new key" in {each.act for each in town.desk.audit(fresh, town.now)}


def test_what_was_handed_along_and_not_taken_in_survives(
    town: Town, lea: SignedIn, abe: SignedIn, hal: SignedIn
) -> None:
    case = town.family()
    opened = town.desk.open(hal, town.give(case, hal), 1, town.now).open_case
    code = town.sharing.make_code(lea, town.now)
    town.sharing.hand_over(opened, (code, lea.organisation_id), b"for you", town.now)
    town.people.remove(lea, abe.person_id, town.now)
    assert town.desk.handed(town.signed_in("lea"), case.case_id) == b"for you"


def test_new_keys_also_where_a_member_opens_no_cases_any_more(
    town: Town, lea: SignedIn, abe: SignedIn
) -> None:
    town.people.change_roles(lea, abe.person_id, frozenset({Role.REVIEWER}), town.now)
    assert town.signed_in("abe").organisation_key is None
    assert town.signed_in("lea").organisation_key not in (None, lea.organisation_key)


def test_other_roles_that_open_cases_change_no_key(
    town: Town, lea: SignedIn, abe: SignedIn
) -> None:
    town.people.change_roles(lea, abe.person_id, frozenset({Role.LEAD}), town.now)
    assert town.signed_in("lea").organisation_key == lea.organisation_key


def test_whoever_began_with_the_old_key_seals_nothing_with_it(
    town: Town, lea: SignedIn, abe: SignedIn, case: OpenCase
) -> None:
    """A request that was under way when the key changed."""
    town.people.remove(lea, abe.person_id, town.now)
    for call in (
        lambda: town.desk.begin(lea, 3, town.now),
        lambda: town.desk.change(lea, case.case_id, lambda _: b"more"),
        lambda: town.desk.write_common(lea, "days", b"more", 0),
        lambda: town.desk.take_in(lea, case.case_id, lambda *_: b"more"),
        lambda: town.desk.make_feed(lea, town.now),
        lambda: town.desk.bring_in(lea, 3, ({"case": b"{}"}, b"kept"), town.now),
    ):
        with pytest.raises(NewerVersion):
            call()
    with town.database.reading() as connection:
        [public] = connection.execute(
            select(organisations.c.public_key).where(
                organisations.c.organisation_id == lea.organisation_id
            )
        ).scalars()
        sealed_to = connection.execute(
            select(holders.c.public_key).where(holders.c.organisation_id == lea.organisation_id)
        ).scalars()
        assert set(sealed_to) == {public}


def test_nobody_is_given_a_key_that_is_old_by_then(
    town: Town, lea: SignedIn, abe: SignedIn
) -> None:
    """Two leads at once: one puts somebody out, the other lets somebody in."""
    bea = town.member(lea, "bea", Role.REVIEWER)
    token = town.people.invite(lea, (Role.ADVISER,), town.now)
    town.people.join(token, "Cal", "cal", WORDS, town.now)
    [cal] = [each for each in town.people.members(lea) if each.name == "Cal"]
    roles = frozenset({Role.ADVISER})
    town.people.remove(lea, abe.person_id, town.now)
    for call in (
        lambda: town.people.confirm(lea, cal.person_id),
        lambda: town.people.change_roles(lea, bea.person_id, roles, town.now),
        lambda: town.people.remove(lea, bea.person_id, town.now),
    ):
        with pytest.raises(NewerVersion):
            call()
    fresh = town.signed_in("lea")
    town.people.confirm(fresh, cal.person_id)
    town.people.change_roles(fresh, bea.person_id, roles, town.now)
    for each in ("cal", "bea"):
        assert town.signed_in(each).organisation_key == fresh.organisation_key


def test_cases_that_come_in_while_the_key_changes_open_afterwards(
    town: Town, lea: SignedIn, abe: SignedIn
) -> None:
    """Families give their cases and a member begins one, all at once with the removal."""
    members = [town.member(lea, f"m{each}") for each in range(3)]
    given = [(town.family(), town.sharing.make_code(each, town.now)) for each in members]

    def begin() -> None:
        with suppress(NewerVersion):
            begun = town.desk.begin(lea, 9, town.now)
            with suppress(NewerVersion):  # its key changed before the first answer
                town.store.write(begun, CASE_RECORD, b"answers", 0, town.now)

    with ThreadPoolExecutor(5) as together:
        waiting = [together.submit(begin)]
        waiting += [
            together.submit(town.sharing.share, case, code, lea.organisation_id, town.now)
            for case, code in given
        ]
        waiting.append(together.submit(town.people.remove, lea, abe.person_id, town.now))
        for each in waiting:
            each.result()
    fresh = town.signed_in("lea")
    listed = town.desk.cases(fresh, town.now)
    assert {case.case_id for case, _ in given} <= {each.case_id for each in listed}
    for each in listed:
        assert town.desk.open(fresh, each.holder_id, 1, town.now)
    for case, _ in given:
        assert town.store.read(town.again(case), CASE_RECORD) == (b"answers", 1)
