"""Notes and tasks that go along with a case: what goes, and how it comes in."""

from __future__ import annotations

from app.services import handed_records
from app.services.desk_records import LONGEST_NOTE, MOST_TASKS, DeskRecord, Task

OURS = DeskRecord(
    number=1234,
    name="Blue door",
    adviser="ab",
    began="2026-10-13",
    counts=True,
    tasks=(Task("1", "ring", "2026-10-14"), Task("2", "write", done="2026-10-13")),
    notes={"": "rings on Mondays", "k1": "not sure"},
    more={"begun_here": True},
)


def _handed(record: DeskRecord = OURS) -> bytes:
    return handed_records.write(record, "Harbour")


def test_notes_tasks_and_the_nickname_go_along_and_nothing_else() -> None:
    found = handed_records.put_in(DeskRecord(), _handed())
    assert found.name == "Blue door"
    assert found.notes[""] == "From Harbour:\nrings on Mondays"
    assert [(each.text, each.by, each.done) for each in found.tasks] == [
        ("ring", "2026-10-14", ""),
        ("write", "", "2026-10-13"),
    ]
    assert (found.number, found.adviser, found.began, found.counts, found.more) == (
        0, "", "", False, {},
    )  # fmt: skip


def test_what_was_there_before_stays_first() -> None:
    known = DeskRecord(number=5, name="Red", tasks=(Task("1", "meet"),), notes={"": "ours"})
    found = handed_records.put_in(known, _handed())
    assert (found.number, found.name) == (5, "Red")
    assert found.notes[""] == "ours\n\nFrom Harbour:\nrings on Mondays"
    assert [each.text for each in found.tasks] == ["meet", "ring", "write"]
    assert len({each.id for each in found.tasks}) == 3


def test_limits_hold() -> None:
    many = tuple(Task(str(each), "x") for each in range(MOST_TASKS))
    long = DeskRecord(tasks=many, notes={"": "x" * LONGEST_NOTE})
    found = handed_records.put_in(long, _handed(long))
    assert len(found.tasks) == MOST_TASKS
    assert len(found.notes[""]) == LONGEST_NOTE


def test_nothing_written_is_nothing_handed() -> None:
    assert handed_records.put_in(DeskRecord(), _handed(DeskRecord(number=7))) == DeskRecord()
