"""YAML as authors may write it, and every surprise refused with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.content import strict_yaml
from app.content.strict_yaml import Document, YamlFault


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def read(text: str | bytes) -> Document:
        path = tmp_path / "file.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return strict_yaml.read(path)

    return read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("true", "true"),
        ("on", "on"),
        ("~", None),
        ("null", None),
        ("", None),
        ("3", 3),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("007", "007"),
        ("3.5", 3.5),
        (".5", ".5"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("12:30", "12:30"),
        ("2026-10-12", date(2026, 10, 12)),
        ('"2026-10-12"', "2026-10-12"),
        ("'3'", "3"),
        ('""', ""),
        ("more than 5 up to 15", "more than 5 up to 15"),
        ("[a, 2, no]", ["a", 2, "no"]),
        ("{a: 1}", {"a": 1}),
    ],
)
def test_words_numbers_and_dates(read: Any, written: str, value: object) -> None:
    found = read(f"key: {written}\n").content["key"]
    assert found == value and type(found) is type(value)


def test_a_block_of_text_is_words(read: Any) -> None:
    assert read("key: |\n  3\n").content == {"key": "3\n"}


def test_an_empty_file_says_nothing(read: Any) -> None:
    assert read("").content is None
    assert read("# only a remark\n").content is None


def test_every_place_knows_its_line(read: Any) -> None:
    found = read("a:\n  - b: 1\n  - c:\n      - d\n")
    assert found.line(()) == 1
    assert found.line(("a", 1)) == 3
    assert found.line(("a", 1, "c", 0)) == 4
    assert found.line(("a", 1, "c", 0, "unheard", "of")) == 4
    assert found.line(("z",)) == 1
    assert found.place_of("b", ("a",)) == ("a", 0, "b")
    assert found.place_of("d", ("a", 1)) == ("a", 1, "c", 0)
    assert found.place_of("nowhere", ("a", 1)) == ("a", 1)
    assert read("").line(("z",)) == 1


def test_a_part_may_be_named_and_used_again(read: Any) -> None:
    assert read("a: &name [1]\nb: *name\n").content == {"a": [1], "b": [1]}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, '"a" is written twice'),
        ("a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, "merging keys"),
        ("a: 2023-02-30\n", 1, "2023-02-30 is not a day of the calendar"),
        ("a: 1\nb: !secret x\n", 2, "tags like !secret"),
        ("a: !!python/object:os.system x\n", 1, "tags like"),
        ("a: !!int 3\n", 1, "tags like"),
        ("? [a, b]\n: c\n", 1, "a key must be one word"),
        ("a: &name [*name]\n", 1, "a part contains itself"),
        ("a: *nobody\n", 1, "undefined alias"),
        ("- 1\n---\n- 2\n", 2, "another document"),
        ("a: b: c\n", 1, "mapping values are not allowed"),
        ("a: 1\n\tb: 2\n", 2, "found a tab character"),
        ("a: [1\n", 2, "did not find expected"),
        ("a: \x07\n", 1, "control characters"),
    ],
)
def test_surprises_are_refused_with_their_line(read: Any, text: str, line: int, says: str) -> None:
    with pytest.raises(YamlFault) as fault:
        read(text)
    assert says in fault.value.message
    assert fault.value.line == line


def test_only_utf_8_is_text(read: Any) -> None:
    with pytest.raises(YamlFault, match="not UTF-8"):
        read(b"a: \xff\n")
