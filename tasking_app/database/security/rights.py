"""The rights table as data: which rows of each table are seen, and who adds and changes what.

Source: the one rights table of the design of the shared database. Each line of it is a line here; policies,
grants and the check of a running database are all made from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tasking_app.database.security.roles import ANALYST, CHAIR, COORDINATOR, GOVERNANCE, OFFICER

DECIDES = (COORDINATOR, CHAIR)
TAKES_PART = (OFFICER, ANALYST, COORDINATOR, CHAIR)
EVERY_GROUP = (*TAKES_PART, GOVERNANCE)
STAMPS = ("version", "changed_at", "changed_by")
GONE = ("withdrawn_at", "withdrawn_by")
MOVES = ("folder_id", "series_id", "restricted")

ME = "(SELECT app.my_officer())"
MINE = "(SELECT app.my_agency())"
KNOWN = f"{ME} IS NOT NULL"
"""Whoever asks is an officer who is not disabled."""

IN_FOLDER = (
    "(NOT restricted AND series_id = ANY (ARRAY(SELECT app.my_series()))) "
    "OR folder_id = ANY (ARRAY(SELECT app.my_exceptions()))"
)
IS_FOLDER = IN_FOLDER.replace("folder_id", "id")
OF_FOLDER = "folder_id IN (SELECT f.id FROM app.folder f)"
OF_SERIES = "of_series = ANY (ARRAY(SELECT app.my_series()))"
OF_MEETING = "meeting_id IN (SELECT m.id FROM app.meeting m)"
LEADS = f"action_id IN (SELECT a.id FROM app.action a WHERE a.lead_agency_id = {MINE})"
HELPS = (
    "action_id IN (SELECT s.action_id FROM app.action_support s "
    f"WHERE s.agency_id = {MINE} AND s.withdrawn_at IS NULL)"
)
OWN_CASE = f"referral_id IN (SELECT r.id FROM app.referral r WHERE r.case_officer_id = {ME})"
FOLDER_OF_CASE = f"folder_id IN (SELECT r.id FROM app.referral r WHERE r.case_officer_id = {ME})"
WROTE = f"made_by = {ME}"


@dataclass(frozen=True, slots=True)
class Change:
    """Who may write which columns of which rows; `no columns` are all but the key. `rows` is SQL."""

    groups: tuple[str, ...]
    rows: str = "true"
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows anybody sees at all, who adds and changes them, and columns that name a doer."""

    name: str
    sight: str
    add: tuple[Change, ...] = ()
    change: tuple[Change, ...] = ()
    doers: tuple[str, ...] = ()
    reads: tuple[str, ...] = EVERY_GROUP
    stamped: bool = True
    triggers: tuple[tuple[str, str], ...] = field(default=())
    """Further triggers: when they run, and the function."""


def _decided(name: str, sight: str = IN_FOLDER, *, doers: tuple[str, ...] = ()) -> Table:
    """A table that chair and co-ordinator write."""
    return Table(
        name, sight, add=(Change(DECIDES),), change=(Change(DECIDES),), doers=(*doers, "withdrawn_by")
    )


def _settings(name: str) -> Table:
    """A table of the partnership's own data: everybody reads it, the co-ordinator writes it."""
    return Table(
        name, KNOWN, add=(Change((COORDINATOR,)),), change=(Change((COORDINATOR,)),), doers=("withdrawn_by",)
    )


