"""Each thing that authors may add, added to a copy of the real content and seen to take effect.

No Python is touched: if one of these needs it, the design has failed (app/README.md).
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import polib
import pytest

from app.checks import proof
from app.content.library import Library
from app.content.load import load
from app.engine import calendar, school_days, worlds
from app.engine.law import found_on
from app.engine.reasoning import Reasoning
from app.i18n import catalogues, messages
from app.letters import selection
from app.letters.flattening import placed_blocks
from app.model.assessment import Conclusion
from app.model.values import YES, day, option
from app.services import calendars, interview, print_leaflets, public_pages
from tests.fixtures.content import ROOT, add, change

ON = date(2026, 11, 23)
CALENDAR = calendars.for_case(load(ROOT))
FAULTS, OUTCOMES = "flows/rules/notice_faults.yaml", "flows/outcomes/notice_faults.yaml"
BASE: dict[str, Any] = {
    "exclusion.kind": option("suspension"),
    "exclusion.decided_on": day(date(2026, 10, 12)),
    "notice.received": YES,
}


@pytest.fixture
def root(content_copy: Path) -> Path:
    return content_copy


def proved(root: Path) -> Library:
    """The changed content, which still holds together."""
    findings = proof.findings(root)
    assert not findings, "\n".join(map(str, findings))
    return load(root)


def codes(root: Path) -> set[str]:
    return {each.code for each in proof.findings(root)}


def concluded(library: Library, decision: str, given: dict[str, Any]) -> Conclusion:
    found = worlds.assess(library.law, given, CALENDAR, ON, decisions=[decision])
    return found.conclusions[decision]


JOURNEY = """\
title: The school says my child may not go on the trip
lead: A trip is part of school.
found_under: [part_of_day]
tells_apart: They leave my child out of a trip
order: 99
assumes: {exclusion.kind: sent_home}
sections:
  - id: what_happened
    title: What happened
    questions:
      - asks: exclusion.started_on
      - asks: notice.received
      - {asks: notice.dated, only_if: {notice.received: yes}}
      - asks: school.kind
works_out: [procedure_scope]
"""


def test_a_journey_is_one_file(root: Path) -> None:
    add(root, "flows/journeys/no_trip.yaml", JOURNEY)
    library = proved(root)
    assert "no_trip" in {each.id for each in public_pages.ways(library, "part_of_day")}
    document = interview.begin(library, "no_trip", "en")
    step = interview.replay(library, document, ON).walk.next
    assert step is not None and step.asked.asks == "exclusion.started_on"


def test_a_question_has_to_change_something(root: Path) -> None:
    way = "flows/journeys/permanent_exclusion.yaml"
    add(root, "flows/facts.yaml", "bus.needed: {means: Whether a bus is needed., is: yes_no}\n")
    add(root, "flows/questions/new.yaml", "- {fact: bus.needed, question: Do you need a bus?}\n")
    change(
        root,
        way,
        "works_out:",
        "  - {id: bus, title: The bus, questions: [{asks: bus.needed}]}\nworks_out:",
    )
    assert codes(root) == {"C403"}
    block = "  - {id: bus, is: request, when: {bus.needed: yes}, text: Please send a bus.}\n"
    add(root, "letters/ask_for_papers.yaml", block)
    library = proved(root)
    document = interview.begin(library, "permanent_exclusion", "en")
    assert interview.replay(library, document, ON).walk.step("bus.needed") is not None


def test_a_point_is_one_row_with_its_words(root: Path) -> None:
    row = (
        "      - {id: no_stamp, when: {notice.received: yes}, cite: [notice-states-the-reasons]}\n"
    )
    add(root, FAULTS, row)
    assert codes(root) == {"C209"}
    words = """\
  - id: no_stamp
    title: The letter has no stamp
    part: fault
    who: head
    letters: [ask_for_written_notice]
"""
    add(root, OUTCOMES, words)
    library = proved(root)
    assert "no_stamp" in concluded(library, "notice_faults", BASE).thens


POWER, POWERS = (
    "flows/rules/governing_board_power.yaml",
    "flows/outcomes/governing_board_power.yaml",
)
ROW = """\

      - id: decision_taken_back
        exception_to: all
        when: {exclusion.cancelled: yes}
        then: nothing_to_put_back
        cite: [governors-have-two-answers]
"""
WORDS = """\

  - id: nothing_to_put_back
    title: Your child is back already
    part: note
    who: governors
    silent: yes
"""


def test_an_outcome_and_its_row_are_missed_without_each_other(root: Path) -> None:
    add(root, POWER, ROW)
    assert codes(root) == {"C209"}
    add(root, POWERS, WORDS)
    given = {**BASE, "governing_board_duty": None, "exclusion.misses_exam_or_test": YES}
    library = proved(root)
    cancelled = concluded(library, "governing_board_power", {**given, "exclusion.cancelled": YES})
    assert cancelled.then == "nothing_to_put_back"
    change(root, POWER, ROW, "")
    assert codes(root) == {"C207"}


VERSION = """\
  - from: 2030-01-01
    rows:
      - id: pupil_under_sixteen
        when: {child.age_band: [under_compulsory, compulsory]}
        then: parent_holds
        cite: [parent-holds-the-rights-of-a-pupil-under-eighteen]
      - id: pupil_from_sixteen
        when: {child.age_band: [sixteen_or_seventeen, adult]}
        then: pupil_holds
        cite: [pupil-holds-the-rights-from-eighteen]
