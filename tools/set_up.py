"""Makes this folder ready to run: system libraries, virtual environment and locked packages.

Only the standard library is used, and nothing newer than Python 3.7 knows, so that an old Python can still
say what is missing. A second run finds everything in place and installs nothing.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"

# What the dynamic linker looks for, and the Debian and Ubuntu package that brings it.
WITHOUT_SCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # QtNetwork, for the second start of the program
}
WITH_SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
}
THIS_PYTHON = f"python{sys.version_info[0]}.{sys.version_info[1]}"
LOCKS = {"run": ["requirements.lock"], "develop": ["requirements.lock", "requirements-dev.lock"]}
# The tests start servers of their own; the package would start one for the whole computer.
SERVER, OLDEST_SERVER = "postgresql", 15
SERVERS = Path("/usr/lib/postgresql")
NO_SERVER_OF_ITS_OWN = Path("/etc/postgresql-common/createcluster.d/for-tests-only.conf")
EXTRA_COMMANDS = {"installer": {"objdump": "binutils"}, "bench": {"sqlite3": "sqlite3"}}


def has_library(name: str) -> bool:
    """Ask the linker itself: it knows every place a library may be in."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_screen() -> bool:
    """Whether a window can be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def has_venv() -> bool:
    """Debian ships Python without the part that puts pip into a virtual environment."""
    return subprocess.call([sys.executable, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0


def has_server() -> bool:
    """Whether there are programs to start a PostgreSQL server with; PG_BIN names a folder of one's own."""
    if os.environ.get("PG_BIN"):
        return True
    versions = [path.parent.parent.name for path in SERVERS.glob("*/bin/initdb")]
    found = any(version.isdigit() and int(version) >= OLDEST_SERVER for version in versions)
    return found or bool(shutil.which("initdb"))


def missing_packages(purpose: str) -> list[str]:
    """Name the system packages that are wanted for this purpose and not there."""
    libraries = dict(WITHOUT_SCREEN)
    if has_screen() or purpose == "installer":  # whoever gets the build has a screen
        libraries.update(WITH_SCREEN)
    if purpose == "installer":  # PyInstaller copies Python's own library into the build
        libraries[f"lib{THIS_PYTHON}.so.1.0"] = "lib" + THIS_PYTHON
    missing = [package for name, package in libraries.items() if not has_library(name)]
    commands = EXTRA_COMMANDS.get(purpose, {})
    missing += [package for command, package in commands.items() if not shutil.which(command)]
    if purpose in ("test", "bench") and not has_server():
        missing.append(SERVER)
    if not (VENV / "bin" / "python").exists() and not has_venv():
        missing.append(THIS_PYTHON + "-venv")
    return missing


def as_root(command: list[str]) -> list[str] | None:
    """Put sudo before a command where this user needs it; None where there is no way to be root."""
    if os.geteuid() == 0:
        return command
    if not shutil.which("sudo"):
        return None
    return ["sudo", *command] if sys.stdin.isatty() else ["sudo", "-n", *command]


def install_packages(packages: list[str]) -> None:
    """Install system packages, or say which ones somebody else has to install."""
    names = " ".join(packages)
    apt = as_root(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"])
    if apt and shutil.which("apt-get"):
        print("Installing from the system's packages: " + names, flush=True)
        install = [*apt, "install", "-y", "--no-install-recommends", *packages]
        if subprocess.call([*apt, "update"]) == 0 and _installed(install, SERVER in packages):
            return
    sys.exit(
        f"These system packages are needed and could not be installed from here: {names}\n"
        f"Ask somebody who may install them to run: apt-get install {names}"
    )


def _installed(install: list[str], with_server: bool) -> bool:
    """Whether the system took the packages; PostgreSQL is told not to make a server while it is unpacked."""
    told = str(NO_SERVER_OF_ITS_OWN)
    write = 'mkdir -p "$(dirname "$0")" && echo "create_main_cluster = false" > "$0"'
    if with_server:
        subprocess.call(as_root(["sh", "-c", write, told]) or ["false"])
    try:
        return subprocess.call(install) == 0
    finally:
        if with_server:
            subprocess.call(as_root(["rm", "-f", told]) or ["false"])


def fingerprint(locks: list[str]) -> str:
    """Say in one line what the environment was made from."""
    digest = hashlib.sha256(sys.version.encode())
    for name in locks:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def fill_environment(locks: list[str]) -> None:
    """Put the locked packages and this program into the virtual environment, unless it is done."""
    stamp = VENV / ("set-up-" + str(len(locks)))
    wanted = fingerprint(locks)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    python = str(VENV / "bin" / "python")
    if not Path(python).exists():
        subprocess.check_call([sys.executable, "-m", "venv", str(VENV)])
    print("Installing the locked packages into .venv (once)", flush=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install"]
    for name in locks:
        subprocess.check_call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(ROOT / name)])
    subprocess.check_call([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(wanted)


def main() -> None:
    """Set up for one purpose: run, test, check, bench or installer."""
    purpose = sys.argv[1] if len(sys.argv) > 1 else "run"
    if sys.version_info < (3, 11):  # noqa: UP036 -- this is the file that an older Python gets to see
        sys.exit(f"Tasking needs Python 3.11 or newer; this is {sys.version_info[0]}.{sys.version_info[1]}.")
    if sys.platform.startswith("linux"):
        missing = missing_packages(purpose)
        if missing:
            install_packages(missing)
    try:
        fill_environment(LOCKS["run" if purpose == "run" else "develop"])
    except subprocess.CalledProcessError:
        sys.exit("The packages could not be installed into .venv: what went wrong stands above.")


if __name__ == "__main__":
    main()
