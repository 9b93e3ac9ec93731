"""Slows down whoever tries return codes. Counts wrong codes only, and knows no code and no case.

An address is counted under a keyed hash whose key changes every day; rows go after 24 hours.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import Connection, bindparam, delete, select, text

from app.model.errors import TooManyTries
from app.store import keeping, vault
from app.store.tables import attempts

FREE = 5
FIRST_PAUSE = 2
LONGEST_PAUSE = 60
# Everybody together, in one minute. With 100,000 saved cases a year of guessing at this rate finds
# one with a chance below one in a thousand.
SITE_CAP = 120
MINUTE = 60
# What is tried. An address waits at all doors; everybody together at the one where so many wrong
# ones were tried, so that six wrong digits, which cost nothing, keep no family's number out.
NUMBERS, OFFERS, PEOPLE = b"site", b"code", b"door"

_FOUND = select(attempts.c.tag, attempts.c.wrong, attempts.c.last_at).where(
    attempts.c.tag.in_(bindparam("tags", expanding=True)), attempts.c.last_at > bindparam("since")
)
_COUNT = text(
    "INSERT INTO attempts (tag, wrong, last_at) VALUES (:tag, 1, :at) ON CONFLICT (tag) "
    "DO UPDATE SET wrong = attempts.wrong + 1, last_at = excluded.last_at"
)


def check(
    connection: Connection, key: bytes, address: str, now: datetime, door: bytes = NUMBERS
) -> None:
    """Raises TooManyTries if this address, or everybody together at this door, has to wait."""
    at = keeping.seconds(now)
    own = {_address_tag(key, address, now.date() - timedelta(days=ago)) for ago in (0, 1)}
    site = _site_tag(door, at)
    since = at - int(keeping.ATTEMPTS.total_seconds())
    rows = connection.execute(_FOUND, {"tags": [*own, site], "since": since}).all()
    mine = [row for row in rows if row.tag in own]
    wait = max((row.last_at for row in mine), default=0) + pause(sum(row.wrong for row in mine))
    if any(row.tag == site and row.wrong >= SITE_CAP for row in rows):
        wait = max(wait, at - at % MINUTE + MINUTE)
    if wait > at:
        raise TooManyTries(min(wait - at, LONGEST_PAUSE))


def count(
    connection: Connection, key: bytes, address: str, now: datetime, door: bytes = NUMBERS
) -> None:
    """Note one wrong code."""
    at = keeping.seconds(now)
    for tag in (_address_tag(key, address, now.date()), _site_tag(door, at)):
        connection.execute(_COUNT, {"tag": tag, "at": at})


def forget(connection: Connection, now: datetime) -> None:
    """Remove what is older than 24 hours."""
    oldest = keeping.seconds(now - keeping.ATTEMPTS)
    connection.execute(delete(attempts).where(attempts.c.last_at <= oldest))


def pause(wrong: int) -> int:
    """Seconds to wait after the last of `wrong` wrong codes: 0, then 2, 4, 8 ... up to 60."""
    return min(FIRST_PAUSE << min(wrong - FREE, 6), LONGEST_PAUSE) if wrong >= FREE else 0


def _address_tag(key: bytes, address: str, day: date) -> bytes:
    of_day = vault.keyed_hash(key, b"day", day.isoformat().encode())
    return vault.keyed_hash(of_day, b"address", network(address).encode())


def _site_tag(door: bytes, at: int) -> bytes:
    return door + (at // MINUTE).to_bytes(8, "big")


def network(address: str) -> str:
    """Whom an address stands for: an IPv6 customer owns a whole /64, so that is counted as one."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address  # a test client, or a socket: still somebody
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)
