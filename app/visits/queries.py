"""Every select and update of visits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import false
from sqlmodel import Session, col, delete, select

from app.db.quarters import says_the_minute
from app.desks.models import Desk, Opening
from app.queue.models import Ticket
from app.visits.models import Question, Visit


def visit_by_code(db: Session, code: str) -> Visit | None:
    """A visit that has not ended."""
    return db.exec(select(Visit).where(Visit.code == code, col(Visit.ended_at).is_(None))).first()


def hold(db: Session, visit: Visit) -> None:
    """Let changes of one visit follow each other, and see it as it stands now."""
    db.refresh(visit, with_for_update=True)


def desk(db: Session, desk_id: int) -> Desk:
    """A desk."""
    return db.get_one(Desk, desk_id)


def opening(db: Session, opening_id: int) -> Opening:
    """The opening of a visit."""
    return db.get_one(Opening, opening_id)


def running(db: Session, opening_id: int, sign_in_id: int | None, table: str | None) -> Sequence[Visit]:
    """Visits of this table or this sign-in that have not ended: who signs in again goes on where she was."""
    mine = (col(Visit.sign_in_id) == sign_in_id) if sign_in_id is not None else false()
    here = (col(Visit.table_label) == table) if table is not None else false()
    wanted = (Visit.opening_id == opening_id, mine | here, col(Visit.ended_at).is_(None))
    return db.exec(select(Visit).where(*wanted).order_by(col(Visit.id).desc())).all()


def visit_of_ticket(db: Session, ticket_id: int) -> Visit | None:
    """The running visit of a ticket."""
    wanted = (Visit.ticket_id == ticket_id, col(Visit.ended_at).is_(None))
    return db.exec(select(Visit).where(*wanted)).first()


def ticket(db: Session, ticket_id: int) -> Ticket | None:
    """A ticket."""
    return db.get(Ticket, ticket_id)


def questions(db: Session, visit_id: int) -> Sequence[Question]:
    """What a visit is about, in the order it came up."""
    return db.exec(select(Question).where(Question.visit_id == visit_id).order_by(col(Question.id))).all()


def question_by_code(db: Session, visit_id: int, code: str) -> Question | None:
    """One of them."""
    return db.exec(select(Question).where(Question.visit_id == visit_id, Question.code == code)).first()


def left_running(db: Session, opening_id: int) -> Sequence[Visit]:
    """Visits that nobody ended."""
    wanted = (Visit.opening_id == opening_id, col(Visit.ended_at).is_(None))
    return db.exec(select(Visit).where(*wanted)).all()


def exact_visits(db: Session, before: datetime) -> Sequence[Visit]:
    """Ended visits that still say the minute."""
    began, ended = col(Visit.started_at), col(Visit.ended_at)
    exact = says_the_minute(began) | says_the_minute(ended)
    return db.exec(select(Visit).where(began < before, ended.is_not(None), exact)).all()


def drop_before(db: Session, before: datetime) -> int:
    """Visits past their time, with their questions; how many."""
    return db.exec(delete(Visit).where(col(Visit.started_at) < before)).rowcount
