"""What an organisation keeps for itself: bound to its place, and to its key."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from app.model.errors import NewerVersion
from app.store import desk_records, vault
from app.store.signed_in import SignedIn
from app.store.tables import desk_records as rows
from app.store.vault import SealBroken
from tests.unit.store.houses import Town


@pytest.fixture
def lea(town: Town) -> SignedIn:
    return town.lead("Harbour Advice", "lea")


def test_a_record_opens_only_at_its_place() -> None:
    seal = desk_records.seal_of(b"organisation 1..", vault.new_pair().private)
    sealed = seal.seal(b"case", 2, b"notes")
    assert seal.open(b"case", 2, sealed) == b"notes"
    other = desk_records.DeskSeal(b"organisation 2..", seal.key)
    for open_ in (
        lambda: seal.open(b"case", 1, sealed),
        lambda: seal.open(b"other", 2, sealed),
        lambda: other.open(b"case", 2, sealed),
        lambda: desk_records.seal_of(b"organisation 1..", vault.new_key()).open(b"case", 2, sealed),
    ):
        with pytest.raises(SealBroken):
            open_()


def test_lengths_are_stored_in_steps_of_512(town: Town, lea: SignedIn) -> None:
    one, two = town.desk.begin(lea, 1, town.now), town.desk.begin(lea, 2, town.now)
    town.desk.change(lea, one.case_id, lambda _: b"a")
    town.desk.change(lea, two.case_id, lambda _: b"a" * 400)
    with town.database.reading() as connection:
        sealed = connection.execute(select(rows.c.sealed)).scalars().all()
    assert len({len(each) for each in sealed}) == 1


def test_a_record_moved_to_another_case_does_not_open(town: Town, lea: SignedIn) -> None:
    one, two = town.desk.begin(lea, 1, town.now), town.desk.begin(lea, 2, town.now)
    for each in (one, two):
        town.desk.change(lea, each.case_id, lambda _: b"notes")
    with town.database.writing() as connection:
        first = connection.execute(select(rows.c.sealed).where(rows.c.case_id == one.case_id))
        there = rows.c.case_id == two.case_id
        connection.execute(update(rows).where(there).values(sealed=first.scalar()))
    with pytest.raises(SealBroken):
        town.desk.record(lea, two.case_id)


def test_a_write_over_another_version_is_refused(town: Town, lea: SignedIn) -> None:
    case = town.desk.begin(lea, 1, town.now)
    seal = desk_records.seal_of(lea.organisation_id, lea.organisation_key or b"")
    with town.database.writing() as connection:
        assert desk_records.write(connection, seal, case.case_id, b"one", 0) == 1
        assert desk_records.write(connection, seal, case.case_id, b"two", 1) == 2
    for version in (0, 1, 3):
        with town.database.writing() as connection, pytest.raises(NewerVersion):
            desk_records.write(connection, seal, case.case_id, b"three", version)
    assert town.desk.record(lea, case.case_id) == (b"two", 2)


def test_a_write_leaves_what_was_handed_along(town: Town, lea: SignedIn) -> None:
    """A list that makes summaries writes to every case, also to one that just came."""
    hal, case = town.lead("Hill Law", "hal"), town.family()
    opened = town.desk.open(lea, town.give(case, lea), 1, town.now).open_case
    code = town.sharing.make_code(hal, town.now)
    town.sharing.hand_over(opened, (code, hal.organisation_id), b"for you", town.now)
    town.desk.write_many(hal, {case.case_id: (b"summary", 0)})
    assert town.desk.handed(hal, case.case_id) == b"for you"
    town.desk.take_in(hal, case.case_id, lambda ours, left: (ours or b"") + (left or b""))
    assert town.desk.record(hal, case.case_id) == (b"summaryfor you", 2)
    same = town.desk.take_in(hal, case.case_id, lambda ours, left: ours or b"")
    assert same == b"summaryfor you"
    assert town.desk.record(hal, case.case_id) == (b"summaryfor you", 2)


def test_records_go_with_the_case(town: Town, lea: SignedIn) -> None:
    case = town.desk.begin(lea, 1, town.now)
    town.desk.change(lea, case.case_id, lambda _: b"notes")
    town.sharing.delete_alone(case, town.now)
    assert town.desk.record(lea, case.case_id) is None


def test_changes_made_at_once_are_all_kept(town: Town) -> None:
    lea = town.lead("Harbour Advice", "lea")
    case = town.family()
    town.give(case, lea)

    def notes(each: int) -> None:
        for _ in range(5):
            town.desk.change(lea, case.case_id, lambda was: (was or b"") + b"%d" % each)

    with ThreadPoolExecutor(3) as together:
        for each in [together.submit(notes, each) for each in range(3)]:
            each.result()
    kept, version = town.desk.record(lea, case.case_id) or (b"", 0)
    assert (sorted(kept), version) == (sorted(b"000001111122222"), 15)
