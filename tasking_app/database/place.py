"""Whether a folder is fit for a database: not one shared over a network, not one copied away while in use."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from tasking_app.database.errors import BadPlace, ReadOnly

if sys.platform == "win32":
    import ctypes

# Locks cannot be trusted on these: two programs at once, and the file is damaged.
REMOTE = frozenset(
    [
        *[
            "9p",
            "afs",
            "ceph",
            "cifs",
            "davfs",
            "drvfs",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs4",
        ],
        *["fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.onedriver", "fuse.rclone", "fuse.s3fs"],
        *["fuse.sshfs", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs"],
    ]
)
# Folders whose content a program copies to the internet while the database is open.
SYNCHRONISED = re.compile(
    r"(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|my drive|icloud ?drive|com~apple~clouddocs"
    r"|box( sync)?|nextcloud|owncloud|sharepoint)",
    re.IGNORECASE,
)
ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
DRIVE_REMOTE = 4
NETWORK = (
    "{path} is on a network drive, where databases that are open get damaged. Choose a folder on a disk of "
    "this computer. A partnership's shared database (PostgreSQL) is for working from several computers."
)
COPIED = (
    "{path} is in a folder that is synchronised with the internet, which damages databases that are open. "
    "Choose another folder on this computer. A partnership's shared database (PostgreSQL) is for working "
    "from several computers."
)


def check(path: Path) -> None:
    """Raises BadPlace when a database may not be kept there, ReadOnly when nothing can be written there."""
    full = path.expanduser().resolve()
    if sys.platform == "win32":
        sentence = windows_trouble(PureWindowsPath(full), os.environ, _drive_kind(full))
    else:
        sentence = posix_trouble(PurePosixPath(full), _mounts())
    if sentence:
        raise BadPlace(sentence.format(path=path.name))
    # Windows says nothing useful about folders here; there the first write tells.
    if full.parent.is_dir() and not os.access(full.parent, os.W_OK):
        raise ReadOnly(f"The folder of {path.name} is read-only, so the file cannot be opened for work.")
    if full.is_file() and not os.access(full, os.W_OK):
        raise ReadOnly(f"{path.name} is read-only, so it cannot be opened for work.")


def posix_trouble(path: PurePosixPath, mounts: str) -> str:
    """The sentence against a place on Linux, or nothing. `mounts` is the text of /proc/self/mountinfo."""
    if _is_copied(path):
        return COPIED
    return NETWORK if file_system(path, mounts) in REMOTE else ""


def windows_trouble(path: PureWindowsPath, environment: Mapping[str, str], drive_kind: int) -> str:
    """The sentence against a place on Windows, or nothing. `drive_kind` is what GetDriveTypeW answers."""
    if path.drive.startswith("\\\\") or drive_kind == DRIVE_REMOTE:
        return NETWORK
    roots = [PureWindowsPath(environment[name]) for name in ONEDRIVE if environment.get(name)]
    if _is_copied(path) or any(path.is_relative_to(root) for root in roots):
        return COPIED
    return ""


def file_system(path: PurePosixPath, mounts: str) -> str:
    """The kind of the file system a path is on, from the text of /proc/self/mountinfo."""
    longest, found = "", ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        if path.is_relative_to(point) and len(point) >= len(longest):
            longest, found = point, right.split()[0]
    return found


def _is_copied(path: PurePath) -> bool:
    return any(SYNCHRONISED.fullmatch(part) for part in path.parent.parts)


def _mounts() -> str:
    mounts = Path("/proc/self/mountinfo")
    return mounts.read_text(encoding="utf-8", errors="surrogateescape") if mounts.is_file() else ""


if sys.platform == "win32":

    def _drive_kind(path: Path) -> int:
        return int(ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\"))
else:

    def _drive_kind(_path: Path) -> int:
        return 0
