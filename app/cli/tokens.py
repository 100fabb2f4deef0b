"""`koffie staff token …`: what a machine or a script shows to use the desk's API."""

from typing import Annotated

import typer

from app import clock
from app.cli.people import DeskOption, desk_id_of
from app.cli.says import give, ready, say, stop
from app.desks import service as desks
from app.errors import NotFound
from app.staff import service
from app.staff.access import HOLDERS, SCOPES

app = typer.Typer(help="Tokens of machines: add, list, withdraw.", no_args_is_help=True)
LONGEST_LABEL = 60


@app.command()
def add(
    scope: Annotated[str, typer.Option(help=", ".join(SCOPES))],
    label: Annotated[str, typer.Option(help="what it is for, so that you find it back")],
    desk: DeskOption = "",
    person: Annotated[str, typer.Option(help="code of who lends her name: for host, table and coach")] = "",
) -> None:
    """A token for one desk, shown once: only its hash is kept.

    Example: koffie staff token add --scope board --label "Screen in the hall"
    """
    _demand_sense(scope, label, person)
    _settings, database = ready()
    desk_id = desk_id_of(database, desk)
    try:
        with database.writing() as db:
            token = service.give_token(db, desk_id=desk_id, scope=scope, label=label, person_code=person)
    except NotFound:
        roles = " or ".join(sorted(HOLDERS[scope]))
        stop(f"Nobody with the code '{person}' is {roles} at this desk. Look: koffie staff list", 2)
    finally:
        database.close()
    say("Shown once. The machine sends it as 'Authorization: Bearer …':")
    typer.echo(token.value)


def _demand_sense(scope: str, label: str, person: str) -> None:
    if scope not in SCOPES:
        stop(f"Choose a scope from {', '.join(SCOPES)}.", 2)
    if not 0 < len(label) <= LONGEST_LABEL:
        stop(f"Give it a label of at most {LONGEST_LABEL} characters.", 2)
    if scope in HOLDERS and not person:
        stop(f"'{scope}' works in the name of somebody: --person CODE. Look: koffie staff list", 2)
    if person and scope not in HOLDERS:
        stop(f"'{scope}' is nobody: leave --person out.", 2)


@app.command(name="list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False) -> None:
    """Every token that works, with its number; the token itself is not kept.

    Example: koffie staff token list
    """
    _settings, database = ready()
    with database.reading() as db:
        slugs = {desk.id: desk.slug for desk in desks.all_desks(db)}
        rows = [
            {"number": token.id, "desk": slugs[token.desk_id], "scope": token.scope, "label": token.label,
             "since": clock.day(token.created_at)}
            for token in service.tokens(db)
        ]  # fmt: skip
    database.close()
    if as_json:
        give(rows)
    for row in rows if not as_json else []:
        say(f"{row['number']}: {row['scope']}@{row['desk']}, {row['label'] or 'no label'}, since {row['since']}")


@app.command()
def withdraw(number: Annotated[int, typer.Argument(help="as koffie staff token list tells")]) -> None:
    """A token opens nothing any more, at once.

    Example: koffie staff token withdraw 3
    """
    _settings, database = ready()
    try:
        with database.writing() as db:
            service.withdraw_token(db, number)
    except NotFound:
        stop(f"There is no token {number}. Look: koffie staff token list", 2)
    finally:
        database.close()
    say(f"Token {number} opens nothing any more.")
