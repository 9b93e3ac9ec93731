"""Sealing: what opens, what is refused, and what the length of sealed bytes tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import vault
from app.store.vault import CaseSeal, SealBroken

CASE = CaseSeal(b"c" * 16, b"k" * 32)
SALT = b"s" * 16
SMALL = 8 * 1024


@given(st.binary(max_size=3000), st.integers(1, 10**6), st.text(max_size=40))
def test_what_was_sealed_opens_again(plaintext: bytes, version: int, name: str) -> None:
    sealed = CASE.seal(name, version, plaintext)
    assert CASE.open(name, version, sealed) == plaintext


@given(st.integers(0, 2000))
def test_sealed_lengths_tell_only_steps_of_512(length: int) -> None:
    steps, rest = divmod(
        len(CASE.seal("case", 1, bytes(length))) - len(CASE.seal("case", 1, b"")), 512
    )
    assert rest == 0
    assert steps == length // 512


def test_the_same_words_are_never_sealed_to_the_same_bytes() -> None:
    assert CASE.seal("case", 1, b"words") != CASE.seal("case", 1, b"words")


def test_every_single_byte_is_guarded() -> None:
    sealed = CASE.seal("case", 1, b"words")
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(SealBroken):
            CASE.open("case", 1, bytes(changed))


@pytest.mark.parametrize("cut", [0, 1, 23, 24, 39, 40])
def test_cut_bytes_are_refused(cut: int) -> None:
    with pytest.raises(SealBroken):
        CASE.open("case", 1, CASE.seal("case", 1, b"words")[:cut])


@pytest.mark.parametrize(
    ("other", "name", "version"),
    [
        (CaseSeal(b"d" * 16, b"k" * 32), "case", 1),
        (CaseSeal(b"c" * 16, b"l" * 32), "case", 1),
        (CASE, "case ", 1),
        (CASE, "letter", 1),
        (CASE, "case", 2),
    ],
    ids=["other case", "other key", "longer name", "other name", "other version"],
)
def test_sealed_bytes_open_only_in_their_place(other: CaseSeal, name: str, version: int) -> None:
    sealed = CASE.seal("case", 1, b"words")
    with pytest.raises(SealBroken):
        other.open(name, version, sealed)


def test_names_are_filed_differently_in_every_case_and_hide_their_length() -> None:
    other = CaseSeal(b"c" * 16, b"l" * 32)
    assert CASE.name_tag("letter") == CASE.name_tag("letter")
    assert CASE.name_tag("letter") != other.name_tag("letter")
    tag = CASE.name_tag("letter")
    assert len(CASE.seal_name(tag, "a")) == len(CASE.seal_name(tag, "a" * 63))
    assert CASE.open_name(tag, CASE.seal_name(tag, "letter")) == "letter"
    with pytest.raises(SealBroken):
        CASE.open_name(CASE.name_tag("other"), CASE.seal_name(tag, "letter"))


def test_a_case_key_opens_for_its_holder_alone() -> None:
    holder, stranger = vault.new_pair(), vault.new_pair()
    key = vault.new_key()
    sealed = vault.seal_key(key, holder.public)
    assert vault.open_key(sealed, holder.private) == key
    with pytest.raises(SealBroken):
        vault.open_key(sealed, stranger.private)
    with pytest.raises(SealBroken):
        vault.open_key(b"", holder.private)


def test_a_code_gives_a_tag_and_a_key_that_differ_and_depend_on_everything() -> None:
    keys = vault.code_keys("1234567890123456", SALT, SMALL)
    assert keys == vault.code_keys("1234567890123456", SALT, SMALL)
    assert keys.tag != keys.wrapping
    assert {len(keys.tag), len(keys.wrapping)} == {32}
    other_code = vault.code_keys("1234567890123457", SALT, SMALL)
    other_salt = vault.code_keys("1234567890123456", b"t" * 16, SMALL)
    assert len({keys.tag, other_code.tag, other_salt.tag}) == 3
    assert len({keys.wrapping, other_code.wrapping, other_salt.wrapping}) == 3


def test_the_salt_needs_both_the_secret_and_the_installation() -> None:
    salts = {
        vault.code_salt(secret, install)
        for secret in (b"s" * 32, b"t" * 32, b"s" * 200)
        for install in (b"i" * 16, b"j" * 16)
    }
    assert len(salts) == 6
    assert {len(salt) for salt in salts} == {16}


def test_one_try_costs_an_attacker_64_mib() -> None:
    assert vault.MEMORY == 64 * 1024 * 1024
    full = vault.code_keys("1234567890123456", SALT)
    assert full == vault.code_keys("1234567890123456", SALT, 64 * 1024 * 1024)
    assert full != vault.code_keys("1234567890123456", SALT, 32 * 1024 * 1024)


def test_a_wrapped_private_key_is_bound_to_its_holder() -> None:
    pair, wrapping = vault.new_pair(), vault.new_key()
    wrapped = vault.wrap_private(pair.private, wrapping, b"holder")
    assert vault.unwrap_private(wrapped, wrapping, b"holder") == pair.private
    with pytest.raises(SealBroken):
        vault.unwrap_private(wrapped, wrapping, b"another")
    with pytest.raises(SealBroken):
        vault.unwrap_private(wrapped, vault.new_key(), b"holder")


def test_codes_are_sixteen_digits_in_groups_of_four() -> None:
    codes = {vault.new_code() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) == 16 and code.isascii() and code.isdigit() for code in codes)
    assert vault.grouped("1234567890123456") == "1234 5678 9012 3456"


@pytest.mark.parametrize(
    "typed",
    [
        "1234567890123456",
        " 1234 5678 9012 3456\n",
        "1234-5678–9012—3456",
        "1234.5678/9012,3456",
        "١٢٣٤ ٥٦٧٨ ٩٠١٢ ٣٤٥٦",
        "۱۲۳۴ ۵۶۷۸ ۹۰۱۲ ۳۴۵۶",
        "১২৩৪ ৫৬৭৮ ৯০১২ ৩৪৫৬",
        "੧੨੩੪ ੫੬੭੮ ੯੦੧੨ ੩੪੫੬",
        "１２３４　５６７８　９０１２　３４５６",
        "\u200f\u20661234\u00a05678 9012 3456\u2069",
        "١٢٣٤ 5678 ۹۰۱۲ 3456",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert vault.code_digits(typed) == "1234567890123456"


@pytest.mark.parametrize(
    "typed",
    ["", "1234", "1234567890123456 7", "1234 5678 9012 345O", "1234 5678 9012 345²", "①" * 16],
)
def test_what_cannot_be_a_code_is_seen_at_once(typed: str) -> None:
    assert vault.code_digits(typed) is None


def test_keys_stay_out_of_what_is_printed() -> None:
    pair = vault.new_pair()
    shown = repr((pair, CASE, vault.code_keys("1234567890123456", SALT, SMALL)))
    assert repr(pair.private) not in shown
    assert repr(CASE.case_key) not in shown
    assert "wrapping" not in shown


def test_a_file_opens_with_its_words_alone_and_under_its_heading() -> None:
    sealed = vault.seal_file("several words", b"heading\n", b"everything")
    assert sealed.startswith(b"heading\n")
    assert vault.open_file("several words", b"heading\n", sealed) == b"everything"
    for words, heading, content in (
        ("other words", b"heading\n", sealed),
        ("several words", b"another\n", sealed),
        ("several words", b"heading\n", sealed[:-1]),
        ("several words", b"heading\n", sealed[:20]),
    ):
        with pytest.raises(SealBroken):
            vault.open_file(words, heading, content)


@pytest.mark.parametrize("at", [8, 23, 24, 47, 48, -1])
def test_no_byte_of_a_file_can_be_changed(at: int) -> None:
    changed = bytearray(vault.seal_file("several words", b"heading\n", b"everything"))
    changed[at] ^= 1
    with pytest.raises(SealBroken):
        vault.open_file("several words", b"heading\n", bytes(changed))
