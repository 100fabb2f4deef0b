"""After a week a clock time says the quarter only; after ninety days there are only counts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.queue import service
from app.queue.models import Period, Ticket, TicketState
from tests.make import Make

pytestmark = pytest.mark.db
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WEEK, NINETY_DAYS = timedelta(days=7), timedelta(days=90)


def kept(make: Make, came_at: datetime, minutes: int = 11) -> Ticket:
    """Somebody who waited from one moment to another, some time ago."""
    opening = make.opening(make.desk(f"desk-{came_at.timestamp():.0f}-{minutes}"), day=came_at.date())
    until = came_at + timedelta(minutes=minutes)
    ticket = make.keep(
        Ticket(
            opening_id=opening.id or 0, number=1, language="nl", state=TicketState.DONE, came_at=came_at,
            changed_at=until, code=None,
        )
    )  # fmt: skip
    period: dict[str, Any] = {"state": TicketState.WAITING, "sequence": 1, "started_at": came_at, "ended_at": until}
    make.keep(Period(ticket_id=ticket.id or 0, **period))
    return ticket


def purge(database: Database) -> dict[str, int]:
    """What the hourly round does for the line."""
    with clock.stopped(NINE), database.writing() as db:
        return service.purge(db)


def moments(database: Database) -> list[datetime]:
    """Every clock time that still stands somewhere in the line."""
    with database.reading() as db:
        found = [(p.started_at, p.ended_at) for p in db.exec(select(Period))]
        found += [(t.came_at, t.changed_at) for t in db.exec(select(Ticket))]
    return [moment for pair in found for moment in pair if moment is not None]


@pytest.mark.parametrize(
    ("began", "minutes"),
    [(timedelta(minutes=7), 11), (timedelta(0), 11), (timedelta(minutes=7), 8), (timedelta(seconds=20), 1)],
)
def test_after_a_week_every_clock_time_is_a_quarter_of_an_hour(
    make: Make, database: Database, began: timedelta, minutes: int
) -> None:
    kept(make, NINE - WEEK - timedelta(hours=1) + began, minutes)
    purge(database)
    assert len(moments(database)) == 4
    for moment in moments(database):
        assert (moment.minute % 15, moment.second, moment.microsecond) == (0, 0, 0)


def test_within_the_week_the_minute_stays(make: Make, database: Database) -> None:
    came = NINE - WEEK + timedelta(minutes=1)
    kept(make, came)
    assert purge(database) == {"period": 0, "ticket": 0}
    assert came in moments(database)


def test_it_is_rounded_down_and_only_once(make: Make, database: Database) -> None:
    kept(make, datetime(2026, 11, 12, 9, 29, 59, tzinfo=UTC), 16)
    assert purge(database) == {"period": 1, "ticket": 0}
    quarters = {(moment.hour, moment.minute) for moment in moments(database)}
    assert quarters == {(9, 15), (9, 45)}
    assert purge(database) == {"period": 0, "ticket": 0}


def test_who_is_still_in_a_state_keeps_her_minute(make: Make, database: Database) -> None:
    ticket = kept(make, NINE - WEEK - timedelta(days=1, minutes=7))
    with database.writing() as db:
        db.exec(select(Period)).one().ended_at = None
    purge(database)
    with database.reading() as db:
        assert db.exec(select(Period).where(Period.ticket_id == ticket.id)).one().started_at.minute == 53


def test_the_last_period_of_a_ticket_never_ends_and_is_rounded_too(make: Make, database: Database) -> None:
    kept(make, NINE - WEEK - timedelta(days=1, minutes=7))
    with database.writing() as db:
        last = db.exec(select(Period)).one()
        last.state, last.ended_at = TicketState.DONE, None
    purge(database)
    assert {moment.minute % 15 for moment in moments(database)} == {0}


def test_after_ninety_days_the_ticket_and_its_history_are_gone(make: Make, database: Database) -> None:
    kept(make, NINE - NINETY_DAYS - timedelta(hours=1))
    young = kept(make, NINE - NINETY_DAYS + timedelta(hours=1))
    assert purge(database)["ticket"] == 1
    with database.reading() as db:
        assert [t.id for t in db.exec(select(Ticket))] == [young.id]
        assert [p.ticket_id for p in db.exec(select(Period))] == [young.id]


@pytest.mark.parametrize("state", [TicketState.DONE, TicketState.HANDED_OVER, TicketState.LEFT_UNHELPED])
def test_the_last_state_has_no_end_and_keeps_no_minute_either(
    make: Make, database: Database, state: TicketState
) -> None:
    kept(make, NINE - WEEK - timedelta(days=1, minutes=7))
    with database.writing() as db:
        last = db.exec(select(Period)).one()
        last.state, last.ended_at = state, None
    assert purge(database)["period"] == 1
    with database.reading() as db:
        assert db.exec(select(Period)).one().started_at.minute == 45
    assert purge(database)["period"] == 0
