"""Whether a program has a file open: asked of the system, so that no key is needed."""

from __future__ import annotations

import sys
from pathlib import Path

from tasking_app.paths import beside

if sys.platform == "win32":

    def held(path: Path) -> bool:
        """Whether a program has the file open: only then may a file not be given its own name anew."""
        for one in (path, beside(path, "-wal"), beside(path, "-shm")):
            try:
                one.rename(one)
            except FileNotFoundError:
                continue
            except PermissionError:
                return True
        return False

else:
    import fcntl

    # What SQLite locks as long as a file is open: a byte of the -shm, and the shared range of the file.
    ALIVE = (128, 1)
    SHARED = (0x40000002, 510)

    def held(path: Path) -> bool:
        """Whether another program has the file open, by the locks SQLite keeps as long as it does.

        The answer costs this program its own locks on the file: not for a file it has open itself.
        """
        return _locked(beside(path, "-shm"), *ALIVE) or _locked(path, *SHARED)

    def _locked(path: Path, start: int, length: int) -> bool:
        try:
            with path.open("rb+") as file:
                try:
                    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
                except (BlockingIOError, PermissionError):
                    return True
        except FileNotFoundError:
            pass
        return False
