"""What an organisation reads of what was done with its cases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.store.audit_list import MOST
from app.store.signed_in import SignedIn
from tests.unit.store.houses import Town


@pytest.fixture
def lea(town: Town) -> SignedIn:
    return town.lead("Harbour Advice", "lea")


def test_a_case_whose_time_is_over_leaves_a_line(town: Town, lea: SignedIn) -> None:
    hal = town.lead("Hill Law", "hal")
    case = town.family()
    town.give(case, lea)
    later = town.now + timedelta(days=400)
    assert town.store.purge(later) == 1
    (last, *_) = town.desk.audit(lea, later)
    assert (last.act, last.person, last.number) == ("ended", "", None)
    assert last.case == case.case_id.hex()[:8]
    assert town.desk.audit(hal, later) == ()


def test_no_act_is_hidden_behind_many_others(town: Town, lea: SignedIn) -> None:
    begun = town.desk.begin(lea, 1234, town.now)
    of = [(begun.case_id, begun.holder_id, 1234)] * MOST
    town.desk.note_all(lea, of, "printed", town.now)
    assert {each.act for each in town.desk.audit(lea, town.now)} == {"printed"}
    assert [each.act for each in town.desk.audit(lea, town.now, 1)] == ["begun"]
