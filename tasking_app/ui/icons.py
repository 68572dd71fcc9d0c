"""Icons drawn from SVG in a token's colour at the screen's own resolution, made when first shown and kept."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from tasking_app.paths import resource
from tasking_app.ui.theme import px, tokens


@lru_cache(maxsize=256)
def _source(folder: str, name: str) -> bytes:
    return resource(folder, name + ".svg").read_bytes()


@lru_cache(maxsize=512)
def _render(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    return _picture(_source("icons", name).replace(b"currentColor", colour.encode()), pixels, ratio)


def _picture(svg: bytes, pixels: int, ratio: float) -> QPixmap:
    side = round(pixels * ratio)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(name: str, tone: str = "text", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture; `size` is at 100 % text."""
    return _render(name, tokens()[tone], px(size), ratio)


def draw(painter: QPainter, name: str, tone: str, x: float, y: float, size: int = 18) -> None:
    """Paint an icon with its top left corner at x, y."""
    painter.drawPixmap(round(x), round(y), pixmap(name, tone, size, painter.device().devicePixelRatioF()))


def icon(name: str, tone: str = "text", size: int = 20) -> QIcon:
    """An icon for Qt's own parts (menus, window)."""
    return QIcon(pixmap(name, tone, size, 2.0))


@lru_cache(maxsize=8)
def _mark(fore: str, spot: str, pixels: int, ratio: float) -> QPixmap:
    svg = _source("mark", "tasking-mark-rail").replace(b"#FFFFFF", fore.encode())
    svg = svg.replace(b"#FFC933", spot.encode())
    return _picture(svg, pixels, ratio)


def mark(tone: str = "rail_text", size: int = 34, ratio: float = 1.0) -> QPixmap:
    """The product's mark."""
    return _mark(tokens()[tone], tokens()["mark"], px(size), ratio)
