"""Numbers about many families."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "patterns",
        sa.Column("pattern_id", sa.Integer, nullable=False),
        sa.Column("organisation_id", sa.LargeBinary),
        sa.Column("period", sa.String(32), nullable=False),
        sa.Column("numbers", sa.Text, nullable=False),
        sa.Column("agreed", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("pattern_id", name="pk_patterns"),
        sa.UniqueConstraint("organisation_id", "period", name="uq_patterns_organisation_id"),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.organisation_id"],
            name="fk_patterns_organisation_id",
            ondelete="CASCADE",
        ),
    )
