"""Two hands at the same moment, on both databases: nobody is lost, nobody is with two helpers, nothing counts twice."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlmodel import select

from app.db import Database
from app.demand.models import DailyFact
from app.queue.models import TicketState
from tests.browser import Browser
from tests.make import Make
from tests.queue.hall import open_hall, periods, ticket_as_kept, tickets
from tests.queue.moments import at_once
from tests.staff.people import bilal, token_of

pytestmark = pytest.mark.db
Open = Callable[[], Browser]


def test_one_form_sent_five_times_is_one_number_and_never_held_back(
    make: Make, browser: Browser, database: Database
) -> None:
    opening = make.opening(make.desk())
    page = browser.get("/kiosk/kalmthout/when")
    answers = at_once(database, opening, [lambda: browser.send(page, "/number", {"must_act": "no"}, follow=False)] * 5)
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(tickets(database)) == 1


def test_two_helpers_never_get_the_same_person(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    for _ in range(3):
        make.ticket(opening)
    headers = token_of(make, desk, "table", bilal(make, desk))

    def call(table: str) -> int:
        answer = browser.client.post("/api/v1/desks/kalmthout/call-next", json={"table": table}, headers=headers)
        return answer.status_code

    answers = at_once(database, opening, [partial(call, str(n)) for n in range(5)])
    assert sorted(answers) == [200, 200, 200, 204, 204]
    kept = tickets(database)
    assert {t.state for t in kept} == {TicketState.CALLED}
    assert len({t.table_label for t in kept}) == 3
    assert [len(periods(database, t)) for t in kept] == [2, 2, 2]


def test_two_changes_that_exclude_each_other_leave_one(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    ticket = make.ticket(opening)
    headers = token_of(make, desk, "host")

    def move(to: str) -> int:
        url = f"/api/v1/tickets/{ticket.code}/state"
        return browser.client.post(url, json={"to": to}, headers=headers).status_code

    answers = at_once(database, opening, [partial(move, to) for to in ("sent_home", "stepped_out")])
    assert sorted(answers) == [200, 409]
    history = periods(database, ticket)
    assert len(history) == 2
    assert history[-1].state is ticket_as_kept(database, ticket).state


def test_leaving_without_help_counts_once_however_often_it_is_tapped(
    make: Make, browser: Browser, database: Database
) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    form = next(f for f in hall.page.forms if f.values().get("to") == ["left_unhelped"])
    sent = {**form.values(), "reason": ["tired"]}
    tap = [lambda: browser.client.post(form.action, data=sent, follow_redirects=False).status_code] * 4
    assert at_once(database, hall.opening, tap) == [303] * 4
    assert ticket_as_kept(database, ticket).state is TicketState.LEFT_UNHELPED
    with database.reading() as db:
        assert [fact.count for fact in db.exec(select(DailyFact))] == [1]


def test_leaving_without_a_number_counts_once_however_often_it_is_tapped(
    make: Make, browser: Browser, database: Database
) -> None:
    hall = open_hall(make, browser)
    form = hall.page.form("/left")
    sent = {**form.values(), "reason": ["tired"]}
    tap = [lambda: browser.client.post(form.action, data=sent, follow_redirects=False).status_code] * 4
    assert at_once(database, hall.opening, tap) == [303] * 4
    with database.reading() as db:
        assert [fact.count for fact in db.exec(select(DailyFact))] == [1]


def test_taken_back_from_two_tabs_is_one_less(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    urls = [f"/host/kalmthout/tickets/{make.ticket(hall.opening).code}" for _ in range(2)]
    for url in urls:
        browser.post(url, to="left_unhelped", reason="tired")
    sent = {"csrf_token": hall.page.form("/left").values()["csrf_token"], "to": ["waiting"]}
    tap = [lambda: browser.client.post(urls[0], data=sent, follow_redirects=False).status_code] * 4
    assert at_once(database, hall.opening, tap) == [303] * 4
    with database.reading() as db:
        assert [fact.count for fact in db.exec(select(DailyFact))] == [1]
