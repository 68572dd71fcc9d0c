"""Lines of the minutes as the editor keeps them: stored text, typed text, and how a new reading comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

UNDO_STEPS = 100


@dataclass(frozen=True, slots=True)
class LineView:
    """One stored line: kind is note, decision or action; ref is D-31 or A-215; referral is R-147 or empty."""

    id: UUID
    kind: str
    text: str
    time: str = ""
    ref: str = ""
    referral: str = ""


def plain(text: str) -> str:
    """A text as it is compared: spaces at the ends do not count."""
    return text.strip()


@dataclass(slots=True, eq=False)
class Line:
    """One block of the editor. Without a view it is not stored yet.

    `sent` are texts sent and not yet seen in a reading, oldest first. An `unseen` line has its id, but no
    reading has held it so far.
    """

    view: LineView | None = None
    text: str = ""
    sent: list[str] = field(default_factory=list)
    unseen: bool = False
    undo: list[str] = field(default_factory=list)
    redo: list[str] = field(default_factory=list)

    @property
    def id(self) -> UUID | None:
        """Id of the stored line, None before it is stored."""
        return self.view.id if self.view else None

    @property
    def kind(self) -> str:
        """note, decision or action."""
        return self.view.kind if self.view else "note"

    @property
    def waiting(self) -> bool:
        """Sent to be added, without an id so far."""
        return self.view is None and bool(self.sent)

    @property
    def dirty(self) -> bool:
        """Holds text nobody has been told about."""
        last = self.sent[-1] if self.sent else self.view.text if self.view else ""
        return plain(self.text) != plain(last)

    def typed(self, text: str) -> None:
        """Take a new text from the keyboard, with a step to go back to at each word."""
        step = abs(len(text) - len(self.text)) > 1 or not self.undo or text[-1:] in (" ", "") or self.redo
        if step:
            self.undo = [*self.undo[1 - UNDO_STEPS :], self.text]
        self.redo = []
        self.text = text

    def back(self) -> bool:
        """Undo one step of typing."""
        return self._step(self.undo, self.redo)

    def forth(self) -> bool:
        """Do an undone step again."""
        return self._step(self.redo, self.undo)

    def _step(self, source: list[str], target: list[str]) -> bool:
        if not source:
            return False
        target.append(self.text)
        self.text = source.pop()
        return True

    def take(self, view: LineView, *, settled: bool = False) -> None:
        """Take a new reading of the stored line, keeping what is typed and not yet stored."""
        keep = self.dirty or plain(self.text) == plain(view.text)
        seen = [plain(text) for text in self.sent]
        if plain(view.text) in seen:
            self.sent = self.sent[seen.index(plain(view.text)) + 1 :]
        elif self.view is None or view.text != self.view.text:
            self.sent = []
        if settled:
            self.sent = []
        if not keep and not self.sent:
            self.text = view.text
            self.undo, self.redo = [], []
        self.view, self.unseen = view, False


def merge(
    lines: Sequence[Line],
    views: Sequence[LineView],
    gone: dict[UUID, Line],
    caret: Line | None = None,
    *,
    settled: bool = False,
) -> list[Line]:
    """The lines to show after a new reading: its order, with unstored lines behind the line they followed.

    `gone` are lines joined away here, with the line that took their text: a reading made before that still
    holds them. An empty line stays only while the caret is in it.
    """
    read = {view.id for view in views}
    for line_id in [line_id for line_id, first in gone.items() if not first.sent and line_id not in read]:
        del gone[line_id]
    hidden = set(gone)
    fresh = [view for view in views if view.id not in hidden]
    known = {line.view.id: line for line in lines if line.view}
    _adopt(lines, [view for view in fresh if view.id not in known], known)
    staying = {view.id for view in fresh}
    followers: dict[UUID | None, list[Line]] = {}
    last: UUID | None = None
    for line in lines:
        line.unseen = line.unseen and not settled
        if line.view is not None and line.view.id in staying:
            last = line.view.id
        elif _stays(line, hidden, caret):
            if line.view is not None and not line.unseen:
                line.view, line.sent = None, []
            followers.setdefault(last, []).append(line)
    blank = lines[-1] if lines and caret is lines[-1] and not caret.text.strip() else None
    result = followers.get(None, [])
    for view in fresh:
        line = known.get(view.id) or Line(view, view.text)
        line.take(view, settled=settled)
        result += [line, *followers.get(view.id, [])]
    return [*(line for line in result if line is not blank), *([blank] if blank else [])]


def _stays(line: Line, hidden: set[UUID], caret: Line | None) -> bool:
    """Whether a line that the new reading does not hold is shown all the same."""
    if line.view is not None:
        return (line.dirty or line.unseen) and line.view.id not in hidden
    return bool(line.text.strip()) or line is caret


def _adopt(lines: Sequence[Line], views: Sequence[LineView], known: dict[UUID, Line]) -> None:
    """Give lines that wait for their id the new line with the same text."""
    waiting = [line for line in lines if line.waiting]
    for view in views:
        match = next((line for line in waiting if plain(line.sent[0]) == plain(view.text)), None)
        if match is not None:
            waiting.remove(match)
            match.view = view
            known[view.id] = match
