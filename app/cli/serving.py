"""`koffie serve` and `koffie migrate`."""

from typing import Annotated

import typer
import uvicorn

from app import chance
from app.cli.at_work import AtWork, at_work
from app.cli.says import demand_tables, opened, say, stop
from app.db import Database, migrations
from app.demo import filling
from app.settings import Settings
from app.staff import service as people

REAL_DESK = (
    "This is the database of a real desk: as a demonstration its team would stand on the sign-in page. "
    "Leave KOFFIE_DEMO unset, or give the demonstration its own KOFFIE_DATA_DIR."
)
GRACE_SECONDS = 3  # an open live stream would otherwise hold the door for ever


def bring_up_to_date(settings: Settings, database: Database) -> None:
    """Tables of today, and a secret where there is none."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    file = settings.data_dir / "secret_key"
    if settings.secret_key is None:
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(chance.code() + chance.code())
        say(f"A secret was made in {file}. Keep it out of your backups of the database.")
    migrations.upgrade(database, settings.root)


def migrate() -> None:
    """Bring the database to the newest tables; makes the secret of a new installation.

    Example: koffie migrate
    """
    settings, database = opened()
    before = migrations.present(database)
    bring_up_to_date(settings, database)
    now = migrations.newest(settings.root)
    say(f"The database is at {now}." if before == now else f"The database went from {before or 'nothing'} to {now}.")
    database.close()


def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(help="port to listen on")] = None,
    workers: Annotated[int, typer.Option(help="processes; more than one only on PostgreSQL")] = 1,
) -> None:
    """Serve the desk.

    Example: koffie serve --host 0.0.0.0 --port 8000
    """
    settings, database = opened()
    if workers > 1 and database.is_sqlite:
        stop("SQLite serves one process. Leave --workers at 1, or set KOFFIE_DATABASE_URL to PostgreSQL.")
    demand_tables(settings, database)
    if settings.demo and not filling.is_demonstration(database, settings.data_dir):
        stop(REAL_DESK)
    link = people.first_setup_link(database, settings)
    database.close()
    if link:
        say(f"\nNobody can sign in yet. Open this address once, within a day:\n\n    {link}\n")
    at, on = host or settings.host, port or settings.port
    say(f"Koffie & Formulieren: http://{at}:{on}")
    try:
        with at_work(settings.data_dir, alone=database.is_sqlite):
            _run(settings, at, on, workers)
    except AtWork:
        stop(f"Another desk is served from {settings.data_dir} already. Stop that one first.")


def _run(settings: Settings, host: str, port: int, workers: int) -> None:
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )


def register(app: typer.Typer) -> None:
    """Hang these on `koffie`."""
    app.command()(serve)
    app.command()(migrate)
