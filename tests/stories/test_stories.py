"""Families' stories, told to the real pages: each YAML file beside this one is one story.

What must come out was written down before a story first ran. Where it then came out otherwise, the
content was mended, or the expectation was (a better first letter, a point that is not certain yet).
"""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.types import ASGIApp

from app.content import strict_yaml
from app.content.library import Library
from tests.stories.teller import Teller
from tests.web.conftest import app, clock, shared  # noqa: F401 - fixtures
from tests.web.family import Clock, Family

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))
KEYS = {"name", "told", "lang", "parts"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_story(path: Path, app: ASGIApp, content: Library, clock: Clock) -> None:  # noqa: F811
    story = strict_yaml.read(path).content
    assert set(story) <= KEYS
    teller = Teller(Family(app, content, story.get("lang", "en")), clock)
    for index, part in enumerate(story["parts"]):
        teller.tell(part, first=index == 0)


def test_every_story_expects_something() -> None:
    for path in FILES:
        parts = strict_yaml.read(path).content["parts"]
        assert all(part.get("expect") for part in parts), path


def test_there_are_enough_stories() -> None:
    own_words = [each for each in FILES if each.parent.name == "own_words"]
    assert len(own_words) >= 10
    assert len(FILES) - len(own_words) >= 15
