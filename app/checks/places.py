"""Where an entry of the library stands in its file, so that a proof can point at it."""

from __future__ import annotations

import re
from pathlib import Path

from app.content import strict_yaml
from app.content.shelves import SHELVES
from app.model.findings import Finding


class Places:
    """Files and lines by shelf and entry, read again only when something is to be reported."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def finding(
        self, shelf: str, entry: str, code: str, message: str, remedy: str = "", part: str = ""
    ) -> Finding:
        """A finding at the line where `part` (or the entry) is first named in its file."""
        files = self._files(shelf)
        own = [path for path in files if path.stem == entry]
        for path in own or files:
            text = path.read_text(encoding="utf-8")
            if not own and entry not in text:
                continue
            file = path.relative_to(self._root).as_posix()
            return Finding(file, _line(text, part or entry), code, message, remedy)
        return Finding(shelf, 1, code, message, remedy)

    def _files(self, shelf: str) -> list[Path]:
        patterns = [each.pattern for each in SHELVES if each.name == shelf]
        found = [path for each in patterns for path in sorted(self._root.glob(each))]
        return [each for each in found if _reads(each)]


def _reads(path: Path) -> bool:
    return bool(strict_yaml.read(path).lines)


def _line(text: str, part: str) -> int:
    name = re.escape(part)
    named = re.compile(rf"\s*(- )?{{?((id|asks|fact): {name}([\s,}}]|$)|{name}:)")
    for number, line in enumerate(text.splitlines(), 1):
        if named.match(line):
            return number
    return 1
