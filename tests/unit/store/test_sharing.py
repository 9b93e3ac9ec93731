"""Letting others into a case and putting them out: codes, organisations, numbers, supporters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.model.errors import CaseNotFound, NewerVersion, NotAllowed, OfferEnded, TooManyTries
from app.store import vault
from app.store.open_case import HolderKind, OpenCase, Token
from app.store.records import CASE_RECORD
from app.store.signed_in import SignedIn
from app.store.views import OpenView
from tests.unit.store.houses import HOME, Town


@pytest.fixture
def lea(town: Town) -> SignedIn:
    return town.lead("Harbour Advice", "lea")


@pytest.fixture
def hal(town: Town) -> SignedIn:
    return town.lead("Hill Law", "hal")


def _opened(town: Town, who: SignedIn, holder: bytes) -> OpenCase:
    return town.desk.open(who, holder, 1, town.now).open_case


def test_a_family_gives_its_case_and_stays(town: Town, lea: SignedIn) -> None:
    case = town.family()
    code = town.sharing.make_code(lea, town.now)
    offer = town.sharing.offer(f" {code[:3]}-{code[3:]} ", HOME, town.now)
    assert (offer.name, offer.keep_days) == ("Harbour Advice", 365)
    town.sharing.share(case, code, offer.organisation_id, town.now)
    holder = town.holder_of(case, lea)
    assert town.desk.open(lea, holder, 1, town.now).stored == (b"answers", 1)
    again = town.again(case)
    assert again.kept
    assert again.keep_days == 365
    assert town.sharing.names(town.store.holders(again)) == {holder: "Harbour Advice"}


def test_a_code_works_once_and_for_a_quarter_of_an_hour(town: Town, lea: SignedIn) -> None:
    code = town.sharing.make_code(lea, town.now)
    late = town.now + timedelta(minutes=15)
    assert town.sharing.code_state(lea, town.now) == "waiting"
    assert town.sharing.code_state(lea, late) == "ended"
    case = town.family()
    with pytest.raises(OfferEnded):
        town.sharing.share(case, code, lea.organisation_id, late)
    town.sharing.share(case, code, lea.organisation_id, town.now)
    assert town.sharing.code_state(lea, town.now) == "used"
    with pytest.raises(OfferEnded):
        town.sharing.share(town.family(), code, lea.organisation_id, town.now)


def test_a_new_code_ends_the_members_old_one(town: Town, lea: SignedIn) -> None:
    old, new = (town.sharing.make_code(lea, town.now) for _ in range(2))
    assert town.sharing.offer(new, HOME, town.now).name == "Harbour Advice"
    if old != new:
        with pytest.raises(OfferEnded):
            town.sharing.offer(old, HOME, town.now)


def test_nothing_is_given_to_another_organisation_than_the_one_that_was_shown(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    code, case = town.sharing.make_code(lea, town.now), town.family()
    with pytest.raises(OfferEnded):
        town.sharing.share(case, code, hal.organisation_id, town.now)
    assert not town.desk.cases(lea, town.now)
    town.sharing.share(case, code, lea.organisation_id, town.now)  # it was not used up


def test_the_code_of_somebody_who_was_put_out_is_nobodys(town: Town, lea: SignedIn) -> None:
    abe = town.member(lea, "abe")
    code = town.sharing.make_code(abe, town.now)
    town.people.remove(lea, abe.person_id, town.now)
    with pytest.raises(OfferEnded):
        town.sharing.offer(code, HOME, town.now)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345x", "not a code"])
def test_what_is_no_code_is_refused_and_not_counted(town: Town, typed: str) -> None:
    for _ in range(8):
        with pytest.raises(OfferEnded):
            town.sharing.offer(typed, HOME, town.now)


def test_guessing_codes_is_slowed(town: Town, lea: SignedIn) -> None:
    code = town.sharing.make_code(lea, town.now)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with pytest.raises(OfferEnded):
            town.sharing.offer(wrong, HOME, town.now)
    with pytest.raises(TooManyTries):
        town.sharing.offer(code, HOME, town.now)


def test_who_holds_it_already_holds_it_once(town: Town, lea: SignedIn) -> None:
    case = town.family()
    assert town.give(case, lea) == town.give(case, lea)
    assert len(town.store.holders(town.again(case))) == 2


def test_the_family_puts_an_organisation_out_and_its_own_phone_goes_on(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    case = town.family()
    theirs, others = town.give(case, lea), town.give(case, hal)
    copied = _opened(town, lea, theirs)
    town.desk.change(lea, case.case_id, lambda _: b"our notes")
    town.sharing.put_out(town.again(case), [theirs], town.now)
    with pytest.raises(CaseNotFound):
        town.desk.open(lea, theirs, 1, town.now)
    with pytest.raises(vault.SealBroken):
        town.store.read(copied, CASE_RECORD)
    with pytest.raises(NewerVersion):
        town.store.write(copied, CASE_RECORD, b"more", 1, town.now)
    assert not town.desk.cases(lea, town.now)
    assert town.desk.record(lea, case.case_id) is None
    assert town.desk.open(hal, others, 1, town.now).stored == (b"answers", 1)
    assert town.store.read(town.again(case), CASE_RECORD) == (b"answers", 1)


def test_a_case_is_kept_as_long_as_the_organisation_that_keeps_longest(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    town.desk.set_keep_days(lea, 200, town.now)
    town.desk.set_keep_days(hal, 100, town.now)
    case = town.family()
    first, _ = town.give(case, lea), town.give(case, hal)
    assert town.again(case).keep_days == 200
    town.desk.set_keep_days(hal, 50, town.now)
    assert town.again(case).keep_days == 200
    town.sharing.put_out(town.again(case), [first], town.now)
    assert town.again(case).keep_days == 50


def test_a_case_goes_to_another_organisation_with_what_was_written_about_it(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    case = town.family()
    opened = _opened(town, lea, town.give(case, lea))
    town.desk.change(lea, case.case_id, lambda _: b"our notes")
    code = town.sharing.make_code(hal, town.now)
    town.sharing.hand_over(opened, (code, hal.organisation_id), b"for you", town.now)
    assert not town.desk.cases(lea, town.now)
    [listed] = town.desk.cases(hal, town.now)
    assert (listed.case_id, listed.handed, listed.record) == (case.case_id, b"for you", None)
    assert town.desk.handed(hal, case.case_id) == b"for you"
    assert town.store.read(town.again(case), CASE_RECORD) == (b"answers", 1)
    acts = {(each.person, each.act) for each in town.desk.audit(lea, town.now)}
    assert ("Lea", "handed over") in acts
    assert ("", "handed in") in {(each.person, each.act) for each in town.desk.audit(hal, town.now)}
    assert town.sharing.code_state(hal, town.now) == "used"


def test_what_was_handed_waits_until_it_is_taken_in(
    town: Town, lea: SignedIn, hal: SignedIn
) -> None:
    case = town.family()
    town.give(case, hal)
    town.desk.change(hal, case.case_id, lambda _: b"known")
    opened = _opened(town, lea, town.give(case, lea))
    code = town.sharing.make_code(hal, town.now)
    town.sharing.hand_over(opened, (code, hal.organisation_id), b"news", town.now)
    town.desk.change(hal, case.case_id, lambda before: (before or b"") + b"!")
    assert town.desk.handed(hal, case.case_id) == b"news"
    together = town.desk.take_in(
        hal, case.case_id, lambda ours, left: (ours or b"") + b"+" + (left or b"")
    )
    assert together == b"known!+news"
    assert town.desk.handed(hal, case.case_id) is None
    assert town.desk.record(hal, case.case_id) == (b"known!+news", 3)


def test_nobody_hands_a_case_to_themselves(town: Town, lea: SignedIn) -> None:
    case = town.family()
    opened = _opened(town, lea, town.give(case, lea))
    code = town.sharing.make_code(lea, town.now)
    with pytest.raises(OfferEnded):
        town.sharing.hand_over(opened, (code, lea.organisation_id), None, town.now)
    with pytest.raises(OfferEnded):  # nor does a family hand over: it shares
        town.sharing.hand_over(town.again(case), (code, lea.organisation_id), None, town.now)
    assert town.desk.cases(lea, town.now)


def test_a_case_is_given_back_and_the_family_goes_on(town: Town, lea: SignedIn) -> None:
    case = town.family()
    opened = _opened(town, lea, town.give(case, lea))
    town.sharing.leave(opened, town.now)
    assert not town.desk.cases(lea, town.now)
    with pytest.raises(vault.SealBroken):
        town.store.read(opened, CASE_RECORD)
    again = town.again(case)
    assert again.kept
    assert again.keep_days is None


def test_a_case_that_nobody_else_holds_is_not_given_back_but_deleted(
    town: Town, lea: SignedIn
) -> None:
    begun = town.desk.begin(lea, 1, town.now)
    town.sharing.give_view(begun, "dates", "Aunt", town.now)  # who reads a view holds nothing
    with pytest.raises(CaseNotFound):
        town.sharing.leave(begun, town.now)
    town.sharing.delete_alone(begun, town.now)
    with pytest.raises(CaseNotFound):
        town.desk.open(lea, begun.holder_id, 1, town.now)


def test_a_case_of_the_family_is_not_deleted_by_others(town: Town, lea: SignedIn) -> None:
    case = town.family()
    opened = _opened(town, lea, town.give(case, lea))
    with pytest.raises(NotAllowed):
        town.sharing.delete_alone(opened, town.now)
    assert town.store.read(town.again(case), CASE_RECORD)


def test_the_family_of_a_case_begun_at_a_desk_gets_a_number(town: Town, lea: SignedIn) -> None:
    begun = town.desk.begin(lea, 1, town.now)
    town.store.write(begun, CASE_RECORD, b"answers", 0, town.now)
    _, first = town.sharing.give_number(begun, True, town.now)
    family = town.store.open_with_number(first, HOME, town.now)
    assert isinstance(family, OpenCase)
    assert town.store.read(family, CASE_RECORD) == (b"answers", 1)
    ours = _opened(town, lea, begun.holder_id)
    _, second = town.sharing.give_number(ours, True, town.now)
    with pytest.raises(CaseNotFound):
        town.store.open_with_number(first, HOME, town.now)
    with pytest.raises(CaseNotFound):
        town.again(family)
    assert town.store.open_with_number(second, HOME, town.now)
    assert _opened(town, lea, begun.holder_id)


def test_a_number_beside_the_familys_own_leaves_that_one_alone(town: Town, lea: SignedIn) -> None:
    case = town.family()
    own = town.store.keep(case, town.now)
    opened = _opened(town, lea, town.give(case, lea))
    _, more = town.sharing.give_number(opened, False, town.now)
    for number in (own, more):
        assert isinstance(town.store.open_with_number(number, HOME, town.now), OpenCase)
    kinds = [each.kind for each in town.store.holders(town.again(case))]
    assert kinds.count(HolderKind.PARENT) == 2


def test_a_supporter_reads_an_extract_that_follows_every_save(town: Town) -> None:
    case = town.family()
    holder, number = town.sharing.give_view(case, "dates", "Aunt", town.now)
    view = town.store.open_with_number(number, HOME, town.now)
    assert isinstance(view, OpenView)
    assert (view.shows, view.label, view.extract) == ("dates", "Aunt", b"dates: answers")
    town.store.write(town.again(case), CASE_RECORD, b"more answers", 1, town.now)
    assert town.store.open_view(view.token(), town.now).extract == b"dates: more answers"
    assert view.holder_id == holder


def test_a_supporter_never_opens_the_case(town: Town) -> None:
    case = town.family()
    _, number = town.sharing.give_view(case, "more", "Aunt", town.now)
    view = town.store.open_with_number(number, HOME, town.now)
    assert isinstance(view, OpenView)
    for token in (view.token(), Token(case.case_id, case.holder_id, view.private_key).text()):
        with pytest.raises(CaseNotFound):
            town.store.open(token, town.now)


def test_a_supporter_who_was_stopped_reads_no_more(town: Town, lea: SignedIn) -> None:
    case = town.family()
    town.give(case, lea)
    gone, number = town.sharing.give_view(town.again(case), "dates", "Aunt", town.now)
    stays, other = town.sharing.give_view(town.again(case), "dates", "Uncle", town.now)
    view = town.store.open_with_number(number, HOME, town.now)
    assert isinstance(view, OpenView)
    town.sharing.put_out(town.again(case), [gone], town.now)
    with pytest.raises(CaseNotFound):
        town.store.open_view(view.token(), town.now)
    with pytest.raises(CaseNotFound):
        town.store.open_with_number(number, HOME, town.now)
    assert isinstance(town.store.open_with_number(other, HOME, town.now), OpenView)
    assert stays in {each.holder_id for each in town.store.holders(town.again(case))}
    assert town.desk.cases(lea, town.now)


def test_a_deleted_case_is_gone_for_everybody(town: Town, lea: SignedIn) -> None:
    case = town.family()
    holder = town.give(case, lea)
    _, number = town.sharing.give_view(town.again(case), "dates", "Aunt", town.now)
    town.store.delete(town.again(case), town.now)
    for call in (
        lambda: town.desk.open(lea, holder, 1, town.now),
        lambda: town.store.open_with_number(number, HOME, town.now),
    ):
        with pytest.raises(CaseNotFound):
            call()
    assert "deleted" in {each.act for each in town.desk.audit(lea, town.now)}


def test_what_was_opened_before_somebody_was_put_out_saves_nothing(town: Town) -> None:
    case = town.family()
    gone, _ = town.sharing.give_view(case, "dates", "Aunt", town.now)
    before = town.again(case)
    town.sharing.put_out(before, [gone], town.now)
    for call in (
        lambda: town.sharing.give_view(before, "dates", "Uncle", town.now),
        lambda: town.sharing.put_out(before, [], town.now),
    ):
        with pytest.raises(NewerVersion):
            call()


def test_nobody_shares_a_case_that_has_ended(town: Town, lea: SignedIn) -> None:
    case, code = town.family(), town.sharing.make_code(lea, town.now)
    late = town.now + timedelta(minutes=10)
    gone = replace(case, case_id=vault.new_id())
    with pytest.raises(CaseNotFound):
        town.sharing.share(gone, code, lea.organisation_id, late)
    assert town.sharing.offer(code, HOME, late).name, "a code that came to nothing is not used up"


def test_files_hold_no_code_name_or_extract(
    town: Town, lea: SignedIn, bytes_on_disk: Callable[[], bytes]
) -> None:
    case = town.family(b"the armadillo")
    town.give(case, lea)
    _, number = town.sharing.give_view(town.again(case), "more", "Aunt Quillon", town.now)
    open_code = town.sharing.make_code(lea, town.now)
    files = bytes_on_disk()
    assert case.case_id in files
    secrets = (b"armadillo", b"Quillon", b"Harbour", number.replace(" ", "").encode())
    for each in (*secrets, lea.organisation_key or b"?", case.case_key):
        assert each not in files
    assert town.sharing.offer(open_code, HOME, town.now)
