"""How often something may be asked for, by everybody together. Keeps no address and no name."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock


class Pace:
    """At most `most` at once, and `each_second` after that. `clock` tells seconds."""

    def __init__(self, most: int, each_second: float, clock: Callable[[], float]) -> None:
        self.most = most
        self.each_second = each_second
        self.clock = clock
        self._left = float(most)
        self._at = clock()
        self._lock = Lock()

    def allows(self) -> bool:
        """Whether one more is fine now; if so, it counts."""
        with self._lock:
            now = self.clock()
            self._left = min(self.most, self._left + (now - self._at) * self.each_second)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True
