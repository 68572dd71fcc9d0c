"""Databases stay off network drives and synchronised folders; the pure part, for both systems."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from tasking_app.database import place
from tasking_app.database.errors import BadPlace

MOUNTS = r"""22 1 8:1 / / rw - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw - cifs //server/share rw
31 22 0:41 / /home/a/My\040Share rw - nfs4 server:/share rw
32 30 8:2 / /mnt/share/own rw - ext4 /dev/sdb1 rw
33 22 0:42 / /home/a/far rw,nosuid - fuse.sshfs a@b: rw
broken line
"""


@pytest.mark.parametrize(
    "path", ["/mnt/share/t.db", "/mnt/share/a/b/t.db", "/home/a/My Share/x/t.db", "/home/a/far/t.db"]
)
def test_network_drives_are_refused(path: str) -> None:
    assert place.posix_trouble(PurePosixPath(path), MOUNTS) == place.NETWORK


@pytest.mark.parametrize(
    "path",
    [
        "/home/a/OneDrive - Brackenford Council/t.db",
        "/home/a/Dropbox/work/t.db",
        "/home/a/Google Drive/t.db",
        "/home/a/Nextcloud/t.db",
        "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/t.db",
    ],
)
def test_synchronised_folders_are_refused(path: str) -> None:
    assert place.posix_trouble(PurePosixPath(path), MOUNTS) == place.COPIED


@pytest.mark.parametrize(
    "path",
    ["/home/a/t.db", "/mnt/share/own/t.db", "/mnt/sharebox/t.db", "/home/a/onedrive", "/home/a/dropbox.db"],
)
def test_disks_of_this_computer_are_fit(path: str) -> None:
    assert place.posix_trouble(PurePosixPath(path), MOUNTS) == ""
    assert place.posix_trouble(PurePosixPath(path), "") == ""


ENVIRONMENT = {"OneDrive": r"C:\Users\a\Cloud", "OneDriveCommercial": r"D:\Work", "OneDriveConsumer": ""}


@pytest.mark.parametrize(
    ("path", "kind", "sentence"),
    [
        (r"\\server\share\t.db", 3, place.NETWORK),
        (r"\\?\UNC\server\share\t.db", 3, place.NETWORK),
        (r"H:\t.db", 4, place.NETWORK),
        (r"C:\Users\a\Cloud\t.db", 3, place.COPIED),
        (r"c:\users\A\cloud\deep\t.db", 3, place.COPIED),
        (r"D:\Work\t.db", 3, place.COPIED),
        (r"C:\Users\a\OneDrive - Brackenford Council\t.db", 3, place.COPIED),
        (r"C:\Users\a\AppData\Local\Tasking\t.db", 3, ""),
        (r"C:\Users\a\Cloudy\t.db", 3, ""),
        (r"E:\t.db", 2, ""),
    ],
)
def test_places_on_windows(path: str, kind: int, sentence: str) -> None:
    assert place.windows_trouble(PureWindowsPath(path), ENVIRONMENT, kind) == sentence


def test_the_sentences_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadPlace, match=r"t\.db is in a folder that is synchronised .* \(PostgreSQL\)"):
        place.check(tmp_path / "Dropbox" / "t.db")
    place.check(tmp_path / "t.db")
