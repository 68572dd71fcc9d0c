"""The theme in use: pixels, colours and fonts by name, and one call that dresses the whole application.

`apply(app)` once before the first window. Then everywhere: `px(12)`, `colour("text2")`, `font("strong")`.
"""

from functools import lru_cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tasking_app.paths import resource
from tasking_app.ui.style_sheet import style_sheet
from tasking_app.ui.tokens import THEMES, TYPE, Tokens

FAMILY = "Public Sans"
EASIER_FAMILY = "Atkinson Hyperlegible Next"
_FIRST_FILES = tuple(f"PublicSans-{w}.ttf" for w in ("Regular", "Medium", "SemiBold", "Bold"))
_EASIER_FILES = tuple(f"AtkinsonHyperlegibleNext-{w}.ttf" for w in ("Regular", "SemiBold", "Bold"))


class _InUse:
    """What is on now. One per process, because a process has one QApplication."""

    name = "light"
    scale = 1.0
    family = FAMILY
    loaded: set[str] = set()


def px(n: float) -> int:
    """Pixels at the text size in use; every length on screen goes through here."""
    return round(n * _InUse.scale)


def tokens() -> Tokens:
    """Colours of the theme in use by name."""
    return THEMES[_InUse.name]


def theme_name() -> str:
    """light, dark or contrast."""
    return _InUse.name


def border() -> int:
    """Thickness of a border: doubled in high contrast."""
    return 2 if _InUse.name == "contrast" else 1


@lru_cache(maxsize=256)
def colour(name: str) -> QColor:
    """A token's colour. Cached: painting asks for the same few all the time."""
    return QColor(tokens()[name])


def background_of(tone: str) -> str:
    """Token of the tint that goes under a tone."""
    return tone + "_bg" if tone + "_bg" in tokens() else "sunken"


@lru_cache(maxsize=128)
def font(role: str = "body", pixels: int = 0, weight: int = 0, tabular: bool = False) -> QFont:
    """The font of a kind of text; `tabular` gives digits of one width, for columns of figures."""
    size = TYPE[role]
    made = QFont(_InUse.family)
    made.setPixelSize(px(pixels or size.pixels))
    made.setWeight(QFont.Weight(weight or size.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_fonts(files: tuple[str, ...]) -> None:
    """Make font files known to Qt, each once."""
    for name in files:
        if name not in _InUse.loaded:
            QFontDatabase.addApplicationFont(str(resource("fonts", name)))
            _InUse.loaded.add(name)


def apply(app: QApplication, name: str = "light", scale: float = 1.0, easier_letters: bool = False) -> None:
    """Dress the application: Fusion, palette, fonts and the one style sheet."""
    load_fonts(_EASIER_FILES if easier_letters else _FIRST_FILES)
    _InUse.name, _InUse.scale = name, scale
    _InUse.family = EASIER_FAMILY if easier_letters else FAMILY
    colour.cache_clear()
    font.cache_clear()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette())
    app.setStyleSheet(style_sheet(tokens(), scale, border()))


def _palette() -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for where, token in (
        (role.Window, "canvas"),
        (role.Base, "surface"),
        (role.Text, "text"),
        (role.WindowText, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.Highlight, "select"),
        (role.HighlightedText, "text"),
        (role.PlaceholderText, "text3"),
        (role.AlternateBase, "sunken"),
        (role.Link, "info"),
        (role.ToolTipBase, "ink"),
        (role.ToolTipText, "on_ink"),
    ):
        made.setColor(where, colour(token))
    return made


def set_state(widget: QWidget, name: str, value: str) -> None:
    """Change a dynamic property the style sheet looks at, and let the widget take its new look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
