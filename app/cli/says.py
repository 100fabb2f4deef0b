"""How commands speak: one console for words, plain standard output for what a script reads."""

import json
from typing import Any, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console

from app.db import Database, migrations
from app.settings import Settings

app = typer.Typer(
    help="Koffie & Formulieren: run a form-help desk.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
console = Console(stderr=True, highlight=False)


def say(words: str) -> None:
    """A line for a person."""
    console.print(words, markup=False, soft_wrap=True)


def give(value: Any) -> None:
    """JSON for a script, on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def stop(words: str, code: int = 1) -> NoReturn:
    """Say what is wrong and what to do, and end with a code that is not zero."""
    console.print(words, style="bold red", markup=False, soft_wrap=True)
    raise typer.Exit(code)


def settings_of_now() -> Settings:
    """The settings of this installation. Ends the command when one of them cannot be right."""
    try:
        return Settings()
    except ValidationError as problem:
        stop("\n".join(f"{'.'.join(map(str, one['loc']))} {one['msg']}".strip() for one in problem.errors()))


def opened() -> tuple[Settings, Database]:
    """Settings and database of this installation."""
    settings = settings_of_now()
    return settings, Database(settings.database_url)


def demand_tables(settings: Settings, database: Database) -> None:
    """Ends the command when the tables are not those of this version."""
    if migrations.present(database) != migrations.newest(settings.root):
        database.close()
        stop("The database has other tables than this version. Run: koffie migrate")


def ready() -> tuple[Settings, Database]:
    """Settings and database of this installation, with the tables of this version."""
    settings, database = opened()
    demand_tables(settings, database)
    return settings, database
