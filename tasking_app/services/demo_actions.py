"""Made-up actions: agreed in a meeting, updated between meetings, heard at the next ones."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tasking_app.commands.base import new_id
from tasking_app.rules import days
from tasking_app.services import demo_words
from tasking_app.services.demo_borough import Borough, Row, at

STILL_OPEN_WEEKS = 3


def plain_columns() -> Row:
    """Columns every row has and the story says nothing about."""
    return {"version": 1}


def filed_like(row: Row) -> Row:
    """The folder of another row."""
    return {"folder_id": row["folder_id"], "series_id": row["series_id"], "restricted": row["restricted"]}


class Actions:
    """The actions of the story and what becomes of them."""

    def __init__(self, borough: Borough) -> None:
        self.b = borough
        self.open: list[Row] = []

    def _line(
        self, meeting: UUID, day: date, item: UUID, key: str, kind: str, text: str, case: Row | None
    ) -> UUID:
        return self.b.add(
            "line",
            meeting_id=meeting,
            item_id=item,
            order_key=key,
            kind=kind,
            text=text,
            said_at=at(day, 10, 50),
            made_at=at(day, 10, 50),
            **self.b.filed(case["id"] if case else None),
            **plain_columns(),
        )

    # -- the end

    def _action(self, meeting: UUID, day: date, item: UUID, theme: str, case: Row | None, key: str) -> None:
        b = self.b
        agency, words = b.random.choice(demo_words.ACTIONS[theme])
        place = case["place"] if case else b.random.choice(demo_words.PLACES)
        due = day + timedelta(days=b.random.choice((7, 14, 14, 21, 28, 35)))
        row: Row = {
            "id": new_id(),
            "number": b.next("A"),
            "theme": theme,
            "text": words.format(place=place),
            "short_text": words.format(place=place),
            "lead_agency_id": b.agencies[agency],
            "lead_officer_id": b.officer(agency),
            "success": "",
            "resources": "",
            "objective": b.random.choice(("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "4.1", "4.2")),
            "priority": "normal",
            "due": due,
            "original_due": due,
            "status": "not_started",
            "status_reason": "",
            "closed_at": None,
            "raised_on": day,
            "raised_in": meeting,
            "raised_item": item,
            "made_at": at(day, 10, 55),
            **b.filed(case["id"] if case else None),
        }
        line = self._line(meeting, day, item, key, "action", "", case)
        b.rows["line"][-1]["action_id"] = row["id"]
        b.rows["line"][-1]["id"] = line
        b.rows.setdefault("action", []).append(row | plain_columns())
        self.open.append(b.rows["action"][-1])
        self._updates(row, day, due)

    def _updates(self, row: Row, day: date, due: date) -> None:
        """Three updates by the officer between two meetings; the review adds the others."""
        b = self.b
        for _ in range(3):
            said = day + timedelta(days=b.random.randint(1, 20))
            if said < b.until:
                text = b.random.choice(demo_words.UPDATES)
                self._update(row, said, text, None, "", row["lead_officer_id"])

    def _update(self, row: Row, day: date, text: str, meeting: UUID | None, answer: str, who: UUID) -> None:
        self.b.add(
            "action_update",
            action_id=row["id"],
            text=text,
            said_at=at(day, 10 if meeting else 15, 12),
            said_by=who,
            meeting_id=meeting,
            answer=answer,
            made_at=at(day, 15),
            **filed_like(row),
            **plain_columns(),
        )

    def _review(self, meeting: UUID, day: date) -> None:
        """The meeting hears open actions: most are done, some get more time, a few stay late."""
        b, left = self.b, []
        recent = day >= b.until - timedelta(weeks=STILL_OPEN_WEEKS)
        for row in self.open:
            answer = self._answer(row, day, recent=recent)
            chair = b.officers["Council"][1][0]
            if answer == "done":
                row |= {"status": "done", "closed_at": at(day, 10, 20)}
                self._outcome(row, meeting, day)
                self._update(row, day, "Done, achieved", meeting, "done", chair)
            elif answer == "more_time":
                self._defer(row, meeting, day)
                left.append(row)
            else:
                row["status"] = "under_way"
                if answer == "on_track":
                    self._update(row, day, "On track", meeting, "on_track", chair)
                left.append(row)
        self.open = left

    def _answer(self, row: Row, day: date, *, recent: bool) -> str:
        chance = self.b.random.random()
        if recent and chance < 0.08:
            return ""
        if row["due"] < day:
            return "done" if chance < 0.75 else "more_time" if chance < 0.9 else ""
        if row["due"] <= day + timedelta(days=7):
            return "done" if chance < 0.8 else "on_track"
        return "done" if chance < 0.5 else "on_track"

    def _outcome(self, row: Row, meeting: UUID, day: date) -> None:
        self.b.add(
            "outcome",
            action_id=row["id"],
            result=self.b.random.choices(("achieved", "partly", "not_achieved"), (8, 2, 1))[0],
            effect="",
            evidence="",
            learning="",
            meeting_id=meeting,
            made_at=at(day, 10, 20),
            **filed_like(row),
            **plain_columns(),
        )

    def _defer(self, row: Row, meeting: UUID, day: date) -> None:
        b = self.b
        new, reason = day + timedelta(days=14), b.random.choice(demo_words.REASONS)
        b.add(
            "deferral",
            action_id=row["id"],
            old_due=row["due"],
            new_due=new,
            reason=reason,
            meeting_id=meeting,
            made_at=at(day, 10, 21),
            **filed_like(row),
            **plain_columns(),
        )
        row |= {"due": new, "status": "under_way"}
        words = f"New date {days.short(new)}. {reason}"
        self._update(row, day, words, meeting, "more_time", b.officers["Council"][1][0])
