"""The first day of an installation: one address, once, makes the first desk and who runs it."""

from dataclasses import dataclass
from datetime import timedelta

import pyotp
from sqlmodel import Session

from app import clock
from app.chance import code
from app.db import Database
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.settings import Settings
from app.staff import queries
from app.staff.access import hashed
from app.staff.models import Desk, Membership, OneTimeLink, Person, Role
from app.staff.rules import plain_name
from app.staff.service import audit, secrets
from app.staff.service.devices import GONE
from app.staff.service.signing_in import Token, begin_sign_in

LINK_LASTS = timedelta(hours=24)
ISSUER = "Koffie & Formulieren"


@dataclass(frozen=True)
class SetUp:
    """What the first page asks."""

    desk_name: str
    desk_slug: str
    place: str
    languages: list[str]
    tables: int
    name: str
    sign_in_name: str
    password: str
    totp_secret: str
    phone_code: str


def first_setup_link(database: Database, settings: Settings) -> str | None:
    """The address that sets this installation up, new at every start; none when somebody can administer it."""
    with database.reading() as db:
        if queries.has_administrator(db):
            return None
    key = code()
    with database.writing() as db:
        queries.drop_links(db, "setup")
        expires = clock.now() + LINK_LASTS
        db.add(OneTimeLink(purpose="setup", token_hash=hashed(key), expires_at=expires))
    return f"{settings.public_url.rstrip('/')}/setup/{key}"


def find_setup_link(db: Session, key: str) -> OneTimeLink:
    """The link of a page. Raises ``NotFound`` when it was used or is too old."""
    link = queries.link_with(db, hashed(key), "setup", clock.now())
    if link is None:
        raise NotFound(GONE)
    return link


def new_totp() -> str:
    """A secret for an authenticator app."""
    return pyotp.random_base32()


def totp_address(secret: str, name: str) -> str:
    """What the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def check_phone(app_secret: bytes, totp_secret: str, typed: str) -> tuple[bytes, int]:
    """Sealed secret and step when the code fits. Raises ``Invalid`` on ``phone_code``."""
    sealed = secrets.seal_totp(app_secret, totp_secret)
    step = secrets.totp_step(app_secret, sealed, typed, clock.now().timestamp(), 0)
    if step is None:
        raise Invalid({"phone_code": lazy("This code is not right. Type the code your phone shows now.")})
    return sealed, step


def set_up(db: Session, app_secret: bytes, key: str, wanted: SetUp) -> Token:
    """The first desk, and its administrator who is also its coordinator; signed in at once.

    Raises ``NotFound`` for a used link, ``Invalid`` when the code of the phone does not fit.
    """
    link = find_setup_link(db, key)
    sealed, step = check_phone(app_secret, wanted.totp_secret, wanted.phone_code)
    password_hash = secrets.hash_secret(wanted.password)
    if not queries.use_link(db, link, clock.now()):
        raise NotFound(GONE)
    desk = Desk(
        slug=wanted.desk_slug,
        name=wanted.desk_name,
        place=wanted.place,
        languages=wanted.languages,
        tables=wanted.tables,
    )
    person = Person(
        name=wanted.name,
        sign_in_name=plain_name(wanted.sign_in_name),
        password_hash=password_hash,
        totp_sealed=sealed,
        totp_last_step=step,
        languages=["nl"],
    )
    db.add_all([desk, person])
    db.flush()
    person_id = person.id or 0
    db.add(Membership(person_id=person_id, desk_id=None, role=Role.ADMINISTRATOR))
    db.add(Membership(person_id=person_id, desk_id=desk.id, role=Role.COORDINATOR))
    audit.note(db, "set_up", by=person.id, desk_id=desk.id)
    return begin_sign_in(db, person_id, device_id=None, desk_id=desk.id)
