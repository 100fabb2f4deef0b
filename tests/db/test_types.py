"""Moments are UTC inside, on both databases; a choice is one of its values."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import col, select, update

from app import clock
from app.clock import BRUSSELS
from app.db import Database
from app.desks.models import Opening, OpeningState
from app.queue.models import MustAct, Ticket, TicketState
from app.staff.models import Attempts
from tests.make import Make

AT = datetime(2026, 11, 26, 9, 15, 30, 123456, tzinfo=UTC)


@pytest.mark.db
@pytest.mark.parametrize(
    "at",
    [
        AT,
        AT.astimezone(ZoneInfo("Europe/Brussels")),
        AT.astimezone(ZoneInfo("Asia/Kabul")),
        datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=0),
        datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS, fold=1),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(make: Make, database: Database, at: datetime) -> None:
    make.keep(Attempts(subject="one", last_at=at))
    with database.reading() as db:
        found = db.get_one(Attempts, "one").last_at
    assert found == at.astimezone(UTC)  # in the doubled hour Python calls moments of two zones unequal
    assert found.utcoffset() == timedelta()


@pytest.mark.db
def test_a_moment_without_a_zone_is_refused(make: Make, database: Database) -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(StatementError, match="zone"):
        make.keep(Attempts(subject="one", last_at=naive))
    with pytest.raises(StatementError, match="zone"), database.reading() as db:
        db.exec(select(Attempts).where(col(Attempts.last_at) < naive)).all()
    with pytest.raises(ValueError, match="zone"), clock.stopped(naive):
        pass


@pytest.mark.db
def test_moments_of_different_zones_are_compared_as_moments(make: Make, database: Database) -> None:
    for n, zone in enumerate(("Europe/Brussels", "Asia/Kabul", "America/Lima")):
        at = (AT + timedelta(minutes=n)).astimezone(ZoneInfo(zone))
        make.keep(Attempts(subject=f"{n}", last_at=at))
    with database.reading() as db:
        later = db.exec(select(Attempts).where(col(Attempts.last_at) > AT).order_by(col(Attempts.last_at))).all()
    assert [row.subject for row in later] == ["1", "2"]


@pytest.mark.db
def test_a_choice_comes_back_as_itself_and_an_unknown_one_is_refused(make: Make, database: Database) -> None:
    opening = make.opening(make.desk(), state=OpeningState.LAST_TICKET)
    ticket = make.ticket(opening, must_act=MustAct.TODAY)
    with database.reading() as db:
        assert db.get_one(Opening, opening.id).state is OpeningState.LAST_TICKET
        assert db.get_one(Ticket, ticket.id).must_act is MustAct.TODAY
        assert db.get_one(Ticket, ticket.id).state is TicketState.WAITING
    with pytest.raises(StatementError, match="asleep"), database.writing() as db:
        db.exec(update(Opening).values(state="asleep"))
    with pytest.raises(IntegrityError), database.writing() as db:
        db.execute(text("UPDATE ticket SET state = 'asleep'"))
