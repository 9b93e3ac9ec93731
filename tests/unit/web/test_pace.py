"""A bound on how often something is done, with a clock of our own."""

from __future__ import annotations

from app.web.pace import Pace


def test_so_many_at_once_and_then_only_as_time_goes_by() -> None:
    time = [0.0]
    pace = Pace(3, 2.0, lambda: time[0])
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
    time[0] = 0.5
    assert [pace.allows() for _ in range(2)] == [True, False]
    time[0] = 100
    assert [pace.allows() for _ in range(4)] == [True, True, True, False]
