"""A page as a browser holds it: its forms with what is in them, and the words somebody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from httpx2 import Response
from lxml import html as markup

Fields = dict[str, Any]
HIDDEN = ("script", "style", "svg", "title", "template")
TICKED = ("radio", "checkbox")


@dataclass(frozen=True)
class Control:
    """One thing in a form. `on`: whether its value goes along as the page came."""

    kind: str
    value: str
    on: bool


class Form:
    """A form: refuses to send what a reader of the page could not have put in."""

    def __init__(self, element: Any) -> None:
        self.action = element.get("action")
        self.method = element.get("method", "get").lower()
        self.controls: dict[str, list[Control]] = {}
        self.buttons: list[tuple[str, str]] = []
        for each in element.iter("input", "select", "textarea", "button"):
            self._take(each)

    def _take(self, each: Any) -> None:
        name, kind = each.get("name"), each.get("type", each.tag)
        if each.tag == "button":
            self.buttons.append((name or "", each.get("value", "")))
            return
        if not name:
            return
        here = self.controls.setdefault(name, [])
        if each.tag == "select":
            for option in each.iter("option"):
                on = option.get("selected") is not None
                here.append(Control("select", option.get("value", ""), on))
        elif each.tag == "textarea":
            here.append(Control("text", each.text or "", True))
        else:
            on = kind not in TICKED or each.get("checked") is not None
            here.append(Control(kind, each.get("value", "on" if kind in TICKED else ""), on))

    def offers(self, name: str, value: str | None = None) -> bool:
        """Whether there is such a field, with such a choice."""
        found = self.controls.get(name, [])
        return bool(found) if value is None else any(each.value == value for each in found)

    def has_button(self, value: str) -> bool:
        """Whether a button sends this value."""
        return any(each == value for _, each in self.buttons)

    def filled(self, fields: Fields, button: str | None) -> dict[str, list[str]]:
        """What a browser would send."""
        sent = {
            name: [each.value for each in found if each.on]
            for name, found in self.controls.items()
            if name not in fields
        }
        for name, given in fields.items():
            assert name in self.controls, f"no field {name} in {sorted(self.controls)}"
            values = [given] if isinstance(given, str) else list(given)
            first = self.controls[name][0]
            if first.kind in (*TICKED, "select"):
                missing = [each for each in values if not self.offers(name, each)]
                assert not missing, f"{name} does not offer {missing}"
            sent[name] = values
        if button is not None:
            assert self.has_button(button), f"no button {button} in {self.buttons}"
            name = next(name for name, value in self.buttons if value == button)
            sent[name] = [button]
        return {name: values for name, values in sent.items() if values}


class Page:
    """One answer of the server, read."""

    def __init__(self, response: Response) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.url.path
        self.html = response.text
        self.tree = markup.document_fromstring(self.html)
        self.lang = self.tree.get("lang")
        self.direction = self.tree.get("dir")
        self.title = self.tree.findtext(".//title") or ""

    @property
    def h1(self) -> str:
        """The heading; there is one."""
        found = self.tree.xpath("//h1")
        assert len(found) == 1, f"{len(found)} headings on {self.path}"
        return _plain(found[0])

    @property
    def text(self) -> str:
        """Everything that is read in the main part."""
        return " ".join(" ".join(said.split()) for _, said in self.said(self.tree.find(".//main")))

    @property
    def forms(self) -> list[Form]:
        """Every form of the page."""
        return [Form(each) for each in self.tree.iter("form")]

    def form(self, fields: Fields, button: str | None) -> Form:
        """The form that has these fields and this button."""
        for each in self.forms:
            if all(each.offers(name) for name in fields) and (
                button is None or each.has_button(button)
            ):
                return each
        raise AssertionError(f"no form with {sorted(fields)} and {button} on {self.path}")

    def links(self, containing: str = "") -> list[str]:
        """Addresses of links, in order."""
        found = [each.get("href", "") for each in self.tree.iter("a")]
        return [each for each in found if containing in each]

    def problems(self) -> list[str]:
        """What the box at the top tells the reader to do."""
        return [_plain(each) for each in self.tree.xpath("//*[@class='errbox']//li")]

    def values(self, name: str) -> list[str]:
        """What is in a field (or ticked) as the page came, in every form."""
        return [
            control.value
            for form in self.forms
            for control in form.controls.get(name, [])
            if control.on
        ]

    def said(self, top: Any = None) -> Iterator[tuple[Any, str]]:
        """Every text somebody reads, with the element it stands in."""
        for each in (self.tree.body if top is None else top).iter():
            if not isinstance(each.tag, str) or _is_hidden(each):
                continue
            if each.text and each.text.strip():
                yield each, each.text
            for child in each:
                if child.tail and child.tail.strip():
                    yield each, child.tail


def _is_hidden(element: Any) -> bool:
    line = [element, *element.iterancestors()]
    return any(each.tag in HIDDEN for each in line)


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