"""


def test_a_new_law_leaves_old_cases_as_they_are(root: Path) -> None:
    add(root, "flows/rules/rights_holder.yaml", VERSION)
    library = proved(root)
    young = {**BASE, "child.age_band": option("sixteen_or_seventeen")}
    for on, then in (("2029-12-31", "parent_holds"), ("2030-01-01", "pupil_holds")):
        dated = {**young, "exclusion.decided_on": day(date.fromisoformat(on))}
        assert concluded(library, "rights_holder", dated).then == then


EDITION = """\
- id: dfe-guidance-2031-01
  title: A later edition
  kind: guidance
  from: 2031-01-01
  edition: January 2031
  edition_of: dfe-exclusion-guidance
"""


def test_a_new_edition_asks_for_its_pinpoints(root: Path) -> None:
    add(root, "guidance/sources.yaml", EDITION)
    missed = {each.message.split()[0] for each in proof.findings(root)}
    assert codes(root) == {"C502"}
    for path in (root / "guidance/provisions").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        line = "    - {source: dfe-guidance-2026-07, at: not confirmed, confidence: reported}\n"
        new = "    - {source: dfe-guidance-2031-01, at: para. 1, confidence: confirmed}\n"
        path.write_text(text.replace(line, line + new), encoding="utf-8")
    library = proved(root)
    for provision in missed:
        found = found_on(library.provisions[provision], library.sources, date(2031, 1, 1))
        assert "dfe-guidance-2031-01" in {each.source for each in found}


LETTER = """\
code: L99
title: Please send the bus
does: It asks for a bus.
to: headteacher
available_when: {exclusion.kind: [suspension]}
order: 99
blocks:
  - {use: header}
  - {id: ask, is: paragraph, text: Please send a bus.}
  - {use: thanks}
  - {use: closing}
"""


def test_a_letter_is_one_file_and_a_shared_part_another(root: Path) -> None:
    add(root, "letters/ask_for_a_bus.yaml", LETTER)
    add(root, "letters/parts/thanks.yaml", "blocks:\n  - {id: bye, is: paragraph, text: Thanks.}\n")
    library = proved(root)
    for kind, offered in (("suspension", True), ("permanent_exclusion", False)):
        given = {"exclusion.kind": option(kind)}
        thinking = Reasoning(library.law, given, CALENDAR, ON)
        found = selection.offers(library.letters.values(), thinking.holds)
        assert ("ask_for_a_bus" in {each.letter.id for each in found}) is offered
    blocks = placed_blocks(library.letters["ask_for_a_bus"], library.parts)
    assert "thanks.bye" in {each.id for each in blocks}


def test_a_language_is_one_file(content: Library, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    shutil.copytree(ROOT / "locales", locales)
    before = {each.code for each in catalogues.load(locales, content).languages}
    assert "nl" not in before
    path = locales / "nl" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    file = polib.POFile()
    file.metadata = {
        "Language": "nl",
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for each in messages.of_content(content):
        plural = {"msgid_plural": each.plural, "msgstr_plural": {0: each.english, 1: each.plural}}
        said = plural if each.plural else {"msgstr": each.english}
        file.append(polib.POEntry(msgctxt=each.context, msgid=each.english, **said))
    file.save(str(path))
    after = catalogues.load(locales, content).languages
    assert {each.code for each in after} == before | {"nl"}
    assert next(each.name for each in after if each.code == "nl") == "Nederlands"


def test_a_term_bans_its_synonyms_at_once(root: Path) -> None:
    term = "- {id: bus, term: bus, plain: It has wheels., avoid: [omnibus]}\n"
    add(root, "guidance/glossary.yaml", term)
    proved(root)
    add(
        root,
        "letters/parts/thanks.yaml",
        "blocks:\n  - {id: a, is: paragraph, text: An Omnibus.}\n",
    )
    assert codes(root) == {"C601"}


def test_a_usual_year_brings_a_range(root: Path) -> None:
    file = root / "guidance/usual_year.yaml"
    library = load(root)
    known = {each.school_year for each in library.usual_years}
    last = max(known)
    year = int(last[:4]) + 1
    _, _, block = file.read_text(encoding="utf-8").rpartition("- school_year: ")
    text = "- school_year: " + block.replace(last, f"{year}/{(year + 1) % 100}")
    text = text.replace(f"{year}-", f"{year + 1}-").replace(f"{year - 1}-", f"{year}-")
    on = date(year, 11, 20)
    for added, source in ((False, "weekdays"), (True, "usual")):
        if added:
            add(root, "guidance/usual_year.yaml", text)
        years = proved(root).usual_years
        found = calendar.compile_calendar(None, years, calendars.holidays(), ())
        assert school_days.source_at(found, on.toordinal()) == source
        latest = school_days.nth_school_day(found, date(year, 11, 6), 3)[1]
        assert (latest is not None) is added


def test_a_leaflet_is_offered_where_a_page_says_what_is_on_it(root: Path) -> None:
    page = "guidance/rights/complaints.yaml"
    assert "complaints" not in {each.id for each in print_leaflets.topics(load(root))}
    written = (root / page).read_text(encoding="utf-8")
    more = (
        "leaflet:\n  do: [send_complaint]\n  law: [complaint-steps-are-for-what-is-no-exclusion]\n"
    )
    (root / page).write_text(written + more, encoding="utf-8")
    assert "complaints" in {each.id for each in print_leaflets.topics(proved(root))}
