"""Nobody closed the desk; the next day it closes itself, and lets go of what it held."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.desks.models import Desk, Opening, OpeningState, Reachable, Roster
from app.keeping import purge_all
from app.privacy.models import Receipt
from app.queue.models import Ticket, TicketState
from app.staff.models import Role
from app.visits.models import Visit
from tests.make import Make

FRIDAY = datetime(2060, 1, 9, 9, 0, tzinfo=UTC)
THURSDAY = FRIDAY - timedelta(days=1)


def left_open(make: Make, **more: object) -> tuple[Desk, Opening]:
    """Thursday's opening, still open."""
    desk = make.desk()
    with clock.stopped(THURSDAY):
        return desk, make.opening(desk, **more)


@pytest.mark.db
@pytest.mark.parametrize("state", [OpeningState.PLANNED, OpeningState.OPEN, OpeningState.LAST_TICKET])
def test_an_opening_of_yesterday_closes_itself(make: Make, database: Database, state: OpeningState) -> None:
    _desk, opening = left_open(make, state=state)
    with clock.stopped(THURSDAY):
        ticket = make.ticket(opening)
        visit = make.visit(opening, ticket, table_label="2")
        person = make.person("Bilal", _desk, Role.VOLUNTEER)
        line = Roster(opening_id=opening.id or 0, person_id=person.id or 0, role="volunteer", table_label="2")
        make.keep(line)
    with clock.stopped(FRIDAY):
        assert purge_all(database, make.app.state.epochs)["opening"] == 1
        assert purge_all(database, make.app.state.epochs)["opening"] == 0
    with database.reading() as db:
        closed = db.get_one(Opening, opening.id)
        assert closed.state is OpeningState.CLOSED
        assert closed.ends_at == opening.ends_at
        assert db.get_one(Ticket, ticket.id).code is None
        assert db.get_one(Ticket, ticket.id).state is TicketState.SENT_HOME
        assert db.get_one(Visit, visit.id).ended_at is not None
        assert db.get_one(Roster, line.id).table_label is None


def test_what_is_open_today_stays_open(make: Make, database: Database) -> None:
    _desk, opening = left_open(make)
    with clock.stopped(THURSDAY + timedelta(hours=13)):
        assert purge_all(database, make.app.state.epochs)["opening"] == 0
    with database.reading() as db:
        assert db.get_one(Opening, opening.id).state is OpeningState.OPEN


def test_counting_beforehand_changes_nothing(make: Make, database: Database) -> None:
    _desk, opening = left_open(make)
    ticket = make.ticket(opening)
    with clock.stopped(FRIDAY):
        counts = purge_all(database, make.app.state.epochs, dry_run=True)
    assert counts["opening"] == 1
    assert "epoch" not in counts
    with database.reading() as db:
        assert db.get_one(Opening, opening.id).state is OpeningState.OPEN
        assert db.get_one(Ticket, ticket.id).code == ticket.code
        assert db.exec(select(Receipt)).all() == []


def test_who_was_there_is_forgotten_after_a_year_and_partners_after_ninety_days(make: Make, database: Database) -> None:
    desk, opening = left_open(make)
    with clock.stopped(FRIDAY - timedelta(days=367)):
        old = make.opening(desk)
    person = make.person("Bilal", desk, Role.VOLUNTEER)
    for at in (opening, old):
        make.keep(Roster(opening_id=at.id or 0, person_id=person.id or 0, role="volunteer"))
    for days in (89, 91):
        until = FRIDAY - timedelta(days=days)
        make.keep(
            Reachable(
                opening_id=opening.id or 0, referral="ocmw", organisation="OCMW", how="in the hall", until_at=until
            )
        )
    with clock.stopped(FRIDAY):
        purge_all(database, make.app.state.epochs)
    with database.reading() as db:
        assert [row.opening_id for row in db.exec(select(Roster)).all()] == [opening.id]
        assert [row.until_at for row in db.exec(select(Reachable)).all()] == [FRIDAY - timedelta(days=89)]
