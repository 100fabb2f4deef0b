"""Every select and update of the staff room."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Session, col, delete, func, select, update

from app.db.inserting import insert_into
from app.staff.models import (
    ApiToken,
    Attempts,
    AuditEvent,
    Desk,
    Device,
    DeviceKind,
    Membership,
    OneTimeLink,
    Person,
    Role,
    SignIn,
)


def desks(db: Session) -> Sequence[Desk]:
    """All desks, the oldest first."""
    return db.exec(select(Desk).order_by(col(Desk.id))).all()


def desk_by_id(db: Session, desk_id: int) -> Desk | None:
    """A desk."""
    return db.get(Desk, desk_id)


def desk_by_slug(db: Session, slug: str) -> Desk | None:
    """The desk of an address."""
    return db.exec(select(Desk).where(Desk.slug == slug)).first()


def person_by_id(db: Session, person_id: int) -> Person | None:
    """A person."""
    return db.get(Person, person_id)


def person_by_code(db: Session, code: str) -> Person | None:
    """A person who has not left."""
    return db.exec(select(Person).where(Person.code == code, col(Person.left_on).is_(None))).first()


def person_by_sign_in_name(db: Session, name: str) -> Person | None:
    """A coordinator or administrator who has not left."""
    wanted = (Person.sign_in_name == name, col(Person.left_on).is_(None))
    return db.exec(select(Person).where(*wanted)).first()


def use_phone_step(db: Session, person_id: int, step: int) -> bool:
    """Use a code of the phone up; false when it, or a later one, was used already."""
    wanted = (col(Person.id) == person_id, col(Person.totp_last_step) < step)
    return db.exec(update(Person).where(*wanted).values(totp_last_step=step)).rowcount == 1


def people(db: Session) -> Sequence[Person]:
    """Everybody who has not left, by name."""
    query = select(Person).where(col(Person.left_on).is_(None)).order_by(col(Person.name))
    return db.exec(query).all()


def people_of(db: Session, desk_id: int) -> Sequence[Person]:
    """The team of one desk, by name."""
    here = select(Membership.person_id).where(Membership.desk_id == desk_id)
    query = select(Person).where(col(Person.id).in_(here), col(Person.left_on).is_(None))
    return db.exec(query.order_by(col(Person.name))).all()


def memberships_of(db: Session, person_id: int) -> Sequence[Membership]:
    """The roles of one person."""
    return db.exec(select(Membership).where(Membership.person_id == person_id)).all()


def memberships_with_desk(db: Session, person_id: int) -> Sequence[tuple[Membership, Desk | None]]:
    """The roles of one person, each with its desk (none: the whole installation), the oldest desk first."""
    query = select(Membership, Desk).join(Desk, isouter=True).where(Membership.person_id == person_id)
    return db.exec(query.order_by(col(Desk.id), col(Membership.id))).all()


def memberships_at(db: Session, desk_id: int) -> Sequence[Membership]:
    """All roles at one desk."""
    return db.exec(select(Membership).where(Membership.desk_id == desk_id).order_by(col(Membership.id))).all()


def memberships(db: Session) -> Sequence[Membership]:
    """All roles of everybody."""
    return db.exec(select(Membership)).all()


def drop_memberships(db: Session, person_id: int, desk_id: int) -> None:
    """Take every role at one desk away."""
    wanted = (col(Membership.person_id) == person_id, col(Membership.desk_id) == desk_id)
    db.exec(delete(Membership).where(*wanted))


def drop_all_memberships(db: Session, person_id: int) -> None:
    """She has no role anywhere any more."""
    db.exec(delete(Membership).where(col(Membership.person_id) == person_id))


def has_administrator(db: Session) -> bool:
    """Whether somebody can administer this installation."""
    return db.exec(select(Membership).where(Membership.role == Role.ADMINISTRATOR)).first() is not None


def device_with(db: Session, token_hash: str) -> Device | None:
    """The enrolled device, unless it was cut off."""
    wanted = (Device.token_hash == token_hash, col(Device.cut_off_at).is_(None))
    return db.exec(select(Device).where(*wanted)).first()


def device_by_code(db: Session, code: str) -> Device | None:
    """A device by its public code."""
    return db.exec(select(Device).where(Device.code == code)).first()


def devices(db: Session) -> Sequence[Device]:
    """Devices that are in use."""
    return db.exec(select(Device).where(col(Device.cut_off_at).is_(None)).order_by(col(Device.id))).all()


def count_desk_devices(db: Session, desk_id: int) -> int:
    """How many tablets and laptops a desk ever had."""
    wanted = (Device.desk_id == desk_id, Device.kind == DeviceKind.DESK)
    return db.exec(select(func.count()).select_from(Device).where(*wanted)).one()


def sign_in_with(db: Session, token_hash: str, now: datetime) -> tuple[SignIn, Person] | None:
    """The sign-in of a cookie and whose it is, unless its time is over."""
    wanted = (SignIn.token_hash == token_hash, SignIn.ends_at > now)
    return db.exec(select(SignIn, Person).join(Person).where(*wanted)).first()


def note_seen(db: Session, sign_in_id: int, now: datetime) -> None:
    """She is there."""
    db.exec(update(SignIn).where(col(SignIn.id) == sign_in_id).values(seen_at=now))


def lock(db: Session, sign_in_id: int, now: datetime | None) -> None:
    """Lock, or with none unlock."""
    db.exec(update(SignIn).where(col(SignIn.id) == sign_in_id).values(locked_at=now))


def end_sign_in(db: Session, sign_in_id: int) -> None:
    """Sign one out."""
    db.exec(delete(SignIn).where(col(SignIn.id) == sign_in_id))


def end_sign_ins_of(db: Session, *, person_id: int | None = None, device_id: int | None = None) -> None:
    """Sign a person out everywhere, or everybody at one device."""
    if person_id is not None:
        db.exec(delete(SignIn).where(col(SignIn.person_id) == person_id))
    if device_id is not None:
        db.exec(delete(SignIn).where(col(SignIn.device_id) == device_id))


def end_old_sign_ins(db: Session, now: datetime) -> int:
    """Take those away whose time is over; how many."""
    return db.exec(delete(SignIn).where(col(SignIn.ends_at) <= now)).rowcount


def api_token_with(db: Session, token_hash: str) -> ApiToken | None:
    """A machine's token, unless it was withdrawn."""
    wanted = (ApiToken.token_hash == token_hash, col(ApiToken.withdrawn_at).is_(None))
    return db.exec(select(ApiToken).where(*wanted)).first()


