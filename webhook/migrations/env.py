"""Alembic's entry: runs on the connection that `webhook.store.schema` hands over."""

from typing import Literal

from alembic import context

from webhook.store.tables import Table
from webhook.store.tables.base import Instant


def plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A migration names the database's types only, so that it still runs when our own types have changed."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
