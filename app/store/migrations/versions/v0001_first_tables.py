"""The first tables, and the salt of this installation."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("case_id", sa.LargeBinary, nullable=False),
        sa.Column("key_version", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("kept", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_cases"),
    )
    op.create_index("ix_cases_expires_at", "cases", ["expires_at"])
    op.create_table(
        "holders",
        sa.Column("holder_id", sa.LargeBinary, nullable=False),
        sa.Column("case_id", sa.LargeBinary, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary),
        sa.Column("code_tag", sa.LargeBinary),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.PrimaryKeyConstraint("holder_id", name="pk_holders"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.case_id"], name="fk_holders_case_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("code_tag", name="uq_holders_code_tag"),
    )
    op.create_index("ix_holders_case_id", "holders", ["case_id"])
    op.create_table(
        "records",
        sa.Column("case_id", sa.LargeBinary, nullable=False),
        sa.Column("name", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("sealed_name", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("case_id", "name", name="pk_records"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.case_id"], name="fk_records_case_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "attempts",
        sa.Column("tag", sa.LargeBinary, nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("last_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("tag", name="pk_attempts"),
    )
    op.create_index("ix_attempts_last_at", "attempts", ["last_at"])
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer, nullable=False),
        sa.Column("case_id", sa.LargeBinary, nullable=False),
        sa.Column("holder_id", sa.LargeBinary, nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("audit_id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    install = op.create_table(
        "install",
        sa.Column("install_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("install_id", name="pk_install"),
    )
    op.bulk_insert(install, [{"install_id": 1, "salt": secrets.token_bytes(16)}])
