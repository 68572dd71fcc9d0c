"""The action list narrowed: what is shown, counted, near, found with a typo, and told of one action."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from tasking_app.commands.action import (
    AnswerBlocked,
    AnswerDone,
    AnswerDrop,
    AnswerMoreTime,
    ChangeActions,
    OneOfSeveral,
    ReplaceAction,
)
from tasking_app.commands.base import changes, new_id
from tasking_app.commands.change import Edit
from tasking_app.records.action import ActionList
from tasking_app.records.action_filter import ANY, ActionFilter, ActionView
from tasking_app.services import action_filter, action_find, action_list
from tests.partnership import Partnership

SOON, LATER = date(2026, 11, 21), date(2026, 12, 20)


def listed(p: Partnership, view: str = "open", chosen: ActionFilter = ANY, **more: object) -> ActionList:
    return p.store.ask(p.actor, partial(action_list.listing, view=view, chosen=chosen, **more))  # type: ignore[arg-type]  # fields as keywords


def texts(found: ActionList) -> list[str]:
    return [row.text for row in found.rows]


def give_late(p: Partnership, text: str, agency: str) -> UUID:
    """An action whose day is over."""
    before, p.store.clock = p.store.clock, lambda: datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    key = p.act(text, agency, due=date(2026, 11, 5))
    p.store.clock = before
    return key


def test_each_choice_narrows_the_list(partnership: Partnership) -> None:
    p = partnership
    case = p.refer()
    p.act("Bins", "Council", referral=case, objective="1.2", due=SOON)
    p.act("Patrols", "Police", theme="asb", due=LATER)
    done = p.act("Visit", "Police", theme="hate")
    p.do(AnswerDone(update=new_id(), outcome=new_id(), action=done, seen="not_started", at=p.now))
    stuck, gone = p.act("Wait", "Housing"), p.act("Forget", "Housing")
    p.do(AnswerBlocked(update=new_id(), action=stuck, seen="not_started", reason="No key", at=p.now))
    p.do(AnswerDrop(update=new_id(), action=gone, seen="not_started", reason="Not needed", at=p.now))
    for chosen, wanted in (
        (ActionFilter(agency=p.agencies["Police"]), ["Patrols", "Visit"]),
        (ActionFilter(theme="asb"), ["Patrols"]),
        (ActionFilter(status="blocked"), ["Wait"]),
        (ActionFilter(status="done"), ["Visit"]),
        (ActionFilter(status="ended"), ["Forget"]),
        (ActionFilter(status="open", due="week"), ["Bins"]),
        (ActionFilter(due="month", agency=p.agencies["Police"]), ["Patrols", "Visit"]),
        (ActionFilter(objective="1.2"), ["Bins"]),
        (ActionFilter(referral=case), ["Bins"]),
    ):
        assert sorted(texts(listed(p, "", chosen))) == sorted(wanted), chosen
    assert listed(p, "", ActionFilter(referral=case)).choices.referral == "R-1 Bin store fires, Holme Court"


def test_views_are_counted_under_the_filter_and_own_views_with_theirs(partnership: Partnership) -> None:
    p = partnership
    p.act("Bins", "Council", due=SOON)
    give_late(p, "Patrols", "Police")
    found = listed(p, "late", ActionFilter(agency=p.agencies["Council"], status="late"))
    assert (found.counts.open, found.counts.late, found.counts.due_soon) == (1, 0, 1)
    own = ActionView(view="late", chosen=ActionFilter(agency=p.agencies["Police"], status="late"))
    assert listed(p, own=(own, ActionView(view=""))).own == (1, 2)


def test_nothing_found_says_what_is_near(partnership: Partnership) -> None:
    p = partnership
    police = p.agencies["Police"]
    for name in ("Patrols", "Door knocking", "Letters"):
        p.act(name, "Police", theme="asb")
    found = listed(p, "late", ActionFilter(agency=police, status="late"))
    assert (found.said, found.rows) == ("late action of Police", ())
    first = found.near[0]
    assert (first.count, first.words) == (3, "open actions of Police")
    assert len(listed(p, first.view.view, first.view.chosen).rows) == 3
    narrow = ActionFilter(agency=police, theme="hate", due="fortnight", status="open")
    far = listed(p, "open", narrow)
    assert far.rows == ()
    assert [(one.count, one.words) for one in far.near] == [(3, "open actions")]
    assert listed(p, "open", ActionFilter(status="open")).near == ()


def test_the_rows_after_the_first_follow_without_a_gap(partnership: Partnership) -> None:
    p = partnership
    for n in range(7):
        p.act(f"Action {n}", due=SOON)
    first = [row.number for row in listed(p, first=2).rows]
    asked = ActionView(view="open")
    second = p.store.ask(p.actor, partial(action_list.more, asked=asked, after=2, most=3))
    third = p.store.ask(p.actor, partial(action_list.more, asked=asked, after=5, most=3))
    numbers = [*first, *(row.number for one in (second, third) for row in one.rows)]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]
    assert (second.last, third.last) == (False, True)


def test_restricted_words_are_in_no_choice_and_no_straw(partnership: Partnership) -> None:
    p = partnership
    secret = p.refer("Zebra Lane refuge", "hate", restricted=True, kind="victim")
    p.act("Fit an alarm", "Council", referral=secret, officer=p.officers["Jo"], share=True)
    found = listed(p, "", ActionFilter(referral=secret))
    offered = p.store.ask(p.actor, action_filter.referrals)
    straws = [action_find.straw(row) for row in found.rows]
    assert len(straws) == 1
    assert [one.title for one in offered] == ["Restricted item"]
    said = f"{found} {offered} {straws} {action_find.words_of(found.rows)}"
    assert "Zebra" not in said
    assert "alarm" not in said


def test_a_typo_leads_to_the_name_that_was_meant(partnership: Partnership) -> None:
    p = partnership
    p.act("Move the bins at Holme Court", referral=p.refer())
    words = action_find.Words()
    words.add(action_find.words_of(listed(p).rows))
    assert words.nearest("hollm") == "Holme Court"
    assert words.nearest("bins hollm") == "bins Holme Court"
    assert words.nearest("xylophone") == ""


def test_the_history_tells_everything_once_newest_first(partnership: Partnership) -> None:
    p = partnership
    key, new = p.act("Fit bins"), new_id()
    p.do(
        AnswerMoreTime(
            update=new_id(),
            deferral=new_id(),
            action=key,
            seen=date(2026, 12, 11),
            due=LATER,
            reason="Snow",
            at=p.now,
        )
    )
    p.do(Edit(kind="action", row=key, changes=changes({"text": "Fit bins"}, {"text": "Fit six bins"})))
    one = OneOfSeveral(
        action=key,
        seen_due=LATER,
        seen_agency=p.agencies["Council"],
        update=new_id(),
        deferral=new_id(),
    )
    p.do(ChangeActions(actions=(one,), agency=p.agencies["Housing"], reason="Theirs", at=p.now))
    p.do(
        ReplaceAction(
            action=key,
            seen="under_way",
            update=new_id(),
            new_action=new,
            text="Brick it up",
            agency=p.agencies["Housing"],
            due=LATER,
            reason="Bins were taken",
            at=p.now,
        )
    )
    told = p.store.ask(p.actor, partial(action_list.page, key=key)).happenings
    kinds = [one.kind for one in told]
    assert sorted(kinds[:-1]) == ["given", "moved", "replaced", "text"]
    assert kinds[-1] == "agreed"
    by_kind = {one.kind: one for one in told}
    assert by_kind["moved"].text == "New date Sun 20 Dec instead of Fri 11 Dec. Snow"
    assert by_kind["text"].before == "Fit bins"
    assert (by_kind["replaced"].other, by_kind["replaced"].other_name) == (new, "A-2")
    again = p.store.ask(p.actor, partial(action_list.page, key=new)).happenings
    assert again[-1].text == "Due Sunday 20 December. In place of A-1."
