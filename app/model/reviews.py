"""Approvals: who read which file of content, and exactly which words of it."""

from __future__ import annotations

from datetime import date

from app.model.facts import Strict


class Approval(Strict):
    """One file, approved by a named person. It holds only while the file has this hash."""

    file: str
    hash: str
    by: str
    role: str
    on: date
