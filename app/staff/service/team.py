"""The team: who, as what, where; codes that let somebody in once; leaving."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.chance import digits
from app.db import Database
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.staff import queries
from app.staff.access import SignedIn, hashed
from app.staff.models import Desk, Device, Membership, OneTimeLink, Person, Role
from app.staff.rules import is_weak_pin
from app.staff.service import audit, secrets
from app.staff.service.devices import find_led_desk, may_lead
from app.staff.service.signing_in import Refused, Token, _begin_try, _refused, begin_sign_in
from app.staff.signed_in import PIN_ROLES

CODE_LASTS = timedelta(minutes=15)
CODE_DIGITS = 8
UNKNOWN = lazy("This person is not in your team.")
ASK_ELSEWHERE = lazy("You cannot give this person a code. Ask the administrator.")


@dataclass(frozen=True)
class Team:
    """What the page of team and devices shows: only desks that the reader leads.

    ``to_help``: the people to whom she may give a code.
    """

    desks: Sequence[Desk]
    people: Sequence[Person]
    members: Mapping[int, Sequence[Membership]]
    devices: Sequence[Device]
    to_help: frozenset[int]


def whole_team(db: Session, staff: SignedIn) -> Team:
    """Everybody and everything of the desks she leads."""
    desks = [desk for desk in queries.desks(db) if may_lead(staff, desk.id or 0)]
    ids = {desk.id for desk in desks}
    members: dict[int, list[Membership]] = {}
    for member in queries.memberships(db):
        if member.desk_id in ids or (member.desk_id is None and staff.is_administrator):
            members.setdefault(member.person_id, []).append(member)
    people = [person for person in queries.people(db) if person.id in members]
    devices = [device for device in queries.devices(db) if device.desk_id in ids]
    return Team(desks, people, members, devices, to_help(db, staff))


def to_help(db: Session, staff: SignedIn) -> frozenset[int]:
    """The people to whom she may give a code for a new PIN."""
    theirs: dict[int, list[Membership]] = {}
    for member in queries.memberships(db):
        theirs.setdefault(member.person_id, []).append(member)
    return frozenset(person_id for person_id, members in theirs.items() if _may_give_code(staff, members))


def member_at(db: Session, slug: str, person_code: str) -> tuple[Desk, Person, Sequence[Membership]]:
    """A desk, one of its people, and her roles there. Raises ``NotFound``."""
    desk, person = queries.desk_by_slug(db, slug), queries.person_by_code(db, person_code)
    if desk is None or person is None:
        raise NotFound(UNKNOWN)
    here = [m for m in queries.memberships_at(db, desk.id or 0) if m.person_id == person.id]
    if not here:
        raise NotFound(UNKNOWN)
    return desk, person, here


def people_of(db: Session, desk_id: int) -> Sequence[Person]:
    """Everybody of one desk, by name."""
    return queries.people_of(db, desk_id)


def names_of_everybody(db: Session) -> dict[int | str | None, str]:
    """First names by number and by code of the person, also of who has left but is not let go yet."""
    people = queries.people(db)
    return {person.id: person.name for person in people} | {person.code: person.name for person in people}


def code_of(db: Session, staff: SignedIn) -> str:
    """The public code of who is signed in."""
    person = queries.person_by_id(db, staff.person_id)
    if person is None:
        raise NotFound(UNKNOWN)
    return person.code


def memberships_at(db: Session, desk_id: int) -> Sequence[Membership]:
    """Who is what at one desk, and which families of forms she can do there."""
    return queries.memberships_at(db, desk_id)


def find_led(db: Session, staff: SignedIn, person_code: str, *, to_replace: bool = False) -> Person:
    """A person of one of her desks. Raises ``NotFound``.

    ``to_replace``: for what takes somebody's way in away or gives it to another; then she must lead every desk of that
    person, and be an administrator herself to touch one.
    """
    person = queries.person_by_code(db, person_code)
    if person is None or person.id is None:
        raise NotFound(UNKNOWN)
    if staff.is_administrator:
        return person
    led = [m.desk_id is not None and may_lead(staff, m.desk_id) for m in queries.memberships_of(db, person.id)]
    if not any(led) or (to_replace and not all(led)):
        raise NotFound(UNKNOWN)
    return person


def _give_roles(db: Session, person: Person, desk_id: int, roles: Sequence[Role], families: Sequence[str]) -> None:
    queries.drop_memberships(db, person.id or 0, desk_id)
    for role in dict.fromkeys(roles):
        row = Membership(person_id=person.id or 0, desk_id=desk_id, role=role, families=list(families))
        db.add(row)


def add_person(
    db: Session,
    *,
    name: str,
    desk_id: int,
    roles: Sequence[Role],
    languages: Sequence[str],
    families: Sequence[str] = (),
    by: SignedIn | None = None,
) -> Person:
    """Somebody new at a desk; she still needs a code (`give_code`). ``by`` none: the command line.

    Raises ``NotFound`` when the desk is not hers to lead, ``Invalid`` for an administrator's role at a desk.
    """
    if by is not None:
        find_led_desk(db, by, desk_id)
    if Role.ADMINISTRATOR in roles or not roles:
        raise Invalid({"roles": lazy("Choose at least one role.")})
    person = Person(name=name, languages=list(languages))
    db.add(person)
    db.flush()
    _give_roles(db, person, desk_id, roles, families)
    audit.note(db, "person_added", by=by.person_id if by else None, desk_id=desk_id, about=person.code)
    return person


def change_person(
    db: Session,
    staff: SignedIn,
    person_code: str,
    *,
    desk_id: int,
    roles: Sequence[Role],
    languages: Sequence[str],
    families: Sequence[str],
) -> Person:
    """Other roles at one desk, other languages. No role left means: not at this desk any more."""
    person = find_led(db, staff, person_code)
    find_led_desk(db, staff, desk_id)
    if Role.ADMINISTRATOR in roles:
        raise NotFound(UNKNOWN)
    person.languages = list(languages)
    _give_roles(db, person, desk_id, roles, families)
    if not queries.memberships_of(db, person.id or 0):
        _lets_go(db, person)  # nobody could find her any more: then she has left
    audit.note(db, "person_changed", by=staff.person_id, desk_id=desk_id, about=person.code)
    return person


def add_role(db: Session, person: Person, desk_id: int, role: Role) -> None:
    """A role at one more desk, beside those she has."""
    db.add(Membership(person_id=person.id or 0, desk_id=desk_id, role=role))


def make_administrator(db: Session, person: Person) -> None:
    """From the command line: she runs the whole installation from now on."""
    db.add(Membership(person_id=person.id or 0, desk_id=None, role=Role.ADMINISTRATOR))
    audit.note(db, "administrator_added", about=person.code)


def new_code(db: Session, person: Person) -> str:
    """Eight digits that once let her choose a PIN, within a quarter of an hour. Frees her after wrong tries."""
    queries.drop_links(db, "pin", person_id=person.id)
    value = digits(CODE_DIGITS)
    link = OneTimeLink(
        purpose="pin",
        token_hash=hashed(f"{person.code}:{value}"),
        person_id=person.id,
        expires_at=clock.now() + CODE_LASTS,
    )
    db.add(link)
    queries.forget_attempts(db, f"pin:{person.id}:", everywhere=True)
    queries.forget_attempts(db, f"code:{person.id}")
    return value


def _may_give_code(staff: SignedIn, members: Sequence[Membership]) -> bool:
    is_plain = all(member.role in PIN_ROLES for member in members)
    mine = {*staff.desks_as(Role.COORDINATOR), *(staff.desks_as(Role.HOST) if is_plain else ())}
    return staff.is_administrator or all(member.desk_id in mine for member in members)


def give_code(db: Session, staff: SignedIn, person_code: str) -> str:
    """The host or coordinator helps somebody in who forgot her PIN. Raises ``NotFound`` for another desk's people.

    The PIN opens every desk of that person: she must lead or host them all, and a host helps nobody who leads.
    """
    person = queries.person_by_code(db, person_code)
    members = queries.memberships_of(db, person.id) if person is not None and person.id is not None else []
    if person is None or not any(staff.is_administrator or member.desk_id in staff.roles for member in members):
        raise NotFound(UNKNOWN)
    if not _may_give_code(staff, members):
        raise NotFound(ASK_ELSEWHERE)
    audit.note(db, "code_given", by=staff.person_id, about=person.code)
    return new_code(db, person)


def set_new_pin(database: Database, *, device: Device, person: Person, typed_code: str, pin: str) -> Token | Refused:
    """A code and a PIN of her own choice: she is in. Wrong codes wait like wrong PINs.

    Raises ``Invalid`` on ``pin`` when it is too easy, ``Busy``.
    """
    if is_weak_pin(pin):
        raise Invalid({"pin": lazy("This PIN is too easy. Choose other digits.")})
    pin_hash = secrets.hash_secret(pin)  # before the try is counted: who is sent away as too many lost none
    subject = f"code:{person.id}"
    if refused := _begin_try(database, subject):
        return refused
    with database.writing() as db:
        link = queries.link_with(db, hashed(f"{person.code}:{typed_code}"), "pin", clock.now())
        if link is not None and queries.use_link(db, link, clock.now()):
            fresh = db.get_one(Person, person.id)
            fresh.pin_hash = pin_hash
            queries.forget_attempts(db, subject)
            queries.forget_attempts(db, f"pin:{person.id}:", everywhere=True)
            queries.end_sign_ins_of(db, person_id=person.id)  # who knew the old PIN is out as well
            audit.note(db, "pin_set", by=person.id, desk_id=device.desk_id)
            return begin_sign_in(db, person.id or 0, device_id=device.id, desk_id=device.desk_id)
    return _refused(database, subject)


def _lets_go(db: Session, person: Person) -> None:
    person.left_on = clock.today()
    person.pin_hash = person.password_hash = person.totp_sealed = person.sign_in_name = None
    db.add(person)
    queries.drop_all_memberships(db, person.id or 0)
    queries.end_sign_ins_of(db, person_id=person.id)


def person_leaves(db: Session, staff: SignedIn, person_code: str) -> None:
    """She can sign in nowhere any more. Raises ``NotFound``, ``Invalid`` when she is the last administrator."""
    person = find_led(db, staff, person_code, to_replace=True)
    members = queries.memberships(db)
    admins = {m.person_id for m in members if m.role is Role.ADMINISTRATOR}
    if admins == {person.id}:
        raise Invalid({"": lazy("This is the only administrator. Name another one first.")})
    _lets_go(db, person)
    audit.note(db, "person_left", by=staff.person_id, about=person.code)


def add_desk(
    db: Session, staff: SignedIn, *, slug: str, name: str, place: str, languages: Sequence[str], tables: int
) -> Desk:
    """A second desk in the same installation; the administrator becomes its first coordinator.

    Raises ``Invalid`` on ``slug`` when another desk has it.
    """
    if queries.desk_by_slug(db, slug) is not None:
        raise Invalid({"slug": lazy("Another desk has this address. Choose another.")})
    desk = Desk(slug=slug, name=name, place=place, languages=list(languages), tables=tables)
    db.add(desk)
    db.flush()
    db.add(Membership(person_id=staff.person_id, desk_id=desk.id, role=Role.COORDINATOR))
    audit.note(db, "desk_added", by=staff.person_id, desk_id=desk.id, about=slug)
    return desk
