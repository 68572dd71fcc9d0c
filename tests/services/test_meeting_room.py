"""What the start and the running meeting ask: stand-ins, the review's orders, what a quick line may name."""

from __future__ import annotations

from datetime import timedelta

from tasking_app.commands.action import AddUpdate, AnswerDone
from tasking_app.commands.attendance import Mark, ReadStatement
from tasking_app.commands.base import new_id
from tasking_app.models.action import Action
from tasking_app.services import quick_add, review, running, starting
from tests.partnership import TODAY, Partnership


def test_stand_ins_are_of_the_same_agency_and_not_here_already(partnership: Partnership) -> None:
    p, meeting = partnership, partnership.plan()

    def names() -> list[str]:
        found = p.store.ask(p.actor, lambda work: starting.stand_ins(work, meeting, p.officers["Helen"]))
        return [name for _, name, _ in found]

    assert names() == ["Jo Fenwick"]
    p.do(Mark(meeting=meeting, officer=p.officers["Jo"], seen="", status="here", at=p.now))
    assert names() == []


def test_those_who_came_after_the_statement_are_known(partnership: Partnership) -> None:
    p, meeting = partnership, partnership.plan()
    p.do(Mark(meeting=meeting, officer=p.officers["Jo"], seen="", status="here", at=p.now))
    p.do(ReadStatement(reading=new_id(), meeting=meeting, at=p.now))
    p.do(Mark(meeting=meeting, officer=p.officers["Rowan"], seen="", status="here", at=p.now))
    shown = p.store.ask(p.actor, lambda work: starting.start(work, meeting))
    agreed = {one.name: one.agreed for agency in shown.agencies for one in agency.people if one.status}
    assert agreed == {"Jo Fenwick": True, "Sgt Rowan Ashdown": False}


def test_the_review_is_ordered_as_chosen_and_keeps_what_was_heard(partnership: Partnership) -> None:
    p = partnership
    first = p.act("First", due=TODAY + timedelta(days=20), theme="hate", agency="Council")
    second = p.act("Second", due=TODAY + timedelta(days=10), theme="arson", agency="Police")
    p.do(AddUpdate(update=new_id(), action=second, text="Half done", at=p.now))
    meeting = p.plan()
    p.start(meeting)

    def order(name: str) -> list[str]:
        heard = p.store.ask(p.actor, lambda work: review.review(work, meeting, name))
        return [one.text for one in heard.to_hear]

    assert order("late") == ["Second", "First"]
    assert order("agency") == ["First", "Second"]
    assert order("theme") == ["Second", "First"]
    assert order("quiet") == ["First", "Second"]
    seen = p.row(Action, first).status
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=first, seen=seen, at=p.now, meeting=meeting))
    after = p.store.ask(p.actor, lambda work: review.review(work, meeting))
    assert [(row.text, answer) for row, answer, _ in after.heard] == [("First", "done")]


def test_actions_of_today_are_not_among_the_open_ones(partnership: Partnership) -> None:
    p = partnership
    p.act("Before", due=TODAY + timedelta(days=20))
    meeting = p.plan()
    p.start(meeting)
    item = p.item(meeting, "arson")
    p.act("Today", due=TODAY + timedelta(days=20), meeting=meeting, item=item, line=new_id())
    shown = p.store.ask(p.actor, lambda work: running.running(work, meeting, item))
    assert [one.text for one in shown.open_actions] == ["Before"]
    assert [one.text for one in shown.added_today] == ["Today"]
    assert shown.open_count == 1
    assert [one.action_words for one in shown.lines] == ["Council, by Wed 9 Dec"]


def test_a_quick_line_knows_the_next_meeting_even_when_none_is_planned(partnership: Partnership) -> None:
    p, meeting = partnership, partnership.plan()
    referral = p.refer()
    known = p.store.ask(p.actor, lambda work: quick_add.surroundings(work, meeting, "", referral))
    assert known.context.next_meeting is not None
    assert known.context.next_meeting > TODAY
    assert known.context.theme == "arson"
    later = TODAY + timedelta(days=40)
    p.plan(later)
    again = p.store.ask(p.actor, lambda work: quick_add.surroundings(work, meeting, "arson", None))
    assert again.context.next_meeting == later
