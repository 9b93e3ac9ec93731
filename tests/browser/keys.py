"""Somebody who has no mouse and no touch screen: Tab, Space, arrows and Enter."""

from __future__ import annotations

from tests.browser.reader import Reader
from tests.web.family import Given

MOST_STOPS = 80


class Keys:
    """The keyboard of one reader."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.page = reader.page

    def tab_to(self, condition: str) -> None:
        """Tab until the condition holds for what has the focus (`at`), as a script."""
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(
                f"() => {{ const at = document.activeElement; return {condition}; }}"
            ):
                return
        raise AssertionError(f"no way to {condition} on {self.reader.h1}")

    def enter(self) -> None:
        """Press what has the focus, and wait for the page it leads to."""
        main = self.page.query_selector("#main")
        self.page.keyboard.press("Enter")
        self.page.wait_for_function("main => !main.isConnected", arg=main)

    def answer(self, given: Given) -> None:
        """Answer the question on the page, a list with its first entry."""
        assert not isinstance(given, str)
        fields = given if isinstance(given, dict) else given[0]
        for name, value in fields.items():
            self.tab_to(f"at.name === '{name}'")
            self._put_in(name, value)
        if isinstance(given, list):
            self.tab_to("at.value === 'add'")
            self.enter()
        self.tab_to("at.value === 'next'")
        self.enter()
        if self.page.locator("#schools input[value='typed']").count():  # none of those found
            self.tab_to("at.name === 'value'")
            self._put_in("value", "typed")
            self.tab_to("at.value === 'next'")
            self.enter()

    def _put_in(self, name: str, value: str) -> None:
        kind = self.page.evaluate("document.activeElement.type")
        if kind == "select-one":
            self.page.keyboard.type(value)
            for _ in range(12):
                if self.page.evaluate("document.activeElement.value") == value:
                    return
                self.page.keyboard.press("ArrowDown")
        elif kind == "radio":
            self.page.keyboard.press("Space")
            for _ in range(12):
                if self.page.evaluate("document.activeElement.value") == value:
                    break
                self.page.keyboard.press("ArrowDown")
            assert self.page.is_checked(f"input[name='{name}'][value='{value}']")
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)
