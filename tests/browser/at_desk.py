"""Somebody of an organisation at a computer of their own, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Locator

from app.services import interview
from tests.browser.reader import Reader
from tests.web.desks import WORDS
from tests.web.family import Given

SESSION = "/desk/session"


class Desk:
    """One browser of one member. Every page of the desk is a page of its own."""

    def __init__(self, reader: Reader, name: str) -> None:
        self.reader, self.page, self.name = reader, reader.page, name

    @property
    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.removeprefix(self.reader.address)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.page.inner_text("main")

    def goes(self, path: str) -> None:
        """Open a page of the desk, or a whole link."""
        self.page.goto(path if path.startswith("http") else f"{self.reader.address}{path}")

    def press(self, what: str | Locator) -> None:
        """Press something that leads to another page."""
        self.reader.follow(what)

    def joins(self, link: str, words: str = WORDS) -> None:
        """Use a one-time link; who has a name already only chooses a passphrase."""
        self.goes(link)
        if self.page.locator("#name").count():
            self.page.fill("#name", self.name)
            self.page.fill("#sign_in", self.name.lower())
        self.page.fill("#passphrase", words)
        self.page.fill("#again", words)
        self.press("main button[type=submit]")

    def signs_in(self, words: str = WORDS) -> None:
        """With name and passphrase."""
        self.goes("/sign-in")
        self.page.fill("#name", self.name.lower())
        self.page.fill("#passphrase", words)
        self.press("main button[type=submit]")

    def card_of(self, name: str) -> Locator:
        """What the page of people says of somebody."""
        self.goes("/people")
        return self.page.locator(".card", has=self.page.get_by_role("heading", name=name))

    def asks_in(self, role: str = "adviser") -> str:
        """A one-time link for somebody new."""
        self.goes("/people")
        self.page.check(f"#new-{role}")
        self.press("button[value=invite]")
        return self.page.inner_text("main code")

    def confirms(self, name: str) -> None:
        """Let in somebody who waits."""
        self.press(self.card_of(name).locator("button[value=confirm]"))

    def changes(self, name: str, button: str) -> None:
        """Press one of the buttons that change something about a member."""
        card = self.card_of(name)
        card.locator("summary").click()
        self.press(card.locator(f"button[value={button}]"))

    def code(self) -> str:
        """Six digits to read out."""
        self.goes("/desk/code")
        self.press("main form button")
        return "".join(self.page.locator(".code span").all_inner_texts())

    def listed(self) -> str:
        """The list of cases, as it reads when it is opened."""
        self.goes("/desk")
        return self.page.inner_text("#cases")

    def opens(self) -> None:
        """The first case of the list."""
        self.goes("/desk")
        self.press(self.page.locator("button[name=case]").first)

    def keeps(self, field: str, typed: str) -> None:
        """Type into a field of the open case, and keep it."""
        self.page.fill(f"#{field}", typed)
        form = self.page.locator("form", has=self.page.locator(f"#{field}"))
        self.press(form.locator("button"))

    def at(self, fact: str) -> None:
        """A question in the session."""
        self.goes(f"{SESSION}/{interview.key_of(fact)}")

    def answers(self, given: Given, known_from: str = "parent") -> None:
        """Answer the question on the page, as somebody told it."""
        assert isinstance(given, dict)
        self.reader.fill({**given, "known_from": known_from})
        self.press("button[value=next]")

    def shows(self, fact: str, value: str) -> bool:
        """Whether a question has this answer now."""
        self.at(fact)
        return self.page.is_checked(f"main input[name=value][value={value}]")
