"""Every select and upsert of the counts, the hints and the coordinator's start page."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select, update

from app.db.inserting import insert_into
from app.demand.models import DailyFact, Hint
from app.desks.models import Desk, Opening, OpeningState
from app.queue.models import Ticket, TicketState
from app.visits.models import Question, Visit

FACT_KEY = ("desk_id", "day", "kind", "subject", "language", "origin", "outcome")
HINT_KEY = ("opening_id", "kind", "subject")


def add_to_fact(db: Session, fact: DailyFact) -> None:
    """Add ``fact.count`` to the count with the same key, or begin it."""
    values = {name: getattr(fact, name) for name in (*FACT_KEY, "count")}
    insert = insert_into(db, DailyFact).values(values)
    more = {"count": col(DailyFact.count) + insert.excluded.count}
    db.execute(insert.on_conflict_do_update(index_elements=FACT_KEY, set_=more))


def take_from_fact(db: Session, desk_id: int, day: date, kind: str, subject: str) -> None:
    """One less; a count never goes below nought."""
    which = (col(DailyFact.desk_id) == desk_id, col(DailyFact.day) == day, col(DailyFact.kind) == kind)
    wanted = (*which, col(DailyFact.subject) == subject, col(DailyFact.count) > 0)
    db.exec(update(DailyFact).where(*wanted).values(count=DailyFact.count - 1))


def keep_hint(db: Session, hint: Hint) -> None:
    """Keep a hint; one that is there already only counts on, and only until it is judged."""
    insert = insert_into(db, Hint).values(hint.model_dump(exclude={"id"}))
    db.execute(
        insert.on_conflict_do_update(
            index_elements=HINT_KEY,
            set_={"count": insert.excluded.count},
            where=col(Hint.is_true).is_(None) & (col(Hint.count) < insert.excluded.count),
        )
    )


def hold_opening(db: Session, opening_id: int) -> None:
    """Let counters of one opening pass one by one; else two thirds could both see a second."""
    statement = select(Opening.id).where(Opening.id == opening_id)
    db.exec(statement.with_for_update(key_share=True)).one()


def facts(
    db: Session, desk_ids: Collection[int], kind: str, *, since: date, until: date, subject: str | None = None
) -> Sequence[tuple[date, str, str, int]]:
    """Day, subject, origin and count in a period, all desks together; for ``subject`` None whatever the subject."""
    statement = (
        select(col(DailyFact.day), col(DailyFact.subject), col(DailyFact.origin), func.sum(col(DailyFact.count)))
        .where(col(DailyFact.desk_id).in_(desk_ids), DailyFact.kind == kind)
        .where(DailyFact.day >= since, DailyFact.day <= until)
        .group_by(col(DailyFact.day), col(DailyFact.subject), col(DailyFact.origin))
    )
    if subject is not None:
        statement = statement.where(DailyFact.subject == subject)
    return [(day, about, origin, int(count)) for day, about, origin, count in db.exec(statement).all()]


def running(db: Session, desk_ids: Collection[int], *, since: date, until: date) -> Sequence[tuple[date, Question]]:
    """The questions of visits that have not ended, each with the day of its opening."""
    statement = (
        select(col(Opening.day), Question)
        .join(Visit, col(Visit.id) == col(Question.visit_id))
        .join(Opening, col(Opening.id) == col(Visit.opening_id))
        .where(col(Opening.desk_id).in_(desk_ids), Opening.day >= since, Opening.day <= until)
        .where(col(Visit.ended_at).is_(None))
    )
    return list(db.exec(statement).all())


def days_held(db: Session, desk_ids: Collection[int], *, until: date) -> list[tuple[int, date]]:
    """Desk and day of every opening that took place before or on a day."""
    statement = (
        select(col(Opening.desk_id), col(Opening.day))
        .where(col(Opening.desk_id).in_(desk_ids), Opening.day <= until)
        .where(Opening.state != OpeningState.PLANNED)
        .order_by(col(Opening.day))
    )
    return list(db.exec(statement).all())


def hint_of(db: Session, code: str, desk_ids: Collection[int]) -> Hint | None:
    """A hint by its code, if it is of one of these desks."""
    return db.exec(select(Hint).where(Hint.code == code, col(Hint.desk_id).in_(desk_ids))).first()


def hint_about(db: Session, opening_id: int, kind: str, subject: str) -> Hint | None:
    """The hint of an opening about one thing."""
    wanted = (Hint.opening_id == opening_id, Hint.kind == kind, Hint.subject == subject)
    return db.exec(select(Hint).where(*wanted)).first()


def hints_of_openings(db: Session, opening_ids: Collection[int]) -> list[Hint]:
    """The hints of these openings, those without a verdict first, then the newest."""
    statement = select(Hint).where(col(Hint.opening_id).in_(opening_ids)).order_by(col(Hint.seen_at).desc())
    return sorted(db.exec(statement).all(), key=lambda hint: hint.is_true is not None)


def verdicts(db: Session, desk_ids: Collection[int]) -> list[bool | None]:
    """Every verdict ever given at these desks."""
    return list(db.exec(select(Hint.is_true).where(col(Hint.desk_id).in_(desk_ids))).all())


def desks(db: Session, desk_ids: Collection[int]) -> list[Desk]:
    """These desks, by name."""
    return list(db.exec(select(Desk).where(col(Desk.id).in_(desk_ids)).order_by(col(Desk.name))).all())


def opening_on(db: Session, desk_id: int, day: date) -> Opening | None:
    """The opening of a desk on a day."""
    return db.exec(select(Opening).where(Opening.desk_id == desk_id, Opening.day == day)).first()


def waiting(db: Session, opening_id: int) -> list[Ticket]:
    """Who is in the line, the longest there first."""
    statement = (
        select(Ticket)
        .where(Ticket.opening_id == opening_id, Ticket.state == TicketState.WAITING)
        .order_by(col(Ticket.came_at), col(Ticket.number))
    )
    return list(db.exec(statement).all())


def running_visits(db: Session, opening_id: int) -> int:
    """How many visits are at a table now."""
    statement = select(func.count(col(Visit.id))).where(Visit.opening_id == opening_id, col(Visit.ended_at).is_(None))
    return db.exec(statement).one()
