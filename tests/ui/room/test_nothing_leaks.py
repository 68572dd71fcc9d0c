"""1,000 random meetings with people planted everywhere: no text of the room's window holds one of them."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.records.action import ActionRow
from tasking_app.records.meeting_head import MeetingHead
from tasking_app.records.running import LineRow, RailItem, ReferralCard, Running
from tasking_app.rules.action import Shown, StatusView
from tasking_app.rules.stand_ins import StandIns
from tasking_app.services import room
from tasking_app.services.room import RoomWords
from tasking_app.ui.room.window import RoomWindow

STATES = 1000
PEOPLE = (
    ("Quillon Madeupperson", "Person A", 15, date(2011, 3, 12), "9 Nowhere Row"),
    ("Oriel Fictive-Jones", "Person B", 42, date(1984, 7, 1), "Flat 3, 27b Priory Steps"),
    ("Zebedee O'Invented", "Person C", 67, date(1959, 12, 30), "112 Holme Court"),
)
HEALTH = ("schizophrenia", "pregnant", "self-harm", "dementia", "on methadone", "learning disability")
PHONES, MAILS = ("01246 555 123", "07700 900123", "+44 7700 900456"), ("q.made@nowhere.example",)
SECRET = "The matter of the blue door"


def personal() -> list[str]:
    """Every string that may not be seen."""
    found = [*HEALTH, *PHONES, *MAILS, SECRET]
    for name, _, age, born, address in PEOPLE:
        found += [name, name.split()[0], address, f"aged {age}", f"{age}-year-old", f"{age} years old"]
        found += [f"{born:%d/%m/%Y}", f"{born.day} {MONTHS[born.month - 1]} {born.year}"]
    return found


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def sentence(chance: random.Random) -> str:
    """Something people type, with one of them in it."""
    name, _, age, born, address = chance.choice(PEOPLE)
    said = chance.choice(
        (
            f"{name} was seen again at {address}.",
            f"Visit {name.upper()}, aged {age}, at {address}",
            f"A {age}-year-old, {name}, born {born:%d/%m/%Y}",
            f"{name.split()[-1]}, {name.split()[0]} is {age} years old and {chance.choice(HEALTH)}",
            f"Ring {name} on {chance.choice(PHONES)} or write to {chance.choice(MAILS)}",
            f"d.o.b. {born.day} {MONTHS[born.month - 1]} {born.year}; {chance.choice(HEALTH)} ({age})",
            f"Two calls about {address}; {name}",
        )
    )
    return f"{chance.choice(('', 'Police: ', '4 fires since May. '))}{said}"


def made(what: type[Any], **known: object) -> Any:
    """A record with what is known, and something harmless elsewhere."""
    plain: dict[str, object] = {"str": "", "int": 0, "bool": False, "UUID": UUID(int=0)}
    values = {}
    for one in fields(what):
        name = str(one.type)
        values[one.name] = () if name.startswith("tuple") else plain.get(name)
    return what(**{**values, **known})


def meeting(chance: random.Random) -> tuple[Running, UUID]:
    """A meeting at a random moment."""
    key, hidden = uuid4(), chance.random() < 0.3
    item = made(
        RailItem, id=uuid4(), number=3, title=chance.choice(("Arson", sentence(chance))), kind="other",
        theme=chance.choice(("arson", "hate", "")), minutes=15, state="now", started_at=datetime.now(UTC),
    )  # fmt: skip
    card = made(
        ReferralCard, referral=key, reference="R-7",
        title="Restricted item 1" if hidden else sentence(chance),
        note="" if hidden else sentence(chance), restricted=hidden, risk=chance.choice(("high", "")),
        points=() if hidden else tuple(sentence(chance) for _ in range(chance.randrange(10))),
        people=() if hidden else ("Person A, under 18",),
    )  # fmt: skip
    lines = tuple(
        made(
            LineRow, id=uuid4(), kind=chance.choice(("note", "decision", "action")), restricted=secret,
            text=SECRET if secret else sentence(chance), referral_label="R-7", action_words="Police",
        )
        for secret in (chance.random() < 0.3 for _ in range(chance.randrange(8)))
    )  # fmt: skip
    actions = tuple(
        made(
            ActionRow, id=uuid4(), text=SECRET if secret else sentence(chance), agency="Police",
            reference="A-1", referral="R-7", restricted=secret, status=StatusView(Shown.LATE, "3 days late"),
        )
        for secret in (chance.random() < 0.3 for _ in range(chance.randrange(8)))
    )  # fmt: skip
    shown = made(
        Running, head=made(MeetingHead, series="Tasking"), rail=(item, replace(item, state="next")),
        item=item, following=chance.choice((None, item)), referrals=(card,), lines=lines,
        open_actions=actions,
    )  # fmt: skip
    return shown, key


def texts(widget: QWidget) -> str:
    """Everything a widget and what is in it says, to eyes and to a screen reader."""
    found = []
    for one in (widget, *widget.findChildren(QWidget)):
        found += [one.windowTitle(), one.accessibleName(), one.accessibleDescription(), one.toolTip()]
        found += [one.statusTip(), one.whatsThis(), *getattr(one, "said", list)()]
    return "\n".join(found)


def test_nobody_is_on_the_room_screen(qapp: QApplication) -> None:
    chance = random.Random(20261120)
    names = [(name, label) for name, label, *_ in PEOPLE]
    words = RoomWords(StandIns(names, (), {"R-7": names, "A-1": names}))
    window = RoomWindow()
    window.resize(1366, 768)
    forbidden = [one.casefold() for one in personal()]
    shown = 0
    for number in range(STATES):
        running, key = meeting(chance)
        view = room.redacted(running, key, words)
        window.board.show_view(view)
        window.board.show_adding(room.adding(sentence(chance), sentence(chance), "R-7", words))
        said = texts(window).casefold()
        leaked = [one for one in forbidden if one in said]
        assert not leaked, (number, leaked, said)
        shown += "person" in said
    assert shown > STATES / 2  # it shows something, with stand-ins
    window.grab()
    window.close()


def test_without_names_to_look_for_no_free_text_is_shown(qapp: QApplication) -> None:
    chance = random.Random(7)
    words = RoomWords(None)
    for _ in range(50):
        running, key = meeting(chance)
        view = room.redacted(running, key, words)
        told = [*(one.text for one in view.promised), *(one.text for one in view.agreed)]
        assert {*told} <= {room.UNKNOWN}
        assert view.referral is not None
        assert view.referral.title in (room.UNKNOWN, "Restricted item 1")
