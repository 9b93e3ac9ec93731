"""Sessions of members: begun, waiting for a second step, seen, ended. Knows no passphrase.

Every function takes a connection: the caller decides what one transaction is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, select

from app.model.errors import NotSignedIn
from app.model.people import PersonState
from app.store import keeping, vault
from app.store.install_keys import InstallKeys
from app.store.signed_in import SessionToken, SignedIn, read_token
from app.store.tables import people, sessions

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
HALF = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that somebody is signed in with. Which one it is, nobody stored."""

    tag: bytes
    began: datetime
    seen: datetime


def begin(
    connection: Connection, keys: InstallKeys, person_id: bytes, private: bytes, now: datetime
) -> str:
    """What the browser keeps from now on."""
    token = SessionToken(vault.new_id(), vault.new_key())
    row = {
        "session_tag": keys.session_tag(token.session_id),
        "wrapped_key": vault.wrap_private(private, token.key, person_id),
        "is_half": False,
        **_times(now, LONGEST),
    }
    connection.execute(insert(sessions).values(person_id=person_id, **row))
    return token.text()


def begin_half(
    connection: Connection, keys: InstallKeys, person_id: bytes, private: bytes, now: datetime
) -> str:
    """What the browser keeps until the second step. It opens nothing: it is filed and wrapped as
    no whole session is, and only a right code makes one of it. Ended ones are cleared away."""
    ended = sessions.c.is_half & (sessions.c.expires_at <= keeping.seconds(now))
    connection.execute(delete(sessions).where(ended, sessions.c.person_id == person_id))
    token = SessionToken(vault.new_id(), vault.new_key())
    row = {
        "session_tag": keys.half_session_tag(token.session_id),
        "wrapped_key": vault.wrap_private(private, token.key, _half(person_id)),
        "is_half": True,
        **_times(now, HALF),
    }
    connection.execute(insert(sessions).values(person_id=person_id, **row))
    return token.text()


def half(
    connection: Connection, keys: InstallKeys, text: str, now: datetime
) -> tuple[Row[tuple[object, ...]], bytes]:
    """Whose half session this is, with its `session_tag`, and their private key.

    Raises NotSignedIn."""
    token = read_token(text)
    row = connection.execute(
        select(people, sessions.c.session_tag, sessions.c.wrapped_key.label("session_key"))
        .join(sessions, sessions.c.person_id == people.c.person_id)
        .where(
            sessions.c.session_tag == keys.half_session_tag(token.session_id),
            sessions.c.expires_at > keeping.seconds(now),
            sessions.c.is_half,
            people.c.state == PersonState.ACTIVE.value,
        )
    ).first()
    if row is None:
        raise NotSignedIn
    try:
        return row, vault.unwrap_private(row.session_key, token.key, _half(row.person_id))
    except vault.SealBroken as error:
        raise NotSignedIn from error


def use_up(connection: Connection, tag: bytes) -> None:
    """End a half session. Raises NotSignedIn if it was used already."""
    this = (sessions.c.session_tag == tag) & sessions.c.is_half
    if connection.execute(delete(sessions).where(this)).rowcount == 0:
        raise NotSignedIn


def live(now: datetime) -> ColumnElement[bool]:
    """Which sessions count: whole ones, not too old, and used of late."""
    at = keeping.seconds(now)
    return and_(
        ~sessions.c.is_half,
        sessions.c.expires_at > at,
        sessions.c.seen_at > at - int(IDLE.total_seconds()),
    )


def listed(connection: Connection, who: SignedIn, now: datetime) -> tuple[Session, ...]:
    """The person's own sessions, the last seen first."""
    rows = connection.execute(
        select(sessions)
        .where(sessions.c.person_id == who.person_id, live(now))
        .order_by(sessions.c.seen_at.desc(), sessions.c.session_tag)
    )
    return tuple(
        Session(row.session_tag, keeping.moment(row.began_at), keeping.moment(row.seen_at))
        for row in rows
    )


def end(connection: Connection, who: SignedIn, tag: bytes) -> None:
    """End one of the person's own sessions."""
    this = (sessions.c.session_tag == tag) & (sessions.c.person_id == who.person_id)
    connection.execute(delete(sessions).where(this))


def end_others(connection: Connection, who: SignedIn) -> None:
    """End all of the person's own sessions but this one."""
    others = (sessions.c.session_tag != who.session_tag) & (sessions.c.person_id == who.person_id)
    connection.execute(delete(sessions).where(others))


def _times(now: datetime, for_: timedelta) -> dict[str, int]:
    at = keeping.seconds(now)
    return {"began_at": at, "seen_at": at, "expires_at": keeping.seconds(now + for_)}


def _half(person_id: bytes) -> bytes:
    return b"half session" + person_id
