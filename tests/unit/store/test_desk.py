"""An organisation's own records of its cases, and the calendars of its members."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import SQLAlchemyError

from app.model.errors import CaseNotFound, NewerVersion, NotAllowed, PageNotFound
from app.model.people import Role
from app.store import vault
from app.store.holders import CHANGED
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn
from tests.unit.store.houses import Town


@pytest.fixture
def lea(town: Town) -> SignedIn:
    return town.lead("Harbour Advice", "lea")


@pytest.fixture
def hal(town: Town) -> SignedIn:
    return town.lead("Hill Law", "hal")


def _begun(town: Town, who: SignedIn, answers: bytes = b"answers") -> tuple[bytes, bytes]:
    """A case begun at a desk: its id, and the organisation's holder id."""
    begun = town.desk.begin(who, 1, town.now)
    town.store.write(begun, CASE_RECORD, answers, 0, town.now)
    return begun.case_id, begun.holder_id


def test_a_case_begins_with_all_it_has_or_is_not_there(town: Town, lea: SignedIn) -> None:
    begun = town.desk.begin(lea, 7, town.now, ({CASE_RECORD: b"answers"}, b"kept"))
    (listed,) = town.desk.cases(lea, town.now)
    assert (listed.version, listed.record, listed.record_version) == (1, b"kept", 1)
    found = town.desk.open(lea, begun.holder_id, 7, town.now)
    assert found.stored == (b"answers", 1)
    before = town.desk.audit(lea, town.now)
    assert [(each.number, each.act) for each in before] == [(7, "begun")]
    with pytest.raises(TypeError):
        town.desk.begin(lea, 8, town.now, ({CASE_RECORD: b"answers"}, "not bytes"))  # type: ignore[arg-type]
    assert town.desk.cases(lea, town.now) == (listed,)
    assert town.desk.audit(lea, town.now) == before


def test_a_change_and_its_line_are_there_together(town: Town, lea: SignedIn) -> None:
    place = _begun(town, lea)
    opened = town.desk.open(lea, place[1], 1, town.now).open_case
    later = town.now + timedelta(minutes=20)

    def acts() -> list[str]:
        return [each.act for each in town.desk.audit(lea, later)]

    before = acts()
    town.desk.change(lea, place[0], lambda _: b"notes", (opened, "closed", later))
    town.desk.change(lea, place[0], lambda _: b"notes", (opened, "closed", later))
    town.desk.change(lea, place[0], lambda _: b"other", (opened, CHANGED, later))
    town.desk.change(lea, place[0], lambda _: b"more", (opened, CHANGED, later))
    assert acts() == [CHANGED, "closed", *before]
    with pytest.raises(SQLAlchemyError):
        town.desk.change(lea, place[0], lambda _: b"lost", (opened, None, later))  # type: ignore[arg-type]
    assert (town.desk.record(lea, place[0]) or (b"",))[0] == b"more"


