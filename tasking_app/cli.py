"""The `tasking` command: demonstration files, papers, police figures, backups, for people and for scripts."""

from __future__ import annotations

import argparse
import io
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

from tasking_app import cli_database, cli_server
from tasking_app.cli_database import key_of, secret
from tasking_app.credentials import BadPhrase
from tasking_app.database import backup, files, making, place
from tasking_app.database.store import Store
from tasking_app.database.work import LONDON, Actor
from tasking_app.imports import police_uk
from tasking_app.paths import beside
from tasking_app.rules.errors import AppError
from tasking_app.services import demo, figures, figures_told, history, opening, publish

NOBODY = Actor()  # a script is no officer
MOST_YEARS = 30
FIRST_YEAR, LAST_YEAR = 2000, 2100
OPENS = """
tasking                  opens the program
tasking tour --out DIR   plays a whole meeting through the real windows; leaves papers and pictures
"""


class Refused(AppError):
    """The words after `tasking` are not a command; the text says what is missing or odd."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of a page of usage."""
        raise Refused(f"{message[:1].upper()}{message[1:].rstrip('.')}. See {self.prog} --help.")


def main(words: Sequence[str]) -> int:
    """Carry out one command; 0 only on success. An error is one plain sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name the terminal cannot show is no reason to fail
    try:
        chosen = _parser().parse_args(words)
        run: Callable[[argparse.Namespace], None] = chosen.run
        run(chosen)
    except (AppError, BadPhrase) as error:
        return _failed(str(error))
    except SystemExit as end:  # how --help ends
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return _failed("Stopped.")
    except Exception as error:  # noqa: BLE001 -- nobody who types a command is shown a traceback
        if os.environ.get("TASKING_DEBUG"):
            traceback.print_exc()
        return _failed(
            f"Tasking stopped: the fault ({type(error).__name__}) is in the program, not in what you typed. "
            "Put TASKING_DEBUG=1 before the command to see where."
        )
    return 0


def _failed(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return 1


# -- what can be typed


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="tasking",
        epilog=OPENS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=__doc__,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _demo_words(commands.add_parser("demo", help="make a plain, made-up database of an invented borough"))
    _export_words(commands.add_parser("export", help="write a paper of a meeting"))
    into = commands.add_parser("import", help="load police figures").add_subparsers(
        required=True, metavar="WHAT"
    )
    _import_words(
        into.add_parser("incidents", help="street-level files as published: files, a folder or a zip")
    )
    data = commands.add_parser("database", help="make, check, upgrade, back up or move a database")
    doing = data.add_subparsers(required=True, metavar="create|check|upgrade|...")
    cli_database.add_words(doing)
    cli_server.add_words(doing)
    one = _database_words(commands.add_parser("backup", help="copy a database, even while it is open"))
    one.add_argument("--to", required=True, metavar="FILE", type=Path)
    one.set_defaults(run=make_backup)
    other = _database_words(commands.add_parser("restore", help="put a backup in a database's place"))
    other.add_argument("--from", required=True, metavar="FILE", type=Path, dest="source")
    other.set_defaults(run=restore_backup)
    _history_words(commands.add_parser("history", help="everything out as JSON, and in again"))
    return parser


def _history_words(parser: argparse.ArgumentParser) -> None:
    ways = parser.add_subparsers(required=True, metavar="out|in")
    out = _database_words(ways.add_parser("out", help="write all that is stored; the file is not protected"))
    out.add_argument("--out", metavar="FILE", type=Path, required=True)
    out.set_defaults(run=write_history)
    back = _database_words(ways.add_parser("in", help="read such a file into a new database"))
    back.add_argument("--from", metavar="FILE", type=Path, required=True, dest="source")
    back.set_defaults(run=read_history)


def _demo_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--years", type=_years, default=1, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--until", type=_until, default=None, metavar="DATE", help="today, unless given")
    parser.set_defaults(run=make_demo)


def _export_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paper", metavar="|".join(publish.PAPERS), choices=tuple(publish.PAPERS))
    _database_words(parser)
    parser.add_argument("--meeting", metavar="REF|last", default=None)
    parser.add_argument("--agency", metavar="NAME", default=None)
    parser.add_argument("--at", metavar="TIME", type=_moment, default=None, help="the moment printed on it")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.set_defaults(run=export_paper)


def _import_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")
    _database_words(parser)
    parser.add_argument("--accept-problems", action="store_true", help="load the rest of what cannot be read")
    parser.set_defaults(run=import_incidents)


def _database_words(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--database", metavar="WHERE", type=_where, required=True)
    parser.add_argument("--passphrase-file", metavar="FILE", type=Path, default=None)
    return parser


def _where(typed: str) -> Path:
    if "://" in typed:
        raise argparse.ArgumentTypeError("WHERE has to be a file on this computer, not an address")
    return Path(typed)


def _years(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_YEARS:
        raise argparse.ArgumentTypeError(f"years are a number from 1 to {MOST_YEARS}")
    return int(typed)


def _until(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a date is written 2026-11-19") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"the last day has to be in the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _moment(typed: str) -> datetime:
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a time is written 2026-11-19T15:30") from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=LONDON)


# -- how a database is opened


@contextmanager
def _opened(chosen: argparse.Namespace) -> Iterator[Store]:
    store = files.open_store(chosen.database, key_of(chosen, chosen.database))
    try:
        yield store
    finally:
        store.close()


# -- the commands


def make_demo(chosen: argparse.Namespace) -> None:
    """Make a made-up database under another name, and give it its own when it is whole."""
    path: Path = chosen.file
    if path.exists():
        raise AppError(f"There is a file at {path} already. Choose another name for the made-up one.")
    if not path.parent.is_dir():
        raise AppError(f"There is no folder {path.parent}.")
    place.check(path)
    until = chosen.until or datetime.now(LONDON).date()
    unfinished = beside(path, ".unfinished")
    making.remove(unfinished)
    try:
        making.create(unfinished, None)
        store = files.open_store(unfinished, None)
        try:
            demo.make(store, years=chosen.years, seed=chosen.seed, until=until)
        finally:
            store.close()
        unfinished.replace(path)
    finally:
        making.remove(unfinished)
    years = "1 year" if chosen.years == 1 else f"{chosen.years} years"
    print(f"{path} holds a made-up borough, {years} up to {until.isoformat()}. It is not protected.")


def export_paper(chosen: argparse.Namespace) -> None:
    """Write one paper."""
    out: Path = chosen.out
    with _opened(chosen) as store:
        made = publish.export_to(store, NOBODY, chosen.paper, out, chosen.meeting, chosen.agency, chosen.at)
    path = out / made.file_name if out.is_dir() else out
    pages = f", {made.pages} pages" if made.pages > 1 else ""
    print(f"{path}: {made.name}, {made.marking}{pages}")


def import_incidents(chosen: argparse.Namespace) -> None:
    """Load police figures month by month; with problems only if they are accepted."""
    with _opened(chosen) as store:
        reading = police_uk.read(chosen.files)
        if len(reading.problems) == 1 and not reading.months and not reading.problems[0].line:
            raise AppError(f"{figures_told.problem(reading.problems[0])} Nothing was stored.")
        for line in figures_told.skipped(reading):
            print(line)
        for problem in reading.problems:
            print(figures_told.problem(problem), file=sys.stderr)
        if reading.problems and not chosen.accept_problems:
            raise AppError(
                "Nothing was stored, because of what is listed above. To load everything else, add "
                "--accept-problems."
            )
        if not reading.months:
            raise AppError("There are no incidents in these files. Nothing was stored.")
        loads = []
        for month in reading.months:
            loads.append((len(month.rows), figures.load(store, NOBODY, month)))
            print(figures_told.month(loads[-1]))
    print(figures_told.total(loads))


def make_backup(chosen: argparse.Namespace) -> None:
    """Copy a database and check the copy."""
    backup.backup(chosen.database, key_of(chosen, chosen.database), chosen.to)
    print(f"{chosen.to} is a backup of {chosen.database}; it was opened and checked.")


def restore_backup(chosen: argparse.Namespace) -> None:
    """Put a backup in the place of a database; what was there is kept aside."""
    source, path = chosen.source, chosen.database
    aside = backup.restore(source, path, key_of(chosen, source), datetime.now(UTC))
    kept = f" What was there before is in {aside}." if aside is not None else ""
    print(f"{path} is now what {source} holds.{kept}")


def write_history(chosen: argparse.Namespace) -> None:
    """Everything as one JSON document."""
    out: Path = chosen.out
    if out.exists():
        raise AppError(f"There is a file at {out} already. Choose another name.")
    with _opened(chosen) as store:
        rows = history.write_out(store, NOBODY, out)
    print(f"{out} holds {rows:,} rows. It is not protected: keep it as you keep the database.")


def read_history(chosen: argparse.Namespace) -> None:
    """Such a document into a new, protected database; nothing is left behind when it cannot be read."""
    path: Path = chosen.database
    begun = opening.begin_from_history(chosen.source, path, secret(chosen.passphrase_file))
    print(f"{path} is protected and holds {begun.rows:,} rows of {chosen.source}.")
    if chosen.passphrase_file is None:
        print(f"It opens on another computer with these 24 words: {begun.phrase}")
