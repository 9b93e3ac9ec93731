"""How the desk speaks: English, with addresses of the session where a parent has a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.services import sources
from app.services.documents import REGISTER
from app.services.speaking import Speaker
from app.services.views import EntryView, QuestionView, Words

LONDON = ZoneInfo("Europe/London")
KNOWN = {
    "letter": "Letter seen",
    "parent": "Parent says",
    "child": "Child says",
    "told": "Someone told them",
}
AT_THE_DESK = {
    "/question/": "/desk/session/",
    "/what-if": "/desk/what-if",
    "/check": "/desk/session/check",
}


@dataclass(frozen=True, slots=True)
class DeskSpeaker(Speaker):
    """Speaks as a parent's page does, and leads to the pages of the desk."""

    def href(self, path: str) -> str:
        """The address at the desk, else the parent's page in English."""
        for theirs, ours in AT_THE_DESK.items():
            if path.startswith(theirs):
                return ours + path.removeprefix(theirs)
        return f"/{self.voice.lang}{path}"


def how_known(record: Mapping[str, Any] | None) -> str:
    """How an answer is known, in words; empty before there is one."""
    if record is None:
        return ""
    if record.get("by") == REGISTER:
        return "The list of schools"
    return KNOWN.get(str(record.get("known_from")), KNOWN["parent"])


def entries_known(view: QuestionView, stored: Any) -> QuestionView:
    """A list with how each of its entries is known, where that was told."""
    listed = stored if isinstance(stored, list) else []
    told = [_entry_known(each, listed[each.index]) for each in view.entries]
    return replace(view, entries=tuple(told))


def _entry_known(view: EntryView, entry: Mapping[str, Any]) -> EntryView:
    if sources.KNOWN not in entry:
        return view
    said = [view.detail.text] if view.detail else []
    return replace(view, detail=Words(" · ".join((*said, how_known(entry)))))


def when(speaker: Speaker, record: Mapping[str, Any]) -> str:
    """The day and time of an answer; empty if it was never noted."""
    written = record.get("at")
    if not written:
        return ""
    at = datetime.fromisoformat(str(written)).astimezone(LONDON)
    return f"{speaker.voice.short_date(at.date())}, {at:%H:%M}"
