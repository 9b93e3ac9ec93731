"""Letters as plain text for an e-mail."""

from __future__ import annotations

import pytest

from app.model.letters import LetterPair
from app.render.text import letter_text
from app.render.text import text as plain
from tests.unit.render.made_up import (
    ALONE,
    KINDS,
    WITH_URDU,
    block,
    letter,
    text,
    urdu,
    value,
)


def test_the_letter_reads_as_an_email() -> None:
    assert (
        plain(ALONE)
        == """\
Sam Example
____________ (your address)

13 October 2026

The clerk
Example School (Academy)

Dear Clerk,

Alex: letter of 12 October 2026

I am the parent of Alex.

What I ask

1. I will come to the governors’ meeting, and I want to speak.

2. Please send me all the papers before the meeting.

3. Alex was pushed first.
   Nobody asked Alex.

   We want Alex back.

I add a letter from our doctor.

Please answer by 23 October 2026.

Yours sincerely,
____________ (your name)

Enclosed: the school’s letter.
"""
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_block_type_is_printed(kind: str) -> None:
    said = letter(block(kind, text("Words of ours"), value(" and Alex")))  # type: ignore[arg-type]
    assert "Words of ours and Alex" in plain(LetterPair(said))


def test_the_copy_to_keep_never_gets_into_an_email() -> None:
    assert plain(WITH_URDU) == plain(ALONE)


def test_a_copy_alone_keeps_its_numbers_and_directions() -> None:
    said = letter_text(urdu())
    assert "\n1. " in said and "\n2. " in said
    assert "\u200f\u200e020 7946 0000\u200e\u200f" in said


def test_control_and_override_characters_do_not_get_through() -> None:
    said = letter(block("paragraph", value("a\x00\x1b[31m\u202eb")))
    assert plain(LetterPair(said)) == "a[31mb\n"
