"""A long text to read and to copy from, never to change."""

from PySide6.QtWidgets import QPlainTextEdit

from tasking_app.ui.theme import font


class ReadingText(QPlainTextEdit):
    """Plain text with a caret, so that a screen reader goes through it line by line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFont(font("body"))

    def set_text(self, text: str) -> None:
        """Show another text from its beginning."""
        self.setPlainText(text)
