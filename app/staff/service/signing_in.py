"""Signing in and out. Tries are counted before they are judged, so that many at once gain nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app import clock
from app.chance import code
from app.db import Database
from app.errors import Busy
from app.staff import queries
from app.staff.access import SignedIn, hashed
from app.staff.models import Device, Person, SignIn
from app.staff.rules import LONGEST, LONGEST_ANYWHERE, delay_after, plain_name
from app.staff.service import audit, secrets

SIGN_IN_LASTS = timedelta(hours=12)


@dataclass(frozen=True)
class Token:
    """What the cookie gets: 22 characters, known to nobody else."""

    value: str


@dataclass(frozen=True)
class Refused:
    """Not right. ``free_at``: until then even the right one is refused; none when she may try at once."""

    free_at: datetime | None


def _begin_try(database: Database, subject: str, longest: timedelta = LONGEST) -> Refused | None:
    """Count this try as wrong beforehand; refused when she still has to wait."""
    with database.writing() as db:
        row = queries.attempts_held(db, subject, clock.now())
        now = clock.now()  # she may have waited for somebody else's try
        if row.free_at > now:
            return Refused(row.free_at)
        row.wrong += 1
        row.free_at = now + delay_after(row.wrong, longest)
        db.add(row)
    return None


def _fits(database: Database, subject: str, secret: str, kept: str | None) -> bool:
    """Whether it is the one. Raises ``Busy``, and then this try was none."""
    try:
        return secrets.fits(secret, kept)
    except Busy:
        with database.writing() as db:
            queries.take_back_attempt(db, subject, clock.now())
        raise


def _refused(database: Database, subject: str) -> Refused:
    with database.reading() as db:
        row = queries.attempts(db, subject)
    return Refused(row.free_at if row and row.free_at > clock.now() else None)


def begin_sign_in(db: Session, person_id: int, *, device_id: int | None, desk_id: int | None) -> Token:
    """A new sign-in; nothing is checked here."""
    token = Token(code())
    now = clock.now()
    row = SignIn(
        person_id=person_id,
        device_id=device_id,
        desk_id=desk_id,
        token_hash=hashed(token.value),
        began_at=now,
        seen_at=now,
        ends_at=now + SIGN_IN_LASTS,
    )
    db.add(row)
    return token


def sign_in_with_pin(database: Database, *, device: Device, person: Person, pin: str) -> Token | Refused:
    """A PIN on an enrolled device. After three wrong ones she waits 1, 2, 4 … minutes, on this device only."""
    subject = f"pin:{person.id}:{device.id}"
    if refused := _begin_try(database, subject):
        return refused
    if not _fits(database, subject, pin, person.pin_hash):
        return _refused(database, subject)
    with database.writing() as db:
        queries.forget_attempts(db, subject)
        return begin_sign_in(db, person.id or 0, device_id=device.id, desk_id=device.desk_id)


def sign_in_with_password(
    database: Database,
    app_secret: bytes,
    *,
    name: str,
    password: str,
    phone_code: str,
    device: Device | None = None,
) -> Token | Refused:
    """Password and the code of the phone, for coordinators and administrators. An unknown name takes as long.

    Tries on a tablet of a desk are counted for that tablet alone; of all other browsers together, with short waits.
    """
    plain = plain_name(name)
    # A mark, because a password typed in the wrong box must stand nowhere.
    subject = f"password:{secrets.mark_of(app_secret, f'{device.id if device else 0}|{plain}')}"
    if refused := _begin_try(database, subject, LONGEST if device else LONGEST_ANYWHERE):
        return refused
    with database.reading() as db:
        person = queries.person_by_sign_in_name(db, plain)
    right = _fits(database, subject, password, person.password_hash if person else None)
    last = person.totp_last_step if person else 0
    sealed = person.totp_sealed if person else None
    step = secrets.totp_step(app_secret, sealed, phone_code, clock.now().timestamp(), last)
    if person is None or not right or step is None:
        return _refused(database, subject)
    with database.writing() as db:
        if not queries.use_phone_step(db, person.id or 0, step):
            return Refused(None)  # the same code at the same moment, twice
        queries.forget_attempts(db, subject)
        audit.note(db, "signed_in", by=person.id)
        return begin_sign_in(db, person.id or 0, device_id=None, desk_id=None)


def unlock(database: Database, staff: SignedIn, *, secret: str) -> Refused | None:
    """Back to work with the PIN (or the password of somebody who has none)."""
    subject = f"pin:{staff.person_id}:{staff.device_id or 'own'}"
    if refused := _begin_try(database, subject):
        return refused
    with database.reading() as db:
        person = db.get_one(Person, staff.person_id)
    kept = person.pin_hash if staff.device_id is not None else person.password_hash
    if not _fits(database, subject, secret, kept):
        return _refused(database, subject)
    with database.writing() as db:
        queries.forget_attempts(db, subject)
        if staff.sign_in_id is not None:
            queries.lock(db, staff.sign_in_id, None)
            queries.note_seen(db, staff.sign_in_id, clock.now())
    return None


def lock(db: Session, staff: SignedIn) -> None:
    """Hide the screen; the work stays."""
    if staff.sign_in_id is not None:
        queries.lock(db, staff.sign_in_id, clock.now())


def sign_out(db: Session, staff: SignedIn) -> None:
    """The cookie opens nothing any more."""
    if staff.sign_in_id is not None:
        queries.end_sign_in(db, staff.sign_in_id)
