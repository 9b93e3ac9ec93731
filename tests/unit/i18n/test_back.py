"""What was put back into English is read from the translators' own notes."""

from __future__ import annotations

from pathlib import Path

from app.i18n import back

PO = """msgid ""
msgstr ""
"Language: sk\\n"

# back: The head must write.
# A note of somebody.
msgctxt "a.b"
msgid "The head must write to you."
msgstr "Riaditeľ musí napísať."

# Only a note.
msgid "Yes"
msgstr "Áno"
"""


def test_only_lines_that_say_so_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "sk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(PO, encoding="utf-8")
    found = back.of_language(tmp_path, "sk")
    assert found == {("a.b", "The head must write to you."): "The head must write."}
