"""Organisations, the people in them, and how they sign in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("about", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.LargeBinary),
        sa.Column("key_version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", name="pk_organisations"),
    )
    op.create_table(
        "people",
        sa.Column("person_id", sa.LargeBinary, nullable=False),
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("about", sa.LargeBinary, nullable=False),
        sa.Column("roles", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sign_in_tag", sa.LargeBinary),
        sa.Column("salt", sa.LargeBinary),
        sa.Column("public_key", sa.LargeBinary),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.Column("organisation_key", sa.LargeBinary),
        sa.Column("second_factor", sa.LargeBinary),
        sa.PrimaryKeyConstraint("person_id", name="pk_people"),
        _to_organisation("people"),
        sa.UniqueConstraint("sign_in_tag", name="uq_people_sign_in_tag"),
    )
    op.create_index("ix_people_organisation_id", "people", ["organisation_id"])
    op.create_table(
        "sessions",
        sa.Column("session_tag", sa.LargeBinary, nullable=False),
        sa.Column("person_id", sa.LargeBinary, nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("session_tag", name="pk_sessions"),
        _to_person("sessions"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_table(
        "invitations",
        sa.Column("invitation_tag", sa.LargeBinary, nullable=False),
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("person_id", sa.LargeBinary),
        sa.Column("roles", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("invitation_tag", name="pk_invitations"),
        _to_organisation("invitations"),
        _to_person("invitations"),
    )
    op.create_index("ix_invitations_organisation_id", "invitations", ["organisation_id"])
    op.create_index("ix_invitations_person_id", "invitations", ["person_id"])
    op.create_index("ix_invitations_expires_at", "invitations", ["expires_at"])
    op.create_table(
        "grants",
        sa.Column("person_id", sa.LargeBinary, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "language", name="pk_grants"),
        _to_person("grants"),
    )


def _to_organisation(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisations.organisation_id"],
        name=f"fk_{table}_organisation_id",
        ondelete="CASCADE",
    )


def _to_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["people.person_id"], name=f"fk_{table}_person_id", ondelete="CASCADE"
    )
