"""Papers with everything in them that somebody will one day type or paste."""

from __future__ import annotations

from dataclasses import replace

from tasking_app.records.papers import (
    ActionPlan,
    Agenda,
    Annex,
    Attendance,
    DecisionLine,
    Minutes,
    NoteLine,
    PlanTotals,
    ReferralPart,
    Section,
)
from tests.exports import samples

ENDLESS_WORD = "x" * 20_000
ENDLESS_LINE = "and then the neighbour said " * 720
URDU = "فاطمہ حسین"
HEBREW = "שרה לוי"
PUNJABI = "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ"
BENGALI = "প্রিয়াঙ্কা চক্রবর্তী"
GUJARATI = "કૃષ્ણા પટેલ"
TAMIL = "ஸ்ரீனிவாசன்"
CHINESE = "王小明"
EMOJI = "Fire \U0001f525 and family \U0001f468\u200d\U0001f469\u200d\U0001f467 and \u2705 done"
CONTROLS = "one\x00two\x07three\tfour\nfive\r\nsix\x1b[31m\u202edesrever\u2028seven\ufeff"
MARKUP = '<b>bold</b> & <font color="red">red</font> <para> </para> &amp; <br/> ]]> "quoted"'
ODD = (
    URDU,
    HEBREW,
    PUNJABI,
    BENGALI,
    GUJARATI,
    TAMIL,
    CHINESE,
    EMOJI,
    CONTROLS,
    MARKUP,
    "e\u0301te\u0301",
    "",
)


def empty_minutes() -> Minutes:
    return Minutes(head=samples.HEAD)


def empty_agenda() -> Agenda:
    return Agenda(head=samples.HEAD)


def empty_annex() -> Annex:
    return Annex(head=samples.HEAD)


def empty_plan() -> ActionPlan:
    totals = PlanTotals(open=0, due_soon=0, late=0, closed_since_last=0)
    return ActionPlan(head=samples.HEAD, totals=totals, agency=samples.FIRE)


def minutes() -> Minutes:
    odd = tuple(NoteLine(text=text) for text in (*ODD, ENDLESS_WORD, ENDLESS_LINE))
    decision = DecisionLine(reference="D-1", text=ENDLESS_LINE, rationale=EMOJI)
    part = ReferralPart(reference="R-1", title=" ".join(ODD), kind="Place", lines=(*odd, decision))
    people = tuple(
        Attendance(name=f"{ODD[at % len(ODD)]} {at}", role=MARKUP, agency=URDU, attendance="Present")
        for at in range(300)
    )
    return Minutes(
        head=replace(
            samples.HEAD,
            title="A very long name of a meeting " * 8,
            marking="OFFICIAL-SENSITIVE: " + "POLICE AND PARTNERS " * 6,
            status=EMOJI,
            chair=URDU,
        ),
        attendance=people,
        sections=(Section(number="1", title=MARKUP, theme="asb", lines=odd, referrals=(part, part)),),
        confidentiality=CONTROLS,
    )


def plan() -> ActionPlan:
    rows = list(samples.plan_rows(40))
    rows[3] = replace(rows[3], update=ENDLESS_LINE)
    rows[7] = replace(rows[7], text=ENDLESS_WORD, resources=ENDLESS_WORD[:500])
    rows[11] = replace(rows[11], text=EMOJI, officer=PUNJABI, outcome=URDU, success_measure=MARKUP)
    return ActionPlan(
        head=samples.HEAD,
        totals=PlanTotals(open=1_000, due_soon=200, late=300, closed_since_last=400),
        rows=tuple(rows),
        group_by="agency",
        blank_column=True,
    )
