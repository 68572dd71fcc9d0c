"""The minutes of one item: the editor, wired to the commands its lines become, with nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tasking_app.commands.base import Command, new_id
from tasking_app.commands.line import AddAction, AddDecision, AddLine, AddLines, JoinLines, SplitLine
from tasking_app.records.running import LineRow
from tasking_app.rules.errors import Clash
from tasking_app.rules.quick_line import Kind, Need
from tasking_app.ui.dialogs import choose
from tasking_app.ui.jobs import Jobs
from tasking_app.ui.layouts import column, row, wrap
from tasking_app.ui.parts import meeting_lines
from tasking_app.ui.parts.meeting_spot import Spot
from tasking_app.ui.parts.quick_send import Letter, Sender
from tasking_app.ui.parts.typed_before import TypedBefore
from tasking_app.ui.widgets.buttons import icon_button
from tasking_app.ui.widgets.chips import Segments
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.minutes import MinutesEditor
from tasking_app.ui.widgets.minutes_text import TYPE_HERE

KINDS = ("note", "decision", "action")
HINT = "Start a line with ! for a decision, @ for an action"


class MinutesPane(QWidget):
    """One item's minutes. It lives as long as the meeting is on show, with caret and unsaved text."""

    said = Signal(str, str)
    action_asked = Signal()

    def __init__(self, jobs: Jobs, sender: Sender, spot: Spot, title: str) -> None:
        super().__init__()
        self._jobs, self._sender, self._spot = jobs, sender, spot
        self._rows: dict[UUID, LineRow] = {}
        self._last: dict[UUID, str] = {}
        self._begun: dict[UUID | None, str] = {}  # what stood in a line when typing in it began
        self._sent_from: dict[UUID | None, tuple[str, str]] = {}
        self._asked: dict[UUID | None, str] = {}  # texts somebody has to choose about first
        self._waiting = self._sends = 0
        self.editor = MinutesEditor(f"Minutes, {title}")
        self._hint = Elided(HINT, "small", "text3")
        self._kind = Segments(["Note", "Decision  !", "Action  @"], "Kind of line")
        self._kind.chosen.connect(self._start)
        undo = icon_button("arrow-back-up", "Undo", keys="Ctrl+Z", kind="ghost", size="small")
        redo = icon_button("arrow-forward-up", "Do it again", keys="Ctrl+Y", kind="ghost", size="small")
        undo.clicked.connect(jobs.undo)
        redo.clicked.connect(jobs.redo)
        self._writes = (self._hint, self._kind, undo, redo)
        head = row(
            Label("Minutes", "h3"), (self._hint, 1), self._kind, undo, redo, gap=6, margins=(20, 8, 16, 4)
        )
        text = wrap(row(self.editor, margins=(14, 0, 8, 0)))
        self.setLayout(column(head, (text, 1), gap=0))
        self._connect()

    def _connect(self) -> None:
        editor = self.editor
        editor.line_typed.connect(self._typed)
        editor.line_edited.connect(self._edited)
        editor.line_added.connect(self._added)
        editor.line_split.connect(self._split)
        editor.lines_joined.connect(self._joined)
        editor.line_pasted.connect(self._pasted)
        editor.line_moved.connect(self._moved)
        editor.current_changed.connect(self._current)
        self._jobs.settled.connect(self._decided)

    # -- what the screen tells

    def set_frozen(self, frozen: bool) -> None:
        """Whether the lines are only read; then there is nothing to choose or take back."""
        if self.editor.isReadOnly() == frozen:
            return
        self.editor.set_frozen(frozen)
        self.editor.setPlaceholderText("" if frozen else TYPE_HERE)
        for one in self._writes:
            one.setVisible(not frozen)

    def set_spot(self, spot: Spot) -> None:
        """New lines go under another referral from now on."""
        self._spot = spot

    def mark(self) -> int:
        """Where things stand when a reading is asked for; give it back with the reading."""
        return self._sends if self._waiting == 0 else -1

    def show_lines(self, rows: Iterable[LineRow], mark: int, hidden: int) -> None:
        """A new reading. `hidden` lines stand under restricted items that are not open."""
        self._rows = {one.id: one for one in rows}
        settled = mark == self._sends and self._waiting == 0
        if settled:
            self._last = {}
        words = "1 line" if hidden == 1 else f"{hidden} lines"
        self._hint.setText(f"{words} under restricted items not shown" if hidden else HINT)
        self.editor.set_lines([meeting_lines.view(one) for one in self._rows.values()], settled=settled)
        typed = {key for key, _ in self.editor.unsaved()}
        self._begun = {key: text for key, text in self._begun.items() if key in typed}

    def bring_back(self, drafts: Iterable[TypedBefore]) -> bool:
        """Put back what was being typed when the program last ended; whether there was anything."""
        found = False
        for draft in drafts:
            kind, _, key = draft.place.partition(":")
            if kind == "new" and key == str(self._spot.item) and draft.text.strip():
                if self._stands(draft.text):
                    self._jobs.drop_draft(draft.place)
                else:
                    self.editor.start_line(draft.text)
                    found = True
            elif kind == "line":
                found = self._bring_back_line(draft, key) or found
        return found

    def _stands(self, text: str) -> bool:
        """Whether a line that was being typed was stored before the end came; its draft is old then."""
        said = self._spot.read(text).text.strip()
        return any(
            said in (one.text.strip(), meeting_lines.shown(one).strip()) for one in self._rows.values()
        )

    def _bring_back_line(self, draft: TypedBefore, key: str) -> bool:
        line = next((one for one in self._rows.values() if str(one.id) == key), None)
        if line is None:
            return False
        command = meeting_lines.edit(line, draft.base or meeting_lines.shown(line), draft.text)
        if draft.text == meeting_lines.shown(line) or command is None:
            self._jobs.drop_draft(draft.place)
            return False
        self._do(command, line.id, lambda: self._jobs.drop_draft(draft.place))
        self.editor.focus_line(line.id)
        return True

    # -- typing

    def _new_place(self) -> str:
        return f"new:{self._spot.item}"

    def _typed(self, key: UUID | None, text: str) -> None:
        if key is not None:
            self._jobs.draft(f"line:{key}", text, self._begun.setdefault(key, self._seen(key)))
        elif text.strip():
            self._jobs.draft(self._new_place(), text)
        else:
            self._jobs.drop_draft(self._new_place())

    def _seen(self, key: UUID) -> str:
        """What stands there as far as this editor knows: sent last, or read last."""
        line = self._rows.get(key)
        return self._last.get(key, meeting_lines.shown(line) if line is not None else "")

    def _drop_new(self) -> None:
        if not any(key is None and text.strip() for key, text in self.editor.unsaved()):
            self._jobs.drop_draft(self._new_place())

    def _drop_line(self, key: UUID) -> None:
        if all(one != key for one, _ in self.editor.unsaved()):
            self._jobs.drop_draft(f"line:{key}")

    def _start(self, kind: int) -> None:
        if kind == 2:
            self._kind.set_current(0)
            self.action_asked.emit()
        else:
            self.editor.start_line("! " if kind == 1 else "")

    def _current(self, key: UUID | None) -> None:
        line = self._rows.get(key) if key is not None else None
        self._kind.set_current(KINDS.index(line.kind) if line is not None else 0)

    # -- sending

    def _do(self, command: Command, key: UUID | None, done: Callable[[], None], *more: UUID | None) -> None:
        self._waiting += 1
        self._sends += 1

        def finished(_done: object) -> None:
            self._waiting -= 1
            self._sent_from.pop(key, None)
            done()

        def failed(error: Exception) -> None:
            self._waiting -= 1
            if key in self._sent_from:  # it is sent again against what its author began from
                begun, text = self._sent_from.pop(key)
                self._begun.setdefault(key, begun)
                if isinstance(error, Clash):
                    self._asked[key] = text
            for one in (key, *more):
                self.editor.release(one)
            self._last = {}
            if isinstance(error, Clash):
                self._jobs.clashed.emit(error)
            else:
                self.said.emit("late", str(error))

        self._jobs.do(command, finished, self, failed)

    def _edited(self, key: UUID, text: str) -> None:
        line = self._rows.get(key)
        if line is None:
            line = meeting_lines.unread(key, self._last.get(key, ""))
        if self._asked.get(key) == text:
            self.editor.release(key)
            return
        seen = self._began(key)
        command = meeting_lines.edit(line, seen, text)
        if not meeting_lines.keeps_head(line, text):
            self.said.emit("info", "Who and when of an action are changed on its page, under Actions.")
        if command is not None:
            self._last[key], self._sent_from[key] = text, (seen, text)
            self._do(command, key, partial(self._drop_line, key))

    def _began(self, key: UUID) -> str:
        """What stood there when typing in a line began; from now on it begins anew."""
        return self._begun.pop(key) if key in self._begun else self._seen(key)

    def _decided(self, clash: Clash) -> None:
        """Somebody chose: what was typed here is no longer waiting."""
        for one in self._rows.values():
            if clash.row in (one.id, one.action, one.decision):
                self._asked.pop(one.id, None)
                self._begun.pop(one.id, None)
                self._jobs.drop_draft(f"line:{one.id}")
                self.editor.forget(one.id)

    def _added(self, after: UUID | None, text: str) -> None:
        parsed, shown = self._spot.read(text), self._spot.shown(text)
        if parsed.kind is Kind.UPDATE and shown.ready:
            self._sender.send(Letter(self._spot, parsed, lambda _: None, partial(self.said.emit, "late")))
        if parsed.kind in (Kind.DECISION, Kind.ACTION):
            self._settle(text, text, after)
        else:
            self._add_note(after, text)

    def _settle(self, typed: str, text: str, after: UUID | None) -> None:
        """Send a decision or an action, asking first who or which theme; else it stays a note as `typed`."""
        shown = self._spot.shown(text)
        asked = Need.WHEN not in self._spot.read(text).needs and shown.choices
        if shown.ready:
            self._send(text, after, typed)
        elif asked:
            self._ask(typed, text, after)
        else:
            self._keep_as_note(after, typed, shown.problem or "It is not complete.")

    def _add_note(self, after: UUID | None, text: str) -> None:
        key = new_id()
        spot = self._spot
        command = AddLine(
            line=key,
            meeting=spot.meeting,
            item=spot.item,
            text=text,
            at=datetime.now(UTC),
            referral=spot.referral,
            after=after,
        )
        self._do(command, None, partial(self._stored, text, key))

    def _stored(self, text: str, key: UUID) -> None:
        self._last.setdefault(key, text)
        self.editor.stored(text, key)
        self._drop_new()

    def _send(self, text: str, after: UUID | None, typed: str) -> None:
        """A decision or an action; `typed` is the text in the editor."""
        self._waiting += 1
        self._sends += 1

        def done(command: Command) -> None:
            self._waiting -= 1
            if isinstance(command, AddAction | AddDecision) and command.line is not None:
                self._stored(typed, command.line)

        def refused(sentence: str) -> None:
            self._waiting -= 1
            self._keep_as_note(after, typed, sentence)

        self._sender.send(Letter(self._spot, self._spot.read(text), done, refused, after, anyway=True))

    def _keep_as_note(self, after: UUID | None, text: str, why: str) -> None:
        """What cannot be added as it is stands in the minutes all the same, as it was typed."""
        self._add_note(after, text)
        self.said.emit("due_soon", f"{why} The line is kept as a note.".strip())

    def _ask(self, typed: str, text: str, after: UUID | None) -> None:
        """The line waits as it was typed until something is chosen; Esc keeps it as a note."""
        who = Need.WHO in self._spot.read(text).needs or Need.OFFICER in self._spot.read(text).needs
        picks = [
            choose.Pick(
                f"{one.strong}  {one.weak}".strip(), partial(self._settle, typed, one.text, after), one.icon
            )
            for one in self._spot.shown(text).choices
        ]
        why = "It has no agency yet." if who else "It has no theme yet."
        given_up = partial(self._keep_as_note, after, typed, why)
        choose.ask(self.window(), "Who does it?" if who else "Which theme is it for?", text, picks, given_up)

    def _split(self, key: UUID, left: str, right: str) -> None:
        new = new_id()
        command = SplitLine(line=key, new_line=new, seen=self._began(key), left=left, right=right)
        self._last[key] = left
        self._do(command, key, partial(self._stored, right, new), None)

    def _joined(self, key: UUID, following: UUID) -> None:
        first, second = self._began(key), self._began(following)
        command = JoinLines(line=key, seen=first, next_line=following, next_seen=second)
        self._last[key] = f"{first.rstrip()} {second.lstrip()}".strip()
        self._do(command, key, partial(self._drop_line, key), following)

    def _pasted(self, after: UUID | None, texts: list[str]) -> None:
        spot, keys = self._spot, tuple(new_id() for _ in texts)
        command = AddLines(
            lines=keys,
            texts=tuple(texts),
            meeting=spot.meeting,
            item=spot.item,
            at=datetime.now(UTC),
            referral=spot.referral,
            after=after,
        )

        def done() -> None:
            for text, key in zip(texts, keys, strict=True):
                self._stored(text, key)

        self._do(command, None, done)

    def _moved(self, key: UUID, after: UUID | None) -> None:
        command = meeting_lines.moved(tuple(self._rows.values()), key, after)
        if command is not None:
            self._do(command, key, lambda: None)