def test_a_list_holds_the_organisations_cases_and_nobody_elses(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    place = _begun(town, lea)
    _begun(town, hal)
    case = town.family()
    town.give(case, lea)
    town.desk.change(lea, place[0], lambda _: b"notes")
    found = {each.case_id: each for each in town.desk.cases(lea, town.now)}
    assert set(found) == {place[0], case.case_id}
    begun, given = found[place[0]], found[case.case_id]
    assert (begun.has_family, begun.record, begun.record_version) == (False, b"notes", 1)
    assert (given.has_family, given.record, given.record_version) == (True, None, 0)
    assert not town.desk.cases(lea, town.now + timedelta(days=400))


def test_another_organisation_opens_nothing_by_knowing_an_id(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    case_id, holder = _begun(town, lea)
    with pytest.raises(CaseNotFound):
        town.desk.open(hal, holder, 1, town.now)
    town.desk.change(lea, case_id, lambda _: b"notes")
    assert town.desk.record(hal, case_id) is None


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PRINTER])
def test_who_opens_no_cases_has_no_desk(town: Town, lea: SignedIn, role: Role) -> None:
    uma = town.member(lea, "uma", role)
    for call in (
        lambda: town.desk.cases(uma, town.now),
        lambda: town.desk.begin(uma, 1, town.now),
        lambda: town.desk.record(uma, b"x"),
        lambda: town.desk.change(uma, b"x", lambda _: b""),
        lambda: town.desk.make_feed(uma, town.now),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_two_members_change_one_record_and_nothing_is_lost(town: Town, lea: SignedIn) -> None:
    abe, (case_id, _) = town.member(lea, "abe"), _begun(town, lea)
    town.desk.change(lea, case_id, lambda _: b"a")
    town.desk.change(abe, case_id, lambda before: (before or b"") + b"b")
    assert town.desk.record(lea, case_id) == (b"ab", 2)
    town.desk.change(lea, case_id, lambda before: before or b"")
    assert town.desk.record(lea, case_id) == (b"ab", 2)


def test_many_records_at_once_leave_alone_what_changed_meanwhile(town: Town, lea: SignedIn) -> None:
    (one, _), (two, _) = _begun(town, lea), _begun(town, lea)
    town.desk.change(lea, one, lambda _: b"changed")
    town.desk.write_many(lea, {one: (b"summary", 0), two: (b"summary", 0)})
    assert town.desk.record(lea, one) == (b"changed", 1)
    assert town.desk.record(lea, two) == (b"summary", 1)


def test_records_for_all_cases_are_written_over_what_was_read(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    assert town.desk.common(lea, "stationery") is None
    assert town.desk.write_common(lea, "stationery", b"one", 0) == 1
    assert town.desk.write_common(lea, "stationery", b"two", 1) == 2
    for version in (0, 1):
        with pytest.raises(NewerVersion):
            town.desk.write_common(lea, "stationery", b"three", version)
    assert town.desk.common(lea, "stationery") == (b"two", 2)
    assert town.desk.common(hal, "stationery") is None


def test_a_case_begun_at_a_desk_is_kept_for_the_organisations_period(
    town: Town, lea: SignedIn
) -> None:
    assert town.desk.keep_days(lea) == 365
    town.desk.set_keep_days(lea, 30, town.now)
    _, holder = _begun(town, lea)
    assert town.desk.open(lea, holder, 1, town.now + timedelta(days=29))
    with pytest.raises(CaseNotFound):
        town.desk.open(lea, holder, 1, town.now + timedelta(days=90))
    for days in (0, 394):
        with pytest.raises(ValueError, match=str(days)):
            town.desk.set_keep_days(lea, days, town.now)


def test_a_calendar_holds_every_case_under_its_label(town: Town, lea: SignedIn) -> None:
    one, two = _begun(town, lea, b"first"), _begun(town, lea, b"second")
    key = town.desk.make_feed(lea, town.now)
    assert town.desk.read_feed(key, town.now) == ()
    town.desk.add_to_feeds(lea, {one: "Blue", two: "Case 2"}, town.now)
    town.desk.add_to_feeds(lea, {one: "Blue", two: "Case 2"}, town.now)
    found = {each.label: each.extract for each in town.desk.read_feed(key, town.now)}
    assert found == {"Blue": b"feed: first", "Case 2": b"feed: second"}


def test_a_calendar_follows_saves_and_new_names(town: Town, lea: SignedIn) -> None:
    place = _begun(town, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.add_to_feeds(lea, {place: "Blue"}, town.now)
    opened = town.desk.open(lea, place[1], 1, town.now).open_case
    town.store.write(opened, CASE_RECORD, b"changed", 1, town.now)
    town.desk.rename_in_feeds(lea, place[0], "Green")
    [view] = town.desk.read_feed(key, town.now)
    assert (view.label, view.extract) == ("Green", b"feed: changed")


def test_a_case_that_is_left_out_of_the_labels_leaves_the_calendar(
    town: Town, lea: SignedIn
) -> None:
    one, two = _begun(town, lea), _begun(town, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.add_to_feeds(lea, {one: "Blue", two: "Red"}, town.now)
    town.desk.add_to_feeds(lea, {two: "Red"}, town.now)
    assert [each.label for each in town.desk.read_feed(key, town.now)] == ["Red"]


def test_a_case_that_went_away_leaves_the_calendar(town: Town, lea: SignedIn) -> None:
    case = town.family()
    holder = town.give(case, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.add_to_feeds(lea, {(case.case_id, holder): "Blue"}, town.now)
    assert len(town.desk.read_feed(key, town.now)) == 1
    town.sharing.put_out(town.again(case), [holder], town.now)
    assert town.desk.read_feed(key, town.now) == ()


def test_a_calendar_ends_for_who_made_it_only(town: Town, lea: SignedIn, hal: SignedIn) -> None:
    place = _begun(town, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.add_to_feeds(lea, {place: "Blue"}, town.now)
    town.desk.end_feed(hal, vault.public_of(key))
    assert town.desk.read_feed(key, town.now)
    town.desk.end_feed(lea, vault.public_of(key))
    with pytest.raises(PageNotFound):
        town.desk.read_feed(key, town.now)
    assert not town.desk.feeds(lea)


def test_three_calendars_are_enough_for_one_member(town: Town, lea: SignedIn) -> None:
    for _ in range(3):
        town.desk.make_feed(lea, town.now)
    with pytest.raises(NotAllowed):
        town.desk.make_feed(lea, town.now)
    assert len(town.desk.feeds(lea)) == 3
    assert town.desk.make_feed(town.member(lea, "abe"), town.now)


@pytest.mark.parametrize("how", ["removed", "other roles"])
def test_the_calendars_of_a_member_who_is_out_end_and_the_others_stay(
    town: Town, lea: SignedIn, how: str
) -> None:
    abe, place = town.member(lea, "abe"), _begun(town, lea)
    own, theirs = town.desk.make_feed(lea, town.now), town.desk.make_feed(abe, town.now)
    town.desk.add_to_feeds(lea, {place: "Blue"}, town.now)
    if how == "removed":
        town.people.remove(lea, abe.person_id, town.now)
    else:
        town.people.change_roles(lea, abe.person_id, frozenset({Role.PRINTER}), town.now)
    with pytest.raises(PageNotFound):
        town.desk.read_feed(theirs, town.now)
    assert [each.label for each in town.desk.read_feed(own, town.now)] == ["Blue"]
    opened = town.desk.open(town.signed_in("lea"), place[1], 1, town.now).open_case
    town.store.write(opened, CASE_RECORD, b"later", 1, town.now)
    assert town.desk.read_feed(own, town.now)[0].extract == b"feed: later"


def test_a_case_that_ended_meanwhile_does_not_keep_others_out(town: Town, lea: SignedIn) -> None:
    place = _begun(town, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.add_to_feeds(lea, {place: "Blue", (vault.new_id(), place[1]): "Gone"}, town.now)
    assert [each.label for each in town.desk.read_feed(key, town.now)] == ["Blue"]


def test_files_hold_neither_notes_nor_labels_nor_the_key_of_a_calendar(
    town: Town, lea: SignedIn, bytes_on_disk: Callable[[], bytes]
) -> None:
    place = _begun(town, lea)
    key = town.desk.make_feed(lea, town.now)
    town.desk.change(lea, place[0], lambda _: b"notes about Quillon")
    town.desk.write_common(lea, "stationery", b"Quokkaville", 0)
    town.desk.add_to_feeds(lea, {place: "Armadillo"}, town.now)
    files = bytes_on_disk()
    assert place[0] in files
    for each in (b"Quillon", b"Quokkaville", b"Armadillo", key):
        assert each not in files
