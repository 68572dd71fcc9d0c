"""Guards in the file itself: nothing is deleted, approved minutes do not change, history is only added to."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = [
    "action",
    "action_support",
    "action_update",
    "agency",
    "agenda_item",
    "applied",
    "attendance",
    "chair",
    "conflict",
    "correction",
    "counter",
    "decision",
    "deferral",
    "folder",
    "go_ahead",
    "incident",
    "incident_count",
    "incident_load",
    "line",
    "meeting",
    "minutes_part",
    "name_reading",
    "objective",
    "officer",
    "outcome",
    "paper",
    "person_identity",
    "placing",
    "reader",
    "referral",
    "referral_person",
    "referral_point",
    "restricted_text",
    "seat",
    "series",
    "setting",
    "setting_change",
    "share",
    "statement_reading",
    "substitute",
    "template_item",
    "text_version",
    "theme_kind",
    "theme_words",
]
OF_A_MEETING = {
    "line": "text, kind, order_key, item_id, meeting_id, action_id, said_at, withdrawn_at",
    "attendance": (
        "meeting_id, status, officer_id, guest, guest_of, instead_of, note, came_at, left_at, agreed_at, "
        "withdrawn_at"
    ),
    "agenda_item": "title, kind, theme, minutes, order_key, meeting_id, withdrawn_at",
    "statement_reading": "meeting_id, statement, statement_version, read_at, read_by, people, withdrawn_at",
    "conflict": "meeting_id, officer_id, what, leaves, withdrawn_at",
    "go_ahead": "meeting_id, without, agency_id, said_by, said_at, withdrawn_at",
}
FROZEN = "(SELECT stage FROM meeting WHERE id = {row}.meeting_id) IN ('approved', 'agreed')"
REFUSED = "SELECT RAISE(ABORT, '{why}')"


def upgrade() -> None:
    """Write the guards; SQLite only, the other engine has grants and triggers of its own."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in TABLES:
        _guard(f"{table}_stays", f"BEFORE DELETE ON {table}", "", "nothing is deleted")
    for table, columns in OF_A_MEETING.items():
        old, new = FROZEN.format(row="OLD"), FROZEN.format(row="NEW")
        _guard(
            f"{table}_approved",
            f"BEFORE UPDATE OF {columns} ON {table}",
            f"{old} OR {new}",
            "approved minutes do not change",
        )
        _guard(f"{table}_approved_add", f"BEFORE INSERT ON {table}", new, "approved minutes do not change")
    frozen = (
        "(SELECT stage FROM meeting JOIN line ON line.meeting_id = meeting.id WHERE line.id = OLD.line_id)"
    )
    _guard(
        "decision_approved",
        "BEFORE UPDATE OF number, kind, rationale, authority_id, withdrawn_at ON decision",
        f"{frozen} IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    # A folder that moves writes line_id anew, to what it was: only another line is a change.
    _guard(
        "decision_line_approved",
        "BEFORE UPDATE OF line_id ON decision",
        f"NEW.line_id <> OLD.line_id AND {frozen} IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    _guard(
        "meeting_approved",
        "BEFORE UPDATE OF fingerprint, approved_at, approved_by, held_on, reference, chair_id, place "
        "ON meeting",
        "OLD.stage IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    _guard(
        "meeting_stays_approved",
        "BEFORE UPDATE OF stage ON meeting",
        "OLD.stage IN ('approved', 'agreed') AND NEW.stage NOT IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    new = FROZEN.format(row="NEW")
    _guard("minutes_part_add", "BEFORE INSERT ON minutes_part", new, "approved minutes do not change")
    _guard(
        "minutes_part_kept",
        "BEFORE UPDATE OF content ON minutes_part",
        "NEW.content <> ''",
        "a part is only emptied",
    )
    fixed = "id, meeting_id, place, sha256, made_at"
    _guard("minutes_part_fixed", f"BEFORE UPDATE OF {fixed} ON minutes_part", "", "a part does not change")
    _guard(
        "text_version_kept",
        "BEFORE UPDATE OF text ON text_version",
        "NEW.text <> ''",
        "a text is only emptied",
    )
    _guard("applied_fixed", "BEFORE UPDATE ON applied", "OLD.numbers <> ''", "a command is carried out once")
    _guard(
        "name_reading_fixed", "BEFORE UPDATE OF what, read_by, read_at ON name_reading", "", "a reading stays"
    )
    _guard("counter_up", "BEFORE UPDATE ON counter", "NEW.last < OLD.last", "a number is never given back")


def _guard(name: str, when: str, condition: str, why: str) -> None:
    told = f"WHEN {condition} " if condition else ""
    op.execute(f"CREATE TRIGGER {name} {when} {told}BEGIN {REFUSED.format(why=why)}; END")
