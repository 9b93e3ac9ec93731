"""Published files to a list: whatever their shape, and never half of one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from app.registers import school_file, school_rows
from app.registers.school_file import ListUnusable
from app.registers.schools import SchoolRegister
from tests.fixtures.school_list import JOINED, LINKS, OFFICIAL
from tests.unit.registers.conftest import Import


def test_the_official_file_is_read_by_its_headings(load: Import, path: Path) -> None:
    done = load(OFFICIAL)
    assert (done.schools, done.before) == (10, 0)
    register = SchoolRegister(path)
    found = register.school("900002")
    assert found is not None
    assert (found.town, found.postcode, found.la_code) == ("Quokkaville", "ZZ2 2BB", "999")
    assert (found.type_code, found.type_name) == ("34", "Academy converter")
    first = register.school("900001")
    assert first is not None
    assert first.type_code == "1"  # "01" in the file
    assert register.facts()["date"] == "2026-11-18"


def test_windows_1252_and_utf_8_are_both_read(load: Import, path: Path, tmp_path: Path) -> None:
    text = OFFICIAL.read_bytes().decode("cp1252")
    for name, encoding in (("a.csv", "cp1252"), ("b.csv", "utf-8"), ("c.csv", "utf-8-sig")):
        (tmp_path / name).write_bytes(text.encode(encoding))
        load(tmp_path / name)
        found = SchoolRegister(path).school("900008")
        assert found is not None
        assert found.name == "Café Street School", encoding


def test_rows_that_cannot_be_used_are_named_with_line_and_reason(load: Import) -> None:
    done = load(OFFICIAL, LINKS)
    assert [(each.file, each.line, each.reason) for each in done.bad] == [
        ("official20261118.csv", 12, "the URN is not a number"),
        ("official20261118.csv", 13, "there is no name"),
        ("official20261118.csv", 14, "URN 900001 is on an earlier line too"),
        ("official20261118.csv", 15, "3 cells under 12 headings"),
        ("links.csv", 8, "the URN is not a number"),
    ]


def test_a_smaller_list_says_what_it_knows(load: Import, path: Path, tmp_path: Path) -> None:
    packed = tmp_path / "joined.csv.gz"
    packed.write_bytes(gzip.compress(JOINED.read_bytes()))
    load(packed)
    register = SchoolRegister(path)
    found = register.school("900001")
    assert found is not None
    assert (found.standing, found.type_code, found.town) == ("open", None, "Thistlebury")
    closed = register.school("900003")
    assert closed is not None
    assert closed.standing == "not_said"
    assert register.facts()["date"] == "2026-03"


def test_a_newer_list_is_taken_up_without_a_restart(load: Import, path: Path) -> None:
    load(JOINED)
    register = SchoolRegister(path)
    assert not register.search("bridge centre")
    load(OFFICIAL)
    assert register.search("bridge centre")
    path.unlink()
    assert not register.is_loaded


def test_links_are_kept_by_later_imports_and_can_come_alone(load: Import, path: Path) -> None:
    load(OFFICIAL)
    assert SchoolRegister(path).counts()["links"] == 0
    load(None, LINKS)
    count = SchoolRegister(path).counts()["links"]
    assert count > 0
    done = load(OFFICIAL)
    assert done.before == done.schools == 10
    assert SchoolRegister(path).counts()["links"] == count


BAD = {
    "other columns": b"code,title\n1,x\n",
    "no rows": b"URN,EstablishmentName\n",
    "empty": b"",
    "no good row": b"URN,EstablishmentName\nx,Larkhollow\n",
    "cut off": gzip.compress(b"URN,EstablishmentName\n" + b"900001,Larkhollow\n" * 5000)[:-40],
}


@pytest.mark.parametrize("written", BAD.values(), ids=BAD.keys())
def test_a_file_that_cannot_be_used_changes_nothing(
    written: bytes, load: Import, path: Path, tmp_path: Path
) -> None:
    load(OFFICIAL)
    before = path.read_bytes()
    (tmp_path / "bad.csv").write_bytes(written)
    with pytest.raises(ListUnusable):
        load(tmp_path / "bad.csv")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_is_missing_is_named(load: Import, tmp_path: Path) -> None:
    with pytest.raises(ListUnusable, match="no list of schools yet"):
        load(None, LINKS)
    with pytest.raises(ListUnusable, match=r"none\.csv"):
        load(tmp_path / "none.csv")
    with pytest.raises(ListUnusable, match="linkurn"):
        load(OFFICIAL, OFFICIAL)


def test_a_list_of_another_version_is_replaced(load: Import, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"from another time")
    assert load(OFFICIAL).before == 0
    assert SchoolRegister(path).is_loaded


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    long = tmp_path / "long.csv"
    rows = "".join(f"{number},School {number}\n" for number in range(5000))
    long.write_text(f"URN,EstablishmentName\n{rows}", encoding="utf-8")
    told: list[float] = []
    with school_rows.table(long, told.append) as table:
        count = sum(1 for _ in table.rows())
    assert count == 5000
    assert told == sorted(told)
    assert told[-1] == 1
    assert len(told) > 5


def test_a_list_cannot_be_written_where_there_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ListUnusable, match="cannot be written"):
        school_file.write(tmp_path / "file" / "schools.sqlite", (), (), {})
