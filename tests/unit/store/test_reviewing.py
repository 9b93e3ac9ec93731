"""Remarks of reviewers: kept in order, never overwritten, with the names of who made them."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.model.errors import NewerVersion
from app.store.database import Database
from app.store.reviewing import RemarkKind, ReviewStore
from app.store.signed_in import SignedIn
from tests.unit.store.conftest import SECRET


@pytest.fixture
def reviews(database: Database) -> ReviewStore:
    return ReviewStore(database, SECRET)


def test_a_remark_is_kept_with_the_names_of_who_made_it(
    reviews: ReviewStore, reviewer: SignedIn, now: datetime
) -> None:
    assert reviews.newest() == 0
    number = reviews.say(
        reviewer, RemarkKind.CORRECTED, "sk", "m1", ("deň", "dni", "dní"), now,
        seen=0, level="law", note="as we say here",
    )  # fmt: skip
    assert reviews.newest() == number
    (found,) = reviews.since(0)
    assert (found.number, found.language, found.message) == (number, "sk", "m1")
    assert (found.kind, found.level) == (RemarkKind.CORRECTED, "law")
    assert found.forms == ("deň", "dni", "dní")
    assert (found.reviewer, found.organisation) == ("Lea Dunn", "Harbour")
    assert (found.note, found.at) == ("as we say here", now)


def test_nobody_speaks_over_a_remark_they_have_not_seen(
    reviews: ReviewStore, reviewer: SignedIn, now: datetime
) -> None:
    first = reviews.say(reviewer, RemarkKind.CORRECTED, "sk", "m1", ("a",), now, seen=0)
    with pytest.raises(NewerVersion) as newer:
        reviews.say(reviewer, RemarkKind.CORRECTED, "sk", "m1", ("b",), now, seen=0)
    assert newer.value.version == first
    reviews.say(reviewer, RemarkKind.ACCEPTED, "sk", "m1", ("a",), now, seen=first)
    reviews.say(reviewer, RemarkKind.ASKED, "ro", "m1", ("c",), now, seen=0)
    reviews.say(reviewer, RemarkKind.ASKED, "sk", "m2", ("d",), now, seen=0)
    assert [each.forms for each in reviews.since(0)] == [("a",), ("a",), ("c",), ("d",)]


def test_only_what_is_new_or_of_one_language_is_read(
    reviews: ReviewStore, reviewer: SignedIn, now: datetime
) -> None:
    first = reviews.say(reviewer, RemarkKind.ACCEPTED, "sk", "m1", ("a",), now, seen=0)
    reviews.say(reviewer, RemarkKind.ACCEPTED, "ro", "m1", ("b",), now, seen=0)
    assert [each.language for each in reviews.since(first)] == ["ro"]
    assert [each.language for each in reviews.since(0, "sk")] == ["sk"]
