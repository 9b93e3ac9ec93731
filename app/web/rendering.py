"""Templates to text. Strict: a name that a page was not given is an error, not a gap."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from markupsafe import Markup, escape

from app.i18n.voice import ENGLISH, Messages, Voice
from app.services.views import Language
from app.web import assets

FOLDER = Path(__file__).parent / "templates"
CONTEXT = ""
Marked = dict[str, tuple[Markup, str]]
"""What a template says, as mark-up, and the language it is in."""
HERE = "{here}"
READY = "ready"  # the name under which a page keeps the macros that it has imported
MOST_MADE = 200  # public pages kept in memory, of some ten thousand letters each


INDENT = re.compile(r"^[ \t]+", re.MULTILINE)

# After a number a full stop may belong to a date, as in "12. októbra".
SENTENCE_END = re.compile(r"(?<=[^\d\s][.!?\u061f\u06d4\u0964])\s+")


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest."""
    first, *rest = SENTENCE_END.split(text, maxsplit=1)
    return first, "".join(rest)


class Unindented(Extension):
    """Templates without the spaces that their lines begin with: a fifth of what a page is made of,
    for nobody. Lines stay lines."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The text of a template as it is compiled."""
        return INDENT.sub("", source)


class OncePerPage(Template):
    """A template whose macros are made ready once for a page, however many of its parts import
    them "with context": that took a fifth of the time of a page. A part therefore sees what every
    page is given, and of the page's own names only those that it has from the start."""

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """The macros, as of the first import on this page."""
        ready: dict[str | None, TemplateModule] | None = (vars or {}).get(READY)
        if ready is None:
            return super().make_module(vars, shared, locals)
        if self.name not in ready:
            ready[self.name] = super().make_module(vars, shared, locals)
        return ready[self.name]


def furnished(compiled: Path | None = None) -> Environment:
    """All templates, strict and escaping, with what every one may use. `compiled` is a folder to
    keep compiled ones in, if any."""
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        extensions=(Unindented,),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
    )
    found.template_class = OncePerPage
    found.filters["first_sentence"] = first_sentence
    found.globals["static"] = assets.address
    drawn: Any = found.get_template("parts/icon.html").module
    found.globals["icon"] = cache(drawn.icon)
    found.globals["language_links"] = _language_links(found)
    return found


def _language_links(environment: Environment) -> Callable[[tuple[Language, ...], str, str], Markup]:
    """The same page in all languages: the most mark-up of many a page, and only its address ever
    differs."""
    tongues: Any = environment.get_template("parts/tongues.html").module

    @lru_cache(MOST_MADE)
    def made(languages: tuple[Language, ...], direction: str) -> str:
        return str(tongues.links(languages, direction, HERE))

    def links(languages: tuple[Language, ...], direction: str, path: str) -> Markup:
        return Markup(made(languages, direction).replace(HERE, escape(path)))  # noqa: S704 - ours

    return links


class Pages:
    """Pages made of all templates. `compiled` is a folder to keep compiled ones in, if any."""

    def __init__(self, compiled: Path | None = None) -> None:
        if compiled is not None:
            compiled.mkdir(parents=True, exist_ok=True)
        self.environment = furnished(compiled)
        self._made: dict[Hashable, str] = {}
        self._marked: dict[str, tuple[Messages, Marked]] = {}

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
        given = {**spoken(voice, self._marked_in(voice)), **values, READY: {}}
        return self.environment.get_template(name).render(given)

    def _marked_in(self, voice: Voice) -> Marked:
        """What templates have said in a language, as long as its translations are the same."""
        messages, marked = self._marked.get(voice.lang, (None, {}))
        if messages is not voice.messages:
            marked = {}
            self._marked[voice.lang] = voice.messages, marked
        return marked


def spoken(voice: Voice, marked: Marked) -> Mapping[str, Any]:
    """What every page of one language is given. `marked` keeps what its templates say."""

    def said(english: str, **values: Any) -> Markup:
        found = voice.say(english, CONTEXT)
        if english not in marked:
            marked[english] = Markup(escape(found.text)), found.lang  # noqa: S704 - escaped here
        text, lang = marked[english]
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
        "html_lang": voice.html_lang,
        "is_easy": voice.is_english and voice.lang != ENGLISH,
        "dir": voice.direction,
        "status": voice.status,
        "saved": None,
        "at_desk": "",
        "desk": None,
        "at": str,
    }
