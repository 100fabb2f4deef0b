"""What happens to the line when the half-day is over."""

from datetime import timedelta

import pytest

from app import clock
from app.db import Database
from app.demand.models import DailyFact
from app.errors import NotFound
from app.queue import service
from app.queue.models import TicketState
from app.queue.rules import IN_LINE
from tests.browser import Browser
from tests.make import Make
from tests.queue.hall import NOBODY_LISTENS, open_hall, periods, ticket_as_kept, tickets
from tests.rows import rows

OVER = (TicketState.DONE, TicketState.HANDED_OVER, TicketState.LEFT_UNHELPED, TicketState.SENT_HOME)


def close(browser: Browser) -> None:
    """Anna closes the desk."""
    assert browser.post("/desks/kalmthout/close").status_code == 303


def test_who_waits_is_sent_home_who_sits_is_done_the_rest_stays(
    make: Make, browser: Browser, database: Database
) -> None:
    hall = open_hall(make, browser)
    before = {state: make.ticket(hall.opening, state=state, table_label="2") for state in TicketState}
    close(browser)
    for state, ticket in before.items():
        kept = ticket_as_kept(database, ticket)
        expected = state if state in OVER else TicketState.SENT_HOME if state in IN_LINE else TicketState.DONE
        assert kept.state is expected
        assert (kept.code, kept.once, kept.table_label) == (None, None, None)


def test_every_open_period_ends_and_no_table_is_remembered(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    for state in IN_LINE:
        make.ticket(hall.opening, state=state)
    close(browser)
    for ticket in tickets(database):
        for period in periods(database, ticket):
            assert period.ended_at is not None
            assert period.table_label is None


def test_what_is_not_in_the_line_any_more_is_not_ended_twice(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    hall.moves(ticket, "sent_home")
    before = periods(database, ticket)[0].ended_at
    with clock.shifted(timedelta(minutes=9)):
        close(browser)
    assert periods(database, ticket)[0].ended_at == before


def test_another_opening_is_left_alone(make: Make, browser: Browser, database: Database) -> None:
    open_hall(make, browser)
    elsewhere = make.ticket(make.opening(make.desk("zoersel")))
    close(browser)
    kept = ticket_as_kept(database, elsewhere)
    assert kept.state is TicketState.WAITING
    assert kept.code == elsewhere.code


def test_a_code_of_before_moves_nobody(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    close(browser)
    with database.writing() as db, pytest.raises(NotFound):
        service.move(db, ticket.code or "", to=TicketState.WAITING, by_role="host", slots=NOBODY_LISTENS)


def test_the_next_day_begins_again_at_one(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening)
    close(browser)
    tomorrow = make.opening(hall.desk, day=hall.opening.day + timedelta(days=1))
    assert make.ticket(tomorrow).number == 1


def test_who_never_came_to_a_table_is_counted_as_left_for_closing(
    make: Make, browser: Browser, database: Database
) -> None:
    hall = open_hall(make, browser)
    for state in TicketState:
        make.ticket(hall.opening, state=state)
    close(browser)
    assert browser.post("/desks/kalmthout/close").status_code == 404
    assert [(f.kind, f.subject, f.count) for f in rows(database, DailyFact)] == [("left", "closing", len(IN_LINE))]
