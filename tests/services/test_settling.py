"""The merge oracle: whatever two people do to one row, neither side's words vanish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from tasking_app.commands import put_off
from tasking_app.commands.action import AddUpdate, AnswerMoreTime
from tasking_app.commands.base import Change, Command, beside, changes, new_id
from tasking_app.commands.change import Edit, Settle
from tasking_app.commands.line import AddLine
from tasking_app.commands.referral import EditRestrictedText, SetRestricted
from tasking_app.database.work import Actor
from tasking_app.models.action import Action, Deferral
from tasking_app.models.history import TextVersion
from tasking_app.models.line import Line
from tasking_app.models.partnership import Agency
from tasking_app.models.referral import Referral
from tasking_app.records.clash import ClashPage
from tasking_app.rules.errors import Clash, FieldClash, NotAllowed
from tasking_app.services import action_history, referral_list, setting_changes, settling, text_history
from tests.partnership import Partnership


def edit(kind: str, key: UUID, *changes: tuple[str, object, object]) -> Edit:
    return Edit(kind=kind, row=key, changes=tuple(Change(*one) for one in changes))  # type: ignore[arg-type]  # plain values


def clash_of(p: Partnership, command: Command) -> Clash:
    with pytest.raises(Clash) as told:
        p.do(command)
    return told.value


def chosen(clash: Clash, mine: Callable[[FieldClash], bool]) -> Settle:
    """The command of somebody who chose."""
    assert isinstance(clash.row, UUID)

    def change(one: FieldClash) -> Change:
        return Change(one.field, one.theirs, one.mine)  # type: ignore[arg-type]  # plain values

    return Settle(
        kind=clash.kind,
        row=clash.row,
        changes=tuple(change(one) for one in (*[one for one in clash.fields if mine(one)], *clash.rest)),
        left=tuple(change(one) for one in clash.fields if not mine(one)),
    )


def words_of(p: Partnership, key: UUID) -> set[str]:
    """Every text an action holds now or held, or that was not chosen."""
    kept = p.rows(TextVersion, action_id=key)
    return {p.row(Action, key).text, *(one.text for one in kept)}


def asked(p: Partnership, clash: Clash) -> ClashPage:
    return p.store.ask(p.actor, lambda work: settling.page(work, clash))


@pytest.fixture
def key(partnership: Partnership) -> UUID:
    return partnership.act("As it was", success="Nobody is hurt", resources="None")


def test_different_fields_merge_by_themselves(partnership: Partnership, key: UUID) -> None:
    p = partnership
    p.do(edit("action", key, ("success", "Nobody is hurt", "No fire in June")))
    p.do(edit("action", key, ("resources", "None", "One van")))
    row = p.row(Action, key)
    assert (row.success, row.resources) == ("No fire in June", "One van")


def test_what_somebody_else_changed_beside_it_is_told_with_the_name(
    partnership: Partnership, key: UUID
) -> None:
    p = partnership
    seen = {"success": "Nobody is hurt", "resources": "None", "due": p.row(Action, key).due}
    rowan = Actor(p.officers["Rowan"], p.agencies["Police"], "Sgt Rowan Ashdown")
    theirs = Partnership(p.store, rowan, p.agencies, p.series, p.officers)
    theirs.do(edit("action", key, ("success", "Nobody is hurt", "No fire in June")))
    wanted = {"resources": "One van"}
    mine = Edit(kind="action", row=key, changes=changes(seen, wanted), beside=beside(seen, wanted))
    assert p.do(mine).also == "how success is seen (Sgt Rowan Ashdown)"
    assert p.row(Action, key).resources == "One van"
    again = {"resources": "Two vans"}
    now = {"resources": "One van", "success": "No fire in June"}
    last = Edit(kind="action", row=key, changes=changes(now, again), beside=beside(now, again))
    assert p.do(last).also == ""


def test_lines_of_a_long_text_merge_by_themselves(partnership: Partnership) -> None:
    p = partnership
    key = p.act("One\ntwo\nthree")
    p.do(edit("action", key, ("text", "One\ntwo\nthree", "One, by Helen\ntwo\nthree")))
    p.do(edit("action", key, ("text", "One\ntwo\nthree", "One\ntwo\nthree, by me")))
    assert p.row(Action, key).text == "One, by Helen\ntwo\nthree, by me"


@pytest.mark.parametrize("mine", [True, False])
def test_of_two_texts_the_one_not_chosen_stays_in_the_history(
    partnership: Partnership, key: UUID, *, mine: bool
) -> None:
    p = partnership
    p.do(edit("action", key, ("text", "As it was", "Theirs")))
    clash = clash_of(p, edit("action", key, ("text", "As it was", "Mine")))
    assert p.row(Action, key).text == "Theirs"
    p.do(chosen(clash, lambda _: mine))
    assert p.row(Action, key).text == ("Mine" if mine else "Theirs")
    assert words_of(p, key) == {"As it was", "Theirs", "Mine"}


def test_each_field_is_chosen_for_itself_and_what_did_not_clash_is_written(
    partnership: Partnership, key: UUID
) -> None:
    p = partnership
    before = ("As it was", "Nobody is hurt", "None")
    fields = ("text", "success", "resources")
    p.do(edit("action", key, *zip(fields[:2], before, ("Theirs 1", "Theirs 2"), strict=False)))
    clash = clash_of(
        p, edit("action", key, *zip(fields, before, ("Mine 1", "Mine 2", "Mine 3"), strict=True))
    )
    assert [one.field for one in clash.fields] == ["text", "success"]
    p.do(chosen(clash, lambda one: one.field == "text"))
    row = p.row(Action, key)
    assert (row.text, row.success, row.resources) == ("Mine 1", "Theirs 2", "Mine 3")
    assert {"Theirs 1", "Mine 2"} <= {one.text for one in p.rows(TextVersion, action_id=key)}


def test_a_third_text_that_came_while_choosing_is_asked_about_again(
    partnership: Partnership, key: UUID
) -> None:
    p = partnership
    p.do(edit("action", key, ("text", "As it was", "Theirs")))
    clash = clash_of(p, edit("action", key, ("text", "As it was", "Mine")))
    p.do(edit("action", key, ("text", "Theirs", "A third")))
    again = clash_of(p, chosen(clash, lambda _: True))
    assert (again.fields[0].mine, again.fields[0].theirs) == ("Mine", "A third")
    p.do(chosen(again, lambda _: True))
    assert words_of(p, key) == {"As it was", "Theirs", "A third", "Mine"}


def test_undo_gives_back_what_the_choice_wrote_over(partnership: Partnership, key: UUID) -> None:
    p = partnership
    p.do(edit("action", key, ("text", "As it was", "Theirs")))
    clash = clash_of(p, edit("action", key, ("text", "As it was", "Mine")))
    done = p.do(chosen(clash, lambda _: True))
    assert done.inverse is not None
    p.do(done.inverse)
    assert p.row(Action, key).text == "Theirs"


def test_lines_of_two_writers_at_one_place_are_both_there(partnership: Partnership) -> None:
    p = partnership
    meeting = p.plan()
    p.start(meeting)
    item = p.item(meeting, "asb")
    first = p.note(meeting, item, "First")
    for text in ("By me", "By Helen"):
        p.do(AddLine(line=new_id(), meeting=meeting, item=item, text=text, at=p.now, after=first))
    lines = sorted(p.rows(Line, meeting_id=meeting), key=lambda one: one.order_key)
    assert {one.text for one in lines} == {"First", "By me", "By Helen"}
    assert lines[0].text == "First"


def test_the_words_of_a_restricted_referral_are_settled_through_their_door(partnership: Partnership) -> None:
    p = partnership
    key = p.refer("Quiet Street", "hate", kind="victim")
    p.do(SetRestricted(referral=key, restricted=True, readers=(p.officers["Jo"],)))

    def put(seen: str, wanted: str) -> EditRestrictedText:
        return EditRestrictedText(referral=key, field="title", seen=seen, wanted=wanted)

    p.do(put("Quiet Street", "Theirs"))
    clash = clash_of(p, put("Quiet Street", "Mine"))
    page = asked(p, clash)
    assert (page.called, page.about) == ("the words of a restricted referral", "")
    p.do(chosen(clash, lambda _: True))
    assert referral_list.open_restricted(p.store, p.actor, key).row.title == "Mine"


def test_it_is_told_in_words_who_wrote_and_what(partnership: Partnership, key: UUID) -> None:
    p = partnership
    helen = Actor(p.officers["Helen"], p.agencies["Council"], "Helen Marsden")
    theirs = Partnership(p.store, helen, p.agencies, p.series, p.officers)
    theirs.do(
        edit(
            "action",
            key,
            ("lead_officer_id", None, str(p.officers["Helen"])),
            ("priority", "normal", "urgent"),
        )
    )
    clash = clash_of(
        p,
        edit("action", key, ("lead_officer_id", None, str(p.officers["Jo"])), ("priority", "normal", "long")),
    )
    page = asked(p, clash)
    assert (page.called, page.about) == ("A-1", "As it was")
    told = {one.field: (one.label, one.mine, one.theirs, one.kept) for one in page.fields}
    assert told["lead_officer_id"] == ("Lead officer", "Jo Fenwick", "Helen Marsden", True)
    assert told["priority"] == ("Priority", "Long term", "Urgent", True)
    assert page.by == "Helen Marsden, Council"
    assert page.at


def test_a_date_is_not_written_without_its_reason(partnership: Partnership, key: UUID) -> None:
    """What changes only with more is done again; where nobody knows what went with it, it is looked at."""
    p = partnership
    due = p.row(Action, key).due

    def later(day: date) -> AnswerMoreTime:
        return AnswerMoreTime(
            update=new_id(), deferral=new_id(), action=key, seen=due, due=day, reason="Parts", at=p.now
        )

    p.do(later(date(2027, 1, 8)))
    wanted = later(date(2027, 1, 15))
    clash = clash_of(p, wanted)
    with pytest.raises(NotAllowed, match="changed the date meanwhile"):
        asked(p, clash)
    clash.command = wanted
    page = asked(p, clash)
    assert page.again
    assert [(one.mine, one.theirs) for one in page.fields] == [("Friday 15 January", "Friday 8 January")]
    p.do(replace(wanted, seen=date(2027, 1, 8)))
    assert p.row(Action, key).due == date(2027, 1, 15)
    assert len(p.rows(Deferral, action_id=key)) == 2


@pytest.mark.parametrize("mine", [True, False])
def test_names_dates_and_choices_that_were_not_chosen_stay_in_the_history(
    partnership: Partnership, key: UUID, *, mine: bool
) -> None:
    p = partnership
    referral = p.refer("Fires at Priory Steps")
    was = p.row(Referral, referral).next_review
    rowan, helen, first, second = p.officers["Rowan"], p.officers["Helen"], date(2027, 3, 1), date(2027, 3, 2)
    p.do(edit("action", key, ("lead_officer_id", None, str(rowan))))
    p.do(edit("referral", referral, ("next_review", was and was.isoformat(), first.isoformat())))
    for clash in (
        clash_of(p, edit("action", key, ("lead_officer_id", None, str(helen)))),
        clash_of(p, edit("referral", referral, ("next_review", was and was.isoformat(), second.isoformat()))),
    ):
        p.do(chosen(clash, lambda _: mine))
    kept = {
        one.field: one.text for one in p.rows(TextVersion) if one.field in ("lead_officer_id", "next_review")
    }
    other = "Monday 1 March 2027" if mine else "Tuesday 2 March 2027"
    assert kept == {"lead_officer_id": "Sgt Rowan Ashdown" if mine else "Helen Marsden", "next_review": other}
    told = p.store.ask(p.actor, lambda work: action_history.happenings(work, work.get(Action, key)))
    words = f"Not chosen: {kept['lead_officer_id']}"
    assert [words in one.text for one in told].count(True) == 1
    olds = p.store.ask(p.actor, lambda work: text_history.of_referral(work, referral))
    found = next(one for one in olds if one.field == "next_review")
    assert (found.about, found.text, found.can_return) == ("Referral, next review", other, False)


def test_an_agency_s_fields_that_were_not_chosen_are_among_the_changes_of_settings(
    partnership: Partnership,
) -> None:
    p = partnership
    fire = p.agencies["Fire and rescue"]
    before = p.row(Agency, fire).name
    p.do(edit("agency", fire, ("name", before, "Theirs")))
    p.do(chosen(clash_of(p, edit("agency", fire, ("name", before, "Mine"))), lambda _: False))
    told = p.store.ask(p.actor, setting_changes.last)
    assert "“Mine” became “Theirs”" in {one.words for one in told}


def test_a_choice_put_off_is_asked_with_what_stands_there_by_then(
    partnership: Partnership, key: UUID
) -> None:
    p = partnership
    helen, rowan = str(p.officers["Helen"]), str(p.officers["Rowan"])
    p.do(edit("action", key, ("lead_officer_id", None, rowan), ("text", "As it was", "Theirs")))
    mine = edit(
        "action",
        key,
        ("lead_officer_id", None, helen),
        ("text", "As it was", "Mine"),
        ("resources", "None", "One van"),
    )
    clash = clash_of(p, mine)
    kept = put_off.put_off(clash, "A-1", ("Lead officer", "What is to be done"))
    assert kept is not None
    kept = put_off.decode(put_off.encode(kept))
    assert kept is not None
    clash.command = mine
    whole = put_off.put_off(clash, "A-1", ())
    assert whole is not None
    assert put_off.command_of(whole) == mine  # what waited is not sent any more once it is chosen
    p.do(edit("action", key, ("text", "Theirs", "A third")))

    def again() -> Clash | None:
        return p.store.ask(p.actor, lambda work: settling.again(work, kept))

    found = again()
    assert found is not None
    assert {one.field: (one.mine, one.theirs) for one in found.fields} == {
        "lead_officer_id": (UUID(helen), UUID(rowan)),
        "text": ("Mine", "A third"),
    }
    assert [(one.field, one.mine, one.theirs) for one in found.rest] == [("resources", "One van", "None")]
    p.do(edit("action", key, ("resources", "None", "Two vans")))
    moved = again()
    assert moved is not None
    assert {one.field for one in moved.fields} == {"lead_officer_id", "text", "resources"}
    now = ("lead_officer_id", rowan, helen), ("text", "A third", "Mine"), ("resources", "Two vans", "One van")
    p.do(edit("action", key, *now))
    assert again() is None


def test_updates_said_lately_are_told_beside_the_choice(partnership: Partnership, key: UUID) -> None:
    p = partnership
    rowan = Partnership(
        p.store, Actor(p.officers["Rowan"], p.agencies["Police"], "Rowan"), p.agencies, p.series, p.officers
    )
    for who, text, ago in ((p, "Long ago", 30), (p, "Agreed", 2), (rowan, "One is off sick", 1)):
        who.do(AddUpdate(update=new_id(), action=key, text=text, at=p.now - timedelta(hours=ago)))
    p.do(edit("action", key, ("text", "As it was", "Theirs")))
    told = asked(p, clash_of(p, edit("action", key, ("text", "As it was", "Mine")))).updates
    assert [one.partition(": ")[2] for one in told] == ["Agreed", "One is off sick"]
