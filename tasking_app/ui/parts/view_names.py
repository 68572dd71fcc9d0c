"""Saving a view under a name, and what can be done with one that was saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from tasking_app.ui.dialogs import ask_words
from tasking_app.ui.parts.own_views import LONGEST_NAME
from tasking_app.ui.widgets.buttons import Button


class ViewNames(QObject):
    """One button: it saves the view on show, and opens a menu while one of one's own is on."""

    saved = Signal(str)
    renamed = Signal(str)
    removed = Signal()

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener)
        self._opener, self._name = opener, ""
        self.button = Button("Save view", icon="bookmark", kind="ghost", keys="V")
        self.button.clicked.connect(self.press)

    def show_own(self, name: str) -> None:
        """The view of one's own that is on; empty for none."""
        self._name = name
        self.button.set_text("This view" if name else "Save view", f"View “{name}”" if name else "Save view")
        self.button.updateGeometry()

    def press(self) -> None:
        """Save, or the menu."""
        if not self._name:
            self._ask("Save this view", "A name for what is on show", "Save view", self.saved.emit)
            return
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """What can be done with a view of one's own."""
        menu = QMenu(self.button)
        rename = QAction("Rename…", menu)
        name = self._name
        rename.triggered.connect(
            lambda: self._ask(f"Rename “{name}”", "The new name", "Rename", self.renamed.emit)
        )
        remove = QAction("Remove this view", menu)
        remove.triggered.connect(self.removed)
        menu.addActions([rename, remove])
        return menu

    def _ask(self, title: str, question: str, verb: str, said: Callable[[str], None]) -> None:
        window = self._opener.window()
        ask_words.ask(window, title, question, verb, lambda words: said(words[:LONGEST_NAME]))
