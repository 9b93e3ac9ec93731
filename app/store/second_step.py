"""The second step of somebody's sign-in: a secret, six digits by the clock, recovery codes.

Knows no passphrase. What it holds is sealed with a key of the installation, so a copy of the
database alone tells no secret; of recovery codes only keyed hashes exist at all.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

import pyotp
from pyotp.exceptions import OTPVerificationError
from sqlalchemy import Connection, Row, select, update

from app.store import vault
from app.store.install_keys import InstallKeys
from app.store.tables import people

DIGITS = 6
RECOVERY_DIGITS = 12
RECOVERY_CODES = 8
DRIFT = 1  # steps of thirty seconds that two clocks may be apart
# Three of a million codes are right at any time: so many wrong ones in a row find one with a chance
# below one in six thousand. Only somebody who knows the passphrase can try at all.
MOST_WRONG = 50


@dataclass(frozen=True, slots=True)
class SecondStep:
    """`last`: the last step of the clock whose code was used. `wrong`: since the last right one.
    `codes`: what is kept of the recovery codes that are left."""

    secret: str = field(repr=False)
    is_on: bool = False
    last: int = 0
    wrong: int = 0
    codes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def takes_recovery_only(self) -> bool:
        """Whether so many wrong codes were tried that six digits do not do any more."""
        return self.wrong >= MOST_WRONG


def new() -> SecondStep:
    """A fresh secret, which does not count before a code of it was typed."""
    return SecondStep(pyotp.random_base32())


def of(row: Row[tuple[object, ...]], keys: InstallKeys) -> SecondStep | None:
    """The second step of the person in `row`, if one was ever begun."""
    if row.second_factor is None:
        return None
    found = json.loads(keys.open_second_step(row.person_id, row.second_factor))
    return SecondStep(**{**found, "codes": tuple(found["codes"])})


def held(connection: Connection, keys: InstallKeys, person_id: bytes) -> SecondStep | None:
    """As `of`; nobody else can use the same code until the transaction ends."""
    row = connection.execute(
        select(people).where(people.c.person_id == person_id).with_for_update()
    ).one()
    return of(row, keys)


def keep(connection: Connection, keys: InstallKeys, person_id: bytes, step: SecondStep) -> None:
    """Store it from now on."""
    sealed = keys.seal_second_step(person_id, json.dumps(asdict(step)))
    this = people.c.person_id == person_id
    connection.execute(update(people).where(this).values(second_factor=sealed))


def address(secret: str, sign_in_name: str, issuer: str) -> str:
    """What an app for codes reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=sign_in_name, issuer_name=issuer)


def taken(
    step: SecondStep, keys: InstallKeys, person_id: bytes, typed: str, now: datetime
) -> SecondStep | None:
    """What is left after a right code was used up; None for a wrong code, or one used before."""
    digits = vault.typed_digits(typed)
    if len(digits) == DIGITS:
        return None if step.takes_recovery_only else by_clock(step, digits, now)
    tag = keys.recovery_tag(person_id, digits)
    if tag not in step.codes:
        return None
    return replace(step, wrong=0, codes=tuple(each for each in step.codes if each != tag))


def by_clock(step: SecondStep, typed: str, now: datetime) -> SecondStep | None:
    """As `taken`, for six digits only."""
    totp = pyotp.TOTP(step.secret)
    digits = vault.typed_digits(typed)
    try:
        at = totp.verify_and_get_timecode(digits, for_time=now, valid_window=DRIFT)
    except OTPVerificationError:
        return None
    return replace(step, last=at, wrong=0) if at > step.last else None


def refused(step: SecondStep) -> SecondStep:
    """What is left after a wrong code."""
    return replace(step, wrong=step.wrong + 1)


def with_codes(
    step: SecondStep, keys: InstallKeys, person_id: bytes
) -> tuple[SecondStep, tuple[str, ...]]:
    """New recovery codes instead of all before, and the codes as they are shown this once."""
    codes = [
        f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}d}"
        for _ in range(RECOVERY_CODES)
    ]
    tags = tuple(keys.recovery_tag(person_id, each) for each in codes)
    return replace(step, codes=tags), tuple(map(vault.grouped, codes))
