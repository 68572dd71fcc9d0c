"""On a computer with two screens the room's window fills the other one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tasking_app.database.files import open_store
from tests.ui.story import tell

WIDE, HIGH = 1366, 768


def test_the_room_screen_fills_the_other_screen_and_goes_with_the_program(file: Path, tmp_path: Path) -> None:
    store = open_store(file, None)
    meeting = tell(store).meeting
    store.close()
    places = (("desk", 0), ("wall", WIDE))
    screens = [
        {"name": name, "x": x, "y": 0, "width": WIDE, "height": HIGH, "logicalDpi": 96, "dpr": 1}
        for name, x in places
    ]
    config, picture = tmp_path / "screens.json", tmp_path / "room.png"
    config.write_text(json.dumps({"screens": screens}))
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.room.two_screens", str(file), str(meeting), str(picture)],
        env={**os.environ, **home, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.split("\n")[:2] == [f"desk wall {WIDE} 0 {WIDE} {HIGH}", "False"]
    assert QImage(str(picture)).width() == WIDE
