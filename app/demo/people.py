"""Who is behind the desk of the demonstration, on which devices."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.chance import code
from app.desks.models import LocalPartner
from app.staff import service as staff
from app.staff.access import hashed
from app.staff.models import ApiToken, Desk, DeviceKind, Person, Role
from app.staff.service import devices, secrets, team

MAIN_DESK = Desk(
    slug="kalmthout",
    name="Kalmthout",
    place="Zaal De Voorbeeld, Voorbeeldplein 1",
    reach_us="03 000 00 00",
    languages=["nl", "ar", "fr", "tr", "uk", "en"],
    weekly_hours=[{"weekday": 3, "begins": "09:00", "ends": "12:30"}],
    tables=4,
    responsible="vzw Voorbeeld",
    privacy_contact="privacy@voorbeeld.example",
)
OTHER_DESK = Desk(
    slug="zoersel",
    name="Zoersel",
    place="Zaal Het Voorbeeld, Voorbeeldstraat 2",
    reach_us="03 000 00 01",
    languages=["nl", "fr", "en", "fa-AF"],
    weekly_hours=[{"weekday": 3, "begins": "09:00", "ends": "12:30"}],
    tables=3,
    responsible="vzw Voorbeeld",
    privacy_contact="privacy@voorbeeld.example",
)


# Numbers that nobody has: area 03, then only noughts before the last two digits.
PARTNERS = (
    ("R-OCMW", "OCMW Voorbeelddorp, onthaal", "03 000 00 10", "werkdagen 9–12 uur"),
    ("R-SCHULD", "Schuldhulp Voorbeelddorp", "03 000 00 11", "dinsdag en donderdag"),
    ("R-JEB", "Justitiehuis Voorbeeldstad, gratis advies", "03 000 00 12", "donderdag 13–16 uur, zonder afspraak"),
    ("R-BJB", "Bureau juridische bijstand Voorbeeldstad", "03 000 00 13", "werkdagen 9–12 uur"),
    ("R-HUUR", "Huurdersbond Voorbeeldstad", "03 000 00 14", "maandag tot woensdag"),
)


@dataclass(frozen=True)
class Helper:
    """Somebody of the team. ``families`` empty: all of them."""

    name: str
    pin: str
    roles: tuple[Role, ...]
    languages: tuple[str, ...]
    table: str = ""
    families: tuple[str, ...] = ()


TEAM = (
    Helper("Anna", "260193", (Role.HOST,), ("nl", "en")),
    Helper("Bilal", "481526", (Role.VOLUNTEER,), ("nl", "fr", "ar"), table="2"),
    Helper("Chris", "739104", (Role.VOLUNTEER,), ("nl", "en"), table="1", families=("health", "money", "papers")),
    Helper("Dina", "852047", (Role.VOLUNTEER,), ("nl", "tr", "en"), table="3"),
    Helper("Els", "605318", (Role.COORDINATOR, Role.VOLUNTEER, Role.HOST), ("nl", "fr", "en")),
    Helper("Farah", "917342", (Role.COORDINATOR,), ("nl", "fr")),  # reads and publishes what Els writes in a card
)
DEVICES = (
    (DeviceKind.DESK, "Tablet tafel 1"), (DeviceKind.DESK, "Tablet tafel 2"), (DeviceKind.DESK, "Tablet tafel 3"),
    (DeviceKind.KIOSK, "Kiosk ingang"), (DeviceKind.BOARD, "Bord zaal"),
)  # fmt: skip
SCOPES: Mapping[str, str] = {"kiosk": "", "board": "", "host": "Anna", "table": "Bilal", "coach": "Els"}
"""what a machine may do, and as whom"""


@dataclass(frozen=True)
class Everybody:
    """The desks, the people by name, and the tokens by scope as a machine sends them."""

    desk: Desk
    other: Desk
    people: Mapping[str, Person]
    tokens: Mapping[str, str]


def bring_in(db: Session) -> Everybody:
    """Desks, team and tokens. PINs are hashed before the first write by the caller's patience: about 0.7 s."""
    hashes = {helper.name: secrets.hash_secret(helper.pin) for helper in TEAM}
    desk, other = Desk(**MAIN_DESK.model_dump(exclude={"id"})), Desk(**OTHER_DESK.model_dump(exclude={"id"}))
    db.add_all([desk, other])
    db.flush()
    for referral, name, phone, when in PARTNERS:
        row = LocalPartner(desk_id=desk.id or 0, referral=referral, organisation=name, phone=phone, reachable_when=when)
        db.add(row)
    people = {}
    for helper in TEAM:
        person = staff.add_person(
            db, name=helper.name, desk_id=desk.id or 0, roles=helper.roles, languages=helper.languages,
            families=helper.families,
        )  # fmt: skip
        person.pin_hash = hashes[helper.name]
        people[helper.name] = person
    team.add_role(db, people["Els"], other.id or 0, Role.COORDINATOR)
    team.make_administrator(db, people["Els"])
    for kind, label in DEVICES:
        devices.enrol(db, desk_id=desk.id or 0, kind=kind, label=label)
    tokens = {scope: code() for scope in SCOPES}
    for scope, name in SCOPES.items():
        person_id = people[name].id if name else None
        db.add(ApiToken(desk_id=desk.id or 0, person_id=person_id, scope=scope, token_hash=hashed(tokens[scope])))
    return Everybody(desk, other, people, tokens)


def as_json() -> list[dict[str, object]]:
    """The team as the sign-in page and `demo.json` show it."""
    return [{"name": h.name, "pin": h.pin, "roles": [role.value for role in h.roles]} for h in TEAM]
