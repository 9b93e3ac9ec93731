"""A made-up world for letters: a bakery, two languages, and no law at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from app.engine import conditions
from app.engine.conditions import Domain, Verdict
from app.letters.situation import Holds, Materials, Situation
from app.model.facts import Fact
from app.model.letters import LetterSource, PartSource, Recipient
from app.model.rules import When
from app.model.values import NO, YES, Options, day, number, option

TODAY = date(2030, 1, 2)


class Said(NamedTuple):
    text: str
    lang: str


@dataclass(frozen=True)
class Tongue:
    """A language that knows a few texts, or (English) all of them."""

    lang: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    is_draft: bool = False
    known: Mapping[str, str] | None = None

    def say(self, english: str, context: str = "") -> Said:
        if self.known is None:
            return Said(english, self.lang)
        found = self.known.get(context)
        return Said(found, self.lang) if found else Said(english, "en")

    def date(self, day: date) -> str:
        return f"{day.day}/{self.lang}"

    def day_month_year(self, day: date) -> str:
        return f"{day.day}.{day.month}.{day.year}/{self.lang}"

    def number(self, value: float) -> str:
        return f"{value:g}".replace(".", "," if self.lang != "en" else ".")

    def list_and(self, items: Sequence[str]) -> str:
        return f" {'and' if self.lang == 'en' else '&'} ".join(items)


ENGLISH = Tongue()
OTHER = Tongue(
    "xx",
    "rtl",
    is_draft=True,
    known={
        "letters.order.title": "Dorro",
        "letters.order.ask.text": "{cake.for} dorro!",
        "parts.reasons.stale.text": "Elats.",
        "facts.cake.for.means": "Namo.",
    },
)


def fact(id_: str, is_: str, **more: Any) -> Fact:
    means = more.pop("means", f"What {id_} is.")
    return Fact.model_validate({"id": id_, "is": is_, "means": means, **more})


FACTS = {
    each.id: each
    for each in (
        fact("cake.for", "name", means="The name on the cake."),
        fact("cake.size", "number"),
        fact("cake.due", "date"),
        fact("cake.days", "days"),
        fact("cake.shop", "school"),
        fact("cake.note", "text"),
        fact("cake.story", "text"),
        fact("cake.is_stale", "yes_no", find_out="Ask the baker."),
        fact(
            "cake.shape",
            "choice",
            options=[{"id": "round", "label": "a round one"}, {"id": "long", "label": "a log"}],
        ),
        fact(
            "cake.faults",
            "choices",
            options=[{"id": "dry", "label": "too dry"}, {"id": "sweet", "label": "too sweet"}],
        ),
        fact(
            "baker.kind",
            "choice",
            options=[{"id": "big", "label": "big"}, {"id": "small", "label": "small"}],
        ),
        fact("trial", "yes_no"),
    )
}

PARTS = {
    "reasons": PartSource.model_validate(
        {
            "id": "reasons",
            "blocks": [
                {"id": "heading", "is": "heading", "text": "Reasons"},
                {
                    "id": "stale",
                    "is": "point",
                    "when": {"cake.is_stale": "yes"},
                    "text": "It is stale.",
                    "cite": ["cakes-are-fresh"],
                },
                {
                    "id": "round",
                    "is": "point",
                    "when": {"cake.shape": "round"},
                    "text": "It is round.",
                },
                {"use": "deeper", "when": {"trial": "no"}},
            ],
        }
    ),
    "deeper": PartSource.model_validate(
        {
            "id": "deeper",
            "blocks": [
                {
                    "id": "story",
                    "is": "own_words",
                    "asks": "cake.story",
                    "text": "I saw this.",
                    "prompts": ["What did you see?"],
                    "example": "It was green.",
                },
            ],
        }
    ),
    "ring": PartSource.model_validate({"id": "ring", "blocks": [{"use": "ring"}]}),
}

RECIPIENTS = {
    "baker": Recipient.model_validate(
        {
            "id": "baker",
            "label": "The baker",
            "addresses": [
                {
                    "when": {"baker.kind": "big"},
                    "lines": ["The Factory", "{cake.shop}"],
                    "greeting": "Dear Factory,",
                    "note": "Ring the bell.",
                },
                {
                    "when": {"baker.kind": "not known"},
                    "lines": ["The Factory or the Baker"],
                    "greeting": "Dear Baker,",
                },
            ],
        }
    ),
    "miller": Recipient.model_validate(
        {
            "id": "miller",
            "label": "The miller",
            "addresses": [{"lines": ["The Miller"], "greeting": "Dear Miller,"}],
        }
    ),
}

ORDER: dict[str, Any] = {
    "id": "order",
    "code": "X1",
    "title": "An order",
    "does": "It orders a cake.",
    "to": "baker",
    "copy_to": ["miller"],
    "send": ["Hand it in."],
    "warning": "Cakes are heavy.",
    "blocks": [
        {"id": "from", "is": "address", "text": "{cake.for}\nCake Lane"},
        {"id": "on", "is": "date", "text": "{today}"},
        {"id": "to", "is": "address", "text": "{recipient}"},
        {"id": "greeting", "is": "salutation"},
        {"id": "ask", "is": "paragraph", "text": "A cake for {cake.for}, please."},
        {"id": "mine", "is": "paragraph", "voice": "parent", "text": "I am the buyer."},
        {"id": "theirs", "is": "paragraph", "voice": "pupil", "text": "I am the eater."},
        {"use": "reasons"},
        {"id": "wishes", "is": "heading", "text": "Wishes"},
        {
            "id": "small",
            "is": "request",
            "when": {"cake.size": "5 or fewer"},
            "text": "Keep it small: {cake.size}.",
        },
        {"id": "soon", "is": "request", "text": "Bring it soon."},
        {
            "id": "due",
            "is": "paragraph",
            "when": {"cake.due": "given"},
            "text": "It is for {cake.due}.",
        },
        {"id": "answer", "is": "deadline", "text": "Answer by {answer_by}."},
        {"id": "bare", "is": "heading", "text": "Nothing under it"},
        {"id": "sign", "is": "signature", "text": "Yours,\n{cake.for}"},
        {"id": "law", "is": "enclosures", "text": "The law:\n{law}"},
        {"id": "copy", "is": "enclosures", "text": "Copy to: {copy_to}"},
    ],
}

MATERIALS = Materials(PARTS, RECIPIENTS, FACTS)

KNOWN: dict[str, Any] = {
    "cake.for": "Ada",
    "cake.size": number(3),
    "cake.due": day(date(2030, 1, 9)),
    "cake.shop": "Sweet Street",
    "cake.is_stale": YES,
    "cake.shape": option("long"),
    "cake.story": "It was green.",
    "baker.kind": option("big"),
    "trial": NO,
}
EITHER = Options(frozenset({"yes", "no"}))


def letter(*blocks: dict[str, Any], **more: Any) -> LetterSource:
    """The order, or one with other blocks or fields."""
    return LetterSource.model_validate({**ORDER, **more, **({"blocks": blocks} if blocks else {})})


def holds(values: Mapping[str, Any]) -> Holds:
    """Conditions over values, as the engine reads them."""

    def one(name: str, cell: object) -> Verdict:
        is_ = FACTS[name].is_
        ids = tuple(each.id for each in FACTS[name].options) or ("yes", "no")
        kind: Any = {"number": "numbers", "yes_no": "options", "choice": "options"}.get(
            is_, "written"
        )
        parsed = conditions.parse(cell, Domain(kind, ids), not_known=True)
        return conditions.verdict(parsed, values.get(name))

    def all_of(when: When) -> Verdict:
        return conditions.all_hold(one(name, cell) for name, cell in when.items())

    return all_of


def situation(values: Mapping[str, Any] | None = None, **more: Any) -> Situation:
    """What is known, with changes; a value of None is not known."""
    known = {**KNOWN, **(values or {})}
    return Situation(values=known, holds=holds(known), today=TODAY, **more)
