"""Every select and update of desks and openings."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, delete, select, update

from app.desks.models import Desk, LocalPartner, Opening, OpeningState, Reachable, Roster


def desks(db: Session) -> Sequence[Desk]:
    """All desks, the oldest first."""
    return db.exec(select(Desk).order_by(col(Desk.id))).all()


def desk_by_slug(db: Session, slug: str) -> Desk | None:
    """The desk of an address."""
    return db.exec(select(Desk).where(Desk.slug == slug)).first()


def hold_desk(db: Session, desk_id: int) -> Desk:
    """A desk as it stands now, held for this transaction: two who change it follow each other."""
    wanted = select(Desk).where(Desk.id == desk_id).with_for_update()
    return db.exec(wanted.execution_options(populate_existing=True)).one()


def opening_on(db: Session, desk_id: int, day: date) -> Opening | None:
    """The opening of a day."""
    return db.exec(select(Opening).where(Opening.desk_id == desk_id, Opening.day == day)).first()


def hold_opening_on(db: Session, desk_id: int, day: date) -> Opening | None:
    """The same, as it stands now, held for this transaction: changes of one opening follow each other."""
    wanted = select(Opening).where(Opening.desk_id == desk_id, Opening.day == day).with_for_update()
    return db.exec(wanted.execution_options(populate_existing=True)).first()


def left_open(db: Session, before: date) -> Sequence[Opening]:
    """Openings of earlier days that nobody closed."""
    late = (col(Opening.day) < before, col(Opening.state) != OpeningState.CLOSED)
    return db.exec(select(Opening).where(*late).with_for_update()).all()


def roster(db: Session, opening_id: int) -> Sequence[Roster]:
    """Who is there."""
    return db.exec(select(Roster).where(Roster.opening_id == opening_id).order_by(col(Roster.id))).all()


def place_of(db: Session, opening_id: int, person_id: int) -> Roster | None:
    """Where somebody sits today."""
    wanted = (Roster.opening_id == opening_id, Roster.person_id == person_id)
    return db.exec(select(Roster).where(*wanted)).first()


def drop_place(db: Session, opening_id: int, person_id: int) -> None:
    """She is not there today."""
    wanted = (col(Roster.opening_id) == opening_id, col(Roster.person_id) == person_id)
    db.exec(delete(Roster).where(*wanted))


def free_table(db: Session, opening_id: int, label: str) -> None:
    """Nobody sits at this table any more."""
    wanted = (col(Roster.opening_id) == opening_id, col(Roster.table_label) == label)
    db.exec(update(Roster).where(*wanted).values(table_label=None))


def forget_tables(db: Session, opening_id: int) -> None:
    """After closing nobody needs to know who sat where."""
    db.exec(update(Roster).where(col(Roster.opening_id) == opening_id).values(table_label=None))


def drop_rosters(db: Session, before: date) -> int:
    """Who was there on days before this one; how many lines."""
    old = select(Opening.id).where(Opening.day < before)
    return db.exec(delete(Roster).where(col(Roster.opening_id).in_(old))).rowcount


def drop_reachable(db: Session, before: datetime) -> int:
    """Partners who could be reached until before this moment; how many."""
    return db.exec(delete(Reachable).where(col(Reachable.until_at) < before)).rowcount


def local_partners(db: Session, desk_id: int | None) -> Sequence[LocalPartner]:
    """The organisations a desk refers to, or with none those of all desks, in the order they were written down."""
    wanted = select(LocalPartner).order_by(col(LocalPartner.id))
    return db.exec(wanted if desk_id is None else wanted.where(LocalPartner.desk_id == desk_id)).all()


def local_partner(db: Session, desk_id: int, code: str) -> LocalPartner | None:
    """One of them."""
    return db.exec(select(LocalPartner).where(LocalPartner.desk_id == desk_id, LocalPartner.code == code)).first()
