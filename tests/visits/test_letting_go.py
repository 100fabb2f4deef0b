"""After a week a visit says the quarter only; after ninety days there are only counts."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.db import Database
from app.visits import service
from app.visits.models import Question, Visit
from tests.make import Make
from tests.rows import rows

pytestmark = pytest.mark.db
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WEEK, NINETY_DAYS = timedelta(days=7), timedelta(days=90)


def kept(make: Make, began: datetime, minutes: int | None = 23) -> Visit:
    """A visit with a question, some time ago; without minutes it was never ended."""
    ended = None if minutes is None else began + timedelta(minutes=minutes)
    opening = make.opening(make.desk(f"desk-{began.timestamp():.0f}"), day=began.date())
    visit = make.visit(opening, started_at=began, ended_at=ended)
    make.question(visit, "leefloon", asked_at=began + timedelta(minutes=2), ended_at=ended)
    return visit


def purge(database: Database) -> dict[str, int]:
    """What the hourly round does for the table."""
    with clock.stopped(NINE), database.writing() as db:
        return service.purge(db)


def moments(database: Database) -> list[datetime]:
    """Every clock time of visits and questions."""
    found = [(v.started_at, v.ended_at) for v in rows(database, Visit)]
    found += [(q.asked_at, q.ended_at) for q in rows(database, Question)]
    return [moment for pair in found for moment in pair if moment is not None]


@pytest.mark.parametrize("minute", [0, 7, 15, 29])
def test_after_a_week_every_clock_time_is_a_quarter_of_an_hour(make: Make, database: Database, minute: int) -> None:
    kept(make, NINE - WEEK - timedelta(hours=2) + timedelta(minutes=minute))
    assert purge(database) == {"visit": 0}
    assert len(moments(database)) == 4
    for moment in moments(database):
        assert (moment.minute % 15, moment.second, moment.microsecond) == (0, 0, 0)


def test_within_the_week_the_minute_stays(make: Make, database: Database) -> None:
    visit = kept(make, NINE - WEEK + timedelta(minutes=7))
    purge(database)
    assert visit.started_at in moments(database)


def test_what_still_runs_keeps_its_minute(make: Make, database: Database) -> None:
    visit = kept(make, NINE - WEEK - timedelta(minutes=7), minutes=None)
    purge(database)
    assert visit.started_at in moments(database)


def test_after_ninety_days_the_visit_and_its_questions_are_gone(make: Make, database: Database) -> None:
    kept(make, NINE - NINETY_DAYS - timedelta(hours=1))
    young = kept(make, NINE - NINETY_DAYS + timedelta(hours=1))
    assert purge(database) == {"visit": 1}
    assert [visit.id for visit in rows(database, Visit)] == [young.id]
    assert [question.visit_id for question in rows(database, Question)] == [young.id]
