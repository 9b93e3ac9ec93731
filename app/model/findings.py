"""A fault in the content: where it is, what is wrong, what to do. Read by authors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault. `file` is relative to the content folder; `line` counts from 1."""

    file: str
    line: int
    code: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        first = f"{self.file}:{self.line}  {self.code} {self.message}"
        return f"{first}\n  {self.remedy}" if self.remedy else first
