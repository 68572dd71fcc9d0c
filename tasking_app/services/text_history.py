"""Every version of every text of a referral, and which of them can be brought back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from tasking_app.database.work import TEXTS, Work
from tasking_app.models import KINDS
from tasking_app.models.history import PARENTS, TextVersion
from tasking_app.models.meeting import Meeting
from tasking_app.models.partnership import Officer
from tasking_app.models.referral import Referral
from tasking_app.records.text_history import OldText
from tasking_app.rules import fields
from tasking_app.rules.references import ACTION, DECISION, written
from tasking_app.services import need_to_know
from tasking_app.services.edit import EDITABLE

MOST = 500
KIND_WORDS = {
    "line": "Minutes line",
    "decision": "Decision",
    "action": "Action",
    "deferral": "New date",
    "action_update": "Update",
    "outcome": "Outcome",
    "referral": "Referral",
    "referral_point": "Point for the room",
    "agenda_item": "Agenda item",
    "placing": "Place on the agenda",
    "correction": "Correction",
}
FIELD_WORDS = {
    "title": "title",
    "description": "description",
    "reason_added": "why it was referred",
    "rationale": "reason",
    "success": "success measure",
    "resources": "resources",
    "effect": "effect",
    "evidence": "evidence",
    "learning": "learning",
    "reason": "reason",
    "status_reason": "why",
    "short_text": "short text",
}


def of_referral(work: Work, key: UUID, *, opened: bool = False) -> tuple[OldText, ...]:
    """The versions of everything filed under a referral, latest first; at most 500.

    Words of a restricted one only to who is on its list and opened it. Texts that retention emptied are not
    among them.
    """
    referral = work.get(Referral, key, "The referral")
    if referral.restricted and not (opened and need_to_know.may_read(work, key)):
        return ()
    rows = work.session.execute(
        select(TextVersion, Officer.name)
        .outerjoin(Officer, Officer.id == TextVersion.saved_by)
        .where(TextVersion.folder_id == key, TextVersion.text != "", TextVersion.field.not_like("status %"))
        .order_by(TextVersion.saved_at.desc(), TextVersion.of_version.desc())
        .limit(MOST)
    ).all()
    known = _rows(work, (version for version, _ in rows))
    held = dict(work.session.execute(select(Meeting.id, Meeting.reference)).all())
    found = [_old(version, name or "", known, held) for version, name in rows]
    return tuple(one for one in found if one is not None)


def _parent(version: TextVersion) -> tuple[str, UUID]:
    kind = next(name for name in PARENTS if getattr(version, f"{name}_id") is not None)
    key: UUID = getattr(version, f"{kind}_id")
    return kind, key


def _rows(work: Work, versions: Iterable[TextVersion]) -> dict[UUID, object]:
    """The rows the versions belong to, with one question for each kind."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for version in versions:
        kind, key = _parent(version)
        wanted[kind].add(key)
    found: dict[UUID, object] = {}
    for kind, keys in sorted(wanted.items()):
        model = KINDS[kind]
        column = model.__table__.c.id
        found |= {row.id: row for row in work.session.scalars(select(model).where(column.in_(keys)))}  # type: ignore[attr-defined]  # keyed rows
    return found


def _old(version: TextVersion, name: str, known: dict[UUID, object], held: dict[UUID, str]) -> OldText | None:
    kind, key = _parent(version)
    row = known.get(key)
    if row is None or not hasattr(row, version.field):
        return None
    now = str(getattr(row, version.field) or "")
    withdrawn = getattr(row, "withdrawn_at", None) is not None
    return OldText(
        id=version.id,
        kind=kind,
        row=key,
        field=version.field,
        about=_about(kind, row, version.field, held) + (", withdrawn" if withdrawn else ""),
        text=version.text,
        now=now,
        until=version.saved_at,
        by=name,
        can_return=not withdrawn
        and now != version.text
        and version.field in TEXTS & EDITABLE.get(kind, frozenset()),
    )


def _about(kind: str, row: object, field: str, held: dict[UUID, str]) -> str:
    number = getattr(row, "number", None)
    words = KIND_WORDS[kind]
    if number is not None and kind in ("action", "decision"):
        words = written(ACTION if kind == "action" else DECISION, number)
    meeting = held.get(getattr(row, "meeting_id", None) or UUID(int=0), "") if kind == "line" else ""
    named = FIELD_WORDS.get(field, "") if field in TEXTS else fields.words(field).removeprefix("the ")
    parts = [words, named, meeting]
    return ", ".join(part for part in parts if part)
