"""Templates to text. Strict: a name that a page was not given is an error, not a gap."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from app.i18n.voice import Voice
from app.web import assets

FOLDER = Path(__file__).parent / "templates"
CONTEXT = ""
MOST_MADE = 200  # public pages kept in memory, of some ten thousand letters each


# After a number a full stop may belong to a date, as in "12. októbra".
SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?\u061f\u06d4\u0964])\s+")


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest."""
    first, *rest = SENTENCE_END.split(text, maxsplit=1)
    return first, "".join(rest)


class Pages:
    """The environment of all templates. `cache` is a folder for compiled ones, if any."""

    def __init__(self, cache: Path | None = None) -> None:
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache else None,
        )
        self.environment.globals["static"] = assets.address
        self.environment.filters["first_sentence"] = first_sentence
        self._made: dict[Hashable, str] = {}

    def once(self, key: Hashable, make: Callable[[], str]) -> str:
        """What `make` gives, made the first time only: for pages that are the same for everybody.

        What it raises is not remembered, so that only pages that exist take room."""
        if key not in self._made:
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            self._made[key] = make()
        return self._made[key]

    def render(self, name: str, voice: Voice, values: Mapping[str, Any]) -> str:
        """A page in one language."""
        return self.environment.get_template(name).render({**spoken(voice), **values})


@lru_cache(maxsize=64)
def spoken(voice: Voice) -> Mapping[str, Any]:
    """What every page of one language is given."""

    @cache
    def marked(english: str) -> tuple[Markup, str]:
        found = voice.say(english, CONTEXT)
        return Markup(escape(found.text)), found.lang  # noqa: S704 - escaped here

    def said(english: str, **values: Any) -> Markup:
        text, lang = marked(english)
        filled = text.format(**values) if values else text
        if lang == voice.lang:
            return filled
        return Markup('<span lang="{}" dir="ltr">{}</span>').format(lang, filled)

    def plain(english: str, **values: Any) -> str:
        text = voice.say(english, CONTEXT).text
        return text.format(**values) if values else text

    def href(path: str) -> str:
        return f"/{voice.lang}{path}"

    return {
        "_": said,
        "_t": plain,
        "href": href,
        "voice": voice,
        "lang": voice.lang,
        "dir": voice.direction,
        "draft": voice.is_draft,
        "saved": None,
    }
