"""Messages that reviewers said aloud."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "recordings",
        sa.Column("recording_id", sa.Integer, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("english", sa.String(16), nullable=False),
        sa.Column("dialect", sa.String(64), nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("person_id", sa.LargeBinary),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("recording_id", name="pk_recordings"),
        sa.UniqueConstraint("language", "message", "english", name="uq_recordings_language"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.person_id"],
            name="fk_recordings_person_id",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_recordings_person_id", "recordings", ["person_id"])
