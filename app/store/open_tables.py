"""Tables in which nothing is secret: what reviewers said, recorded voices, protected numbers.

Knows no query and no key. Times are whole seconds since 1970 (UTC)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from app.store.tables import by_person, metadata

__all__ = ["metadata", "patterns", "recordings", "remarks"]

# What reviewers said of translations, in order; nothing is ever changed, and nothing is secret:
# `message` is a mark of a context and its English, `forms` the translation (JSON, every form).
remarks = Table(
    "remarks",
    metadata,
    Column("remark_id", Integer, primary_key=True),
    Column("language", String(16), nullable=False, index=True),
    Column("message", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("level", String(16), nullable=False),
    Column("forms", Text, nullable=False),
    Column("note", Text, nullable=False),
    by_person(),
    Column("at", BigInteger, nullable=False),
)

# Messages said aloud, for everybody to hear: nothing here is secret. `message` and `english` are
# marks (app/i18n/recordings.py). A row without a format says that a recording was taken out.
recordings = Table(
    "recordings",
    metadata,
    Column("recording_id", Integer, primary_key=True),
    Column("language", String(16), nullable=False),
    Column("message", String(32), nullable=False),
    Column("english", String(16), nullable=False),
    Column("dialect", String(64), nullable=False),
    Column("format", String(8), nullable=False),
    Column("mark", String(16), nullable=False),  # of the bytes
    Column("content", LargeBinary, nullable=False),
    by_person(),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("language", "message", "english", name="uq_recordings_language"),
)

# Numbers about many families, protected (docs/patterns.md), so in clear. Without an organisation:
# those of all that agreed, which are public. `agreed`: the organisation lets its numbers go in.
patterns = Table(
    "patterns",
    metadata,
    Column("pattern_id", Integer, primary_key=True),
    Column(
        "organisation_id",
        LargeBinary,
        ForeignKey("organisations.organisation_id", ondelete="CASCADE"),
        nullable=True,
    ),
    Column("period", String(32), nullable=False),
    Column("numbers", Text, nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("organisation_id", "period", name="uq_patterns_organisation_id"),
)
