"""`koffie check`: is this installation healthy, and if not, what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

from app import clock, keeping
from app.catalog.loading import BrokenCatalog
from app.catalog.shelf import read_catalog
from app.cli.says import console, give, say, settings_of_now
from app.db import Database, migrations
from app.i18n import BrokenTranslation, Words
from app.paper.engine import WARM_UP, PaperFailed
from app.paper.printer import NoPrinting, Printer
from app.privacy.epochs import Epochs
from app.settings import Settings

LEAST_FREE_MB = 500
PURGE_IS_LATE = timedelta(hours=2)
EARLIEST_YEAR = 2026


class Unhealthy(Exception):
    """What is wrong, and what to do."""


@dataclass(frozen=True)
class Result:
    """One part; ``problem`` empty when it is well."""

    part: str
    problem: str


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    except SQLAlchemyError as problem:
        raise Unhealthy(
            f"the database does not answer ({type(problem).__name__}); is it running, is the disk full?"
        ) from problem
    finally:
        database.close()


def check_secret(settings: Settings) -> None:
    """A secret of our own."""
    try:
        _ = settings.secret
    except RuntimeError as problem:
        raise Unhealthy(str(problem)) from problem


def check_database(settings: Settings) -> None:
    """It answers, and its tables are those of this version."""
    with _database(settings) as database:
        at, wanted = migrations.present(database), migrations.newest(settings.root)
    if at != wanted:
        raise Unhealthy(f"the tables are at {at or 'nothing'}, this version needs {wanted}; run: koffie migrate")


def check_languages(settings: Settings) -> None:
    """Every .po file can be read."""
    try:
        Words(settings.root / "locales")
    except BrokenTranslation as problem:
        raise Unhealthy(str(problem)) from problem


def check_catalog(settings: Settings) -> None:
    """Every card can be read."""
    try:
        read_catalog(settings.catalog_dir, settings.root / "locales")
    except (BrokenCatalog, BrokenTranslation) as problem:
        raise Unhealthy(str(problem)) from problem


def check_papers(settings: Settings) -> None:
    """The fonts are there and a paper can be made."""
    with Printer(settings) as printer:
        if why := printer.why_not():
            raise Unhealthy(f"{why}; on Debian: apt-get install fonts-noto-core")
        try:
            printer.pdf(WARM_UP)
        except (NoPrinting, PaperFailed, TimeoutError, EOFError, OSError) as problem:
            raise Unhealthy(
                f"papers cannot be made ({type(problem).__name__}); on Debian: apt-get install libpango-1.0-0"
            ) from problem


def check_disk(settings: Settings) -> None:
    """Room to write, and the right to."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free // 1024 // 1024
    if free < LEAST_FREE_MB:
        raise Unhealthy(f"only {free} MB free in {settings.data_dir}; make room before the next opening")
    if not os.access(settings.data_dir, os.W_OK):
        raise Unhealthy(f"{settings.data_dir} cannot be written; give it to the user that runs the desk")


def check_rights(settings: Settings) -> None:
    """What is kept here is read by the user of the desk alone."""
    files = [settings.data_dir, *settings.data_dir.glob("*"), *(settings.data_dir / "epochs").glob("*")]
    if loose := sorted(file.name for file in files if file.exists() and file.stat().st_mode & 0o077):
        raise Unhealthy(f"others on this machine can open {', '.join(loose)}; run: chmod -R go-rwx {settings.data_dir}")


def check_clock(settings: Settings) -> None:
    """The year cannot lie before this version was made, nor far beyond the last purge."""
    if clock.now().year < EARLIEST_YEAR:
        raise Unhealthy("the clock of this machine is years behind; set the date")
    if not Epochs(settings.data_dir).may_purge():
        raise Unhealthy(
            "the clock is more than 100 days further than at the last purge, so nothing is let go; set the date, "
            "or if it is right run: koffie purge --clock-is-right"
        )


def check_letting_go(settings: Settings) -> None:
    """Nothing is much longer here than it may be (the running desk purges every hour)."""
    with _database(settings) as database:
        if migrations.present(database) != migrations.newest(settings.root):
            return
        # The running desk purges every hour: what is two hours late shows that it does not.
        with clock.stopped(clock.now() - PURGE_IS_LATE):
            counts = keeping.purge_all(database, Epochs(settings.data_dir), dry_run=True)
    if late := {what: n for what, n in counts.items() if n and what in keeping.WITH_RECEIPT}:
        raise Unhealthy(f"past its time and still here: {late}; start the desk, or run: koffie purge")


CHECKS: tuple[tuple[str, Callable[[Settings], None]], ...] = (
    ("secret", check_secret),
    ("database and migrations", check_database),
    ("languages", check_languages),
    ("catalog", check_catalog),
    ("fonts and PDF engine", check_papers),
    ("disk", check_disk),
    ("rights", check_rights),
    ("clock", check_clock),
    ("letting go", check_letting_go),
)


def results(settings: Settings) -> Iterator[Result]:
    """Each part in turn."""
    for part, check in CHECKS:
        try:
            check(settings)
        except Unhealthy as problem:
            yield Result(part, str(problem))
        else:
            yield Result(part, "")


def check(as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False) -> None:
    """Is this installation healthy? Ends with 1 and what to do when a part is not. (Backups are yours to look after.)

    Example: koffie check
    """
    found = []
    for result in results(settings_of_now()):
        found.append(result)
        if not as_json:
            mark = "[bold red]✗[/]" if result.problem else "[green]✓[/]"
            console.print(mark, result.part, end="")
            say(f": {result.problem}" if result.problem else "")
    if as_json:
        give([vars(result) for result in found])
    raise typer.Exit(1 if any(result.problem for result in found) else 0)


def register(app: typer.Typer) -> None:
    """Hang it on `koffie`."""
    app.command()(check)
