"""Numbers over the cases of an organisation: only families that agreed, only a lead counts, at most
once a term, and nothing of it is about one family."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.model.pattern_counts import Protected
from app.services import desk_patterns, deskwork
from app.services.deskwork import DeskCase, Pointer
from app.services.patterns import Published, TooSoon
from app.store.desk import DeskStore, Found
from app.store.patterns import PatternStore
from app.store.signed_in import SignedIn
from tests.web.charity import Charity
from tests.web.family import Clock

MANY = 24
FEW = "Too few families are new"


@pytest.fixture
def charity(app: ASGIApp, content: Library) -> Charity:
    return Charity(app, content, "Counting House")


def _agreeing(charity: Charity, many: int) -> list[Pointer]:
    """So many families with the same suspension, all of which said yes."""
    lead, parts = charity.lead, charity.lead.parts
    lead.fills_in("suspension")
    who, now = lead.who(), parts.clock()
    (listed,) = parts.desk.cases(who, now)
    document = deskwork.hold(parts.desk, who, Pointer(listed.holder_id, 0), now).document
    found = []
    for _ in range(many):
        held, pointer = deskwork.begin(parts.desk, who, document, now)
        record = deskwork.record(parts.desk, who, held)
        case = DeskCase(who, pointer, held, record)
        desk_patterns.agree(parts.library, parts.desk, case, now.date(), counted=True)
        found.append(pointer)
    return found


def test_a_family_is_counted_only_after_it_said_yes(charity: Charity) -> None:
    charity.lead.fills_in("suspension")
    assert "0 cases agree" in charity.lead.at("/desk/patterns").text
    assert "This case is in no number" in charity.lead.at("/desk/case").text
    charity.lead.does("/desk/counted", counted="yes")
    assert "1 case agrees" in charity.lead.at("/desk/patterns").text
    charity.lead.does("/desk/counted", counted="no")
    assert "0 cases agree" in charity.lead.at("/desk/patterns").text
    acts = charity.lead.at("/desk/acts").text
    assert "Counted in the numbers from now on" in acts
    assert "Not counted in the numbers any more" in acts


def test_few_families_give_no_table(charity: Charity) -> None:
    _agreeing(charity, 3)
    page = charity.lead.does("/desk/patterns", act="count")
    assert "Nothing was published" in page.text
    assert FEW in page.text
    assert charity.lead.at("/desk/patterns/numbers.csv", 404)


def test_many_families_give_a_table_once_a_term(charity: Charity, clock: Clock) -> None:
    _agreeing(charity, MANY)
    page = charity.lead.does("/desk/patterns", act="count")
    assert "Table made in" in page.text
    written = charity.lead.http.get("/desk/patterns/numbers.csv").text
    assert "suspension" in written.lower()
    assert str(MANY) not in written.replace("2026", ""), "no number is exact"
    clock.move(days=3)
    charity.lead.signs_in()
    again = charity.lead.does("/desk/patterns", act="count")
    assert "There is a table of this term already" in again.text


def test_two_leads_who_count_at_once_make_one_table_and_its_ledger(charity: Charity) -> None:
    _agreeing(charity, MANY)
    parts, who = charity.lead.parts, charity.lead.who()
    now = parts.clock()

    def count(store: PatternStore) -> object:
        return desk_patterns.count(parts.library, parts.desk, store, who, now, now.date())

    class Meanwhile(PatternStore):
        """Another lead counts after this one looked for tables of before."""

        others: object = None

        def every(self, organisation_id: bytes | None) -> tuple[Protected, ...]:
            found = super().every(organisation_id)
            self.others = self.others or count(parts.patterns)
            return found

    ours = Meanwhile(parts.store.database)
    late = count(ours)
    assert isinstance(ours.others, Published)
    assert isinstance(late, TooSoon)
    assert late.why == "this_term"
    assert parts.patterns.every(who.organisation_id) == (ours.others.table,)
    stored = parts.desk.common(who, desk_patterns.COUNTING)
    assert stored is not None
    assert json.loads(stored[0])["ledger"] == ours.others.ledger


def test_only_a_lead_counts_and_agrees_to_the_public_table(charity: Charity) -> None:
    ada = charity.member("adviser")
    assert ada.does("/desk/patterns", act="count").status == 404
    assert ada.does("/desk/patterns", act="pool").status == 404
    assert "Count now" not in ada.at("/desk/patterns").text
    assert charity.lead.does("/desk/patterns", act="other").status == 404


def test_what_a_family_added_outlives_its_case_until_it_is_taken_back(charity: Charity) -> None:
    (pointer, *_) = _agreeing(charity, 2)
    parts, who = charity.lead.parts, charity.lead.who()
    held = deskwork.hold(parts.desk, who, pointer, parts.clock())
    parts.store.delete(held.open_case, parts.clock())
    assert desk_patterns.agreed(parts.desk, who) == 2


def test_yes_said_twice_at_once_is_taken_back_by_one_no(charity: Charity) -> None:
    """Two requests that both read the case before either was there."""
    charity.lead.fills_in("suspension")
    parts, case = charity.lead.parts, _case(charity)
    on = parts.clock().date()
    for _ in range(2):
        desk_patterns.agree(parts.library, parts.desk, case, on, counted=True)
    assert desk_patterns.agreed(parts.desk, case.who) == 1
    desk_patterns.agree(parts.library, parts.desk, _case(charity), on, counted=False)
    assert desk_patterns.agreed(parts.desk, case.who) == 0


def test_a_no_that_comes_while_it_is_counted_stays(charity: Charity) -> None:
    charity.lead.fills_in("suspension")
    charity.lead.does("/desk/counted", counted="yes")
    parts, case = charity.lead.parts, _case(charity)
    now = parts.clock()

    class Meanwhile(DeskStore):
        """The family takes it back after its case was opened to be counted."""

        def open(self, by: SignedIn, holder_id: bytes, number: int | None, now: datetime) -> Found:
            found = super().open(by, holder_id, number, now)
            desk_patterns.agree(parts.library, parts.desk, case, now.date(), counted=False)
            return found

    desk = Meanwhile(parts.store, parts.settings.secret)
    desk_patterns.count(parts.library, desk, parts.patterns, case.who, now, now.date())
    assert desk_patterns.agreed(parts.desk, case.who) == 0


def _case(charity: Charity) -> DeskCase:
    """The organisation's only case, as somebody has it open."""
    parts, who = charity.lead.parts, charity.lead.who()
    (listed,) = parts.desk.cases(who, parts.clock())
    pointer = Pointer(listed.holder_id, 0)
    held = deskwork.hold(parts.desk, who, pointer, parts.clock())
    return DeskCase(who, pointer, held, deskwork.record(parts.desk, who, held))


def test_what_lies_there_is_sealed(charity: Charity) -> None:
    _agreeing(charity, 2)
    parts = charity.lead.parts
    parts.store.database.empty_log()
    files = [each for each in parts.settings.folder.iterdir() if each.is_file()]
    assert not any(b'"faults"' in each.read_bytes() for each in files)
