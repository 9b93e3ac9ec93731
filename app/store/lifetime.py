"""When a case ends: extending it, ending it, clearing away what has expired. Opens nothing.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from app.model.errors import CaseNotFound, NewerVersion
from app.store import guesses, keeping
from app.store.open_case import HolderKind, OpenCase
from app.store.tables import (
    audit,
    cases,
    holders,
    invitations,
    organisations,
    sessions,
    share_codes,
)

ENDED = "ended"  # the act in the audit list

_EXTEND = (
    update(cases)
    .where(
        cases.c.case_id == bindparam("in_case"),
        cases.c.key_version == bindparam("with_key"),
        cases.c.expires_at > bindparam("now"),
    )
    .values(
        expires_at=case(
            (cases.c.expires_at < bindparam("fresh"), bindparam("fresh")),
            else_=cases.c.expires_at,
        )
    )
)
_EXISTS = select(cases.c.case_id).where(
    cases.c.case_id == bindparam("in_case"), cases.c.expires_at > bindparam("now")
)


def extend(connection: Connection, open_case: OpenCase, now: datetime) -> bool:
    """Move the expiry for this use, never nearer. False if the case is gone or has a new key."""
    values = {
        "in_case": open_case.case_id,
        "with_key": open_case.key_version,
        "now": keeping.seconds(now),
        "fresh": keeping.seconds(
            keeping.expiry(now, kept=open_case.kept, keep_days=open_case.keep_days)
        ),
    }
    return connection.execute(_EXTEND, values).rowcount > 0


def hold(connection: Connection, open_case: OpenCase, now: datetime) -> None:
    """Extend the expiry, and keep others from changing the case until the transaction ends.

    Raises CaseNotFound if it is gone, and NewerVersion(0) if it has a new key: what was opened is
    out of date, and a record written with the old key could never be read.
    """
    if extend(connection, open_case, now):
        return
    at = {"in_case": open_case.case_id, "now": keeping.seconds(now)}
    if connection.execute(_EXISTS, at).first() is None:
        raise CaseNotFound
    raise NewerVersion(0)


def save(
    connection: Connection, open_case: OpenCase, now: datetime, last_deadline: date | None
) -> None:
    """From now on the case counts as saved; its expiry never comes nearer by that."""
    fresh = _kept_until(open_case, now, last_deadline)
    later = case((cases.c.expires_at < fresh, fresh), else_=cases.c.expires_at)
    this = cases.c.case_id == open_case.case_id
    connection.execute(update(cases).where(this).values(kept=True, expires_at=later))


def move(
    connection: Connection, open_case: OpenCase, now: datetime, last_deadline: date | None
) -> None:
    """A saved case gets the expiry that follows from `last_deadline`; it may come nearer."""
    fresh = _kept_until(open_case, now, last_deadline)
    this = (cases.c.case_id == open_case.case_id) & cases.c.kept
    connection.execute(update(cases).where(this).values(expires_at=fresh))


def keep_for(connection: Connection, case_id: bytes, keep_days: int | None, now: datetime) -> None:
    """The case is kept from now on, and for this period of an organisation; None: for a family's.

    The expiry never comes nearer by that."""
    fresh = keeping.seconds(keeping.expiry(now, kept=True, keep_days=keep_days))
    later = case((cases.c.expires_at < fresh, fresh), else_=cases.c.expires_at)
    values = {"kept": True, "keep_days": keep_days, "expires_at": later}
    connection.execute(update(cases).where(cases.c.case_id == case_id).values(values))


def keep_for_holders(connection: Connection, case_id: bytes, now: datetime) -> None:
    """Keep the case as long as the organisation does that holds it longest, if any holds it."""
    period = (
        select(func.max(organisations.c.keep_days))
        .join(holders, holders.c.organisation_id == organisations.c.organisation_id)
        .where(holders.c.case_id == case_id, holders.c.kind == HolderKind.ORGANISATION.value)
    )
    keep_for(connection, case_id, connection.execute(period).scalar(), now)


def _kept_until(open_case: OpenCase, now: datetime, last_deadline: date | None) -> int:
    until = keeping.expiry(
        now, kept=True, last_deadline=last_deadline, keep_days=open_case.keep_days
    )
    return keeping.seconds(until)


def purge(connection: Connection, now: datetime) -> int:
    """Remove expired cases, and sessions, one-time links, counts and audit rows that have ended.
    The number of cases removed."""
    at = keeping.seconds(now)
    _note_ended(connection, at)
    removed = connection.execute(delete(cases).where(cases.c.expires_at <= at)).rowcount
    oldest = keeping.seconds(now - keeping.AUDIT)
    connection.execute(delete(audit).where(audit.c.at <= oldest))
    for table in (sessions, invitations, share_codes):
        connection.execute(delete(table).where(table.c.expires_at <= at))
    guesses.forget(connection, now)
    return removed


def _note_ended(connection: Connection, at: int) -> None:
    """A line for every organisation whose case goes because its time is over."""
    columns = ("case_id", "holder_id", "organisation_id", "act", "at")
    ended = (
        select(
            holders.c.case_id,
            holders.c.holder_id,
            holders.c.organisation_id,
            literal(ENDED),
            literal(at, BigInteger),
        )
        .join(cases, cases.c.case_id == holders.c.case_id)
        .where(cases.c.expires_at <= at, holders.c.kind == HolderKind.ORGANISATION.value)
    )
    connection.execute(insert(audit).from_select(columns, ended))


def end(connection: Connection, case_id: bytes) -> None:
    """Remove the case, its records and everybody's key to it."""
    connection.execute(delete(cases).where(cases.c.case_id == case_id))
