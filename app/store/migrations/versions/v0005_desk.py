"""The desk: cases held by organisations, what they keep of them, views, codes and feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("cases", sa.Column("keep_days", sa.Integer))
    op.add_column(
        "organisations",
        sa.Column("keep_days", sa.Integer, nullable=False, server_default="365"),
    )
    with op.batch_alter_table("holders") as holders:
        holders.add_column(sa.Column("organisation_id", sa.LargeBinary))
        holders.add_column(sa.Column("shows", sa.String(16)))
        holders.add_column(sa.Column("extract", sa.LargeBinary))
        holders.add_column(sa.Column("label", sa.LargeBinary))
        holders.create_foreign_key(
            "fk_holders_organisation_id",
            "organisations",
            ["organisation_id"],
            ["organisation_id"],
            ondelete="CASCADE",
        )
    op.create_index("ix_holders_organisation_id", "holders", ["organisation_id"])
    for column in (
        sa.Column("organisation_id", sa.LargeBinary),
        sa.Column("person_id", sa.LargeBinary),
        sa.Column("number", sa.Integer),
    ):
        op.add_column("audit", column)
    op.create_index("ix_audit_organisation_id", "audit", ["organisation_id"])
    _records()
    _codes_and_feeds()


def _records() -> None:
    op.create_table(
        "desk_records",
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("case_id", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("handed", sa.LargeBinary),
        sa.PrimaryKeyConstraint("organisation_id", "case_id", name="pk_desk_records"),
        _to("desk_records", "organisation"),
        _to("desk_records", "case"),
    )
    op.create_table(
        "organisation_records",
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "name", name="pk_organisation_records"),
        _to("organisation_records", "organisation"),
    )


def _codes_and_feeds() -> None:
    op.create_table(
        "share_codes",
        sa.Column("code_tag", sa.LargeBinary, nullable=False),
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("person_id", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("code_tag", name="pk_share_codes"),
        _to("share_codes", "organisation"),
        _to("share_codes", "person"),
    )
    op.create_table(
        "feeds",
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("organisation_id", sa.LargeBinary, nullable=False),
        sa.Column("person_id", sa.LargeBinary, nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("public_key", name="pk_feeds"),
        _to("feeds", "organisation"),
        _to("feeds", "person"),
    )
    for table in ("share_codes", "feeds"):
        for column in ("organisation_id", "person_id"):
            op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_share_codes_expires_at", "share_codes", ["expires_at"])


def _to(table: str, one: str) -> sa.ForeignKeyConstraint:
    column = f"{one}_id"
    many = {"organisation": "organisations", "case": "cases", "person": "people"}[one]
    return sa.ForeignKeyConstraint(
        [column], [f"{many}.{column}"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )
