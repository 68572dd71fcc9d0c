"""The tracker over 10,000 actions: how long a frame takes while it scrolls, and each key typed to find."""

from __future__ import annotations

import statistics
from contextlib import closing
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QApplication

from tasking_app.commands.base import new_id
from tasking_app.database.files import open_store
from tasking_app.records.action import ActionRow
from tasking_app.records.action_filter import ActionView
from tasking_app.services import action_find
from tasking_app.ui import theme
from tasking_app.ui.parts.action_columns import columns
from tasking_app.ui.parts.action_reading import PART
from tasking_app.ui.table import RecordTable
from tests.bench import files
from tests.bench.figure import Figure
from tests.bench.questions import NOBODY
from tests.bench.screens import milliseconds

ROWS = 10_000
STEP = 137
FRAME_MS = 1000 / 60
KEY_MS = 20.0
TYPED = ("holme court", "patrol", "lighting kestrel", "a-4711", "probation")
MISTYPED = ("hollm", "kestrl rise", "probtion", "bins hollm")


def measure(runs: int) -> list[Figure]:
    """The real table with the real rows of ten years, repeated where they are fewer."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.apply(application)
    rows, words = _read()
    table: RecordTable[ActionRow] = RecordTable(
        columns(), lambda row: row.id, "Actions", words=action_find.straw, row_height=56, several=True
    )
    table.resize(906, 560)
    table.show()
    table.set_rows(rows)
    table.would_find("")
    keys = sorted(_keys(table, runs))
    guesses = [milliseconds(partial(_guess, table, words, text)) for text in MISTYPED * runs]
    table.search("")
    application.processEvents()
    frames = sorted(_frames(table, application))
    table.close()
    return [
        Figure(f"tracker of {ROWS:,} scrolls: longest frame", frames[-1], FRAME_MS, "ms", note=_half(frames)),
        Figure("tracker: a key typed to find, longest", keys[-1], KEY_MS, "ms", note=_half(keys)),
        Figure("tracker: a guess at a typo, longest", max(guesses), KEY_MS, "ms"),
    ]


def _half(spent: list[float]) -> str:
    return f"median {statistics.median(spent):.1f} ms"


def _guess(table: RecordTable[ActionRow], words: action_find.Words, text: str) -> None:
    table.would_find(words.nearest(text))


def _read() -> tuple[list[ActionRow], action_find.Words]:
    rows: list[ActionRow] = []
    words = action_find.Words()
    with closing(open_store(files.encrypted(10), files.key())) as store:
        last = False
        while not last and len(rows) < ROWS:
            question = partial(action_find.more, asked=ActionView(view=""), after=len(rows), most=PART)
            found, known = store.ask(NOBODY, question)
            rows += found.rows
            words.add(known)
            last = found.last
    while len(rows) < ROWS:
        rows += [replace(row, id=new_id()) for row in rows[: ROWS - len(rows)]]
    return rows[:ROWS], words


def _keys(table: RecordTable[ActionRow], runs: int) -> list[float]:
    """From the key to the painted list."""

    def type_one(text: str) -> None:
        table.search(text)
        table.viewport().repaint()

    texts = [text[:end] for text in TYPED for end in range(1, len(text) + 1)]
    return [milliseconds(partial(type_one, text)) for text in texts * runs]


def _frames(table: RecordTable[ActionRow], application: QApplication) -> list[float]:
    """The bar is moved by a quarter of a page, 1,000 times, over the whole list."""
    bar = table.verticalScrollBar()
    stride = max(STEP, bar.maximum() // 1000)

    def show(value: int) -> None:
        bar.setValue(value)
        application.processEvents()

    return [milliseconds(partial(show, value)) for value in range(0, bar.maximum(), stride)]
