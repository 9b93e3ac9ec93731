"""One spelling for what is written in several ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registers import school_ranking
from app.registers.school_words import grams, plain


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("St. Anne’s C of E Primary", "st annes ce primary"),
        ("Saint Anne's Church of England Primary", "st annes ce primary"),
        ("Larkhollow & Mill", "larkhollow and mill"),
        ("Café-Street  School", "cafe street school"),
        ("zz1 1aa", "zz11aa"),
        ("Larkhollow ZZ1 1", "larkhollow zz11"),
        ("ZZ1", "zz1"),
        ('"DROP" OR *', "drop or"),
        ("Школа", ""),
    ],
)
def test_spellings_become_one(written: str, found: str) -> None:
    assert plain(written) == found


@given(st.text())
def test_what_is_plain_stays_plain_and_has_nothing_to_search_with_but_letters(text: str) -> None:
    found = plain(text)
    assert plain(found.upper()) == plain(found)
    assert all(each == " " or (each.isascii() and each.isalnum()) for each in found)
    assert all(len(each) == 3 for each in grams(found))


def test_a_nearer_name_is_closer_and_common_words_count_little() -> None:
    closeness = school_ranking.closeness_to(
        "fern dail school", {"fern": 0.9, "dail": 1, "school": 0.05}
    )
    meant = closeness("fern dale academy", "quokkaville")
    assert meant > closeness("fern hill school", "quokkaville")
    assert meant > closeness("kiln lane school", "quokkaville")
    together = school_ranking.closeness_to("ferndale", {"ferndale": 1})
    assert together("fern dale school", "") > together("fernhill school", "")
    assert 0 <= closeness("x", "") < meant <= 1
