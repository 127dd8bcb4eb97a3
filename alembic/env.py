"""Alembic's entry: the tables of `mentor_app.models` against the database of the settings."""

from typing import Any

from sqlmodel import SQLModel

import mentor_app.models  # noqa: F401  registers the tables
from alembic import context
from mentor_app.config import settings
from mentor_app.db import make_engine
from mentor_app.models.base import UtcDateTime


def render_item(kind: str, item: object, _autogen: Any) -> str | bool:
    """Write our time type by its plain column type, so that revisions never depend on today's code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


url = context.config.attributes.get("url") or settings().database
engine = make_engine(url)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        render_as_batch=True,
        render_item=render_item,
        include_name=lambda name, kind, _parents: kind != "table" or name in SQLModel.metadata.tables,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
