"""Which helper helped whom cannot be read from the rows: the join is tried, after the desk has closed."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel, text

from app import clock
from app.db import Database
from app.desks.models import Roster
from app.queue.models import Period, Ticket
from app.staff.models import Role
from app.visits.models import Question, Visit
from tests.browser import Browser
from tests.make import Make
from tests.rows import rows
from tests.staff.people import PIN, anna, at_tablet, hash_of
from tests.visits.sitting import LEEFLOON, RENT, Sitting

Open = Callable[[], Browser]
# Roster × table × time × question: who sat at the table to which a number came at the moment this visit began.
BY_TIME = """
SELECT roster.person_id, question.card
FROM roster
JOIN ticket ON ticket.opening_id = roster.opening_id
JOIN period ON period.ticket_id = ticket.id AND period.table_label = roster.table_label
JOIN visit ON visit.opening_id = roster.opening_id
JOIN question ON question.visit_id = visit.id
WHERE period.state = 'at_table' AND ABS(JULIANDAY(visit.started_at) - JULIANDAY(period.started_at)) * 86400 < 60
"""
BY_TABLE = """
SELECT roster.person_id, question.card
FROM roster
JOIN visit ON visit.opening_id = roster.opening_id AND visit.table_label = roster.table_label
JOIN question ON question.visit_id = visit.id
"""
BY_SIGN_IN = """
SELECT sign_in.person_id, question.card
FROM sign_in JOIN visit ON visit.sign_in_id = sign_in.id JOIN question ON question.visit_id = visit.id
"""
BY_NUMBER = """
SELECT roster.person_id, question.card
FROM roster
JOIN ticket ON ticket.opening_id = roster.opening_id AND ticket.table_label = roster.table_label
JOIN visit ON visit.ticket_id = ticket.id JOIN question ON question.visit_id = visit.id
"""
JOINS = (BY_TIME, BY_TABLE, BY_SIGN_IN, BY_NUMBER)
# Who belongs to a person, and may hold a clock time: none of it while a visit lasts.
TEAM = {"sign_in", "audit_event", "hint", "one_time_link", "device", "person", "membership", "api_token", "attempts"}


def morning(make: Make, open_browser: Open) -> list[Sitting]:
    """Bilal and Dina, each at a table, each with a visit about something else."""
    desk = make.desk()
    opening = make.opening(desk)
    sittings = []
    for name, label, card in (("Bilal", "1", LEEFLOON), ("Dina", "2", RENT)):
        browser = open_browser()
        person = make.person(name, desk, Role.VOLUNTEER, pin_hash=hash_of(PIN))
        at_tablet(make, browser, person, desk)
        browser.post("/table/sit", table=label)
        make.ticket(opening)
        browser.post("/table/call-next")
        with clock.shifted(timedelta(minutes=int(label))):
            path = browser.submit(browser.get("/table"), "/table/here").path
            sitting = Sitting(make, desk, opening, person, browser, path)
            sitting.adds(card)
        sittings.append(sitting)
    return sittings


def closes(make: Make, open_browser: Open, sitting: Sitting) -> None:
    """Anna closes the desk."""
    door = open_browser()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    assert door.post("/desks/kalmthout/close").status_code == 303


def joined(database: Database, join: str) -> set[tuple[int | None, str]]:
    """Every pair of a person and a card that a join gives."""
    with database.reading() as db:
        return {(person, card) for person, card in db.connection().execute(text(join))}


def test_the_joins_find_them_while_they_sit(make: Make, open_browser: Open, database: Database) -> None:
    """Else the test below would prove nothing."""
    bilal, dina = morning(make, open_browser)
    for join in JOINS:
        assert joined(database, join) == {(bilal.bilal.id, LEEFLOON), (dina.bilal.id, RENT)}, join


def test_after_closing_no_join_finds_anybody(make: Make, open_browser: Open, database: Database) -> None:
    sittings = morning(make, open_browser)
    with clock.shifted(timedelta(minutes=20)):
        sittings[0].ends()
    with clock.shifted(timedelta(minutes=40)):
        closes(make, open_browser, sittings[1])
    assert len(rows(database, Question)) == len(rows(database, Roster)) == 2
    for join in JOINS:
        assert joined(database, join) == set()


def test_already_when_a_visit_ends_its_helper_is_let_go(make: Make, open_browser: Open, database: Database) -> None:
    bilal, _dina = morning(make, open_browser)
    bilal.ends()
    ended = next(visit for visit in rows(database, Visit) if visit.ended_at)
    assert (ended.sign_in_id, ended.table_label, ended.ticket_id) == (None, None, None)
    for join in (BY_TABLE, BY_SIGN_IN, BY_NUMBER):
        assert LEEFLOON not in {card for _person, card in joined(database, join)}


def test_no_table_label_outlives_the_half_day(make: Make, open_browser: Open, database: Database) -> None:
    sittings = morning(make, open_browser)
    closes(make, open_browser, sittings[0])
    for kind in (Roster, Visit, Ticket, Period):
        assert {getattr(row, "table_label", "") for row in rows(database, kind)} == {None}


def _names_a_person(table: Table) -> bool:
    return any(key.column.table.name == "person" for key in table.foreign_keys)


def _moments(row: Any) -> list[datetime]:
    return [value for value in row if isinstance(value, datetime)]


def test_nothing_that_names_a_helper_holds_an_hour_within_a_visit(
    make: Make, open_browser: Open, database: Database
) -> None:
    sittings = morning(make, open_browser)
    with clock.shifted(timedelta(minutes=5)):
        for sitting, card, step in zip(sittings, (LEEFLOON, RENT), ("home", "home"), strict=True):
            sitting.browser.submit(sitting.step(card, step), "/coach/tips", text="Tel samen op papier.")
    with clock.shifted(timedelta(minutes=20)):
        for sitting in sittings:
            sitting.ends()
    visits = rows(database, Visit)
    telling: dict[str, Sequence[datetime]] = {}
    with database.reading() as db:
        for name, table in SQLModel.metadata.tables.items():
            if name in TEAM or not _names_a_person(table):
                continue
            found = [m for row in db.connection().execute(table.select()) for m in _moments(row)]
            inside = [m for m in found for v in visits if v.ended_at and v.started_at <= m <= v.ended_at]
            if inside:
                telling[name] = inside
    assert telling == {}