PARTNERSHIP = (
    *map(_settings, ("series", "agency", "seat", "chair", "setting", "theme_words", "theme_kind")),
    *map(_settings, ("objective", "template_item")),
    Table(
        "officer",
        KNOWN,
        add=(Change((COORDINATOR,)),),
        change=(
            Change(
                (COORDINATOR,),
                columns=(
                    *("name", "agency_id", "job", "email", "phone", "role", "may_decide", "invited"),
                    *("trained_on", "left_on", "merged_into", *GONE, *STAMPS),
                ),
            ),
            Change((OFFICER, ANALYST, CHAIR), f"id = {ME}", ("job", "email", "phone", *STAMPS)),
        ),
        doers=("withdrawn_by",),
        triggers=(("BEFORE INSERT OR UPDATE", "app.role_by_right()"),),
    ),
    Table(
        "substitute",
        KNOWN,
        add=(Change((COORDINATOR,)), Change((OFFICER, ANALYST, CHAIR), f"officer_id = {ME}")),
        change=(
            Change((COORDINATOR,)),
            Change((OFFICER, ANALYST, CHAIR), f"officer_id = {ME}", (*GONE, *STAMPS)),
        ),
        doers=("withdrawn_by",),
    ),
    Table("setting_change", KNOWN, add=(Change(TAKES_PART),), doers=("changed_by",), stamped=False),
)
FOLDERS = (
    Table("folder", IS_FOLDER, add=(Change(DECIDES, "NOT restricted"),), stamped=False),
    Table(
        "share",
        OF_FOLDER,
        add=(Change(DECIDES, "folder_id IN (SELECT f.id FROM app.folder f WHERE NOT f.restricted)"),),
        change=(Change(DECIDES, columns=(*GONE, *STAMPS)),),
        doers=("withdrawn_by",),
    ),
    Table(
        "reader",
        OF_FOLDER,
        add=(Change(DECIDES),),
        change=(Change(DECIDES, columns=(*GONE, *STAMPS)),),
        doers=("withdrawn_by",),
    ),
)
FACTS = (
    *("kind", "theme", "theme_kind", "title", "description", "source", "area", "started_on", "nature"),
    *("risk", "next_review"),
)
REFERRALS = (
    Table(
        "referral",
        IN_FOLDER,
        add=(Change(DECIDES),),
        change=(
            Change(
                DECIDES,
                columns=(
                    *(*FACTS, "lead_agency_id", "case_officer_id", "marking", "status", "reason_added"),
                    *("reason_closed", "closed_at", "victim_told", "victim_told_on", "victim_not_told"),
                    *(*GONE, *STAMPS),
                ),
            ),
            Change((OFFICER,), f"case_officer_id = {ME}", (*FACTS, *STAMPS)),
        ),
        doers=("withdrawn_by",),
    ),
    *(
        Table(
            name,
            IN_FOLDER,
            add=(Change(DECIDES), Change((OFFICER,), OWN_CASE)),
            change=(Change(DECIDES), Change((OFFICER,), OWN_CASE, (*columns, *GONE, *STAMPS))),
            doers=("withdrawn_by",),
        )
        for name, columns in (
            ("referral_point", ("text", "order_key")),
            ("referral_person", ("role", "under_18")),
        )
    ),
    Table("person_identity", IN_FOLDER, reads=()),
    Table("restricted_text", IN_FOLDER, reads=()),
    Table(
        "name_reading",
        f"({IN_FOLDER}) AND (read_by = {ME} OR app.in_group('{COORDINATOR}', '{CHAIR}'))",
        stamped=False,
    ),
)
MEETINGS = (
    Table(
        "meeting",
        OF_SERIES,
        add=(Change(DECIDES),),
        change=(Change(DECIDES),),
        doers=("withdrawn_by", "approved_by"),
        triggers=(("BEFORE UPDATE", "app.stage_by_right()"),),
    ),
    *map(_decided, ("agenda_item", "placing", "line", "decision")),
    *(
        # The chair says that a meeting goes on without somebody; whoever keeps the minutes notes it.
        _decided(name, OF_MEETING)
        for name in ("attendance", "go_ahead")
    ),
    _decided("statement_reading", OF_MEETING, doers=("read_by",)),
    Table(
        "conflict",
        IN_FOLDER,
        add=(Change(DECIDES), Change((OFFICER, ANALYST), f"officer_id = {ME}")),
        change=(Change(DECIDES), Change((OFFICER, ANALYST), WROTE, (*GONE, *STAMPS))),
        doers=("withdrawn_by",),
    ),
    Table(
        "paper",
        f"{KNOWN} AND (meeting_id IS NULL OR {OF_MEETING})",
        add=(Change(DECIDES), Change((OFFICER, ANALYST), f"of_agency = {MINE}")),
        change=(Change(DECIDES),),
        doers=("withdrawn_by",),
    ),
    Table("minutes_part", IN_FOLDER, add=(Change((CHAIR,)),), stamped=False),
    _decided("correction"),
)
ACTIONS = (
    Table(
        "action",
        IN_FOLDER,
        add=(Change(DECIDES),),
        change=(
            Change(
                DECIDES,
                columns=(
                    *(
                        "theme",
                        "text",
                        "short_text",
                        "lead_agency_id",
                        "lead_officer_id",
                        "success",
                        "resources",
                    ),
                    *("objective", "priority", "due", "status", "status_reason", "closed_at", "replaced_by"),
                    *(*MOVES, *GONE, *STAMPS),
                ),
            ),
            Change(
                (OFFICER,),
                f"lead_agency_id = {MINE}",
                ("status", "status_reason", "closed_at", *STAMPS),
            ),
        ),
        doers=("withdrawn_by",),
        triggers=(("BEFORE UPDATE", "app.status_by_right()"),),
    ),
    _decided("action_support"),
    _decided("deferral"),
    Table(
        "action_update",
        IN_FOLDER,
        add=(Change(DECIDES), Change((OFFICER,), f"{LEADS} OR {HELPS} OR {FOLDER_OF_CASE}")),
        change=(Change(DECIDES), Change((OFFICER,), WROTE, (*GONE, *STAMPS))),
        doers=("withdrawn_by",),
        triggers=(("BEFORE INSERT", "app.said_by_right()"),),
    ),
    Table(
        "outcome",
        IN_FOLDER,
        add=(Change(DECIDES), Change((OFFICER,), LEADS)),
        change=(
            Change(DECIDES),
            Change((OFFICER,), WROTE, ("result", "effect", "evidence", "learning", *GONE, *STAMPS)),
        ),
        doers=("withdrawn_by",),
    ),
)
ASKED = f"proposed_by = {ME}"
OWN_STEP = f"proposal_id IN (SELECT p.id FROM app.proposal p WHERE p.{ASKED})"
TAKEN_BACK = ("state", "decided_by", "decided_at", *GONE, *STAMPS)
DECIDING = f"app.in_group('{COORDINATOR}', '{CHAIR}')"
PROPOSALS = (
    Table(
        "proposal",
        f"{ASKED} OR ((SELECT {DECIDING}) AND {OF_SERIES})",
        add=(Change(TAKES_PART, ASKED),),
        change=(Change(DECIDES), Change((OFFICER, ANALYST), ASKED, TAKEN_BACK)),
        doers=("withdrawn_by", "proposed_by", "decided_by"),
        triggers=(("BEFORE INSERT OR UPDATE", "app.decided_by_right()"),),
    ),
    Table(
        "proposal_step",
        f"({IN_FOLDER}) AND ({OWN_STEP} OR (SELECT {DECIDING}))",
        add=(Change(TAKES_PART, OWN_STEP),),
        change=(Change(DECIDES),),
        doers=("withdrawn_by",),
    ),
)
HISTORY = (
    Table("text_version", IN_FOLDER, add=(Change(TAKES_PART),), doers=("saved_by",), stamped=False),
    Table(
        "applied",
        f"done_by = {ME}",
        add=(Change(EVERY_GROUP),),  # governance chooses a password of its own, by a command like any other
        change=(Change(EVERY_GROUP, columns=("numbers",)),),
        doers=("done_by",),
        stamped=False,
    ),
    Table("counter", KNOWN, stamped=False),
    Table("alembic_version", "true", stamped=False),
)
FIGURES = (
    Table(
        "incident_load",
        KNOWN,
        add=(Change((ANALYST, COORDINATOR)),),
        change=(Change((ANALYST, COORDINATOR), columns=(*GONE, *STAMPS)),),
        doers=("withdrawn_by",),
    ),
    Table("incident", KNOWN, add=(Change((ANALYST, COORDINATOR)),), stamped=False),
    Table("incident_count", KNOWN, add=(Change((ANALYST, COORDINATOR)),), stamped=False),
)
TABLES = (
    *PARTNERSHIP,
    *FOLDERS,
    *REFERRALS,
    *MEETINGS,
    *ACTIONS,
    *PROPOSALS,
    *HISTORY,
    *FIGURES,
)
OF_MINUTES = frozenset(
    {"line", "decision", "attendance", "agenda_item", "statement_reading", "conflict", "go_ahead"}
)
"""What approved minutes are made of: nothing is written into it while they are being approved."""

QUIET = frozenset({"alembic_version", "incident", "incident_count", "counter", "applied", "text_version"})
"""Tables nobody has to hear of, and with no word in the audit: their rows come with those of others."""
