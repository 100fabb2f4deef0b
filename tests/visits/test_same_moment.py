"""The same button pressed at the same moment, on both databases."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.db import Database
from app.demand.models import DailyFact, Hint
from app.privacy.models import Draft
from app.queue.models import TicketState
from tests.browser import Browser, Page
from tests.make import Make
from tests.queue.hall import tickets
from tests.queue.moments import at_once
from tests.rows import rows
from tests.visits.sitting import LEEFLOON, at_table, in_visit, questions, visits

pytestmark = pytest.mark.db
PRESSES = 4


def press(browser: Browser, page: Page, action: str, fields: dict[str, Any]) -> Callable[[], int]:
    """One press of a button of this page."""
    form = next(form for form in page.forms if form.action.endswith(action))
    button = {b.get("name", ""): [b.get("value", "")] for b in form.buttons[:1] if b.get("name")}
    sent = {**form.values(), **button, **fields}
    return lambda: browser.client.post(form.action, data=sent, follow_redirects=False).status_code


def pressed(database: Database, row: SQLModel, page: Page, browser: Browser, action: str, **fields: Any) -> list[int]:
    """Four presses at once, while nobody can change ``row``."""
    return at_once(database, row, [press(browser, page, action, fields)] * PRESSES)


def test_call_next_calls_one_person(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    for _ in range(PRESSES):
        make.ticket(sitting.opening)
    assert pressed(database, sitting.opening, browser.get("/table"), browser, "/call-next") == [303] * PRESSES
    assert sorted(t.state for t in tickets(database)) == [TicketState.CALLED] + [TicketState.WAITING] * (PRESSES - 1)


def test_she_is_here_is_one_visit(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    make.ticket(sitting.opening)
    browser.post("/table/call-next")
    assert pressed(database, sitting.opening, browser.get("/table"), browser, "/here") == [303] * PRESSES
    assert len(visits(database)) == 1
    assert len(rows(database, Draft)) == 1


def test_somebody_without_a_number_is_one_visit(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    answers = pressed(database, sitting.opening, browser.get("/table"), browser, "/without-number", speaks="nl")
    assert answers == [303] * PRESSES
    assert len(visits(database)) == 1


def test_a_question_is_added_once(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser)
    answers = pressed(database, visits(database)[0], sitting.page, browser, "/questions", card=LEEFLOON)
    assert answers == [303] * PRESSES
    assert len(questions(database)) == 1
    assert rows(database, Hint) == [], "one question pressed four times is no peak"


def test_the_end_is_counted_once(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.get(f"{sitting.path}/finish")
    outcome = {f"outcome.{questions(database)[0].code}": "done"}
    answers = pressed(database, visits(database)[0], page, browser, "/finish", **outcome)
    assert sorted(answers) == [303] + [404] * (PRESSES - 1)
    assert {fact.kind: fact.count for fact in rows(database, DailyFact)} == {"visit": 1, "question": 1}


def test_a_step_is_kept_once_and_goes_on(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = sitting.step(LEEFLOON, "who")
    sent = {"a.last_name": "Kwartsappel", "go": "next"}
    form = page.form("/walk/")
    job = [lambda: browser.client.post(form.action, data={**form.values(), **sent}, follow_redirects=False)] * PRESSES
    answers = at_once(database, rows(database, Draft)[0], job)
    assert {answer.headers["location"] for answer in answers} == {f"{sitting.walk(LEEFLOON)}/home"}
    assert [draft.save_number for draft in rows(database, Draft)] == [2]
