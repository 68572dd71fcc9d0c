"""Whatever is typed anywhere is on disk before it is saved, and is there again in the same place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from tasking_app.drafts import Drafts
from tasking_app.rules import typed_place
from tasking_app.ui.widgets.choices import Num
from tasking_app.ui.widgets.dialog import Layer
from tasking_app.ui.widgets.fields import Field, SearchField
from tasking_app.ui.widgets.minutes import MinutesEditor
from tasking_app.ui.widgets.one_line import OneLine
from tests.ui.conftest import Seat
from tests.ui.kit.hands import type_in
from tests.ui.openings import OPENINGS, Opening
from tests.ui.typed_elsewhere import ELSEWHERE
from tests.ui.windows import WAIT, rows

UI = Path(__file__).parents[2] / "tasking_app" / "ui"
MAKES_A_FIELD = re.compile(
    r"\b(Field|TextArea|DateField|Num|OneLine|MinutesEditor|QuickAddLine|QLineEdit|QTextEdit|QPlainTextEdit)\("
)
HOLDS_NO_FACT = {"Go to paragraph"}
"""Fields that hold nothing anybody would miss; so do search fields."""
PARTS_OF_FIELDS = {
    "form": "draws questions for whoever asks them",
    "widgets.choices": "the number field itself",
    "widgets.fields": "the fields themselves",
    "widgets.minutes": "the editor itself",
    "widgets.one_line": "the line itself",
    "panels.last_minutes": "goes to a paragraph",
}
RESTRICTED = pytest.mark.parametrize("seat", ["restricted"], indirect=True)
Typing = QLineEdit | QTextEdit | QPlainTextEdit


def _inputs(root: QWidget) -> list[Typing]:
    """What somebody can type in that is to be kept."""
    kinds: tuple[type[Typing], ...] = (QLineEdit, QTextEdit, QPlainTextEdit)
    found = [one for kind in kinds for one in rows(root, kind)]
    return [
        one
        for one in found
        if isinstance(one, QLineEdit | QTextEdit | QPlainTextEdit)
        and one.isEnabled()
        and not one.isReadOnly()
        and not isinstance(one.parentWidget(), SearchField)
        and one.accessibleName() not in HOLDS_NO_FACT
    ]


def _type(field: Typing, text: str) -> None:
    field.setFocus()
    if not isinstance(field, MinutesEditor | OneLine):
        field.selectAll()
    type_in(field, text)


def _text(field: Typing) -> str:
    return str(field.property("text" if isinstance(field, QLineEdit) else "plainText"))


def _on_disk(path: Path) -> str:
    """All that the drafts file holds, read as somebody else would."""
    connection = dbapi2.connect(str(path))
    texts = [row[0] for row in connection.execute("SELECT text FROM draft")]
    connection.close()
    return "\n".join(texts)


@RESTRICTED
@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS.keys())
def test_what_is_typed_is_on_disk_and_comes_back(
    seat: Seat, qtbot: QtBot, tmp_path: Path, opening: Opening
) -> None:
    drafts = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(drafts)
    root = opening.open(seat, qtbot)
    inputs = [one for one in _inputs(root) if opening.numbers or not isinstance(one.parentWidget(), Num)]
    assert inputs
    markers = {}
    for number, field in enumerate(inputs):
        marker = str(71 + number) if isinstance(field.parentWidget(), Num) else f"quokka {number}"
        name = field.accessibleName()
        _type(field, marker)
        assert drafts.flush()
        assert marker in _on_disk(drafts.path), f"{name} is not kept"
        markers[name] = marker
    for draft in seat.jobs.drafts():
        assert typed_place.read(draft.place).words not in ("", "A text"), draft.place
    if not opening.again:
        return
    assert isinstance(root, Layer)
    root.close_layer()
    drafts.close()
    seat.jobs.keep_drafts_in(Drafts(tmp_path / "tasking.db", None))
    root = opening.open(seat, qtbot)
    qtbot.waitUntil(lambda: {one.accessibleName() for one in _inputs(root)} >= set(markers), timeout=WAIT)
    shown = {one.accessibleName(): _text(one) for one in _inputs(root)}
    assert {name for name, marker in markers.items() if marker not in shown[name]} == set()


def test_every_module_with_a_field_is_gone_through() -> None:
    makes = {
        ".".join(path.relative_to(UI).with_suffix("").parts)
        for path in UI.rglob("*.py")
        if MAKES_A_FIELD.search(path.read_text(encoding="utf-8"))
    }
    known = {one for opening in OPENINGS.values() for one in opening.modules} | set(ELSEWHERE)
    settings = {one for one in makes if one.startswith("panels.settings_")}
    assert makes - settings - set(PARTS_OF_FIELDS) - known == set()
    assert known - makes == set()


def test_a_field_that_is_not_kept_is_found_out(seat: Seat, qtbot: QtBot, tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "tasking.db", None)
    seat.jobs.keep_drafts_in(drafts)
    seat.jobs.draft("another place", "wombat")
    field = Field("Kept by nobody")
    qtbot.addWidget(field)
    field.show()
    (edit,) = _inputs(field)
    _type(edit, "quokka")
    assert drafts.flush()
    assert _on_disk(drafts.path) == "wombat"
