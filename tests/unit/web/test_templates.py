"""Every page template, shown with a made-up view: whole and as a piece, both directions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product

import pytest
from lxml import etree

from app.web import assets, rendering
from tests.fixtures import sample_pages
from tests.fixtures.content import ROOT
from tests.fixtures.sample_pages import PAGES, page

ALONE = ("leave",)
ON_PAPER = (
    "result-print",
    "result-sheet",
    "chronology-print",
    "rights-print",
    "kinds-print",
    "chart-print",
    "my-say-print",
)
FRAMED = tuple(name for name in PAGES if name not in (*ALONE, *ON_PAPER))
QUESTIONS = tuple(name for name in PAGES if name.startswith("question"))
VOID = {"meta", "link", "br", "input", "hr", "img", "col", "path", "circle", "rect", "source"}


class Page(HTMLParser):
    """The elements of a page in order, with the element each one stands in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(html)
        self.close()
        self.unbalanced += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.text[tag] = self.text.get(tag, "") + data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes, _ in self.elements if "id" in attributes]


@pytest.mark.parametrize(("name", "lang"), list(product(PAGES, ("en", "sk", "ur"))))
def test_a_page_is_one_document_in_one_language(name: str, lang: str) -> None:
    found = Page(page(name, lang))
    assert found.named("html") == [{"lang": lang, "dir": "rtl" if lang == "ur" else "ltr"}]
    assert len(found.named("h1")) == 1
    assert len(found.named("main")) == 1
    assert not found.unbalanced
    assert len(found.ids()) == len(set(found.ids()))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_inline_that_the_security_policy_would_block(name: str) -> None:
    found = Page(page(name))
    assert "style" not in {tag for tag, _, _ in found.elements}
    assert all("src" in script for script in found.named("script"))
    for _, attributes, _ in found.elements:
        assert "style" not in attributes
        assert not [key for key in attributes if key.startswith("on")]


@pytest.mark.parametrize("name", FRAMED)
def test_a_piece_brings_its_title_and_the_rows_around_main(name: str) -> None:
    whole, piece = Page(page(name)), Page(page(name, fragment=True))
    assert piece.text["title"] == whole.text["title"]
    assert not piece.named("html")
    swapped = {each["id"] for _, each, _ in piece.elements if "hx-swap-oob" in each}
    assert swapped == {"bar", "foot"}
    assert piece.named("main")[0]["id"] == "main"


@pytest.mark.parametrize("name", FRAMED)
def test_after_a_step_the_heading_or_the_problem_takes_the_focus(name: str) -> None:
    piece = Page(page(name, fragment=True))
    focused = [(tag, each) for tag, each, _ in piece.elements if "autofocus" in each]
    assert focused[0][0] == "textarea" or focused[0][1]["tabindex"] == "-1"


@pytest.mark.parametrize("name", [*FRAMED, *ON_PAPER])
def test_leave_is_on_every_page_and_is_never_taken_over(name: str) -> None:
    found = Page(page(name))
    leave = next(each for each in found.named("a") if "leave" in each.get("class", ""))
    assert leave["href"] == "/en/leave"
    assert leave["aria-label"] == "Leave this page"
    assert name in ON_PAPER or leave["hx-boost"] == "false"


@pytest.mark.parametrize("name", FRAMED)
def test_delete_everything_is_on_every_page_of_a_case(name: str) -> None:
    links = {each.get("href") for each in Page(page(name)).named("a")}
    has_case = PAGES[name][1].get("has_case", True)
    assert ("/en/delete" in links) == has_case


@pytest.mark.parametrize("name", PAGES)
def test_what_points_inside_the_page_finds_something(name: str) -> None:
    found = Page(page(name))
    ids = set(found.ids())
    for _, attributes, _ in found.elements:
        wanted = attributes.get("aria-describedby", "").split()
        wanted += attributes.get("aria-labelledby", "").split()
        wanted += [attributes["for"]] if "for" in attributes else []
        href = attributes.get("href", "")
        wanted += [href[1:]] if href.startswith("#") else []
        assert set(wanted) <= ids


@pytest.mark.parametrize("name", [name for name in QUESTIONS if "wrong" in name])
def test_a_problem_is_named_in_the_title_and_leads_to_its_field(name: str) -> None:
    html = page(name)
    found = Page(html)
    assert found.text["title"].startswith("Error: ")
    inputs = {
        each["id"]: each for tag in ("input", "select") for each in found.named(tag) if "id" in each
    }
    problems = PAGES[name][1]["question"].problems
    box = html[html.index('class="errbox"') :]
    for problem in problems:
        assert f'href="#{problem.field}"' in box
        assert problem.field in inputs
        assert f'id="problem-{problem.field}"' in html
    described = " ".join(each.get("aria-describedby", "") for each in found.named("fieldset"))
    assert all(f"problem-{each.field}" in described for each in problems)
    assert html.index('class="errbox"') < html.index("<h1")


