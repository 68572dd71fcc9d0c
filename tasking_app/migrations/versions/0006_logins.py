"""Which login is whose on a shared database, and from when it opens nothing any more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Two columns of an officer, empty on one computer; no two officers share a login."""
    op.add_column("officer", sa.Column("login", sa.Text(), nullable=True))
    op.add_column("officer", sa.Column("disabled_at", MOMENT, nullable=True))
    op.create_index("uq_officer_login", "officer", ["login"], unique=True)
