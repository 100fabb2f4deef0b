"""`koffie demo`: a believable desk in the middle of an opening."""

from typing import Annotated

import typer

from app.catalog.shelf import read_catalog
from app.cli.at_work import AtWork, at_work
from app.cli.says import opened, say, stop
from app.cli.serving import bring_up_to_date
from app.db import Database, migrations
from app.demo import filling
from app.settings import Settings

SEED = 20261126
MIXED = "This database is not empty. A demonstration needs one of its own: set KOFFIE_DATA_DIR."


def demo(
    seed: Annotated[int, typer.Option(help="the same seed, the same past")] = SEED,
    weeks: Annotated[int, typer.Option(min=1, max=520, help="how many weeks lie behind the desk")] = 104,
    keep_running: Annotated[
        bool, typer.Option("--keep-running", help="leave a demonstration alone that is not over; refill one that is")
    ] = False,
) -> None:
    """Fill an empty database: team, cards, tickets, two years of counts. Refuses one that is not empty.

    Example: koffie demo --weeks 104
    """
    settings, database = opened()
    bring_up_to_date(settings, database)
    is_demo = filling.demo_file(settings.data_dir).exists()
    if not filling.is_demonstration(database, settings.data_dir):
        stop(MIXED)
    if keep_running and is_demo and filling.still_runs(database):
        say("The demonstration is still running.")
        return
    try:
        with at_work(settings.data_dir, alone=True):
            if keep_running and is_demo:
                say("The demonstration was over: it begins anew.")
                migrations.downgrade(database, settings.root, "base")
                migrations.upgrade(database, settings.root)
            _fill(settings, database, seed, weeks)
    except AtWork:
        stop("This desk is being served. Stop it first (Ctrl-C where it runs), then start anew.")


def _fill(settings: Settings, database: Database, seed: int, weeks: int) -> None:
    catalog = read_catalog(settings.catalog_dir, settings.root / "locales")
    try:
        filling.fill(database, catalog, settings.data_dir, seed=seed, weeks=weeks, say=say)
    except filling.NotEmpty:
        stop(MIXED)
    finally:
        database.close()
    say("Ready. Names and PINs stand on the sign-in page and in " + str(filling.demo_file(settings.data_dir)))


def register(app: typer.Typer) -> None:
    """Hang it on `koffie`."""
    app.command()(demo)
