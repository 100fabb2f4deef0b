"""Counting what happened, in the transaction in which it happened, so that the count is exact."""

from collections.abc import Sequence

from sqlmodel import Session

from app.db import tell
from app.demand import queries
from app.demand.models import DailyFact
from app.demand.service import hints, tally
from app.desks.models import Opening
from app.queue.models import Ticket
from app.visits.models import Question, Visit


def count_visit(db: Session, opening: Opening, visit: Visit) -> None:
    """One visit more on this day, in this language. No card beside it: the two together tell."""
    _count(db, opening, "visit", language=visit.language)


def count_question(db: Session, opening: Opening, question: Question) -> None:
    """One question more, under its card, with origin and outcome, and its letter if it has one."""
    outcome = question.outcome.value if question.outcome else ""
    _count(db, opening, "question", tally.subject_of(question), origin=question.origin.value, outcome=outcome)
    if letter := tally.letter_of(question):
        _count(db, opening, "letter", letter)


def count_left(db: Session, opening: Opening, reason: str) -> None:
    """One more who left without help, with the reason code the host gave."""
    _count(db, opening, "left", reason)


def when_asked(db: Session, visit: Visit, question: Question) -> None:
    """Slot of the visits: a question was added, or its letter became known. May give a hint."""
    opening = _opening_of(db, visit)
    db.flush()
    letter = tally.letter_of(question)
    if question.card or letter:
        queries.hold_opening(db, visit.opening_id)
    if question.card:
        hints.notice(db, opening, kind="card", subject=question.card)
    if letter:
        hints.notice(db, opening, kind="letter", subject=letter)


def when_finished(db: Session, visit: Visit, questions: Sequence[Question]) -> None:
    """Slot of the visits: a visit ended. Counts it and each of its questions, once."""
    opening = _opening_of(db, visit)
    queries.hold_opening(db, visit.opening_id)  # who counts meanwhile would see it neither running nor ended
    count_visit(db, opening, visit)
    for question in questions:
        count_question(db, opening, question)
    tell(db, f"desk-{opening.desk_id}", "demand")


def when_left(db: Session, opening: Opening, ticket: Ticket | None, reason: str) -> None:
    """Slot of the queue: somebody left without help. Counts it; the second one gives a hint."""
    queries.hold_opening(db, opening.id or 0)
    count_left(db, opening, reason)
    hints.notice(db, opening, kind="left", subject="")


def when_back(db: Session, opening: Opening, reason: str) -> None:
    """Slot of the queue: she did not leave after all. Takes the count back, and the hint that stood on it."""
    queries.hold_opening(db, opening.id or 0)
    queries.take_from_fact(db, opening.desk_id, opening.day, "left", reason)
    hints.take_back(db, opening, kind="left", subject="")


def _opening_of(db: Session, visit: Visit) -> Opening:
    return db.get_one(Opening, visit.opening_id)


def _count(
    db: Session,
    opening: Opening,
    kind: str,
    subject: str = "",
    *,
    language: str = "",
    origin: str = "",
    outcome: str = "",
) -> None:
    fact = DailyFact(
        desk_id=opening.desk_id,
        day=opening.day,
        kind=kind,
        subject=subject,
        language=language,
        origin=origin,
        outcome=outcome,
        count=1,
    )
    queries.add_to_fact(db, fact)