def api_tokens(db: Session) -> Sequence[ApiToken]:
    """Tokens that work, the oldest first."""
    return db.exec(select(ApiToken).where(col(ApiToken.withdrawn_at).is_(None)).order_by(col(ApiToken.id))).all()


def drop_withdrawn(db: Session) -> int:
    """Take tokens away that were withdrawn; how many."""
    return db.exec(delete(ApiToken).where(col(ApiToken.withdrawn_at).is_not(None))).rowcount


def attempts(db: Session, subject: str) -> Attempts | None:
    """Wrong tries so far."""
    return db.get(Attempts, subject)


def attempts_held(db: Session, subject: str, now: datetime) -> Attempts:
    """The same, begun when there were none, and held: tries at the same moment pass one by one."""
    insert = insert_into(db, Attempts).values(subject=subject, wrong=0, free_at=now, last_at=now)
    db.execute(insert.on_conflict_do_update(index_elements=["subject"], set_={"last_at": insert.excluded.last_at}))
    return db.get_one(Attempts, subject)


def take_back_attempt(db: Session, subject: str, now: datetime) -> None:
    """A try that nobody judged was none."""
    wanted = (col(Attempts.subject) == subject, col(Attempts.wrong) > 0)
    db.exec(update(Attempts).where(*wanted).values(wrong=col(Attempts.wrong) - 1, free_at=now))


def forget_attempts(db: Session, subject: str, *, everywhere: bool = False) -> None:
    """Free her: on this device, or with ``everywhere`` on every device."""
    matches = col(Attempts.subject).startswith(subject) if everywhere else col(Attempts.subject) == subject
    db.exec(delete(Attempts).where(matches))


def forget_old_attempts(db: Session, before: datetime) -> int:
    """Take old ones away; how many."""
    return db.exec(delete(Attempts).where(col(Attempts.last_at) < before)).rowcount


def link_with(db: Session, token_hash: str, purpose: str, now: datetime) -> OneTimeLink | None:
    """A link that can still be used."""
    wanted = (
        OneTimeLink.token_hash == token_hash,
        OneTimeLink.purpose == purpose,
        OneTimeLink.expires_at > now,
        col(OneTimeLink.used_at).is_(None),
    )
    return db.exec(select(OneTimeLink).where(*wanted)).first()


def use_link(db: Session, link: OneTimeLink, now: datetime) -> bool:
    """Use it up; false when somebody else just did."""
    wanted = (col(OneTimeLink.id) == link.id, col(OneTimeLink.used_at).is_(None))
    return db.exec(update(OneTimeLink).where(*wanted).values(used_at=now)).rowcount == 1


def drop_links(db: Session, purpose: str, *, person_id: int | None = None) -> None:
    """Take the links of one purpose away, of everybody or of one person."""
    wanted = [col(OneTimeLink.purpose) == purpose]
    if person_id is not None:
        wanted.append(col(OneTimeLink.person_id) == person_id)
    db.exec(delete(OneTimeLink).where(*wanted))


def drop_old_links(db: Session, now: datetime) -> int:
    """Take used and expired ones away; how many."""
    over = (col(OneTimeLink.expires_at) <= now) | col(OneTimeLink.used_at).is_not(None)
    return db.exec(delete(OneTimeLink).where(over)).rowcount


def last_event(db: Session) -> AuditEvent | None:
    """The newest line of the audit, held: two who write at once would else both follow the same line."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("LOCK TABLE audit_event IN EXCLUSIVE MODE"))
    return db.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()


def events(db: Session, limit: int) -> Sequence[AuditEvent]:
    """The newest lines first."""
    return db.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(limit)).all()


def drop_old_events(db: Session, before: datetime) -> int:
    """Take audit lines away that are past their time; how many."""
    return db.exec(delete(AuditEvent).where(col(AuditEvent.at) < before)).rowcount


def drop_people_gone(db: Session, before: date) -> int:
    """Take people away who left before this day; how many."""
    return db.exec(delete(Person).where(col(Person.left_on) < before)).rowcount


def drop_cut_off(db: Session) -> int:
    """Take devices away that were cut off; how many."""
    return db.exec(delete(Device).where(col(Device.cut_off_at).is_not(None))).rowcount
