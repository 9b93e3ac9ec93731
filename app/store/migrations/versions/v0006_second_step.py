"""Sessions that wait for the second step of a sign-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column(
        "sessions", sa.Column("is_half", sa.Boolean, nullable=False, server_default=sa.false())
    )
