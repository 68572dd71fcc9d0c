"""Guards in the file itself: nothing is deleted, approved minutes do not change, history is only added to."""

from __future__ import annotations

from tasking_app.migrations.guards import follow_at_the_end, guard, stays

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


def upgrade() -> None:
    """Write the guards."""
    follow_at_the_end()
    for table in TABLES:
        stays(table)
    for table, columns in OF_A_MEETING.items():
        old, new = FROZEN.format(row="OLD"), FROZEN.format(row="NEW")
        guard(
            f"{table}_approved",
            f"BEFORE UPDATE OF {columns} ON {table}",
            f"{old} OR {new}",
            "approved minutes do not change",
        )
        guard(f"{table}_approved_add", f"BEFORE INSERT ON {table}", new, "approved minutes do not change")
    frozen = (
        "(SELECT stage FROM meeting JOIN line ON line.meeting_id = meeting.id WHERE line.id = OLD.line_id)"
    )
    guard(
        "decision_approved",
        "BEFORE UPDATE OF number, kind, rationale, authority_id, withdrawn_at ON decision",
        f"{frozen} IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    # A folder that moves writes line_id anew, to what it was: only another line is a change.
    guard(
        "decision_line_approved",
        "BEFORE UPDATE OF line_id ON decision",
        f"NEW.line_id <> OLD.line_id AND {frozen} IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    guard(
        "meeting_approved",
        "BEFORE UPDATE OF fingerprint, approved_at, approved_by, held_on, reference, chair_id, place "
        "ON meeting",
        "OLD.stage IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    guard(
        "meeting_stays_approved",
        "BEFORE UPDATE OF stage ON meeting",
        "OLD.stage IN ('approved', 'agreed') AND NEW.stage NOT IN ('approved', 'agreed')",
        "approved minutes do not change",
    )
    new = FROZEN.format(row="NEW")
    guard("minutes_part_add", "BEFORE INSERT ON minutes_part", new, "approved minutes do not change")
    guard(
        "minutes_part_kept",
        "BEFORE UPDATE OF content ON minutes_part",
        "NEW.content <> ''",
        "a part is only emptied",
    )
    fixed = "id, meeting_id, place, sha256, made_at"
    guard("minutes_part_fixed", f"BEFORE UPDATE OF {fixed} ON minutes_part", "", "a part does not change")
    guard(
        "text_version_kept",
        "BEFORE UPDATE OF text ON text_version",
        "NEW.text <> ''",
        "a text is only emptied",
    )
    guard("applied_fixed", "BEFORE UPDATE ON applied", "OLD.numbers <> ''", "a command is carried out once")
    guard(
        "name_reading_fixed", "BEFORE UPDATE OF what, read_by, read_at ON name_reading", "", "a reading stays"
    )
    guard("counter_up", "BEFORE UPDATE ON counter", "NEW.last < OLD.last", "a number is never given back")
