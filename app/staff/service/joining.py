"""How a coordinator gets in: a link with which she chooses name, password and phone."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.chance import code
from app.errors import Clash, Invalid, NotFound
from app.i18n import lazy
from app.staff import queries
from app.staff.access import SignedIn, hashed
from app.staff.models import OneTimeLink, Person
from app.staff.rules import plain_name
from app.staff.service import audit, secrets
from app.staff.service.devices import GONE
from app.staff.service.setup import check_phone
from app.staff.service.signing_in import Token, begin_sign_in
from app.staff.service.team import find_led

JOIN_LASTS = timedelta(days=3)


def new_join_link(db: Session, person: Person, by: int | None = None) -> str:
    """The key of a link with which a coordinator chooses name, password and phone."""
    key = code()
    queries.drop_links(db, "join", person_id=person.id)
    expires = clock.now() + JOIN_LASTS
    db.add(OneTimeLink(purpose="join", token_hash=hashed(key), person_id=person.id, expires_at=expires))
    audit.note(db, "join_link", by=by, about=person.code)
    return key


def give_join_link(db: Session, staff: SignedIn, person_code: str) -> str:
    """For a coordinator of a desk she leads. Raises ``NotFound``, also for an administrator when she is none."""
    return new_join_link(db, find_led(db, staff, person_code, to_replace=True), staff.person_id)


def find_join_link(db: Session, key: str) -> tuple[OneTimeLink, Person]:
    """The link of a page and whom it is for. Raises ``NotFound``."""
    link = queries.link_with(db, hashed(key), "join", clock.now())
    person = queries.person_by_id(db, link.person_id) if link and link.person_id else None
    if link is None or person is None or person.left_on is not None:
        raise NotFound(GONE)
    return link, person


def join_team(
    db: Session, app_secret: bytes, key: str, *, sign_in_name: str, password: str, totp_secret: str, phone_code: str
) -> Token:
    """Password and phone are hers from now on, and she is in.

    Raises ``NotFound`` for a used link, ``Invalid`` for a wrong code, ``Clash`` when the name is taken.
    """
    link, person = find_join_link(db, key)
    sealed, step = check_phone(app_secret, totp_secret, phone_code)
    password_hash = secrets.hash_secret(password)
    name = plain_name(sign_in_name)
    taken = queries.person_by_sign_in_name(db, name)
    if taken is not None and taken.id != person.id:
        raise Invalid({"sign_in_name": lazy("Somebody else uses this name. Choose another.")})
    if not queries.use_link(db, link, clock.now()):
        raise Clash(GONE)
    person.sign_in_name = name
    person.password_hash, person.totp_sealed, person.totp_last_step = password_hash, sealed, step
    db.add(person)
    queries.end_sign_ins_of(db, person_id=person.id)
    audit.note(db, "joined", by=person.id)
    return begin_sign_in(db, person.id or 0, device_id=None, desk_id=None)
