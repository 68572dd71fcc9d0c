"""A PDF on the screen: its very bytes as pages, or as text for those who listen to it.

view = PdfView("Preview")
view.show_bytes(data, "Minutes, draft 1")     view.show_message("The preview is being made")
view.page_count()   view.text()
Page Up and Page Down go from page to page.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from tasking_app.ui.layouts import clear, column, row, wrap
from tasking_app.ui.theme import colour, px
from tasking_app.ui.widgets.buttons import Button, icon_button
from tasking_app.ui.widgets.labels import Elided, Label
from tasking_app.ui.widgets.reading import ReadingText
from tasking_app.ui.widgets.spoken import speak_as

MARGIN, GAP = 12, 12


class PdfFile:
    """The bytes as a document that can be drawn and read."""

    def __init__(self, data: bytes) -> None:
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    def pages(self) -> int:
        """How many pages it has."""
        return self.document.pageCount()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        points = self.document.pagePointSize(page)
        return points.width(), points.height()

    def image(self, page: int, size: QSize) -> QImage:
        """A page drawn into so many pixels."""
        return self.document.render(page, size)

    def text(self) -> str:
        """All words, page by page."""
        pages = [self.document.getAllText(page).text() for page in range(self.pages())]
        return "\n\n".join(text.replace("\r\n", "\n") for text in pages)

    def close(self) -> None:
        """Let go of the bytes."""
        self.document.close()
        self._buffer.close()


class _Page(QWidget):
    """One page; drawn when it is first seen at a size."""

    def __init__(self, file: PdfFile, page: int) -> None:
        super().__init__()
        self._file, self._page = file, page
        self._image: QImage | None = None
        self.setAccessibleName(f"Page {page + 1} of {file.pages()}")

    def fit(self, width: int) -> None:
        """Take this width and the height that goes with it."""
        wide, high = self._file.size(self._page)
        self.setFixedSize(width, round(width * high / wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._image is None or self._image.size() != wanted:
            self._image = self._file.image(self._page, wanted)
        painter = QPainter(self)
        # Papers are white in every theme: this is what will be printed.
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.drawImage(self.rect(), self._image)
        painter.setPen(colour("control"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Pages(QScrollArea):
    """The pages one under another, as wide as there is room."""

    turned = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        speak_as(self, "document")
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(px(MARGIN), 0, px(MARGIN), px(MARGIN))
        self._list.setSpacing(px(GAP))
        self.setWidget(self._inside)
        self.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        self._pages: list[_Page] = []
        self.verticalScrollBar().valueChanged.connect(lambda _: self.turned.emit(self.current()))

    def show_file(self, file: PdfFile) -> None:
        """Show another document from its first page."""
        clear(self._list)
        self._pages = [_Page(file, page) for page in range(file.pages())]
        for page in self._pages:
            self._list.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.addStretch(1)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def current(self) -> int:
        """The page that is seen."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        seen = [number for number, page in enumerate(self._pages) if page.y() <= middle]
        return seen[-1] if seen else 0

    def go_to(self, page: int) -> None:
        """Show a page from its top."""
        if 0 <= page < len(self._pages):
            self.verticalScrollBar().setValue(self._pages[page].y())
            self.turned.emit(page)

    def _fit(self) -> None:
        width = self.viewport().width() - 2 * px(MARGIN)
        for page in self._pages:
            page.fit(max(width, px(80)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.go_to(self.current() + step)


class PdfView(QFrame):
    """Title, page so many of so many, forward and back, and the pages or their text."""

    def __init__(self, name: str = "Preview") -> None:
        super().__init__()
        self.setProperty("box", "well")
        self.setAccessibleName(name)
        self._file: PdfFile | None = None
        self._title, self._of = Elided(name, "small_strong"), Label("", "small", "text2")
        self._back = icon_button("chevron-left", "Previous page", kind="ghost", size="small", keys="PgUp")
        self._on = icon_button("chevron-right", "Next page", kind="ghost", size="small", keys="PgDown")
        self._as_text = Button("As text", kind="ghost", size="small", name=f"{name} as text", checkable=True)
        self._pages, self._text = _Pages(f"{name}, pages"), ReadingText(f"{name}, text")
        self._message = Label("", "body", "text2", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for widget in (wrap(column(self._message, margins=(24, 24, 24, 24))), self._pages, self._text):
            self._stack.addWidget(widget)
        head = row(self._title, self._of, None, self._as_text, self._back, self._on, gap=6)
        head.setContentsMargins(px(16), px(8), px(12), 0)
        self.setLayout(column(head, (self._stack, 1), gap=6))
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self._as_text.toggled.connect(lambda _: self._arrange())
        self._pages.turned.connect(self._turned)
        self.show_message("")

    def show_bytes(self, data: bytes, title: str) -> None:
        """Show this document, from its first page."""
        last, self._file = self._file, PdfFile(data)
        self._title.setText(title)
        self._pages.show_file(self._file)
        self._text.set_text(self._file.text())
        self._arrange()
        self._turned(0)
        if last is not None:
            last.close()

    def show_message(self, words: str, title: str = "") -> None:
        """Say something in place of a document."""
        if title:
            self._title.setText(title)
        self._message.setText(words)
        self._of.setText("")
        self._stack.setCurrentIndex(0)
        for button in (self._as_text, self._back, self._on):
            button.setVisible(False)

    def turn(self, step: int) -> None:
        """Go so many pages on, or back."""
        self._pages.go_to(self._pages.current() + step)

    def page(self) -> int:
        """The page that is seen, from 0."""
        return self._pages.current()

    def page_count(self) -> int:
        """Pages of the document on show."""
        return self._file.pages() if self._file is not None else 0

    def text(self) -> str:
        """The words of the document on show."""
        return self._file.text() if self._file is not None else ""

    def _arrange(self) -> None:
        as_text = self._as_text.isChecked()
        self._stack.setCurrentIndex(2 if as_text else 1)
        self._as_text.setVisible(True)
        for button in (self._back, self._on):
            button.setVisible(not as_text and self.page_count() > 1)

    def _turned(self, page: int) -> None:
        if self._file is not None:
            self._of.setText(f"{page + 1} of {self._file.pages()}")
            self._back.setEnabled(page > 0)
            self._on.setEnabled(page < self._file.pages() - 1)