@pytest.mark.parametrize(
    "kind", ["choice", "choices", "yes_no", "date", "number", "parts_of_day", "school"]
)
def test_the_question_is_the_legend(kind: str) -> None:
    found = Page(page(f"question-{kind}"))
    inside = next(around for tag, _, around in found.elements if tag == "h1")
    assert inside[-2:] == ("fieldset", "legend")


@pytest.mark.parametrize("kind", ["text", "name", "address"])
def test_the_question_is_the_label_of_a_single_field(kind: str) -> None:
    found = Page(page(f"question-{kind}"))
    label = next(each for each in found.elements if each[0] == "label")
    assert label[1]["for"] == "text"
    assert label[2][-1] == "h1"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_posts_to_its_own_address_and_says_nothing_in_it(name: str) -> None:
    forms = Page(page(name)).named("form")
    assert forms
    assert {(each["method"], each["action"]) for each in forms} == {("post", "/en/question/a1b2c3")}


def test_not_sure_comes_last_and_is_dashed() -> None:
    html = page("question-choice")
    picks = re.findall(r'<label class="([^"]*)"><input[^>]*value="([^"]*)"', html)
    assert picks[-1] == ("pick dash", "not-sure")
    assert {style for style, _ in picks[:-1]} == {"pick"}


def test_what_was_typed_comes_back_as_text_and_not_as_markup() -> None:
    typed = '"><script>alert(1)</script>'
    view = sample_pages.s.question("text", fields={"text": typed})
    html = sample_pages.render("pages/question.html", question=view)
    assert typed not in html
    assert "alert(1)" in html


def test_a_date_keeps_what_was_typed() -> None:
    found = Page(page("question-date-wrong"))
    day = next(each for each in found.named("input") if each.get("id") == "day")
    assert day["value"] == "31x"


def test_the_choices_of_the_first_page_are_posted() -> None:
    found = Page(page("first"))
    buttons = [each for each in found.named("button") if each.get("name") == "choice"]
    assert [each["value"] for each in buttons] == [each.value for each in sample_pages.s.CHOICES]
    assert found.named("form")[0] == {"method": "post", "action": "/en/begin"}


@pytest.mark.parametrize("name", FRAMED)
def test_a_language_is_a_link_to_the_same_page_in_its_own_script(name: str) -> None:
    context = PAGES[name][1]
    path = context.get("path", "/question/a1b2c3")
    found = Page(page(name))
    links = {
        each["lang"]: each
        for each in found.named("a")
        if "lang" in each and each.get("class") == "chip"
    }
    if name == "api_docs":
        assert not links
        return
    assert links["ur"]["href"] == f"/ur{path}"
    assert links["ur"]["dir"] == "rtl"
    assert links["en"]["aria-current"] == "true"
    assert "dir" not in links["en"]
    here = [each for each in found.named("ul") if each.get("hx-boost:inherited") == "false"]
    assert len(here) == 1


def test_english_stands_beside_a_draft_and_words_say_which_language_they_are_in() -> None:
    result = sample_pages.s.RESULT
    lead = (sample_pages.w("اب کیا کریں", "What to do now: the English", "ur"), *result.lead[1:])
    view = sample_pages.replace(result, lead=lead)
    html = sample_pages.render("pages/result.html", "ur", life=sample_pages.s.NO_LIFE, result=view)
    assert '<span class="en" lang="en" dir="ltr">What to do now: the English</span>' in html
    assert '<span lang="en" dir="auto">This is not the end.</span>' in html


def test_a_draft_says_so_before_anything_else() -> None:
    html = page("result", "sk")
    assert html.index('class="draft"') < html.index("<h1")
    assert 'class="draft"' not in page("result", "en")


def test_the_result_shows_one_thing_to_do_and_where_we_are() -> None:
    found = Page(page("result"))
    assert len([each for each in found.named("section") if each.get("class") == "today"]) == 1
    assert [each["aria-current"] for each in found.named("li") if "aria-current" in each] == [
        "step"
    ]


def test_every_why_is_a_step_away_on_screen_and_open_on_paper() -> None:
    screen = [each.get("href", "") for each in Page(page("result")).named("a")]
    few = len(sample_pages.s.RESULT.rights[:3])
    assert few
    for number in range(1, few + 1):
        assert f"/en/result/rights/{number}" in screen
    (reason,) = [
        each for each in Page(page("result-reason")).named("details") if "class" not in each
    ]
    assert "open" in reason
    paper = Page(page("result-print")).named("details")
    assert paper
    assert all("open" in each for each in paper)


def test_the_result_is_short_and_leads_to_its_parts_and_paper_holds_them() -> None:
    screen = [each.get("href", "") for each in Page(page("result")).named("a")]
    for part, many in (("notice", "faults"), ("others", "duties"), ("more", "beside")):
        shown = getattr(sample_pages.s.RESULT, many)
        assert (f"/en/result/{part}" in screen) == bool(shown)
        for each in shown:
            assert each.title.text in page("result-print")
            assert each.title.text in page(f"result-{part}")


