"""`koffie backup`, `restore` and `purge`: keeping what must stay, letting go of what must not."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.engine import make_url

from app import keeping
from app.cli.at_work import AtWork, at_work
from app.cli.says import demand_tables, give, opened, ready, say, stop
from app.cli.serving import bring_up_to_date
from app.db import Database
from app.privacy.epochs import Epochs
from app.settings import Settings

DOUBTFUL = (
    "The clock is more than 100 days further than when something was last let go here. Is the date right? "
    "If it is, run: koffie purge --clock-is-right"
)
ONLY_SQLITE = "This is PostgreSQL: use pg_dump and pg_restore, as docs/operations.md shows."


def _file(database: Database) -> Path:
    if not database.is_sqlite:
        stop(ONLY_SQLITE)
    return Path(make_url(database.url).database or "")


def _is_sound(file: Path) -> bool:
    """Whether a file is a whole database with tables of ours."""
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as found:
            whole = found.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            return whole and found.execute("SELECT version_num FROM alembic_version").fetchone() is not None
    except sqlite3.Error:
        return False


def backup(file: Path) -> None:
    """A whole copy of the database, while the desk goes on. Not encrypted: keep it on an encrypted disk.

    The week keys are left out on purpose, so that no slip can be opened from a backup.

    Example: koffie backup /media/usb/koffie-2026-11-26.db
    """
    settings, database = opened()
    source = _file(database)
    demand_tables(settings, database)
    database.close()
    if file.exists():
        stop(f"{file} is there already. Choose another name.")
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(file)) as new:
            old.backup(new)
    except sqlite3.Error as problem:
        stop(f"{file} cannot be written ({problem}). Is the folder there, is there room?")
    if not _is_sound(file):
        stop(f"{file} is not a sound copy. Run: koffie check")
    say(f"Copied to {file}: {file.stat().st_size // 1024} kB.")


def restore(file: Path) -> None:
    """Put a backup in the place of an empty or missing database; the desk must be stopped.

    What is past its time is purged before anybody can see it.

    Example: koffie restore /media/usb/koffie-2026-11-26.db
    """
    settings, database = opened()
    target = _file(database)
    database.close()
    _demand_right_clock(Epochs(settings.data_dir))
    try:
        with at_work(settings.data_dir, alone=True):
            _put_back(settings, file, target)
    except AtWork:
        stop("The desk is being served. Stop it first: what it writes now would be lost.")


def _put_back(settings: Settings, file: Path, target: Path) -> None:
    if target.exists() and target.stat().st_size:
        stop(f"{target} is there already. Move it away first; we never write over a database.")
    journal = target.with_name(target.name + "-wal")
    if journal.exists() and journal.stat().st_size:
        stop(f"{journal} holds what {target.name} does not: move both away together, so that nothing is lost.")
    if not _is_sound(file):
        stop(f"{file} is not a sound backup of a desk.")
    for beside in (target, journal, target.with_name(target.name + "-shm")):
        beside.unlink(missing_ok=True)
    shutil.copyfile(file, target)
    database = Database(settings.database_url)
    bring_up_to_date(settings, database)
    counts = keeping.purge_all(database, Epochs(settings.data_dir))
    database.close()
    say(f"Restored. {sum(counts.values())} things past their time were let go.")


def _demand_right_clock(epochs: Epochs) -> None:
    if not epochs.may_purge():
        stop(DOUBTFUL)


def purge(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only count")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False,
    clock_is_right: Annotated[bool, typer.Option("--clock-is-right", help="after 100 days or more of rest")] = False,
) -> None:
    """Let go of everything past its time. The running desk does this every hour by itself.

    It does not when the clock is more than 100 days further than the last time: look at the clock, then say so here.

    Example: koffie purge --dry-run
    """
    settings, database = ready()
    epochs = Epochs(settings.data_dir)
    if not clock_is_right and not dry_run:
        _demand_right_clock(epochs)
    counts = keeping.purge_all(database, epochs, dry_run=dry_run)
    if not dry_run:
        epochs.note_purge()
    database.close()
    if as_json:
        give(counts)
        return
    for what, n in counts.items():
        if n:
            say(f"{what}: {n}")
    say("Only counted, nothing was let go." if dry_run else "Done.")


def register(app: typer.Typer) -> None:
    """Hang these on `koffie`."""
    for command in (backup, restore, purge):
        app.command()(command)
