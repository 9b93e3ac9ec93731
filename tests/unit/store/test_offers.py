"""Short codes by which a case is given: whose they are, and what became of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.model.errors import OfferEnded, TooManyTries
from app.store import guesses, offers
from app.store.tables import share_codes
from tests.unit.store.houses import HOME, Town


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("١٢٣٤٥٦", "123456"),
        ("12345", None),
        ("1234567", None),
        ("12345a", None),
        ("", None),
    ],
)
def test_digits_are_read_however_they_are_written(typed: str, digits: str | None) -> None:
    assert offers.digits_of(typed) == digits


def test_members_of_two_organisations_have_codes_of_their_own(town: Town) -> None:
    lea, hal = town.lead("Harbour", "lea"), town.lead("Hill", "hal")
    codes = {each.name: town.sharing.make_code(each, town.now) for each in (lea, hal)}
    assert len(set(codes.values())) == 2
    for who in (lea, hal):
        offer = town.sharing.offer(codes[who.name], HOME, town.now)
        assert (offer.organisation_id, offer.person_id) == (who.organisation_id, who.person_id)


def test_codes_that_have_ended_go_when_another_is_made_or_with_the_purge(town: Town) -> None:
    lea = town.lead("Harbour", "lea")
    abe, late = town.member(lea, "abe"), town.now + offers.GOOD_FOR
    town.sharing.make_code(lea, town.now)
    town.sharing.make_code(abe, late)
    with town.database.reading() as connection:
        left = connection.execute(select(share_codes.c.person_id)).scalars().all()
    assert left == [abe.person_id]
    town.store.purge(late + offers.GOOD_FOR)
    with town.database.reading() as connection:
        assert not connection.execute(select(share_codes)).first()


def test_a_code_is_used_only_where_a_case_came(town: Town) -> None:
    lea = town.lead("Harbour", "lea")
    assert town.sharing.code_state(lea, town.now) == "ended", "there was none"
    town.give(town.family(), lea)
    assert town.sharing.code_state(lea, town.now) == "used"
    assert town.sharing.code_state(lea, town.now + timedelta(hours=1)) == "ended"


def test_many_wrong_digits_keep_no_familys_number_out_and_nobody_from_signing_in(
    town: Town,
) -> None:
    lea = town.lead("Harbour", "lea")
    number = town.store.keep(town.family(), town.now)
    code = town.sharing.make_code(lea, town.now)
    wrong = f"{(int(code) + 1) % 10**offers.DIGITS:0{offers.DIGITS}d}"
    for each in range(guesses.SITE_CAP):
        with pytest.raises(OfferEnded):
            town.sharing.offer(wrong, f"198.51.100.{each}", town.now)
    with pytest.raises(TooManyTries):
        town.sharing.offer(code, HOME, town.now)
    assert town.store.open_with_number(number, HOME, town.now)
    assert town.signed_in("lea")
