"""Papers of an invented partnership: people and places are made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tasking_app.records.papers import (
    ActionLine,
    ActionLog,
    ActionPlan,
    ActionRow,
    Agenda,
    AgendaItem,
    AgendaReferral,
    Annex,
    AnnexItem,
    Approval,
    Attendance,
    CarriedItem,
    Conflict,
    Correction,
    DecisionLine,
    Figures,
    Head,
    Kind,
    Line,
    Minutes,
    MonthFigures,
    NoteLine,
    PlanRow,
    PlanTotals,
    ReferralPart,
    Restricted,
    ReviewedAction,
    Section,
)
from tasking_app.rules.theme import THEMES

COUNCIL = "Brackenford Borough Council"
POLICE = "Northmere Police"
FIRE = "Northmere Fire and Rescue Service"
COUNTY = "Northmere County Council"
HOUSING = "Harbour Housing"
PEOPLE = (
    ("Joanne Bell", "Community Safety Manager", COUNCIL),
    ("Łukasz Grzęda", "Neighbourhood Inspector", POLICE),
    ("Siân ap Gwilym", "Station Manager", FIRE),
    ("Ștefania Popescu", "Locality Officer", COUNTY),
    ("Ελένη Παπαδοπούλου", "Tenancy Enforcement Lead", HOUSING),
    ("Олена Ґудзь", "Partnership Support Officer", COUNCIL),
    ("Mehmet Yılmaz", "Licensing Officer", COUNCIL),
    ("Nguyễn Thị Ánh", "Victim Support Lead", "Northmere Victim Services"),
)
SAID = (
    "Reports have risen for the third week running, mainly between 18:00 and 22:00.",
    "Residents have been written to and a drop-in session was held at the library.",
    "The landlord has agreed to a joint inspection and will send dates by Friday.",
    "Officers found evidence of rough sleeping and made two referrals to outreach.",
    "Footage has been asked for from the operator.",
    "Two deliberate fires were recorded, both in wheeled bins left out overnight.",
    "The county has a lighting scheme planned for the new year.",
)
TASKS = (
    "Fit secure letterboxes at Kestrel House and check the door entry system.",
    "Review lighting along the Station Road underpass with the county's engineer.",
    "Visit residents of Bramble Close together with the tenancy officer.",
    "Write to the 14 households that reported and tell them what will happen.",
    "Arrange a deep clean of the Lister Street garages.",
)
PLACES = (
    *("Station Road underpass", "Mill Lane car park", "Victoria Gardens", "Kestrel House"),
    *("Lister Street garages", "Riverside skate park", "Bramble Close", "Cattle Market"),
)
KINDS: tuple[tuple[Kind, str], ...] = (
    ("late", "13 days late"),
    ("due_soon", "Due Fri 27 Nov"),
    ("on_track", "On track"),
    ("not_started", "Not started"),
    ("blocked", "Blocked"),
    ("done", "Done"),
    ("dropped", "Replaced by A-203"),
)
HELD = date(2026, 11, 19)
AGENCIES = (COUNCIL, POLICE, FIRE, COUNTY, HOUSING)

HEAD = Head(
    partnership="Brackenford Community Safety Partnership",
    title="Multi-agency tasking meeting",
    reference="MAT-2026-11-19",
    marking="OFFICIAL-SENSITIVE",
    status="Draft 1, not yet approved",
    as_at=datetime(2026, 11, 19, 11, 52, tzinfo=UTC),
    when="Thursday 19 November 2026, 10:00 to 11:10",
    venue="Committee Room 2, Brackenford Town Hall",
    chair="Joanne Bell, Community Safety Manager",
    minutes_by="Олена Ґудзь, Partnership Support Officer",
    next_meeting="Thursday 3 December 2026, 10:00",
    contact="tasking@brackenford.example",
)
STATEMENT = (
    "What is said in this meeting is shared to prevent crime and keep people safe, and only for that. "
    "Do not pass papers on, and do not copy them."
)
MONTHS = MonthFigures(
    months=("Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"),
    this_year=(231, 210, 188, 176, 190, 214, 240, 262, 281, 303, 296, 248),
    last_year=(244, 226, 201, 180, 171, 232, 251, 270, 300, 322, 301, None),
)


def figures(category: str = "Anti-social behaviour") -> Figures:
    return Figures(
        sentence=f"{category}: 248 in September 2026, 48 fewer than the month before.",
        category=category,
        source="police.uk street files, Brackenford area, latest full month September 2026.",
        months=MONTHS,
    )


def lines(seed: int, notes: int = 2) -> tuple[Line, ...]:
    said: list[Line] = [
        NoteLine(text=" ".join(SAID[(seed + at + more) % len(SAID)] for more in range(3)))
        for at in range(notes)
    ]
    said.append(
        DecisionLine(
            reference=f"D-{31 + seed}",
            text="Keep under review for four weeks and bring back with the survey.",
            rationale="reports are falling and the landlord is acting" if seed % 2 else "",
        )
    )
    said.append(
        ActionLine(
            reference=f"A-{188 + seed}",
            text=TASKS[seed % len(TASKS)],
            agency=AGENCIES[seed % len(AGENCIES)],
            officer=PEOPLE[seed % len(PEOPLE)][0],
            due=HELD + timedelta(days=15 + seed),
            supporting=(HOUSING,) if seed % 3 == 0 else (),
        )
    )
    return tuple(said)


def referral(seed: int) -> ReferralPart:
    return ReferralPart(
        reference=f"R-{147 + seed}",
        title=PLACES[seed % len(PLACES)],
        kind=("Place", "Victim", "Person", "Issue")[seed % 4],
        nature=("emerging", "repeat", "engrained")[seed % 3],
        lines=lines(seed),
    )


def sections(per_theme: int = 2) -> tuple[Section, ...]:
    standing = (
        Section(number="1", title="Welcome and apologies", about="attendance"),
        Section(number="2", title="Confidentiality and conflicts of interest", about="confidentiality"),
        Section(number="3", title="Minutes of the last meeting", about="last_minutes"),
        Section(number="4", title="Action review", about="review"),
    )
    themed = tuple(
        Section(
            number=str(5 + at),
            title=theme.name,
            theme=theme.code,
            outcome="Fewer people affected, and those who report are told what was done.",
            figures=figures(theme.police_category) if theme.police_category else None,
            lines=(NoteLine(text=SAID[at % len(SAID)]),) if at == 0 else (),
            referrals=(
                *(referral(at * per_theme + each) for each in range(per_theme)),
                *([Restricted(number=1)] if theme.code == "hate" else []),
            ),
        )
        for at, theme in enumerate(THEMES)
    )
    return (*standing, *themed, Section(number="10", title="Any other business"))


def minutes(per_theme: int = 2) -> Minutes:
    present = ("Present", "Present, for Ann Ames", "Apologies", "Present", "Absent")
    return Minutes(
        head=HEAD,
        confidentiality="The confidentiality statement, version 3, was read by Joanne Bell at 10:02.",
        attendance=tuple(
            Attendance(name=name, role=role, agency=agency, attendance=present[at % len(present)])
            for at, (name, role, agency) in enumerate(PEOPLE)
        ),
        absent_required=("Northmere Probation",),
        went_on_without="The meeting went on without Northmere Probation; item 8.2 was held back.",
        quorum="A quorum of 4 agencies was there.",
        conflicts=(
            Conflict(name="Mehmet Yılmaz", agency=COUNCIL, matter="Item 5.1", done="Left for the item"),
        ),
        last_minutes="The minutes of 5 November 2026 (MAT-2026-11-05) were agreed with one correction.",
        review=tuple(
            ReviewedAction(
                reference=f"A-{160 + at}",
                text=TASKS[at % len(TASKS)],
                agency=AGENCIES[at % len(AGENCIES)],
                kind=kind,
                status=words,
                heard=SAID[at % len(SAID)],
            )
            for at, (kind, words) in enumerate(KINDS)
        ),
        sections=sections(per_theme),
        actions=tuple(
            ActionRow(
                reference=row.reference,
                text=row.text,
                agency=row.agency,
                officer=row.officer,
                due=row.due,
                kind=row.kind,
                status=row.status,
                theme=row.theme,
            )
            for row in plan_rows(per_theme * 5)
        ),
        carried=(
            CarriedItem(reference="R-151", text="Lister Street garages", reason="Not reached: out of time"),
        ),
        corrections=(
            Correction(
                place="Item 5.1",
                text="For “three weeks” read “four weeks”.",
                agreed_at="MAT-2026-12-03",
                agreed_on=date(2026, 12, 3),
            ),
        ),
    )


def approved(paper: Minutes) -> Minutes:
    approval = Approval(
        approved_by="Joanne Bell, chair",
        approved_on="20 November 2026",
        fingerprint="9f2c" * 16,
        agreed_at="MAT-2026-12-03",
    )
    return replace(paper, approval=approval, head=replace(paper.head, status="Approved by the chair"))


def plan_rows(count: int) -> tuple[PlanRow, ...]:
    rows = []
    for at in range(count):
        kind, words = KINDS[at % len(KINDS)]
        late = kind == "late"
        rows.append(
            PlanRow(
                reference=f"A-{188 + at}",
                theme=THEMES[at * 5 // max(count, 1)].code,
                objective=("1.2 Spot problems early", "2.3 Look after victims", "")[at % 3],
                text=TASKS[at % len(TASKS)],
                success_measure="No report from residents for four weeks." if at % 2 else "",
                agency=AGENCIES[at % len(AGENCIES)],
                officer=PEOPLE[at % len(PEOPLE)][0],
                supporting=(POLICE,) if at % 3 == 0 else (),
                resources="Ward fund, £450" if at % 4 == 0 else "",
                raised=date(2026, 10, 8),
                due=date(2026, 11, 6) if late else HELD + timedelta(days=8 + at),
                original_due=date(2026, 10, 23) if late else None,
                times_deferred=2 if late else 0,
                update=SAID[at % len(SAID)] if at % 4 else "",
                updated_on=date(2026, 11, 12) if at % 4 else None,
                kind=kind,
                status=words,
                outcome="Achieved: no reports in October" if kind == "done" else "",
            )
        )
    return tuple(rows)


def plan(count: int = 24) -> ActionPlan:
    totals = PlanTotals(open=count - 6, due_soon=3, late=4, closed_since_last=4)
    return ActionPlan(head=HEAD, totals=totals, rows=plan_rows(count))


def action_log(count: int = 12) -> ActionLog:
    return ActionLog(head=HEAD, rows=plan_rows(count), agency=FIRE)


def agenda() -> Agenda:
    standing = (
        ("Welcome, apologies and substitutes", 3),
        ("Confidentiality statement and conflicts of interest", 2),
        ("Minutes of the last meeting", 5),
        ("Action review", 15),
    )
    items = [
        AgendaItem(number=str(at), title=title, presenter="Chair", minutes=length, starts=f"10:{at * 4:02}")
        for at, (title, length) in enumerate(standing, start=1)
    ]
    for at, theme in enumerate(THEMES):
        cases = (
            AgendaReferral(
                reference=f"R-{147 + at}",
                title=PLACES[at],
                kind="Place",
                nature="repeat",
                reason="Carried over from 5 November: not reached",
            ),
            AgendaReferral(reference=f"R-{160 + at}", title=PLACES[at + 2], kind="Victim", urgent=True),
        )
        items.append(
            AgendaItem(
                number=str(5 + at),
                title=theme.name,
                theme=theme.code,
                presenter=PEOPLE[at][0],
                minutes=8,
                starts=f"10:{20 + at * 8}",
                outcome="Fewer people affected, and those who report are told what was done.",
                referrals=(*cases, Restricted(number=1)) if theme.code == "hate" else cases[: 2 - at % 2],
            )
        )
    items.append(
        AgendaItem(number="10", title="Any other business", notes=("Winter opening hours.",), urgent=True)
    )
    return Agenda(
        head=replace(HEAD, status="Issued 17 November 2026"),
        items=tuple(items),
        confidentiality=STATEMENT,
        apologies=("Ștefania Popescu (Northmere County Council)",),
    )


def annex() -> Annex:
    return Annex(
        head=replace(HEAD, marking="OFFICIAL-SENSITIVE: RESTRICTED LIST"),
        items=(AnnexItem(number=1, theme="hate", referral=referral(3)),),
        readers="Joanne Bell, Łukasz Grzęda and Siân ap Gwilym",
    )
