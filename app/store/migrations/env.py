"""Alembic's entry: runs migrations on the connection that app/store/schema.py hands over."""

from __future__ import annotations

from alembic import context

from app.store.open_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
