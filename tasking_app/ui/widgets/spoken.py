"""What a painted widget is to people who hear the screen: a tab, one of several answers, a line of a list.

speak_as(button, "tab")     speak_as(frame, "line")     speak_chosen(frame, True)
"""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget

ROLES = {
    "tab": QAccessible.Role.PageTab,
    "tabs": QAccessible.Role.PageTabList,
    "one_of": QAccessible.Role.RadioButton,
    "group": QAccessible.Role.Grouping,
    "menu": QAccessible.Role.ButtonMenu,
    "line": QAccessible.Role.ListItem,
    "list": QAccessible.Role.List,
    "chart": QAccessible.Role.Chart,
    "document": QAccessible.Role.Document,
}
_KIND = "spoken_as"
_CHOSEN = "spoken_chosen"


def speak_as(widget: QWidget, kind: str) -> None:
    """Give a widget one of `ROLES`."""
    _install()
    widget.setProperty(_KIND, kind)


def speak_chosen(line: QWidget, chosen: bool) -> None:
    """Say of a line of a list whether it is the one chosen; a button says so itself."""
    line.setProperty(_CHOSEN, chosen)


class _Spoken(QAccessibleWidget):
    """A widget with its role; what can be chosen also says whether it is."""

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self.widget()
        if isinstance(widget, QAbstractButton):
            if widget.isCheckable():
                state.checkable, state.checked = 1, int(widget.isChecked())
            chosen = widget.isChecked()
        else:
            chosen = bool(widget.property(_CHOSEN))
        if self.role() in (QAccessible.Role.PageTab, QAccessible.Role.ListItem):
            state.selectable, state.selected = 1, int(chosen)
        return state


class _SpokenButton(_Spoken):
    """A button of another role is still pressed from outside the program."""

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, actionName: str) -> None:
        widget = self.widget()
        if actionName == QAccessibleActionInterface.pressAction() and isinstance(widget, QAbstractButton):
            widget.click()
        else:
            super().doAction(actionName)


def _made(_class: str, thing: QObject) -> QAccessibleInterface | None:
    kind = thing.property(_KIND) if isinstance(thing, QWidget) else None
    if kind is None or not isinstance(thing, QWidget):
        return None
    made = _SpokenButton if isinstance(thing, QAbstractButton) else _Spoken
    return made(thing, ROLES[kind])


@cache
def _install() -> None:
    """Once for the program; Qt asks only while something reads the screen aloud."""
    QAccessible.installFactory(_made)
