"""Every select and update of sealed rows."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from app.privacy.models import Draft, Receipt, Slip


def draft(db: Session, handle: str) -> Draft | None:
    """A draft by its handle."""
    return db.get(Draft, handle)


def replace_draft(db: Session, handle: str, based_on: int, sealed: bytes, wrapped_key: bytes) -> bool:
    """Save number ``based_on + 1``; false when another tab saved in between."""
    wanted = (col(Draft.handle) == handle, col(Draft.save_number) == based_on)
    values = {"sealed": sealed, "wrapped_key": wrapped_key, "save_number": based_on + 1}
    return db.exec(update(Draft).where(*wanted).values(**values)).rowcount == 1


def drop_draft(db: Session, handle: str) -> bool:
    """Whether there was one."""
    return db.exec(delete(Draft).where(col(Draft.handle) == handle)).rowcount == 1


def slip(db: Session, handle: str) -> Slip | None:
    """A slip by its handle."""
    return db.get(Slip, handle)


def drop_slip(db: Session, handle: str) -> bool:
    """Whether there was one."""
    return db.exec(delete(Slip).where(col(Slip.handle) == handle)).rowcount == 1


def drop_old_drafts(db: Session, now: datetime) -> int:
    """Past their time; how many."""
    return db.exec(delete(Draft).where(col(Draft.expires_at) <= now)).rowcount


def drop_old_slips(db: Session, now: datetime) -> int:
    """Past their time; how many."""
    return db.exec(delete(Slip).where(col(Slip.expires_at) <= now)).rowcount


def drop_old_answers(db: Session, now: datetime) -> int:
    """Answers go earlier than steps; how many."""
    over = (col(Slip.answers_until) <= now, col(Slip.sealed_answers).is_not(None))
    return db.exec(update(Slip).where(*over).values(sealed_answers=None, answers_until=None)).rowcount


def newest_receipts(db: Session, limit: int) -> Sequence[Receipt]:
    """The newest first."""
    return db.exec(select(Receipt).order_by(col(Receipt.id).desc()).limit(limit)).all()
