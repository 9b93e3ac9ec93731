"""The adviser's desk: a list of cases, one of them opened, and what an organisation keeps of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.types import ASGIApp

from app.content.library import Library
from app.services import casework, desk_cases, deskwork, interview
from app.services.deskwork import Pointer
from tests.web.charity import Charity, Member
from tests.web.family import Clock, day

EXAMPLE = "Example School"


@pytest.fixture
def charity_named(app: ASGIApp, content: Library) -> Callable[[str], Charity]:
    return lambda name: Charity(app, content, name)


@pytest.fixture
def charity(charity_named: Callable[[str], Charity]) -> Charity:
    return charity_named("Open Door")


def test_a_case_stands_on_the_list_with_the_next_day_and_who_acts(charity: Charity) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    page = charity.lead.at("/desk")
    assert "1 case: what is due next" in page.h1
    assert number in page.text
    assert EXAMPLE in page.text
    assert "Slovenčina" in page.text
    assert "Fri 16 Oct" in page.text
    assert "3 school days" in page.text or "0 to 3 school days" in page.text
    assert charity.lead.name in page.text


def test_many_new_cases_are_worked_out_while_the_list_is_open(charity: Charity) -> None:
    charity.lead.fills_in("suspension")
    parts, who, now = charity.lead.parts, charity.lead.who(), charity.lead.parts.clock()
    (listed,) = parts.desk.cases(who, now)
    document = deskwork.hold(parts.desk, who, Pointer(listed.holder_id, 0), now).document
    for _ in range(desk_cases.A_LOOK + 2):
        deskwork.begin(parts.desk, who, document, now)
    page = charity.lead.at("/desk")
    assert f"{desk_cases.A_LOOK + 3} cases: what is due next" in page.h1
    assert "still being worked out" in page.text
    assert page.text.count("Not looked at today") == 3
    page = charity.lead.does("/desk/find", words="", kind="")
    assert "still being worked out" not in page.text
    assert page.text.count(EXAMPLE) == desk_cases.A_LOOK + 3


def test_names_are_hidden_until_asked_for(charity: Charity) -> None:
    charity.lead.fills_in()
    parts, who = charity.lead.parts, charity.lead.who()
    (listed,) = parts.desk.cases(who, parts.clock())
    held = deskwork.hold(parts.desk, who, Pointer(listed.holder_id, 0), parts.clock())
    fact = parts.library.slots.child_name
    named = interview.keep_text(parts.library, held.document, fact, "Kezia", parts.clock())
    casework.save(parts.store, held, named, parts.clock())
    assert "Kezia" not in charity.lead.at("/desk").text
    assert "No case fits" in charity.lead.does("/desk/find", words="kezia").text
    assert "Kezia" in charity.lead.does("/desk/find", words="kezia", names="on").text


def test_the_list_is_searched_in_what_is_sealed(charity: Charity) -> None:
    charity.lead.fills_in()
    first = charity.lead.number()
    charity.lead.does("/desk/case", do="name", name="Blue kite")
    charity.lead.fills_in("suspension")
    second = charity.lead.number()
    found = charity.lead.does("/desk/find", words="blue KITE").text
    assert first in found
    assert second not in found
    assert "No case fits" in charity.lead.does("/desk/find", words="green").text


def test_a_note_is_found_and_is_on_no_page_of_the_case(charity: Charity) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    charity.lead.does("/desk/case", do="note", note="Grandmother speaks for them")
    assert number in charity.lead.does("/desk/find", words="grandmother").text
    for path in ("/result", "/check", "/letters", "/chronology", "/result/print"):
        assert "Grandmother" not in charity.lead.open(path).text


def test_two_advisers_do_not_write_over_each_others_note(charity: Charity) -> None:
    charity.lead.fills_in()
    ada, number = charity.member("adviser"), charity.lead.number()
    ada.opens(number)
    before = ada.at("/desk/case")
    charity.lead.does("/desk/case", do="note", note="Ring the aunt on Monday.")
    seen = before.values("note_seen")[0]
    ada.does("/desk/case", do="note", note="The school will call back.", note_seen=seen)
    kept = ada.at("/desk/case")
    assert "Ring the aunt on Monday." in kept.text
    assert "The school will call back." in kept.text
    ada.does("/desk/case", do="note", note="All done.", note_seen=kept.values("note_seen")[0])
    assert "Ring the aunt" not in charity.lead.at("/desk/case").text


def test_a_closed_case_is_off_the_list_and_can_be_opened_again(charity: Charity) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    charity.lead.does("/desk/case", do="close")
    assert "Nothing is due" in charity.lead.at("/desk").text
    assert number in charity.lead.does("/desk/find", kind="closed").text
    charity.lead.does("/desk/case", do="reopen")
    assert number in charity.lead.at("/desk").text


def test_a_task_with_an_early_day_comes_first(charity: Charity) -> None:
    charity.lead.fills_in()
    page = charity.lead.does("/desk/case", do="task", text="Ring the clerk", by="2026-10-14")
    assert "Ring the clerk" in page.text
    listed = charity.lead.at("/desk").text
    assert "Ring the clerk" in listed
    assert "Wed 14 Oct" in listed


def test_a_task_without_words_is_refused_and_nothing_typed_is_lost(charity: Charity) -> None:
    charity.lead.fills_in()
    page = charity.lead.does("/desk/case", do="task", text="", by="2026-10-14")
    assert page.status == 422
    assert "Write what there is to do." in page.text
    assert page.values("by") == ["2026-10-14"]


def test_a_task_done_stays_to_be_seen_and_is_due_no_more(charity: Charity) -> None:
    charity.lead.fills_in()
    page = charity.lead.does("/desk/case", do="task", text="Ring the clerk", by="2026-10-14")
    task = page.values("task")[0]
    done = charity.lead.does("/desk/case", do="tick", task=task, done="yes")
    assert "To do again" in done.text
    assert "Ring the clerk" not in charity.lead.at("/desk").text


def test_another_adviser_sees_the_same_cases(charity: Charity) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    ada = charity.member("adviser")
    assert number in ada.at("/desk").text
    ada.opens(number)
    assert ada.open("/result").h1 == "What to do now"


@pytest.mark.parametrize("role", ["reviewer", "printer"])
def test_who_opens_no_cases_sees_none(charity: Charity, role: str) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    other = charity.member(role)
    assert number not in other.at("/desk").text
    other.http.cookies.set("case", charity.lead.http.cookies["case"], domain="127.0.0.1", path="/")
    assert other.http.get("/en/result").url.path == "/sign-in" or "What to do now" not in (
        other.http.get("/en/result").text
    )


def test_two_organisations_never_see_each_others_cases(
    charity: Charity, charity_named: Callable[[str], Charity]
) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    other = charity_named("Other Door").lead
    assert number not in other.at("/desk").text
    other.http.cookies.set("case", charity.lead.http.cookies["case"], domain="127.0.0.1", path="/")
    assert "What to do now" not in other.http.get("/en/result").text


def test_the_cookie_of_an_open_case_opens_nothing_by_itself(charity: Charity) -> None:
    charity.lead.fills_in()
    pointer = charity.lead.http.cookies["case"]
    stranger = charity.lead.another()
    stranger.http.cookies.set("case", pointer, domain="127.0.0.1", path="/")
    assert stranger.http.get("/en/result").url.path == "/sign-in"
    charity.lead.does("/sign-out")
    charity.lead.http.cookies.set("case", pointer, domain="127.0.0.1", path="/")
    assert charity.lead.http.get("/en/result").url.path == "/sign-in"


def test_an_answer_of_an_adviser_says_so(charity: Charity) -> None:
    charity.lead.fills_in()
    parts, who = charity.lead.parts, charity.lead.who()
    (listed,) = parts.desk.cases(who, parts.clock())
    found = parts.desk.open(who, listed.holder_id, None, parts.clock())
    assert found.stored is not None
    assert b'"by":"adviser"' in found.stored[0]
    assert b'"by":"parent"' not in found.stored[0]


def test_a_lead_reads_what_was_done_and_no_answer(charity: Charity, clock: Clock) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    ada = charity.member("adviser")
    ada.opens(number)
    clock.move(minutes=20)
    ada.put("child.born_on", day(6, 3, 2012))
    ada.file("/result/sheet")
    page = charity.lead.at("/desk/acts")
    for act in ("Begun", "Opened", "Changed", "Printed or saved as a file"):
        assert act in page.text, act
    assert page.text.count(f"{number} {ada.name}") >= 2
    assert EXAMPLE not in page.text
    assert ada.at("/desk/acts", 404)


def _acts(charity: Charity) -> list[str]:
    """What was done, the newest first."""
    page = charity.lead.at("/desk/acts")
    return [str(each.text_content()) for each in page.tree.xpath("//td[@data-l='What']")]


@pytest.mark.parametrize(
    "change",
    [
        {"do": "name", "name": "Blue kite"},
        {"do": "note", "note": "Rings on Mondays."},
        {"do": "task", "text": "Ring the clerk", "by": "2026-10-14"},
    ],
    ids=["nickname", "note", "task"],
)
def test_what_the_organisation_keeps_is_a_change_in_the_list_of_acts(
    charity: Charity, clock: Clock, change: dict[str, str]
) -> None:
    charity.lead.fills_in()
    clock.move(minutes=20)
    before = _acts(charity)
    charity.lead.does("/desk/case", **change)
    assert _acts(charity) == ["Changed", *before]
    charity.lead.does("/desk/case", do="note", note="And again, within the same sitting.")
    assert _acts(charity) == ["Changed", *before]
    page = charity.lead.at("/desk/acts").text
    for word in ("Blue kite", "Mondays", "clerk", "sitting"):
        assert word not in page


def test_a_task_that_is_done_and_a_note_in_the_session_are_changes_too(
    charity: Charity, clock: Clock
) -> None:
    charity.lead.fills_in()
    page = charity.lead.does("/desk/case", do="task", text="Ring the clerk", by="")
    clock.move(minutes=20)
    before = _acts(charity)
    charity.lead.does("/desk/case", do="tick", task=page.values("task")[0], done="yes")
    assert _acts(charity) == ["Changed", *before]
    clock.move(minutes=20)
    key = interview.key_of("child.born_on")
    charity.lead.does(f"/desk/session/{key}", do="note", note="The aunt knows.", note_seen="")
    assert _acts(charity) == ["Changed", "Changed", *before]


def test_closing_and_opening_again_are_acts_of_their_own(charity: Charity, clock: Clock) -> None:
    charity.lead.fills_in()
    before = _acts(charity)
    for do in ("close", "close", "reopen"):
        charity.lead.does("/desk/case", do=do)
    assert _acts(charity) == ["Open again", "Closed", *before]


def test_looking_at_a_case_is_no_change(charity: Charity, clock: Clock) -> None:
    charity.lead.fills_in()
    clock.move(minutes=20)
    before = _acts(charity)
    charity.lead.at("/desk/case")
    charity.lead.at("/desk")
    charity.lead.does("/desk/case", do="note", note="")
    assert _acts(charity) == before


def test_a_paper_for_everybody_is_no_act_with_the_open_case(charity: Charity) -> None:
    charity.lead.fills_in()
    for path in ("/print", "/kinds/print"):
        charity.lead.file(path)
    assert "Printed" not in charity.lead.at("/desk/acts").text
    for path in ("/result/print", "/result/sheet", "/chronology/print", "/days.ics"):
        charity.lead.file(path)
    assert charity.lead.at("/desk/acts").text.count("Printed or saved as a file") == 4


def test_the_familys_own_pages_lead_back_to_the_desk(charity: Charity) -> None:
    charity.lead.fills_in()
    for path in ("/en/save", "/en/delete"):
        assert charity.lead.http.get(path).url.path == "/desk/case"
    assert charity.lead.open("/result").links("/desk/case")


def test_another_family_gets_a_case_of_the_organisations_own(charity: Charity) -> None:
    charity.lead.fills_in()
    page = charity.lead.post("/en/begin", {"journey": "suspension", "how": "anew"})
    assert page.path == "/desk/begin"
    assert charity.lead.open("/result").h1 == "What to do now"


def test_a_letterhead_stands_on_letters_once_a_lead_keeps_it(charity: Charity) -> None:
    charity.lead.fills_in()
    refused = charity.lead.does("/desk/settings", letterhead_organisation="", version="0")
    assert refused.status == 422
    assert "Write the name of your organisation." in refused.text
    charity.lead.does("/desk/settings", letterhead_organisation="Open Door Leeds", version="0")
    letter = next(each for each in charity.lead.open("/letters").links("/letter/"))
    assert "We send it for the family" in charity.lead.open(letter).text


def test_two_leads_do_not_overwrite_each_others_settings(charity: Charity) -> None:
    charity.lead.does("/desk/settings", letterhead_organisation="Open Door", version="0")
    late = charity.lead.does("/desk/settings", letterhead_organisation="Closed Door", version="0")
    assert late.status == 409
    assert charity.lead.at("/desk/settings").values("letterhead_organisation") == ["Open Door"]


def test_a_shorter_period_counts_for_cases_that_are_held(charity: Charity, clock: Clock) -> None:
    charity.lead.fills_in()
    charity.lead.does("/desk/settings", do="keep", days="90")
    parts, who = charity.lead.parts, charity.lead.who()
    (listed,) = parts.desk.cases(who, parts.clock())
    assert (listed.expires_at.date() - clock.now.date()).days == 91
    assert charity.lead.does("/desk/settings", do="keep", days="9999").status == 404


def test_a_member_who_is_put_out_reads_nothing_more(charity: Charity) -> None:
    charity.lead.fills_in()
    number = charity.lead.number()
    ada = charity.member("adviser")
    ada.opens(number)
    key = ada.who().organisation_key
    ada_id = ada.who().person_id.hex()
    charity.lead.does("/people", do="remove", person=ada_id)
    assert ada.http.get("/en/result").url.path == "/sign-in"
    assert charity.lead.who().organisation_key != key
    assert charity.lead.open("/result").h1 == "What to do now"
    assert number in charity.lead.at("/desk").text


def test_a_case_left_open_by_one_adviser_is_not_open_for_the_next(charity: Charity) -> None:
    """Else somebody would read it, and nothing in the audit list would say so."""
    charity.lead.fills_in()
    other, left = charity.member("adviser"), charity.lead.http.cookies["case"]
    _puts(other, left)
    assert other.at("/desk/case").path == "/desk"
    charity.lead.does("/sign-out")
    assert "case" not in charity.lead.http.cookies
    _puts(charity.lead, left)
    charity.lead.signs_in()
    assert "case" not in charity.lead.http.cookies
    _puts(charity.lead, left)
    assert charity.lead.at("/desk/case").path == "/desk"


def test_nobody_opens_a_case_or_names_it_otherwise_by_writing_the_cookie(charity: Charity) -> None:
    charity.lead.fills_in()
    start, holder, number, mark = charity.lead.http.cookies["case"].split(".")
    other = str(int(number) + 1)
    for written in ([start, holder, other, mark], [start, holder, number], [start, holder, other]):
        _puts(charity.lead, ".".join(written))
        assert charity.lead.at("/desk/case").path == "/desk"


def _puts(member: Member, case: str) -> None:
    member.http.cookies.set("case", case, domain="127.0.0.1", path="/")
