"""Somebody who reads and taps in a real browser, and notices what goes wrong beside the page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

from app.content.library import Library
from app.services import interview
from tests.web.family import Given, Plan, usual
from tests.web.reading import Fields

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The status of an error page that we sent on purpose; what Leave cleared; that htmx sets the focus
# itself, before the browser does it for the same element; that we know no name to sign in with.
HARMLESS = (
    "Failed to load resource",
    "Autofocus processing was blocked",
    "Clear-Site-Data header on",
    "[DOM] Password forms should have",
)
FOCUSED = """() => {
  const at = document.activeElement;
  return at.tagName === 'H1' ? 'h1' : at.className || at.tagName.toLowerCase();
}"""


class Reader:
    """One page of one phone. `trouble`: console messages, failed requests, other hosts asked."""

    def __init__(
        self, page: Page, library: Library, address: str, lang: str, *, script: bool
    ) -> None:
        self.page = page
        self.library = library
        self.address = address
        self.lang = lang
        self.script = script
        self.trouble: list[str] = []
        self.origins: list[str | None] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(HARMLESS):
            self.trouble.append(message.text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "blob:", "data:")):
            self.trouble.append(f"asked {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        """A page in this reader's language."""
        self.page.goto(f"{self.address}/{self.lang}{path}")

    @property
    def path(self) -> str:
        """Where the reader is, without the language."""
        return self.page.url.removeprefix(self.address).removeprefix(f"/{self.lang}")

    @property
    def h1(self) -> str:
        return self.page.inner_text("h1")

    def follow(self, what: str | Locator) -> None:
        """Press something that the browser itself answers with a new page, and wait for it: a
        click alone comes back while the old page still stands."""
        pressed = self.page.locator(what).first if isinstance(what, str) else what
        with self.page.expect_navigation():
            pressed.click()

    def press(self, selector: str) -> None:
        """Press something that leads to another page, and wait until that page is there."""
        if not self.script:
            self.follow(selector)
            return
        main = self.page.query_selector("#main")
        assert main is not None
        self.page.click(selector)
        self.page.wait_for_function("main => !main.isConnected", arg=main)

    def fill(self, fields: Fields) -> None:
        """Fill in the form of the page, in the order given."""
        for name, given in fields.items():
            for value in [given] if isinstance(given, str) else given:
                self._fill(name, value)

    def _fill(self, name: str, value: str) -> None:
        select = self.page.locator(f"main select[name='{name}']")
        if select.count():
            select.select_option(value)
            return
        choice = self.page.locator(f"main input[name='{name}'][value='{value}']")
        if choice.count() and choice.first.get_attribute("type") in ("radio", "checkbox"):
            choice.first.check()
            return
        self.page.locator(f"main [name='{name}']").first.fill(value)

    def fact(self) -> str:
        """The fact that the question on the page asks for."""
        return interview.fact_of(self.library, self.path.rpartition("/")[2])

    def answer(self, given: Given) -> None:
        """Answer the question on the page."""
        assert not isinstance(given, str)
        if isinstance(given, dict):
            self.fill(given)
            self.press("button[value=next]")
            self._keep_the_name()
            return
        if not given:
            self.fill({"value": "none"})
            self.press("button[value=next]")
            return
        if self.page.locator("input[value=some]").count():
            self.fill({"value": "some"})
            self.press("button[value=next]")
        for entry in given:
            self.fill(entry)
            self.press("button[value=add]")
        self.press("button[value=next]")

    def _keep_the_name(self) -> None:
        """Where schools like the one typed were found, and it is none of them: say so."""
        typed = self.page.locator("#schools input[value='typed']")
        if typed.count():
            typed.check()
            self.press("button[value=next]")

    def begin(self, choice: str, journey: str | None = None) -> None:
        """From the first page to the first question."""
        self.open("/")
        self.press(f"button[name=choice][value={choice}]")
        if journey:
            self.press(f"button[name=journey][value={journey}]")

    def question(self) -> bool:
        """Whether a question is on the page."""
        if self.script:  # htmx puts the page in place first and the address a moment later
            self.page.wait_for_function(
                "() => (location.pathname.includes('/question/'))"
                " === !!document.querySelector('.steps')"
            )
        return "/question/" in self.path

    def to_result(self, choice: str, journey: str | None = None, plan: Plan | None = None) -> None:
        """The whole way to the result."""
        self.begin(choice, journey)
        while self.question():
            self.answer(usual(self.library, self.fact(), plan or {}))
        self.page.wait_for_url("**/result")

    def download(self, selector: str) -> tuple[str, bytes]:
        """The name and the content of a file behind a link."""
        with self.page.expect_download() as waiting:
            self.page.click(selector)
        found = waiting.value
        return found.suggested_filename, Path(found.path()).read_bytes()

    def sideways(self) -> int:
        """How many pixels the page can be scrolled sideways."""
        return int(self.page.evaluate(SIDEWAYS))

    def focus_is_on(self, what: str) -> None:
        """Wait until something has the focus, a moment after its page came: "h1", or the class or
        name of the element."""
        self.page.wait_for_function(f"what => ({FOCUSED})() === what", arg=what)