def test_only_the_first_sentence_of_a_day_is_said_loudly() -> None:
    first, rest = rendering.first_sentence("Do it by 12. októbra. Then wait. All is well.")
    assert (first, rest) == ("Do it by 12. októbra.", "Then wait. All is well.")
    assert rendering.first_sentence("One sentence") == ("One sentence", "")


def test_a_day_is_said_in_full_beside_its_leaf() -> None:
    html = page("result")
    assert '<time class="leaf you" datetime="2026-10-23">' in html
    assert "Friday 23 October 2026" in html


def test_a_week_of_holiday_says_its_reason_once() -> None:
    html = page("count")
    assert html.count("Half-term. No school") == 1
    assert 'colspan="5"' in html


@pytest.mark.parametrize(
    ("state", "button"),
    [("changed", "edit-papers"), ("stale", "ours-day"), ("left_out", "put-interpreter"),
     ("offered", "tick-exam"), ("own", "keep-own")],
)  # fmt: skip
def test_each_state_of_a_letters_block_has_its_way_on(state: str, button: str) -> None:
    assert state in {each.state for each in sample_pages.s.BLOCKS}
    where, other = ("letter-more", "letter") if state == "offered" else ("letter", "letter-more")
    assert f'value="{button}"' in page(where)
    assert f'value="{button}"' not in page(other)


def test_a_letter_leads_to_what_can_be_added_moved_and_said_of_it() -> None:
    links = [each.get("href", "") for each in Page(page("letter")).named("a")]
    here = "/en/letter/papers"
    for each in (f"{here}/more", f"{here}/more#own", f"{here}/order", f"{here}/sent"):
        assert each in links
    assert 'value="add-point"' in page("letter-more")
    assert 'value="up-papers"' in page("letter-order")
    assert 'value="sent"' in page("letter-sending")


def test_changing_a_block_brings_the_reader_to_it() -> None:
    found = Page(page("letter", fragment=True))
    focused = [each for _, each, _ in found.elements if "autofocus" in each]
    assert [each["id"] for each in focused] == ["text-come"]
    form = next(each for each in found.named("form") if each.get("id") == "block-come")
    assert (form["action"], form["hx-boost"]) == ("/en/letter/papers", "false")


def test_files_of_a_letter_are_fetched_and_not_swapped_in() -> None:
    files = [each for each in Page(page("letter")).named("a") if "/file." in each.get("href", "")]
    assert [each["href"] for each in files] == [
        "/en/letter/papers/file.pdf", "/en/letter/papers/file.large.pdf",
        "/en/letter/papers/file.docx", "/en/letter/papers/file.txt",
    ]  # fmt: skip
    assert all("download" in each for each in files)


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_page_that_leaving_shows_does_not_name_us(lang: str) -> None:
    found = Page(page("leave", lang))
    words = " ".join(found.text.values()).lower()
    assert "exclusion" not in words
    assert "school" not in words
    assert not [each for each in found.named("a") if each["href"].startswith("/")]


def test_the_names_of_drawings_are_those_of_their_file() -> None:
    named = sample_pages.ENVIRONMENT.get_template("parts/icon.html").module.drawn
    symbols = etree.parse(assets.FOLDER / "icons.svg").getroot().findall("{*}symbol")
    assert [each.get("id") for each in symbols] == named
    assert {each.get("viewBox") for each in symbols} == {"0 0 48 48"}


def test_a_drawing_takes_its_colours_from_the_page() -> None:
    """No rule of our style reaches into another file, and none may be written in it."""
    file = (assets.FOLDER / "icons.svg").read_text()
    style = (assets.FOLDER / "style.css").read_text()
    assert not re.search(r"class=| style=|<style|<script", file)
    for name in set(re.findall(r"var\(--(\w+)\)", file)):
        assert f"svg{{--{name}:" in style or f";--{name}:" in style


def test_every_pictogram_that_content_names_is_drawn() -> None:
    drawn = sample_pages.ENVIRONMENT.get_template("parts/icon.html").module.drawn
    folders = (ROOT / "flows", ROOT / "guidance/rights")
    content = [file.read_text() for each in folders for file in each.rglob("*.yaml")]
    named = {name for text in content for name in re.findall(r"pictogram: *(\w+)", text)}
    assert named
    assert named <= set(drawn)


def test_a_wrong_number_is_not_shown_again() -> None:
    found = Page(page("number-wrong"))
    assert all("value" not in each for each in found.named("input"))


def test_a_page_leaves_the_indents_of_its_template_behind() -> None:
    made = rendering.Pages().environment.from_string("<p>\n    {{ typed }}\n  </p>")
    assert made.render(typed="What a family\n  typed") == "<p>\nWhat a family\n  typed\n</p>"
