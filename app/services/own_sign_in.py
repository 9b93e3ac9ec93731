"""What members are shown of their own sign-in, and what is wrong with what they typed.

Knows no page, and no passphrase longer than it takes to weigh it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from app.render import setup_qr
from app.services import membership
from app.store import second_step
from app.store.own_sign_in import Own, OwnSignIn
from app.store.signed_in import SignedIn

ISSUER = "Exclusion Rights"
LONDON = ZoneInfo("Europe/London")
GROUP = 4


@dataclass(frozen=True, slots=True)
class Browser:
    """One browser that somebody is signed in with. Times are those of England."""

    tag: str
    began: datetime
    seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Setup:
    """What an app for codes needs: a drawing for its camera, or the secret to type."""

    drawing: str = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)


def browsers(store: OwnSignIn, who: SignedIn, now: datetime) -> tuple[Browser, ...]:
    """Where somebody is signed in: here, then the last seen first."""
    found = [
        Browser(
            each.tag.hex(),
            each.began.astimezone(LONDON),
            each.seen.astimezone(LONDON),
            each.tag == who.session_tag,
        )
        for each in store.sessions(who, now)
    ]
    return tuple(sorted(found, key=lambda each: not each.is_this))


def setup(store: OwnSignIn, who: SignedIn) -> Setup | None:
    """How to put a prepared second step into an app; None where none is prepared."""
    secret = store.prepared_secret(who)
    if secret is None:
        return None
    address = second_step.address(secret, store.about(who).sign_in_name, ISSUER)
    groups = tuple(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))
    return Setup(setup_qr.drawing(address), groups)


def weakness(passphrase: str, again: str, own: Own, organisation: str) -> str | None:
    """Why a new passphrase will not do; None if it will."""
    weak = membership.weakness(passphrase, (own.name, own.sign_in_name, organisation))
    return weak or (None if passphrase == again else "The two passphrases are not the same.")
