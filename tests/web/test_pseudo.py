"""In a language nobody speaks, every page one can reach holds only marked, whole sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from app.content.library import Library
from app.i18n import catalogues
from app.i18n.pseudo import ACCENTED, accented, voices
from tests.web import turned
from tests.web.family import Family
from tests.web.reading import Page

DATES = voices(catalogues.english_voice())[ACCENTED].formats.dates
ENOUGH = 200  # pages; far fewer would mean that the walk stopped early
NO_PAGES = ("/leave", "/file.", ".ics", ".png")
NEW_CASE = ("/begin", "/delete", "/another", "/matters", "/leave")
"""Forms that would end this case, or put another in its place."""
JOURNEYS = ("permanent_exclusion", "suspension")


def walk(family: Family, first: str) -> dict[str, Page]:
    """Every page that links lead to, each address once; what is no page is left out."""
    waiting, seen = [first], dict[str, Page]()
    while waiting:
        path = waiting.pop()
        if path not in seen and not any(each in path for each in NO_PAGES):
            seen[path] = Page(family.http.get(path))
            found = (link.partition("#")[0].partition("?")[0] for link in seen[path].links())
            waiting += [each for each in found if each.startswith(f"/{family.lang}/")]
    return seen


@pytest.mark.parametrize("lang", turned.LANGUAGES)
@pytest.mark.parametrize("journey", JOURNEYS)
def test_nothing_is_hard_coded_and_no_sentence_is_joined(
    journey: str, lang: str, content: Library, family_in: Callable[[str], Family]
) -> None:
    family = family_in(lang)
    family.to_result(journey)
    pages = walk(family, f"/{lang}/result")
    assert len(pages) > ENOUGH
    for starts in ("rights/", "charts/", "days/", "letter/", "question/", "pack", "my-say", "law"):
        assert any(path.startswith(f"/{lang}/{starts}") for path in pages), starts
    if journey == JOURNEYS[0]:
        pages |= answers(family, pages.values())
    assert not _each(pages, lambda page: turned.plain_words(page, content))
    if lang == ACCENTED:
        assert not _each(pages, lambda page: turned.joined(page, content, DATES))


def answers(family: Family, pages: Iterable[Page]) -> dict[str, Page]:
    """What comes back at once when each form of each page is sent as it is, once by each of its
    buttons: mostly what is missing."""
    forms = [form for page in pages for form in page.forms if form.method == "post"]
    sent: dict[str, Page] = {}
    for form in forms:
        for button in [value for _, value in form.buttons] or [None]:
            name = f"{form.action} {button}"
            if name not in sent and not any(each in form.action for each in NEW_CASE):
                data = form.filled({}, button)
                response = family.http.post(form.action, data=data, follow_redirects=False)
                if response.text and "html" in response.headers.get("content-type", ""):
                    sent[name] = Page(response)
    return sent


def _each(pages: dict[str, Page], wrong: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    found = {path: wrong(page) for path, page in pages.items()}
    return {path: said for path, said in found.items() if said}


class _Response:
    """As much of an answer as a page is read from."""

    status_code, url = 200, type("Url", (), {"path": "/"})

    def __init__(self, inside: str) -> None:
        self.text = f'<html lang="{ACCENTED}"><body><main>{inside}</main></body></html>'


def made(inside: str) -> Page:
    return Page(_Response(inside))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "inside", ["<p>Go on</p>", f"<p>{accented('You may')} see it</p>", '<img alt="A letter">']
)
def test_plain_words_are_found(inside: str, content: Library) -> None:
    assert turned.plain_words(made(inside), content)


@pytest.mark.parametrize(
    "inside",
    [f"<p>{accented('Go on')}</p>", '<p lang="en">Go on</p>', "<p><bdi>Sam</bdi> 12</p>"],
)
def test_turned_or_marked_words_pass(inside: str, content: Library) -> None:
    assert not turned.plain_words(made(inside), content)


def test_a_sentence_in_two_pieces_is_found_and_two_sentences_are_not(content: Library) -> None:
    pieces = f"<p>{accented('You may')} {accented('ask for it.')}</p>"
    assert turned.joined(made(pieces), content, DATES)
    whole = f"<p>{accented('You may.')} {accented('Ask for it.')}</p>"
    assert not turned.joined(made(whole), content, DATES)
    day = f"<p>{DATES.weekdays[0]} 12 {DATES.months[9]}</p>"
    assert not turned.joined(made(day), content, DATES)
