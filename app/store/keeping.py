"""How long a case is kept. Knows no database; the days are a promise made on the pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

UNSAVED = timedelta(hours=24)
AFTER_USE = timedelta(days=90)
AFTER_DEADLINE = timedelta(days=30)
LONGEST = timedelta(days=393)  # never more than 13 months after last use, even from a February
AUDIT = timedelta(days=730)
ATTEMPTS = timedelta(hours=24)
LAG = timedelta(hours=1)  # an expiry may lag this much behind use, so that reading seldom writes


def expiry(
    now: datetime,
    *,
    kept: bool,
    last_deadline: date | None = None,
    keep_days: int | None = None,
) -> datetime:
    """When a case last used at `now` is deleted. A kept one goes at a midnight (UTC).

    `keep_days` is the period of an organisation that holds it, at most as long as any case is
    kept. Whole days for kept cases: the stored time then says little about when a family was there.
    """
    if not kept:
        return now + UNSAVED
    last_day = now.date() + (AFTER_USE if keep_days is None else timedelta(keep_days))
    if last_deadline is not None:
        last_day = max(last_day, last_deadline + AFTER_DEADLINE)
    end = datetime.combine(last_day + timedelta(days=1), time(), tzinfo=UTC)
    return min(end, datetime.combine(now.date() + LONGEST, time(), tzinfo=UTC))


def is_behind(
    expires_at: datetime, now: datetime, *, kept: bool, keep_days: int | None = None
) -> bool:
    """Whether using the case now should move its stored expiry."""
    return expires_at < expiry(now, kept=kept, keep_days=keep_days) - LAG


def seconds(moment: datetime) -> int:
    """An aware time as the tables hold it. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return int(moment.timestamp())


def moment(stored: int) -> datetime:
    """A stored time as an aware one, in UTC."""
    return datetime.fromtimestamp(stored, UTC)
