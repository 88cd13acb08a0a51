"""A partner may name the word lists that count for it."""

import sqlalchemy as sa
from alembic import op


revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


# No batch operation: on SQLite it makes the table anew, and dropping the old one deletes what hangs on it.
def upgrade() -> None:
    op.add_column("partners", sa.Column("lists", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("partners", "lists")
