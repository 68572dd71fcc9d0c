"""Finished actions are found by when they were finished, so that years of them cost a screen nothing."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two indexes: of everybody's, and of one agency's."""
    op.create_index("ix_action_closed", "action", ["status", "closed_at"], unique=False)
    op.create_index(
        "ix_action_agency_closed", "action", ["lead_agency_id", "status", "closed_at"], unique=False
    )
