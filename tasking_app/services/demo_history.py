"""Made-up meetings, referrals, actions and what became of them, week by week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import insert, update

from tasking_app.commands.base import new_id
from tasking_app.models.approval import MinutesPart
from tasking_app.models.history import Counter
from tasking_app.models.meeting import Meeting
from tasking_app.records.minutes import GeneralPart, ReferralPart
from tasking_app.rules import order, people
from tasking_app.rules.theme import CODES
from tasking_app.services import approval, carry_over, demo_words, minutes
from tasking_app.services.demo_actions import Actions, plain_columns
from tasking_app.services.demo_borough import Borough, Row, at

A_MEETING = 20
NEW_REFERRALS = 6
WEIGHTS = (9, 3, 4, 2, 1)


class History(Actions):
    """Writes the years before `until`, one meeting a week, and the agenda of the next."""

    def __init__(self, borough: Borough, first: date) -> None:
        super().__init__(borough)
        self.first = first
        self.meetings: list[tuple[UUID, date]] = []
        self.cases: list[Row] = []

    def write(self) -> None:
        """Everything, then the approval of every meeting but the last."""
        day = self.first
        while day < self.b.until:
            self._meeting(day)
            day += timedelta(weeks=1)
        self._next_meeting()
        self.b.flush()
        self._approve()
        self._counters()
        carry_over.carry(self.b.work, self.b.series)

    # -- one meeting

    def _meeting(self, day: date) -> None:
        b = self.b
        chair, scribe = b.officers["Council"][1][0], b.officers["Council"][2][0]
        key = b.add(
            "meeting",
            of_series=b.series,
            reference=f"MAT-{day:%Y-%m-%d}",
            held_on=day,
            starts="10:00",
            minutes=120,
            place="Committee Room 1, Town Hall",
            stage="draft_minutes",
            chair_id=chair,
            minutes_by=scribe,
            agenda_version=1,
            agenda_issued_at=at(day - timedelta(days=2), 14),
            started_at=at(day, 10, 2),
            ended_at=at(day, 11, 50),
            draft=1,
            made_at=at(day - timedelta(days=7), 12),
            **plain_columns(),
        )
        self.meetings.append((key, day))
        items = self._items(key, day, held=True)
        self._attendance(key, day)
        self._review(key, day)
        self._business(key, day, items)

    def _items(self, meeting: UUID, day: date, *, held: bool) -> dict[str, UUID]:
        b, found, minute = self.b, {}, 2
        for line in b.template:
            key = b.add(
                "agenda_item",
                meeting_id=meeting,
                order_key=line.order_key,
                kind=line.kind,
                title=line.title,
                theme=line.theme,
                minutes=line.minutes,
                presenter_id=b.officers["Council"][1][0],
                fixed=line.fixed,
                started_at=at(day, 10 + minute // 60, minute % 60) if held else None,
                made_at=at(day - timedelta(days=7), 12),
                **b.filed(None),
                **plain_columns(),
            )
            found[line.theme or line.kind] = key
            minute = min(minute + line.minutes, 115)
        return found

    def _attendance(self, meeting: UUID, day: date) -> None:
        b = self.b
        here = 0
        for people_of in b.officers.values():
            for officer, _ in people_of:
                state = b.random.choices(("here", "apologies", "absent"), (86, 10, 4))[0]
                here += state == "here"
                b.add(
                    "attendance",
                    meeting_id=meeting,
                    officer_id=officer,
                    status=state,
                    may_decide=True,
                    came_at=at(day, 10) if state == "here" else None,
                    agreed_at=at(day, 10, 3) if state == "here" else None,
                    made_at=at(day, 10),
                    **plain_columns(),
                )
        b.add(
            "statement_reading",
            meeting_id=meeting,
            statement="What is said here is shared to prevent crime and disorder and to keep people safe.",
            statement_version="1",
            read_at=at(day, 10, 3),
            read_by=b.officers["Council"][1][0],
            people=here,
            made_at=at(day, 10, 3),
            **plain_columns(),
        )

    def _business(self, meeting: UUID, day: date, items: dict[str, UUID]) -> None:
        b = self.b
        themes = b.random.choices(CODES, WEIGHTS, k=A_MEETING)
        fresh = [self._referral(day, theme) for theme in b.random.choices(CODES, WEIGHTS, k=NEW_REFERRALS)]
        back = b.random.sample(self.cases, min(2, len(self.cases)))
        self.cases = [*self.cases, *fresh][-24:]
        heard: dict[str, list[Row]] = {code: [] for code in CODES}
        for case in [*fresh, *back]:
            heard[case["theme"]].append(case)
            self._place(case, meeting, day, items[case["theme"]])
        keys = {code: iter(order.spread(80)) for code in CODES}
        for case in [*fresh, *back]:
            self._discuss(case, meeting, day, items[case["theme"]], keys[case["theme"]])
        for theme in themes:
            about = b.random.choice(heard[theme]) if heard[theme] else None
            self._action(meeting, day, items[theme], theme, about, next(keys[theme]))

    def _place(self, case: Row, meeting: UUID, day: date, item: UUID) -> None:
        self.b.add(
            "placing",
            referral_id=case["id"],
            meeting_id=meeting,
            item_id=item,
            order_key=order.spread(1)[0],
            reason="",
            discussed_at=at(day, 10, 45),
            deferred="",
            left_out="",
            ask_back="",
            made_at=at(day - timedelta(days=3), 12),
            **self.b.filed(case["id"]),
            **plain_columns(),
        )

    def _referral(self, day: date, theme: str) -> Row:
        b = self.b
        kind, title = b.random.choice(demo_words.ISSUES[theme])
        place = b.random.choice(demo_words.PLACES)
        agency = b.random.choice(list(b.officers))
        key = new_id()
        closed = day < b.until - timedelta(weeks=10)
        case: Row = {
            "id": key,
            "number": b.next("R"),
            "kind": kind,
            "theme": theme,
            "theme_kind": "",
            "title": title.format(place=place),
            "description": "",
            "source": b.random.choice(("Police", "Housing", "Public", "Council service")),
            "area": place,
            "lead_agency_id": b.agencies[agency],
            "case_officer_id": b.officer(agency),
            "nature": b.random.choices(("emerging", "repeat", "engrained"), (5, 3, 2))[0],
            "risk": b.random.choices(("standard", "medium", "high"), (6, 3, 1))[0],
            "marking": "OFFICIAL-SENSITIVE",
            "status": "closed" if closed else "active",
            "reason_added": "Three reports in 14 days from different homes.",
            "reason_closed": "No calls for 90 days." if closed else "",
            "closed_at": at(day + timedelta(weeks=9), 11) if closed else None,
            "victim_told": "Housing" if closed else "",
            "victim_not_told": "",
            "next_review": None if closed else day + timedelta(days=b.random.choice((28, 42, 56, 70))),
            "legal_hold": False,
            "made_at": at(day - timedelta(days=5), 9),
        }
        b.add("folder", id=key, series_id=b.series, restricted=False, made_at=at(day, 9))
        b.add("referral", **case, **b.filed(key), **plain_columns())
        if kind in ("person", "victim"):
            self._person(key, day)
        b.add(
            "referral_point",
            referral_id=key,
            order_key="V",
            text=b.random.choice(demo_words.NOTES),
            made_at=at(day, 9),
            **b.filed(key),
            **plain_columns(),
        )
        return {"id": key, "theme": theme, "place": place, "number": case["number"]}

    def _person(self, referral: UUID, day: date) -> None:
        b = self.b
        age = b.random.randint(13, 70)
        person = b.add(
            "referral_person",
            referral_id=referral,
            label=people.stand_in(()),
            role="seen",
            under_18=age < 18,
            made_at=at(day, 9),
            **b.filed(referral),
            **plain_columns(),
        )
        b.add(
            "person_identity",
            person_id=person,
            name=f"{b.random.choice(demo_words.FIRST_NAMES)} {b.random.choice(demo_words.LAST_NAMES)}",
            age=age,
            address="",
            made_at=at(day, 9),
            **b.filed(referral),
            **plain_columns(),
        )

    def _discuss(self, case: Row, meeting: UUID, day: date, item: UUID, keys: Iterator[str]) -> None:
        b = self.b
        for text in b.random.sample(demo_words.NOTES, b.random.randint(1, 3)):
            self._line(meeting, day, item, next(keys), "note", text, case)
        if b.random.random() < 0.5:
            words, why = b.random.choice(demo_words.DECISIONS)
            line = self._line(
                meeting, day, item, next(keys), "decision", words.format(place=case["place"]), case
            )
            b.add(
                "decision",
                line_id=line,
                number=b.next("D"),
                kind="nothing" if words.startswith("No further") else "agree",
                rationale=why,
                made_at=at(day, 11),
                **b.filed(case["id"]),
                **plain_columns(),
            )

    def _next_meeting(self) -> None:
        b, day = self.b, self.b.until
        key = b.add(
            "meeting",
            of_series=b.series,
            reference=f"MAT-{day:%Y-%m-%d}",
            held_on=day,
            starts="10:00",
            minutes=120,
            place="Committee Room 1, Town Hall",
            stage="agenda_issued",
            chair_id=b.officers["Council"][1][0],
            minutes_by=b.officers["Council"][2][0],
            agenda_version=1,
            agenda_issued_at=at(day - timedelta(days=2), 14),
            draft=0,
            made_at=at(day - timedelta(days=7), 12),
            **plain_columns(),
        )
        items = self._items(key, day, held=False)
        cases = [self._referral(day, theme) for theme in ("arson", "asb", "asb", "hate", "damage")]
        for case in cases:
            self._place(case, key, day, items[case["theme"]])
            b.rows["placing"][-1]["discussed_at"] = None

    def _approve(self) -> None:
        """Store every meeting but the last as it was approved and agreed."""
        work, session = self.b.work, self.b.work.session
        chair = self.b.officers["Council"][1][0]
        for place, (key, day) in enumerate(self.meetings[:-1]):
            meeting = work.get(Meeting, key)
            stored = minutes.parts(work, meeting)
            hashes, rows = [], []
            parts: list[GeneralPart | ReferralPart] = [stored.general, *stored.referrals]
            for number, part in enumerate(parts):
                content = approval.canonical(part)
                hashes.append(approval.sha256(content))
                filed = self.b.filed(getattr(part, "folder", None))
                rows.append(
                    {
                        "id": new_id(),
                        "meeting_id": key,
                        "place": number,
                        "content": content,
                        "sha256": hashes[-1],
                    }
                    | {"made_at": at(day, 12), **filed}
                )
            session.execute(insert(MinutesPart), rows)
            following = self.meetings[place + 1]
            session.execute(
                update(Meeting)
                .where(Meeting.id == key)
                .values(
                    stage="agreed",
                    fingerprint=approval.sha256("".join(hashes)),
                    approved_at=at(day, 12),
                    approved_by=chair,
                    agreed_at=at(following[1], 10, 8),
                    agreed_in=following[0],
                )
            )
            session.expunge_all()

    def _counters(self) -> None:
        session = self.b.work.session
        for kind, last in self.b.numbers.items():
            session.execute(insert(Counter).values(kind=kind, last=last))
