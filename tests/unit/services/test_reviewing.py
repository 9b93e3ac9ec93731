"""What remarks on one message come to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.services.reviewing import Line, ident, settle
from app.store.reviewing import Remark, RemarkKind

FILED, BETTER = ("ako v súbore",), ("lepšie",)
ACCEPTED, CORRECTED, ASKED = RemarkKind


def said(kind: RemarkKind, who: bytes, forms: tuple[str, ...], number: int = 1) -> Remark:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return Remark(number, "sk", "t1", kind, "speaker", forms, "", who, "R.", "O.", at)


def test_what_nobody_spoke_of_stays_as_it_is() -> None:
    found = settle(FILED, [], critical=True)
    assert (found.wanted, found.shown, found.by, found.asked) == (FILED, FILED, (), None)


def test_one_person_is_enough_where_no_law_is_at_stake() -> None:
    found = settle(FILED, [said(CORRECTED, b"a", BETTER)], critical=False)
    assert (found.shown, found.waits) == (BETTER, False)


def test_a_right_is_shown_anew_only_when_two_people_want_it_so() -> None:
    remarks = [said(CORRECTED, b"a", BETTER)]
    assert settle(FILED, remarks, critical=True).shown == FILED
    remarks.append(said(ACCEPTED, b"a", BETTER))
    assert settle(FILED, remarks, critical=True).waits  # the same person twice is one person
    remarks.append(said(ACCEPTED, b"b", BETTER))
    found = settle(FILED, remarks, critical=True)
    assert found.shown == BETTER
    assert [each.person_id for each in found.by] == [b"a", b"b"]


def test_a_correction_begins_the_counting_again() -> None:
    remarks = [said(ACCEPTED, b"a", FILED), said(ACCEPTED, b"b", FILED)]
    remarks.append(said(CORRECTED, b"c", BETTER))
    found = settle(FILED, remarks, critical=True)
    assert (found.wanted, found.shown, len(found.by)) == (BETTER, FILED, 1)


def test_accepting_what_was_corrected_meanwhile_counts_for_nothing() -> None:
    remarks = [said(CORRECTED, b"a", BETTER), said(ACCEPTED, b"b", FILED)]
    assert [each.person_id for each in settle(FILED, remarks, critical=True).by] == [b"a"]


def test_correcting_to_what_is_asked_for_already_is_agreeing() -> None:
    remarks = [said(CORRECTED, b"a", BETTER), said(CORRECTED, b"b", BETTER)]
    assert settle(FILED, remarks, critical=True).shown == BETTER


def test_a_question_stands_until_somebody_says_more() -> None:
    asked = said(ASKED, b"a", FILED)
    assert settle(FILED, [asked], critical=False).asked == asked
    assert settle(FILED, [asked, said(ACCEPTED, b"b", FILED)], critical=False).asked is None


@pytest.mark.parametrize(
    ("remarks", "critical", "state"),
    [
        ([], True, "draft"),
        ([said(ACCEPTED, b"me", FILED)], True, "mine"),
        ([said(ACCEPTED, b"you", FILED)], True, "second"),
        ([said(ACCEPTED, b"you", FILED)], False, "done"),
        ([said(ACCEPTED, b"you", FILED), said(ACCEPTED, b"me", FILED)], True, "done"),
        ([said(ASKED, b"you", FILED)], True, "asked"),
    ],
)
def test_what_there_is_to_do_for_one_person(
    remarks: list[Remark], critical: bool, state: str
) -> None:
    settled = settle(FILED, remarks, critical=critical)
    line = Line("t1", ("a.b", "English"), (), FILED, settled, tuple(remarks), critical, 0)
    assert line.state_for(b"me") == state


def test_the_name_of_a_message_changes_with_its_english() -> None:
    assert ident(("a.b", "English")) == ident(("a.b", "English"))
    assert ident(("a.b", "English")) != ident(("a.b", "English!"))
    assert ident(("a", "b.English")) != ident(("a.b", "English"))
