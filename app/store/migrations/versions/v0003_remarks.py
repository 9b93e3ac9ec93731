"""What reviewers say of translations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "remarks",
        sa.Column("remark_id", sa.Integer, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("level", sa.String(16), nullable=False),
        sa.Column("forms", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("person_id", sa.LargeBinary),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("remark_id", name="pk_remarks"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.person_id"],
            name="fk_remarks_person_id",
            ondelete="SET NULL",
        ),
    )
    for column in ("language", "message", "person_id"):
        op.create_index(f"ix_remarks_{column}", "remarks", [column])
