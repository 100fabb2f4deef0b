"""People who come and ask, and what was counted of earlier days."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import col, select

from app.db import Database
from app.demand import service
from app.demand.models import DailyFact, Hint
from app.desks.models import Desk, Opening, OpeningState
from app.visits.models import Outcome, Question, Visit
from tests.make import Make

NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)  # ten on the wall, a Thursday
THURSDAY = date(2026, 11, 26)


def half_day(make: Make, desk: Desk, day: date = THURSDAY, **more: Any) -> Opening:
    """An opening of another day, closed, or of this Thursday, open."""
    begins = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)
    state = OpeningState.OPEN if day == THURSDAY else OpeningState.CLOSED
    values = {"day": day, "begins_at": begins, "ends_at": begins + timedelta(hours=4), "state": state, **more}
    return make.opening(desk, **values)


def weeks_ago(weeks: int) -> date:
    """A Thursday of before."""
    return THURSDAY - timedelta(weeks=weeks)


def asks(make: Make, opening: Opening, card: str | None = None, **about: Any) -> Question:
    """One visit more with this question; it still runs. Whoever listens hears of it."""
    visit = make.visit(opening)
    question = make.question(visit, card, **about)
    database: Database = make.app.state.database
    with database.writing() as db:
        service.when_asked(db, db.get_one(Visit, visit.id), db.get_one(Question, question.id))
    return question


def ends(make: Make, question: Question, outcome: Outcome = Outcome.DONE) -> None:
    """Its visit ends."""
    database: Database = make.app.state.database
    with database.writing() as db:
        visit = db.get_one(Visit, question.visit_id)
        asked = db.exec(select(Question).where(Question.visit_id == visit.id)).all()
        for one in asked:
            one.outcome, one.ended_at = outcome, NINE
        visit.ended_at = NINE
        service.when_finished(db, visit, asked)


def counted(make: Make, desk: Desk, day: date, count: int, card: str, **more: Any) -> None:
    """What was counted on an earlier day."""
    about = {"kind": "question", "subject": card, "origin": "asked", "outcome": "done", **more}
    make.keep(DailyFact(desk_id=desk.id or 0, day=day, count=count, **about))


def hints(database: Database) -> Sequence[Hint]:
    """Every hint, the first one first."""
    with database.reading() as db:
        return db.exec(select(Hint).order_by(col(Hint.id))).all()


def facts(database: Database) -> dict[tuple[str, ...], int]:
    """Kind, subject, language, origin, outcome → count."""
    with database.reading() as db:
        found = db.exec(select(DailyFact)).all()
    return {(f.kind, f.subject, f.language, f.origin, f.outcome): f.count for f in found}
