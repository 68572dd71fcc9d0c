"""Pictures of every page: `python -m tests.ui.kit.pictures <folder>`."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tasking_app.ui import theme
from tasking_app.ui.layouts import column
from tasking_app.ui.main_window import MainWindow
from tasking_app.ui.message_bar import Banner
from tasking_app.ui.screen import Screen
from tasking_app.ui.widgets.buttons import Button
from tasking_app.ui.widgets.palette import CommandBox
from tests.ui.kit.home import HomePage
from tests.ui.kit.meeting import MeetingPage
from tests.ui.kit.parts import parts_page
from tests.ui.kit.referrals import ListPage, new_sheet
from tests.ui.kit.stand_ins import find


def shoot(window: MainWindow, folder: Path, name: str) -> None:
    """Take a picture of the window."""
    for _ in range(4):
        QApplication.processEvents()
    window.grab().save(str(folder / f"{name}.png"))


def main(folder: Path) -> None:
    """Pictures of every page."""
    app = QApplication([])
    theme.apply(app)
    window = MainWindow(app)
    window.set_who("Jo Fenwick", "Council")
    window.set_saved("saved", "Saved 10:47")
    window.set_badge("actions", 6)
    window.show()
    parts = Screen()
    parts.setLayout(column(parts_page(), gap=0))
    meeting = MeetingPage()
    for name, screen in (("home", HomePage()), ("list", ListPage()), ("parts", parts), ("meeting", meeting)):
        window.show_screen(screen)
        shoot(window, folder, name)
    window.top.set_head("Tasking meeting", "Thu 19 Nov, started 10:02")
    meeting.quick.focus_line()
    shoot(window, folder, "meeting")
    command = CommandBox(find)
    command.open_with(window, "hol")
    shoot(window, folder, "find")
    command.set_text("@fire by 12 Dec: increase patrols at Holme Court")
    shoot(window, folder, "add")
    command.close_layer()
    new_sheet().open_over(window)
    shoot(window, folder, "sheet")
    window.resize(1280, 680)
    shoot(window, folder, "small_sheet")
    window.set_banner(
        "made_up",
        Banner(
            "info",
            "info-circle",
            "Made-up data.",
            "Nothing here is about real people.",
            Button("Start for real", size="small"),
        ),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
