"""Recordings that people give: their kind by content, and nothing kept but the sound."""

from __future__ import annotations

import pytest

from app.render import sound
from app.render.refusals import Refusal
from tests.fixtures import given_files, sounds


@pytest.mark.parametrize("kind", sounds.EVERY)
def test_the_kind_is_told_by_the_content(kind: str) -> None:
    made = sound.cleaned(sounds.EVERY[kind])
    assert not isinstance(made, Refusal)
    assert made[0] == kind
    assert sounds.NOISE in made[1]


@pytest.mark.parametrize("kind", ["m4a", "mp3"])
def test_what_a_phone_writes_beside_the_sound_is_gone(kind: str) -> None:
    assert sounds.PLACE in sounds.EVERY[kind]
    made = sound.cleaned(sounds.EVERY[kind])
    assert not isinstance(made, Refusal)
    assert sounds.PLACE not in made[1]


def test_the_places_inside_an_mp4_stay_what_they_were() -> None:
    made = sound.cleaned(sounds.M4A)
    assert not isinstance(made, Refusal)
    assert len(made[1]) == len(sounds.M4A)
    assert made[1].index(b"mdat") == sounds.M4A.index(b"mdat")


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (b"", Refusal.NOTHING),
        (b"<html>hello</html>", Refusal.UNKNOWN_KIND),
        (given_files.photo(), Refusal.UNKNOWN_KIND),
        (sounds.FILM, Refusal.UNKNOWN_KIND),
        (sounds.WEBM_FILM, Refusal.UNKNOWN_KIND),
        (sounds.WEBM + bytes(sound.LARGEST), Refusal.TOO_BIG),
    ],
    ids=["nothing", "a page", "a photo", "a film", "a webm film", "too large"],
)
def test_what_is_no_short_sound_is_refused(given: bytes, refused: Refusal) -> None:
    assert sound.cleaned(given) is refused


@pytest.mark.parametrize("kind", sounds.EVERY)
def test_a_file_that_is_cut_off_never_breaks_anything(kind: str) -> None:
    whole = sounds.EVERY[kind]
    for end in range(len(whole)):
        made = sound.cleaned(whole[:end])
        assert isinstance(made, Refusal) or made[0] in sounds.EVERY
