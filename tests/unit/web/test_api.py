"""The API over the real content: what it answers, what it refuses, and what it never says back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from starlette.testclient import TestClient

from app.content.library import Library
from app.content.load import load
from app.i18n import catalogues
from app.services import api_example, samples
from app.services.recordings import Recorded
from app.services.reviewing import Room
from app.settings import Settings
from app.store.cases import open_store
from app.store.desk import DeskStore
from app.store.numbers import Numbers
from app.store.patterns import PatternStore
from app.store.people import PeopleStore
from app.store.recordings import RecordingStore
from app.store.reviewing import ReviewStore
from app.store.sharing import Sharing
from app.web.parts import Parts
from app.web.rendering import Pages
from app.web.routes import api

ROOT = Path(__file__).parents[3]
SECRET = "zxqv-whisper"  # stands for anything about a child; must never come back
ASSESS = "/api/v1/assess"
SUSPENDED = {
    "exclusion.kind": "suspension",
    "exclusion.started_on": "2026-11-16",
    "exclusion.length": {"what": "whole_days", "count": 2},
    "exclusion.earlier": [],
    "exclusion.misses_exam_or_test": "no",
    "parent.made_representations": "no",
    "school.kind": "academy",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT)


@pytest.fixture(scope="module")
def client(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("api")
    settings = Settings(
        secret=b"not so secret, for tests only....",
        database_url=f"sqlite:///{folder / 'cases.sqlite'}",
        folder=folder,
        content_root=ROOT,
        insecure_loopback=True,
    )
    store = open_store(settings.database_url, settings.secret)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    locales = ROOT / "locales"
    spoken = catalogues.load(locales, library)
    reviews = ReviewStore(store.database, settings.secret)
    app.state.parts = Parts(
        settings=settings,
        library=library,
        catalogues=spoken,
        store=store,
        numbers=Numbers(store),
        people=PeopleStore(store.database, settings.secret),
        room=Room(library, spoken, locales, reviews, samples.read(locales)),
        recorded=Recorded(spoken, RecordingStore(store.database, settings.secret)),
        pages=Pages(),
        desk=DeskStore(store, settings.secret),
        sharing=Sharing(store, settings.secret),
        patterns=PatternStore(store.database),
        clock=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC),
    )
    app.include_router(api.router)
    with TestClient(app) as opened:
        yield opened
    store.close()


def assess(client: TestClient, facts: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = client.post(ASSESS, json={"on": "2026-11-23", "facts": facts, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_exact_facts_give_a_certain_conclusion_with_its_reason(client: TestClient) -> None:
    found = assess(client, SUSPENDED)
    duty = found["conclusions"]["governing_board_duty"]
    assert (duty["state"], duty["then"]) == ("certain", "may_write_only")
    (reason,) = duty["because"]
    assert reason["row"] == "short_suspension_parent_silent"
    told = {each["fact"]: each["value"] for each in reason["told"]}
    assert told["exclusion.school_days_in_term"] == 2
    assert all(each["where"] for each in reason["provisions"])
    assert {each["force"] for each in reason["provisions"]} <= {"must", "should", "may"}


def test_an_edition_that_was_not_read_is_never_called_confirmed(client: TestClient) -> None:
    reasons = assess(client, SUSPENDED)["conclusions"]["governing_board_duty"]["because"]
    places = [place for each in reasons for law in each["provisions"] for place in law["where"]]
    unread = [each for each in places if "July 2026" in each["place"]]
    assert unread
    assert {each["confidence"] for each in unread} == {"reported"}


def test_a_range_leaves_open_what_it_straddles_and_says_what_to_find_out(
    client: TestClient,
) -> None:
    rough = SUSPENDED | {
        "exclusion.length": {"what": "whole_days", "count": {"from": 5, "to": 6}},
        "parent.made_representations": "yes",
    }
    found = assess(client, rough)
    duty = found["conclusions"]["governing_board_duty"]
    assert duty["state"] == "open"
    assert duty["then"] is None
    assert set(duty["possible"]) == {"must_consider_as_you_wrote", "must_read_what_you_wrote"}
    assert "exclusion.length" in {ask for each in duty["hangs_on"] for ask in each["ask"]}
    assert "governing_board_duty" in found["undecided"]


def test_null_is_not_sure_and_a_few_options_are_weighed_together(client: TestClient) -> None:
    found = assess(client, SUSPENDED | {"parent.made_representations": None})
    assert set(found["conclusions"]["governing_board_duty"]["possible"]) == {
        "may_write_only",
        "must_read_what_you_wrote",
    }
    either = SUSPENDED | {"school.kind": {"one_of": ["maintained", "pru"]}}
    assert set(assess(client, either)["conclusions"]["who_decides"]["possible"]) == {
        "governing_body",
        "management_committee",
    }


def test_a_decision_that_is_not_made_does_not_arise(client: TestClient) -> None:
    conclusion = assess(client, SUSPENDED)["conclusions"]["informal_removal"]
    assert (conclusion["state"], conclusion["then"]) == ("does_not_arise", None)


def test_points_are_listed_apart_by_how_certain_they_are(client: TestClient) -> None:
    says = {"notice.received": "yes", "notice.says": [], "notice.gives_reasons": None}
    points = assess(client, SUSPENDED | says)["conclusions"]["notice_faults"]["points"]
    assert "length_missing" in points["certain"]
    assert "reasons_missing" in points["possible"]


def test_the_schools_own_days_move_a_time_limit(client: TestClient) -> None:
    facts = SUSPENDED | {"exclusion.kind": "permanent_exclusion", "board.told_on": "2026-11-16"}
    without = assess(client, facts)["conclusions"]["governing_board_duty"]["deadline"]
    terms = [
        {"start": "2026-09-03", "end": "2026-12-18"},
        {"start": "2027-01-05", "end": "2027-03-25"},
    ]
    own = assess(client, facts, calendar={"terms": terms, "inset": ["2026-11-20"]})
    limit = own["conclusions"]["governing_board_duty"]["deadline"]
    # 15 school days after 16 November: five weekdays a week, less the training day on the 20th.
    assert limit["earliest"] == limit["latest"] == "2026-12-08"
    assert limit["source"] == "school"
    assert without["source"] == "usual"


def test_terms_of_the_calendar_stand_for_the_fact_about_them(client: TestClient) -> None:
    own = {"more_than_three_terms": True}
    used = assess(client, SUSPENDED, calendar=own)["facts"]
    assert used["school.more_than_three_terms"]["value"] == "yes"


def test_an_assumption_is_called_one(client: TestClient) -> None:
    facts = assess(client, SUSPENDED)["facts"]
    assert facts["board.told_on"]["how"] == "assumed"
    assert facts["exclusion.started_on"]["how"] == "told"
    assert facts["exclusion.decided_on"]["how"] == "worked_out"


def test_only_the_wanted_decisions_come_back(client: TestClient) -> None:
    found = assess(client, SUSPENDED, decisions=["who_decides"])
    assert list(found["conclusions"]) == ["who_decides"]


def test_without_a_day_it_is_today_in_england(client: TestClient) -> None:
    assert client.post(ASSESS, json={"facts": {}}).json()["on"] == "2026-11-23"


def test_no_answer_sets_a_cookie(client: TestClient) -> None:
    answer = client.post(ASSESS, json={"facts": SUSPENDED})
    assert "set-cookie" not in answer.headers
    assert client.cookies == {}


WRONG_FACTS = [
    ({"exclusion.kind": SECRET}, "exclusion.kind"),
    ({"exclusion.kind": {"one_of": []}}, "exclusion.kind"),
    ({"exclusion.kind": {"one_of": [[SECRET]]}}, "exclusion.kind"),
    ({"exclusion.started_on": SECRET}, "exclusion.started_on"),
    ({"exclusion.started_on": "2012-08-31"}, "exclusion.started_on"),
    ({"notice.dated": "2026-11-24"}, "notice.dated"),
    ({"exclusion.first_exam_on": "9999-12-31"}, "exclusion.first_exam_on"),
    (
        {"exclusion.started_on": "2026-11-16", "board.notice_dated": "2026-11-02"},
        "board.notice_dated",
    ),
    ({"exclusion.length": {"what": [], "count": 3}}, "exclusion.length"),
    ({"exclusion.length": 10**400}, "exclusion.length"),
    ({"exclusion.length": float("nan")}, "exclusion.length"),
    ({"exclusion.earlier": [{"first_day": None, "what": SECRET}]}, "exclusion.earlier"),
    (
        {"exclusion.earlier": [{"first_day": None, "what": "lunchtimes", "count": -1}]},
        "exclusion.earlier",
    ),
    ({"notice.says": [{}]}, "notice.says"),
    ({"notice.says.length": "no"}, "notice.says.length"),
    ({"child.name": "\ud800" + SECRET}, "child.name"),
    ({"child.name": [SECRET]}, "child.name"),
    ({"exclusion.decided_on": "2026-11-16"}, "exclusion.decided_on"),
    ({"governing_board_duty": "must_consider"}, "governing_board_duty"),
    ({"no.such_fact": SECRET}, "no.such_fact"),
]


@pytest.mark.parametrize(("facts", "fact"), WRONG_FACTS, ids=lambda each: str(each)[:40])
def test_a_wrong_value_names_its_fact_and_is_not_said_back(
    client: TestClient, facts: dict[str, Any], fact: str
) -> None:
    body = json.dumps({"on": "2026-11-23", "facts": facts})
    answer = client.post(ASSESS, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["fact"] == fact
    assert problem["detail"]
    assert SECRET not in answer.text


WRONG_BODIES = [
    ("{", 400),
    ("[" * 30_000, 400),
    (f'["{SECRET}"]', 422),
    (f'{{"facts": {{}}, "{SECRET}": 1}}', 422),
    (f'{{"facts": {{"{SECRET}!": 1}}}}', 422),
    (f'{{"facts": {{}}, "on": "{SECRET}"}}', 422),
    ('{"facts": {}, "on": "1900-01-01"}', 422),
    (f'{{"facts": {{}}, "decisions": ["{SECRET}"]}}', 422),
    (f'{{"facts": {{}}, "calendar": {{"terms": [{{"start": "{SECRET}"}}]}}}}', 422),
    ('{"facts": {}, "calendar": {"terms": [{"start": "2027-01-01", "end": "2026-01-01"}]}}', 422),
    ('{"facts": {}, "calendar": {"terms": [{"start": "2026-01-01", "end": "9026-01-01"}]}}', 422),
    (SECRET, 400),
]


@pytest.mark.parametrize(("body", "status"), WRONG_BODIES, ids=lambda each: str(each)[:40])
def test_a_wrong_body_is_a_problem_document(client: TestClient, body: str, status: int) -> None:
    answer = client.post(ASSESS, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "fact"}
    assert problem["status"] == status
    assert SECRET not in answer.text


def test_facts_too_rough_together_are_refused_and_named(client: TestClient) -> None:
    rough = {"from": "2026-09-01", "to": "2026-11-20"}
    entry = {"first_day": rough, "what": "unknown", "count": None}
    facts = SUSPENDED | {
        "exclusion.started_on": rough,
        "exclusion.length": {"what": "whole_days", "count": {"from": 1, "to": 15}},
        "exclusion.earlier": [entry] * 200,
    }
    answer = client.post(ASSESS, json={"on": "2026-11-23", "facts": facts})
    assert answer.status_code == 422
    assert answer.json()["fact"] == "exclusion.earlier"


def test_nothing_that_was_sent_is_logged(
    client: TestClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    client.post(ASSESS, json={"facts": {"child.name": SECRET}})
    client.post(ASSESS, json={"facts": {"exclusion.kind": SECRET}})
    written = capfd.readouterr()
    assert SECRET not in caplog.text + written.out + written.err


def test_the_vocabulary_is_that_of_content(client: TestClient, library: Library) -> None:
    listed = {each["id"]: each for each in client.get("/api/v1/facts").json()["facts"]}
    assert list(listed) == list(library.facts)
    for fact in library.facts.values():
        assert (listed[fact.id]["shape"] is None) == (fact.derive is not None)
    assert listed["exclusion.started_on"]["range"]["from"] == "2012-09-01"
    assert listed["exclusion.decided_on"]["derived_from"]


def test_journeys_list_their_questions_in_order(client: TestClient, library: Library) -> None:
    listed = {each["id"]: each for each in client.get("/api/v1/journeys").json()["journeys"]}
    assert set(listed) == set(library.journeys)
    for journey in library.journeys.values():
        asked = [
            each["fact"] for part in listed[journey.id]["sections"] for each in part["questions"]
        ]
        assert asked == [each.asks for part in journey.sections for each in part.questions]


def test_every_letter_is_listed_with_when_it_fits(client: TestClient, library: Library) -> None:
    found = client.get("/api/v1/letters").json()
    kinds = {each["id"]: each["kind"] for each in found["letters"]}
    assert kinds == {each.id: each.kind for each in library.letters.values()}
    assert {"letter", "document"} == set(kinds.values())
    assert "en" in found["languages"]


def test_a_letter_comes_in_every_format(client: TestClient) -> None:
    facts = SUSPENDED | {"child.name": "Maja Testová", "school": {"name": "Example School"}}
    texts = {}
    for form in ("docx", "pdf", "txt", "html"):
        answer = client.post(
            f"/api/v1/letters/views_short_suspension?format={form}",
            json={"on": "2026-11-23", "facts": facts},
        )
        assert answer.status_code == 200, answer.text
        assert f"views_short_suspension.{form}" in answer.headers["content-disposition"]
        texts[form] = _text(form, answer.content)
    for form, said in texts.items():
        assert "Example School" in said, form


def _text(form: str, content: bytes) -> str:
    if form == "docx":
        return "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    if form == "pdf":
        return "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)
    return content.decode()


def test_markup_in_a_name_stays_text_in_the_html_letter(client: TestClient) -> None:
    facts = SUSPENDED | {"child.name": "<script>alert(1)</script>{{ 7 * 7 }}"}
    answer = client.post(
        "/api/v1/letters/views_short_suspension?format=html", json={"facts": facts}
    )
    assert "<script" not in answer.text
    assert "{{ 7 * 7 }}" in answer.text


@pytest.mark.parametrize(
    ("address", "more", "status"),
    [
        ("no_such_letter", {}, 404),
        ("views_permanent_exclusion", {}, 409),
        ("views_short_suspension?format=doc", {}, 422),
        ("views_short_suspension", {"lang": "xx"}, 422),
    ],
)
def test_a_letter_that_cannot_be_made_is_a_problem(
    client: TestClient, address: str, more: dict[str, str], status: int
) -> None:
    answer = client.post(f"/api/v1/letters/{address}", json={"facts": SUSPENDED, **more})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_openapi_document_holds_together(client: TestClient, library: Library) -> None:
    document = client.get("/api/v1/openapi.json").json()
    schemas = document["components"]["schemas"]
    for reference in _references(document):
        assert reference.removeprefix("#/components/schemas/") in schemas
    told = {each.id for each in library.facts.values() if each.derive is None}
    assert set(schemas["Facts"]["properties"]) == told
    for path, methods in document["paths"].items():
        for operation in methods.values():
            assert operation["summary"], path
            assert "HTTPValidationError" not in json.dumps(operation)


def test_every_json_answer_has_an_example_and_so_has_every_body(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    for methods in document["paths"].values():
        for operation in methods.values():
            kinds = operation["responses"]["200"]["content"]
            if "application/json" in kinds:
                assert kinds["application/json"]["example"]
    for body in ("AssessBody", "LetterBody"):
        assert document["components"]["schemas"][body]["examples"]


def test_the_example_of_the_document_can_be_sent(client: TestClient, library: Library) -> None:
    document = client.get("/api/v1/openapi.json").json()
    (example,) = document["components"]["schemas"]["AssessBody"]["examples"]
    assert example["facts"] == api_example.facts(library)
    answer = client.post(ASSESS, json=example).json()
    shown = document["paths"][ASSESS]["post"]["responses"]["200"]["content"]["application/json"]
    for name, conclusion in shown["example"]["conclusions"].items():
        assert answer["conclusions"][name] == conclusion
    assert {each["state"] for each in shown["example"]["conclusions"].values()} >= {"open"}


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for each in part.values():
            yield from _references(each)
    elif isinstance(part, list):
        for each in part:
            yield from _references(each)


def test_the_page_names_every_operation(client: TestClient) -> None:
    page = client.get("/api")
    assert page.status_code == 200
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert path in page.text
