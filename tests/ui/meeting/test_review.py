"""The action review by single keys: each answer moves on, and Undo comes back."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from tasking_app.models.action import Action, Deferral
from tasking_app.ui.parts.review_card import ReviewCard
from tasking_app.ui.screens.meeting import MeetingScreen
from tasking_app.ui.widgets.one_line import OneLine
from tests.ui.kit.hands import press, type_in
from tests.ui.meeting.conftest import Room, named, today


def card_of(screen: MeetingScreen) -> ReviewCard:
    """The action being reviewed."""
    found = named(screen, ReviewCard)
    assert found is not None
    return found


def reference(room: Room, short: str) -> str:
    """A-1 and so on."""
    return f"A-{room.p.row(Action, room.actions[short]).number}"


def shows(room: Room, screen: MeetingScreen, short: str) -> bool:
    """Whether an action is on the card."""
    return card_of(screen).accessibleName().startswith(f"{reference(room, short)},")


def test_the_five_answers_and_undo(room: Room) -> None:
    screen = room.at("review")
    room.wait(lambda: shows(room, screen, "late"))
    room.wait(lambda: card_of(screen).hasFocus())
    day = today() + timedelta(days=9)
    press(room.focus(), Qt.Key.Key_2)
    room.wait(lambda: isinstance(room.focus(), OneLine))
    type_in(room.focus(), f"{day.day}/{day.month}/{day.year}: contractor missed the date")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Action, room.actions["late"]).due == day)
    assert [one.reason for one in room.p.rows(Deferral)] == ["contractor missed the date"]
    room.wait(lambda: shows(room, screen, "soon"))
    room.wait(lambda: card_of(screen).hasFocus())
    press(room.focus(), Qt.Key.Key_1)
    room.wait(lambda: room.p.row(Action, room.actions["soon"]).status == "done")
    room.wait(lambda: shows(room, screen, "later"))
    press(room.focus(), Qt.Key.Key_2)
    room.wait(lambda: room.p.row(Action, room.actions["later"]).status == "under_way")
    room.wait(lambda: shows(room, screen, "long"))
    press(room.focus(), Qt.Key.Key_4)
    room.wait(lambda: isinstance(room.focus(), OneLine))
    type_in(room.focus(), "not needed any more")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Action, room.actions["long"]).status == "dropped")
    room.wait(lambda: shows(room, screen, "last"))
    room.wait(lambda: card_of(screen).hasFocus())
    press(room.focus(), Qt.Key.Key_B)
    room.wait(lambda: isinstance(room.focus(), OneLine))
    type_in(room.focus(), "no licence officer")
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Action, room.actions["last"]).status == "blocked")
    room.wait(lambda: "blocked" in room.jobs.can_undo())
    room.jobs.undo()
    room.wait(lambda: room.p.row(Action, room.actions["last"]).status == "not_started")
    room.wait(lambda: named(screen, ReviewCard) is not None and shows(room, screen, "last"))


def test_a_date_without_a_reason_and_a_past_date_stay_on_the_card(room: Room) -> None:
    screen = room.at("review")
    room.wait(lambda: shows(room, screen, "late") and card_of(screen).hasFocus())
    press(room.focus(), Qt.Key.Key_3)
    room.wait(lambda: isinstance(room.focus(), OneLine))
    line = room.focus()
    type_in(line, "tomorrow")
    press(line, Qt.Key.Key_Return)
    assert shows(room, screen, "late")
    past = today() - timedelta(days=3)
    assert isinstance(line, OneLine)
    line.set_text(f"{past.day}/{past.month}/{past.year}: too late")
    press(line, Qt.Key.Key_Return)
    assert shows(room, screen, "late")
    press(line, Qt.Key.Key_Escape)
    room.wait(lambda: card_of(screen).hasFocus())


def test_skipping_puts_an_action_last(room: Room) -> None:
    screen = room.at("review")
    room.wait(lambda: shows(room, screen, "late") and card_of(screen).hasFocus())
    press(room.focus(), Qt.Key.Key_S)
    room.wait(lambda: shows(room, screen, "soon"))
    for _ in range(4):
        press(room.focus(), Qt.Key.Key_S)
    room.wait(lambda: shows(room, screen, "late"))


def test_half_an_answer_is_there_again_after_esc_and_on_every_action(room: Room) -> None:
    screen = room.at("review")
    room.wait(lambda: shows(room, screen, "late"))
    card = card_of(screen)
    for short, words in (("late", "no news"), ("soon", "no money")):
        room.wait(lambda short=short: shows(room, screen, short))  # type: ignore[misc]  # bound now
        card.press_answer("drop")
        room.wait(lambda: isinstance(room.focus(), OneLine))
        type_in(room.focus(), words)
        press(room.focus(), Qt.Key.Key_Escape)
        card.skipped.emit()
    for short, words in (("late", "no news"), ("soon", "no money")):
        screen._middle.review._choose(room.actions[short])
        room.wait(lambda short=short: shows(room, screen, short))  # type: ignore[misc]  # bound now
        card.press_answer("drop")
        assert room.focus().property("plainText") == words
    press(room.focus(), Qt.Key.Key_Return)
    room.wait(lambda: room.p.row(Action, room.actions["soon"]).status == "dropped")
    room.wait(lambda: {one.place for one in room.jobs.drafts()} == {f"answer:{room.actions['late']}:drop"})
