"""Every select of the tips."""

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, delete, select

from app.coaching.models import Tip, TipState


def approved_tips(db: Session, desk_id: int, card: str, step: str) -> list[Tip]:
    """The tips in use at one step, newest first."""
    statement = (
        select(Tip)
        .where(Tip.desk_id == desk_id, Tip.card == card, Tip.step == step)
        .where(Tip.state == TipState.APPROVED)
        .order_by(col(Tip.written_at).desc(), col(Tip.id).desc())
    )
    return list(db.exec(statement).all())


def tip_of(db: Session, code: str, desk_ids: Collection[int]) -> Tip | None:
    """A tip by its code, if it is of one of these desks."""
    return db.exec(select(Tip).where(Tip.code == code, col(Tip.desk_id).in_(desk_ids))).first()


def tips_in(db: Session, desk_ids: Collection[int], state: TipState) -> list[Tip]:
    """The tips of these desks in one state, in the order in which they were written."""
    statement = (
        select(Tip).where(col(Tip.desk_id).in_(desk_ids), Tip.state == state).order_by(col(Tip.written_at), col(Tip.id))
    )
    return list(db.exec(statement).all())


def count_in(db: Session, desk_ids: Collection[int], state: TipState) -> int:
    """How many tips of these desks are in one state."""
    statement = select(func.count(col(Tip.id))).where(col(Tip.desk_id).in_(desk_ids), Tip.state == state)
    return db.exec(statement).one()


def same_tip(db: Session, tip: Tip) -> Tip | None:
    """The same words at the same step, not yet declined: a second press of the button."""
    statement = (
        select(Tip)
        .where(Tip.desk_id == tip.desk_id, Tip.card == tip.card, Tip.step == tip.step)
        .where(Tip.text == tip.text, Tip.state != TipState.DECLINED)
    )
    return db.exec(statement).first()


def drop_declined(db: Session) -> int:
    """Tips that nobody sees any more; how many."""
    return db.exec(delete(Tip).where(col(Tip.state) == TipState.DECLINED)).rowcount
