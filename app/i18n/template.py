"""The file that translators' files are brought up to date from: every message, untranslated."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polib

from app.i18n.messages import Message

POT = "messages.pot"


def write(found: Iterable[Message], locales_root: Path) -> None:
    """The template file. Holds no date and no line number: it changes only when words do."""
    file = polib.POFile(wrapwidth=0)
    file.header = "Every sentence a reader may see. Written by `python -m app extract`."
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    file.extend(_entry(message) for message in found)
    locales_root.mkdir(parents=True, exist_ok=True)
    file.save(str(locales_root / POT))


def _entry(message: Message) -> polib.POEntry:
    counted = message.plural is not None
    return polib.POEntry(
        msgctxt=message.context or None,
        msgid=message.english,
        msgid_plural=message.plural or "",
        msgstr_plural={0: "", 1: ""} if counted else {},
        comment="\n".join(message.comments),
        occurrences=[(place, "") for place in message.places],
    )
