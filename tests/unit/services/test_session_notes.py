"""What an organisation keeps of a session for itself."""

from __future__ import annotations

from app.services import session_notes
from app.services.desk_records import LONGEST_NOTE, DeskRecord, read, write


def test_a_note_is_kept_changed_and_taken_away() -> None:
    one = session_notes.noted(DeskRecord(), "k1", "Brought the letter.", "")
    assert read(write(one)).notes == {"k1": "Brought the letter."}
    two = session_notes.noted(one, "k1", "Brought both letters.", session_notes.seen(one, "k1"))
    assert two.notes == {"k1": "Brought both letters."}
    assert session_notes.noted(two, "k1", "", session_notes.seen(two, "k1")).notes == {}


def test_a_note_written_meanwhile_stays_above() -> None:
    theirs = session_notes.noted(DeskRecord(), "", "Mira: phone in the evening.", "")
    both = session_notes.noted(theirs, "", "Lea: interpreter booked.", "")
    assert both.notes[""] == "Mira: phone in the evening.\n\nLea: interpreter booked."
    assert session_notes.noted(both, "", both.notes[""], "") == both


def test_a_note_has_a_length() -> None:
    assert len(session_notes.noted(DeskRecord(), "", "x" * 20_000, "").notes[""]) == LONGEST_NOTE


def test_what_is_new_and_what_nobody_wants_to_say() -> None:
    one = session_notes.answered(DeskRecord(number=3107), ("a",), {"b", "c"}, declined=True)
    assert session_notes.course(read(write(one))) == session_notes.Course(
        frozenset({"a"}), frozenset({"b", "c"})
    )
    two = session_notes.answered(one, ("a", "b"), (), declined=False)
    assert session_notes.course(two) == session_notes.Course(frozenset(), frozenset({"c"}))
    assert session_notes.answered(two, ("a",), (), declined=False) is two
