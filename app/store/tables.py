"""What the database holds in clear, which is little. Knows no query and no key.

Times are whole seconds since 1970 (UTC). Everything about a family is inside sealed bytes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    false,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

cases = Table(
    "cases",
    metadata,
    Column("case_id", LargeBinary, primary_key=True),
    Column("key_version", Integer, nullable=False),  # one higher each time the case key changes
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("kept", Boolean, nullable=False),
    Column("keep_days", Integer),  # an organisation's own period, in days after last use
)


def _of_case(*, primary_key: bool = False, index: bool = False) -> Column[bytes]:
    return Column(
        "case_id",
        LargeBinary,
        ForeignKey("cases.case_id", ondelete="CASCADE"),
        primary_key=primary_key,
        index=index,
        nullable=False,
    )


# Who can open a case. `sealed_key` is the case key, sealed to this holder's public key; a view has
# none, but an `extract` (and a `label`), sealed to its public key: what it `shows`. Only a holder
# with a return code has `code_tag` and `wrapped_key`.
holders = Table(
    "holders",
    metadata,
    Column("holder_id", LargeBinary, primary_key=True),
    _of_case(index=True),
    Column("kind", String(16), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("sealed_key", LargeBinary),
    Column("code_tag", LargeBinary, unique=True),
    Column("wrapped_key", LargeBinary),
    Column(
        "organisation_id",
        LargeBinary,
        ForeignKey("organisations.organisation_id", ondelete="CASCADE"),
        index=True,
    ),
    Column("shows", String(16)),
    Column("extract", LargeBinary),
    Column("label", LargeBinary),
)

records = Table(
    "records",
    metadata,
    _of_case(primary_key=True),
    Column("name", LargeBinary, primary_key=True),  # a keyed hash of the name
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("sealed_name", LargeBinary, nullable=False),
)

# Wrong return codes only. `tag` is a keyed hash of an address, or a minute of the whole site.
attempts = Table(
    "attempts",
    metadata,
    Column("tag", LargeBinary, primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False, index=True),
)

# What was done with a case, and by whom. Outlives case and person, so it points at nothing.
# `number` is the random one by which an organisation calls its case.
audit = Table(
    "audit",
    metadata,
    Column("audit_id", Integer, primary_key=True),
    Column("case_id", LargeBinary, nullable=False),
    Column("holder_id", LargeBinary, nullable=False),
    Column("act", String(32), nullable=False),
    Column("at", BigInteger, nullable=False, index=True),
    Column("organisation_id", LargeBinary, index=True),
    Column("person_id", LargeBinary),
    Column("number", Integer),
)

# An organisation that helps families. Its private key is nowhere in clear: each member who may
# open its cases has it sealed to their own key. `about` is sealed with a key of the installation.
organisations = Table(
    "organisations",
    metadata,
    Column("organisation_id", LargeBinary, primary_key=True),
    Column("about", LargeBinary, nullable=False),
    Column("public_key", LargeBinary),  # none until the first lead has joined
    Column("key_version", Integer, nullable=False),
    Column("keep_days", Integer, nullable=False, server_default="365"),
)


def _of_organisation(*, primary_key: bool = False) -> Column[bytes]:
    return Column(
        "organisation_id",
        LargeBinary,
        ForeignKey("organisations.organisation_id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
        index=not primary_key,
    )


def _of_person(*, nullable: bool = False, primary_key: bool = False) -> Column[bytes]:
    return Column(
        "person_id",
        LargeBinary,
        ForeignKey("people.person_id", ondelete="CASCADE"),
        nullable=nullable,
        primary_key=primary_key,
        index=not primary_key,
    )


def by_person() -> Column[bytes]:
    """Who did it. What they did stays when they are gone."""
    return Column(
        "person_id",
        LargeBinary,
        ForeignKey("people.person_id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    )


# A member of an organisation. Somebody removed keeps id and sealed name, for the audit list only.
people = Table(
    "people",
    metadata,
    Column("person_id", LargeBinary, primary_key=True),
    _of_organisation(),
    Column("about", LargeBinary, nullable=False),
    Column("roles", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("sign_in_tag", LargeBinary, unique=True),
    Column("salt", LargeBinary),
    Column("public_key", LargeBinary),
    Column("wrapped_key", LargeBinary),  # the private key, under the passphrase
    Column("organisation_key", LargeBinary),  # the organisation's private key, sealed to this one
    Column("second_factor", LargeBinary),  # sealed with a key of the installation
)

# Whoever is signed in. `wrapped_key` is the private key under a key that only the cookie holds.
# A half session waits a few minutes for the second step, and is filed so that it opens nothing.
sessions = Table(
    "sessions",
    metadata,
    Column("session_tag", LargeBinary, primary_key=True),
    _of_person(),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("is_half", Boolean, nullable=False, server_default=false()),
)

# One-time links: to join, or (with a person) to choose a new passphrase.
invitations = Table(
    "invitations",
    metadata,
    Column("invitation_tag", LargeBinary, primary_key=True),
    _of_organisation(),
    _of_person(nullable=True),
    Column("roles", String(64), nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

# Which languages a person may review. Given by the operator.
grants = Table(
    "grants",
    metadata,
    _of_person(primary_key=True),
    Column("language", String(16), primary_key=True),
)

# What an organisation keeps of a case for itself: number, notes, tasks, a summary for its list.
# Sealed with a key that follows from the organisation's private key. `handed` is what another
# organisation gave with the case, sealed to this one's public key until somebody opens it.
desk_records = Table(
    "desk_records",
    metadata,
    _of_organisation(primary_key=True),
    _of_case(primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary),
    Column("handed", LargeBinary),
)

# What an organisation keeps for all its cases, by name: letterhead, days of schools. Sealed alike.
organisation_records = Table(
    "organisation_records",
    metadata,
    _of_organisation(primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# Short codes by which a family, or another organisation, gives a case. No secret is in them.
share_codes = Table(
    "share_codes",
    metadata,
    Column("code_tag", LargeBinary, primary_key=True),
    _of_organisation(),
    _of_person(),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

# Calendars that a member's phone fetches. The private key is in the address only.
feeds = Table(
    "feeds",
    metadata,
    Column("public_key", LargeBinary, primary_key=True),
    _of_organisation(),
    _of_person(),
    Column("began_at", BigInteger, nullable=False),
)

# One row, made with the first migration.
install = Table(
    "install",
    metadata,
    Column("install_id", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
)
