"""The one style sheet of the application, generated from the tokens."""

from tasking_app.ui.tokens import STATUS_TONES, Tokens


def style_sheet(t: Tokens, scale: float, line: int) -> str:
    """Rules for boxes, fields, lists and scroll bars. Buttons, tags and labels paint themselves."""
    return "\n".join([*_boxes(t, scale, line), *_fields(t, scale, line), *_lists(t, scale, line)])


def _boxes(t: Tokens, scale: float, line: int) -> list[str]:
    def px(n: float) -> str:
        return f"{round(n * scale)}px"

    edge = f"{line}px solid {t['line']}"
    looks = {
        "card": f"background: {t['surface']}; border: {edge}; border-radius: {px(8)};",
        "well": f"background: {t['sunken']}; border: none; border-radius: {px(8)};",
        "inset": f"background: {t['surface']}; border: none; border-radius: {px(6)};",
        "surface": f"background: {t['surface']}; border: none;",
        "panel": f"background: {t['surface']}; border: none; border-left: {edge};",
        "side": f"background: {t['canvas']}; border: none; border-right: {edge};",
        "bar": f"background: {t['surface']}; border: none; border-bottom: {edge};",
        "foot": f"background: {t['surface']}; border: none; border-top: {edge};",
        "row": f"background: transparent; border: none; border-bottom: 1px solid {t['line']};",
        "row_now": f"background: {t['select']}; border-left: {px(4)} solid {t['select_line']};",
        "chosen": f"background: {t['select']}; border: 2px solid {t['select_line']};"
        f" border-radius: {px(10)};",
        "field": f"background: {t['surface']}; border: 1px solid {t['control']}; border-radius: {px(6)};",
        "field_wrong": f"background: {t['surface']}; border: 2px solid {t['late']}; border-radius: {px(6)};",
        "big_field": f"background: {t['surface']}; border: 2px solid {t['ink']}; border-radius: {px(8)};",
        "sheet": f"background: {t['raised']}; border: {edge}; border-radius: {px(10)};",
        "sheet_side": f"background: {t['sunken']}; border: none; border-left: {edge};"
        f" border-top-right-radius: {px(10)}; border-bottom-right-radius: {px(10)};",
        "canvas": f"background: {t['canvas']}; border: none;",
        "rail": f"background: {t['rail']}; border: none;"
        + (f" border-right: {line}px solid {t['line']};" if line > 1 else ""),
        "toast": f"background: {t['ink']}; border: none; border-radius: {px(8)};",
        "hline": f"background: {t['line']}; border: none; max-height: {line}px; min-height: {line}px;",
        "vline": f"background: {t['line']}; border: none; max-width: {line}px; min-width: {line}px;",
    }
    for tone in STATUS_TONES:
        looks[tone] = (
            f"background: {t[tone + '_bg']}; border: {line}px solid {t[tone]}; border-radius: {px(6)};"
        )
        looks["banner_" + tone] = (
            f"background: {t[tone + '_bg']}; border: none; border-bottom: {line}px solid {t[tone]};"
        )
    rules = [f"QFrame[box='{name}'] {{ {look} }}" for name, look in looks.items()]
    rules.append(
        f"QToolTip {{ background: {t['ink']}; color: {t['on_ink']}; border: none; padding: {px(6)}; }}"
    )
    return rules


def _fields(t: Tokens, scale: float, line: int) -> list[str]:
    def px(n: float) -> str:
        return f"{round(n * scale)}px"

    marked = f"selection-background-color: {t['mark']}; selection-color: {t['on_mark']};"
    hint = f"placeholder-text-color: {t['text3']};"
    field = f"background: {t['surface']}; border: 1px solid {t['control']}; border-radius: {px(6)};"
    return [
        f"QLineEdit, QSpinBox {{ {field} padding: 0 {px(10)}; min-height: {px(34)}; {marked} {hint} }}",
        f"QLineEdit[bare='1'] {{ border: none; background: transparent; padding: 0; min-height: {px(26)}; }}",
        f"QTextEdit, QPlainTextEdit {{ {field} padding: {px(6)}; {marked} {hint} }}",
        "QTextEdit[bare='1'] { border: none; border-radius: 0; padding: 0; background: transparent; }",
        f"QLineEdit:disabled, QTextEdit:disabled {{ color: {t['text3']}; background: {t['sunken']}; }}",
        f"QFrame[box='field']:disabled {{ background: {t['sunken']}; border-color: {t['line']}; }}",
        f"QLineEdit[bare='1']:disabled {{ color: {t['text2']}; background: transparent; }}",
    ]


def _lists(t: Tokens, scale: float, line: int) -> list[str]:
    def px(n: float) -> str:
        return f"{round(n * scale)}px"

    trough = f"background: {t['sunken']}; border: {line - 1}px solid {t['control']}; border-radius: {px(3)};"
    bar = f"background: {t['control']}; border-radius: {px(4)};"
    return [
        f"QTableView, QListView {{ background: {t['surface']}; border: none; outline: 0; }}",
        f"QHeaderView {{ background: {t['surface']}; border: none; }}",
        "QScrollArea { background: transparent; border: none; }",
        f"QScrollBar:vertical {{ background: transparent; width: {px(12)}; margin: 0; }}",
        f"QScrollBar:horizontal {{ background: transparent; height: {px(12)}; margin: 0; }}",
        f"QScrollBar::handle:vertical {{ {bar} min-height: {px(32)}; margin: {px(2)}; }}",
        f"QScrollBar::handle:horizontal {{ {bar} min-width: {px(32)}; margin: {px(2)}; }}",
        "QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; border: none; }",
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; border: none; }",
        f"QProgressBar {{ {trough} max-height: {px(6)}; min-height: {px(6)}; }}",
        f"QProgressBar::chunk {{ background: {t['ink']}; border-radius: {px(3)}; }}",
        f"QMenu {{ background: {t['raised']}; border: 1px solid {t['control']}; padding: {px(4)}; }}",
        f"QMenu::item {{ padding: {px(7)} {px(16)}; border-radius: {px(4)}; }}",
        f"QMenu::item:selected {{ background: {t['select']}; color: {t['text']}; }}",
        f"QSplitter::handle {{ background: {t['line']}; }}",
    ]
