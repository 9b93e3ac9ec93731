"""What a page imports is made once for that page, and never for the next one."""

from __future__ import annotations

import re

import pytest

from app.services.views import Words
from app.web import rendering

IMPORT = '{% from "parts/words.html" import words with context %}'
PAGE = f"{IMPORT}{{{{ words(said) }}}}{{% if true %}}{IMPORT}{{{{ words(said) }}}}{{% endif %}}"
MARKED = '<span lang="sk" dir="auto">Dom</span>'


def test_a_part_is_made_once_for_a_page_and_again_for_the_next_reader() -> None:
    page = rendering.furnished().from_string(PAGE)
    said = Words("Dom", "sk")
    for lang, expected in (("en", MARKED * 2), ("sk", "DomDom"), ("en", MARKED * 2)):
        ready: dict[str, object] = {}
        assert page.render({"said": said, "lang": lang, rendering.READY: ready}) == expected
        assert list(ready) == ["parts/words.html"]


def test_without_a_page_to_keep_them_parts_are_made_as_ever() -> None:
    page = rendering.furnished().from_string(PAGE)
    assert page.render({"said": Words("Dom", "sk"), "lang": "sk"}) == "DomDom"


@pytest.mark.parametrize("template", rendering.furnished().list_templates())
def test_a_template_imports_only_what_it_uses(template: str) -> None:
    text = (rendering.FOLDER / template).read_text()
    for found in re.finditer(r'from "[^"]+" import ([\w, ]+?)(?: with context)? *-?%}', text):
        rest = text.replace(found[0], "")
        for name in found[1].split(","):
            assert re.search(rf"\b{name.split()[-1]}\b", rest), name
