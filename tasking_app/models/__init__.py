"""The tables, and the names commands know them by."""

from tasking_app.models import (
    action,
    approval,
    attendance,
    folder,
    history,
    incident,
    line,
    meeting,
    partnership,
    proposal,
    referral,
    settings,
)
from tasking_app.models.base import Base

KINDS: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}

__all__ = [
    "KINDS",
    "Base",
    "action",
    "approval",
    "attendance",
    "folder",
    "history",
    "incident",
    "line",
    "meeting",
    "partnership",
    "proposal",
    "referral",
    "settings",
]
