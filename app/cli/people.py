"""`koffie staff …`: let somebody in from the terminal, when nobody can from a page."""

from typing import Annotated

import typer
from sqlmodel import Session

from app.cli.says import give, ready, say, stop
from app.db import Database
from app.desks import service as desks
from app.settings import Settings
from app.staff import service
from app.staff.access import SignedIn
from app.staff.models import Person, Role
from app.staff.service import joining, team

app = typer.Typer(help="The team: list, add, reset.", no_args_is_help=True)
WITH_PASSWORD = (Role.ADMINISTRATOR, Role.COORDINATOR)
# Whoever may type commands on the machine leads every desk, and is nobody of the team.
OPERATOR = SignedIn(0, "koffie", (), {}, is_administrator=True, desk_id=0, desk_slug="", desk_name="")
DeskOption = Annotated[str, typer.Option(help="address part of the desk; not needed when there is one")]


def desk_id_of(database: Database, slug: str) -> int:
    """The desk that was named, or the only one; ends the command when that is not clear."""
    with database.reading() as db:
        every = desks.all_desks(db)
    found = [desk for desk in every if slug in ("", desk.slug)]
    if len(found) != 1:
        stop(f"Name one desk with --desk: {', '.join(desk.slug for desk in every) or 'there is none yet'}.", 2)
    return found[0].id or 0


@app.command(name="list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="for a script")] = False) -> None:
    """Everybody who has not left, with roles and code.

    Example: koffie staff list
    """
    _settings, database = ready()
    with database.reading() as db:
        everybody = service.whole_team(db, OPERATOR)
    database.close()
    slugs = {desk.id: desk.slug for desk in everybody.desks}
    rows = [
        {
            "name": person.name,
            "code": person.code,
            "roles": [f"{m.role.value}@{slugs.get(m.desk_id, '*')}" for m in everybody.members[person.id or 0]],
        }
        for person in everybody.people
    ]
    if as_json:
        give(rows)
    for row in rows if not as_json else []:
        say(f"{row['name']}: {', '.join(row['roles'])} ({row['code']})")


@app.command()
def add(
    name: str,
    role: Annotated[Role, typer.Option(help="volunteer, host, coordinator or administrator")] = Role.VOLUNTEER,
    desk: DeskOption = "",
    languages: Annotated[str, typer.Option(help="codes with commas between")] = "nl",
) -> None:
    """Somebody new. Volunteers and hosts get a code for the tablet, others an address; both work once.

    Example: koffie staff add Bilal --role volunteer --languages nl,ar
    """
    settings, database = ready()
    desk_id = desk_id_of(database, desk)
    at_desk = Role.COORDINATOR if role is Role.ADMINISTRATOR else role
    with database.writing() as db:
        person = service.add_person(db, name=name, desk_id=desk_id, roles=[at_desk], languages=languages.split(","))
        if role is Role.ADMINISTRATOR:
            team.make_administrator(db, person)
        key = _way_in(db, person, role)
    database.close()
    _tell(settings, name, role, key)


def _way_in(db: Session, person: Person, role: Role) -> str:
    return joining.new_join_link(db, person) if role in WITH_PASSWORD else team.new_code(db, person)


@app.command()
def reset(name: str) -> None:
    """A new code or address for somebody who forgot PIN, password or phone.

    Example: koffie staff reset Bilal
    """
    settings, database = ready()
    with database.writing() as db:
        everybody = service.whole_team(db, OPERATOR)
        found = [person for person in everybody.people if person.name == name]
        if len(found) != 1:
            stop(f"{len(found)} people are called '{name}'. Look: koffie staff list", 2)
        roles = {m.role for m in everybody.members[found[0].id or 0]}
        role = next((r for r in WITH_PASSWORD if r in roles), Role.VOLUNTEER)
        key = _way_in(db, found[0], role)
    database.close()
    _tell(settings, name, role, key)


def _tell(settings: Settings, name: str, role: Role, key: str) -> None:
    if role in WITH_PASSWORD:
        say(f"{name} opens this address once, within three days:\n\n    {settings.public_url.rstrip('/')}/join/{key}\n")
    else:
        code = f"{key[:4]} {key[4:]}"
        say(f"{name} taps her tile on a tablet of the desk, then 'new PIN', and types this code once:\n\n    {code}\n")
