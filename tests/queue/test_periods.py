"""The history of a ticket: each change ends one period and begins the next, and nothing is read from elsewhere."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlmodel import text

from app import clock
from app.db import Database
from app.desks.models import Opening, OpeningState
from app.errors import Clash, NotFound
from app.queue import service
from app.queue.models import Period, Ticket, TicketState
from app.queue.rules import MOVES
from tests.make import Make
from tests.queue.hall import NOBODY_LISTENS, periods, ticket_as_kept

pytestmark = pytest.mark.db
NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
MORNING = ("called", "not_there", "waiting", "called", "at_table", "done")


def move(database: Database, ticket: Ticket, to: str, **more: Any) -> None:
    """One change, in a transaction of its own."""
    with database.writing() as db:
        about = {"by_role": "host", "slots": NOBODY_LISTENS, "table": "2", **more}
        service.move(db, ticket.code or "", to=TicketState(to), **about)


def live_through(database: Database, ticket: Ticket, states: Sequence[str]) -> list[Period]:
    """These states, five minutes apart."""
    for minute, state in enumerate(states, start=1):
        with clock.stopped(NINE + timedelta(minutes=5 * minute)):
            move(database, ticket, state)
    return list(periods(database, ticket))


def test_each_change_ends_one_period_and_begins_the_next(make: Make, database: Database) -> None:
    with clock.stopped(NINE):
        ticket = make.ticket(make.opening(make.desk()))
    history = live_through(database, ticket, MORNING)
    assert [p.state.value for p in history] == ["waiting", *MORNING]
    assert [p.ended_at for p in history[:-1]] == [p.started_at for p in history[1:]]
    assert history[-1].ended_at is None
    assert history[0].started_at == NINE
    sequences = [p.sequence for p in history]
    assert sequences == sorted(set(sequences))


def test_the_ticket_stands_as_its_last_period_says(make: Make, database: Database) -> None:
    with clock.stopped(NINE):
        ticket = make.ticket(make.opening(make.desk()))
    for length in range(1, len(MORNING) + 1):
        history = live_through(database, ticket, MORNING[length - 1 : length])
        kept = ticket_as_kept(database, ticket)
        assert (kept.state, kept.table_label) == (history[-1].state, history[-1].table_label)
        assert sum(p.ended_at is None for p in history) == 1


def test_a_table_stands_only_with_who_is_called_or_sits(make: Make, database: Database) -> None:
    ticket = make.ticket(make.opening(make.desk()))
    tables = {p.state.value: p.table_label for p in live_through(database, ticket, MORNING)}
    assert tables == {"waiting": None, "called": "2", "not_there": None, "at_table": "2", "done": None}


def test_a_table_is_called_to_once_a_label_as_often_as_a_machine_asks(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    for _ in range(3):
        make.ticket(opening)

    def call(*, is_label: bool = False) -> tuple[int, str]:
        with database.writing() as db:
            called = service.call_next(db, opening, table="2", languages=["nl"], is_label=is_label)
            assert called is not None
            return called.ticket.number, called.why

    assert [call(), call(), call(is_label=True)] == [(1, "arrival"), (1, "arrival"), (2, "arrival")]


@pytest.mark.parametrize("is_label", [False, True])
def test_a_desk_that_closed_meanwhile_calls_nobody(make: Make, database: Database, is_label: bool) -> None:
    """What a page or a machine saw of the opening is older than what stands in the database."""
    opening = make.opening(make.desk())
    ticket = make.ticket(opening)
    with database.writing() as db:
        db.get_one(Opening, opening.id).state = OpeningState.CLOSED
    with database.writing() as db, pytest.raises(NotFound):
        service.call_next(db, opening, table="2", languages=["nl"], is_label=is_label)
    assert ticket_as_kept(database, ticket).state is TicketState.WAITING


def test_the_rule_and_who_applied_it_stand_in_the_history(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    ticket = make.ticket(opening)
    with database.writing() as db:
        service.call_next(db, opening, table="2", languages=["nl"])
    move(database, ticket, "left_unhelped", reason="tired")
    assert [(p.rule, p.by_role) for p in periods(database, ticket)[1:]] == [("arrival", "volunteer"), ("tired", "host")]


def test_a_change_that_cannot_follow_is_refused_and_leaves_no_trace(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    for state, to in product(TicketState, TicketState):
        if to in MOVES[state] or to is state:
            continue
        ticket = make.ticket(opening, state=state)
        with pytest.raises(Clash) as refused:
            move(database, ticket, to)
        assert refused.value.facts == {"state": state.value}
        assert len(periods(database, ticket)) == 1
        assert ticket_as_kept(database, ticket).state is state


def test_every_change_that_may_follow_is_kept(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    for state, to in product(TicketState, TicketState):
        if to in MOVES[state]:
            ticket = make.ticket(opening, state=state)
            move(database, ticket, to)
            assert [p.state for p in periods(database, ticket)] == [state, to]


def test_the_same_change_twice_is_one_change(make: Make, database: Database) -> None:
    ticket = make.ticket(make.opening(make.desk()))
    assert len(live_through(database, ticket, ["stepped_out", "stepped_out"])) == 2


def test_order_is_by_sequence_also_when_the_clock_is_set_back(make: Make, database: Database) -> None:
    with clock.stopped(NINE):
        ticket = make.ticket(make.opening(make.desk()))
    with clock.stopped(NINE - timedelta(hours=1)):
        move(database, ticket, "stepped_out")
        move(database, ticket, "waiting")
    history = periods(database, ticket)
    assert [p.state.value for p in sorted(history, key=lambda p: p.sequence)] == ["waiting", "stepped_out", "waiting"]


def test_what_changed_under_our_hands_is_left_as_it_is(make: Make, database: Database) -> None:
    """What this transaction believes of a ticket is older than what stands in the database."""
    opening = make.opening(make.desk())
    ticket = make.ticket(opening, state=TicketState.STEPPED_OUT)
    with database.writing() as db:
        believed = db.get_one(Ticket, ticket.id)
        db.connection().execute(text("UPDATE ticket SET state = 'waiting'"))
        assert believed.state is TicketState.STEPPED_OUT
        with pytest.raises(Clash):
            service.call_next(db, opening, table="2", languages=["nl"])
    assert ticket_as_kept(database, ticket).state is TicketState.WAITING
    assert len(periods(database, ticket)) == 1


def test_a_line_needs_an_opening_that_is_kept(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    opening.id = None
    with database.reading() as db, pytest.raises(ValueError, match="not kept"):
        service.line(db, opening)
