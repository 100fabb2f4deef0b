"""Something else holds the database for a while: people hear "not now", nothing is lost, and it heals by itself."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from fastapi import FastAPI
from sqlmodel import select

from app import clock
from app.db import Database
from app.i18n import _, speaking
from app.queue.models import Ticket
from app.settings import Settings
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PIN, anna, at_tablet, bilal, enrol, token_of
from tests.visits.sitting import LEEFLOON, in_visit

NINE = datetime(2060, 11, 25, 9, 0, tzinfo=UTC)
MOST_SECONDS = 3.0


@contextmanager
def held(settings: Settings) -> Iterator[None]:
    """Another program has the file for itself: a backup, a repair, a curious hand."""
    file = settings.database_url.removeprefix("sqlite:///")
    with_it = sqlite3.connect(file, isolation_level=None)
    with_it.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        with_it.execute("ROLLBACK")
        with_it.close()


@contextmanager
def soon() -> Iterator[None]:
    """No longer than somebody waits before tapping again."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < MOST_SECONDS


def numbers(database: Database) -> list[int]:
    """The tickets that are kept."""
    with database.reading() as db:
        return sorted(ticket.number for ticket in db.exec(select(Ticket)).all())


def test_who_takes_a_number_is_told_to_wait_and_gets_one_afterwards(
    settings: Settings, make: Make, open_browser: Callable[[], Browser], database: Database
) -> None:
    browser = open_browser()
    make.opening(make.desk())
    form = {"speaks": "nl", "must_act": "no", "once": "one-form-one-number"}
    browser.get("/kiosk/kalmthout")
    with held(settings), soon():
        answer = browser.post("/kiosk/kalmthout/number", **form)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["Cache-Control"] == "no-store"
    with speaking("nl"):
        assert _("Nothing is lost. Wait a little and try again.") in Page(answer).check().text
    assert numbers(database) == []
    other = open_browser()
    assert other.post("/kiosk/kalmthout/number", **form).status_code == 303
    assert numbers(database) == [1]


def test_reading_goes_on(settings: Settings, make: Make, browser: Browser) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    ticket = make.ticket(opening)
    at_tablet(make, browser, anna(make, desk), desk)
    with held(settings), soon():
        for path in ("/", "/open", "/cards", "/board/kalmthout", f"/ticket/{ticket.code}", "/host/kalmthout"):
            browser.get(path)


def test_somebody_who_was_away_for_a_while_reads_too(settings: Settings, make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    with clock.stopped(NINE):
        at_tablet(make, browser, anna(make, desk), desk)
    with clock.stopped(NINE + timedelta(minutes=5)), held(settings), soon():
        browser.get("/host/kalmthout")  # that she is there cannot be noted now


def test_what_she_sends_is_refused_soon_though_she_was_away(
    settings: Settings, make: Make, browser: Browser, database: Database
) -> None:
    desk = make.desk()
    make.opening(desk)
    with clock.stopped(NINE):
        at_tablet(make, browser, anna(make, desk), desk)
    with clock.stopped(NINE + timedelta(minutes=5)):
        make.opening(make.desk("zoersel"))
        browser.get("/sign-in/password")
        with held(settings), soon():
            answer = browser.post("/host/kalmthout/number", speaks="nl", once="one-form-one-number")
        assert answer.status_code == 503
        assert numbers(database) == []


def test_a_sign_in_is_told_to_wait_and_no_try_is_counted(settings: Settings, make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    browser.get("/sign-in/password")
    with held(settings), soon():
        answer = browser.post(f"/sign-in/{person.code}", pin="739104")
    assert answer.status_code == 503
    assert browser.post(f"/sign-in/{person.code}", pin=PIN).headers["location"] == "/welcome"


def test_a_form_with_a_fault_cannot_come_back_and_says_so(settings: Settings, make: Make, browser: Browser) -> None:
    make.desk()
    browser.get("/sign-in/password")
    with held(settings), soon():
        answer = browser.post("/sign-in/password", name="n" * 81)
    assert answer.status_code == 503
    assert "Retry-After" in answer.headers
    Page(answer).check()
    assert browser.post("/sign-in/password", name="n" * 81).status_code == 303


def test_a_machine_reads_503_and_when_to_come_back(
    settings: Settings, make: Make, browser: Browser, database: Database
) -> None:
    desk = make.desk()
    make.opening(desk)
    headers = {**token_of(make, desk, "kiosk"), "Idempotency-Key": "a1"}
    with held(settings), soon():
        answer = browser.client.post("/api/v1/desks/kalmthout/tickets", json={"language": "nl"}, headers=headers)
    assert answer.status_code == 503
    assert answer.json()["type"] == "about:unwell"
    assert int(answer.headers["Retry-After"]) > 0
    for _again in range(2):  # the same key after it healed is one number
        answer = browser.client.post("/api/v1/desks/kalmthout/tickets", json={"language": "nl"}, headers=headers)
        assert answer.status_code == 201
    assert numbers(database) == [1]


def test_the_writer_of_this_house_that_hangs_is_the_same_to_others(
    app: FastAPI, make: Make, browser: Browser, database: Database
) -> None:
    make.opening(make.desk())
    browser.get("/kiosk/kalmthout")
    with database.writing() as db:
        db.exec(select(Ticket)).all()
        with soon():
            answer = browser.post("/kiosk/kalmthout/number", speaks="nl", must_act="no", once="one-form-one-number")
        assert answer.status_code == 503
        assert "Retry-After" in answer.headers
    assert browser.get("/").path == "/"


def test_a_screen_hides_though_nothing_can_be_kept(settings: Settings, make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    line = browser.get("/host/kalmthout")
    with held(settings):
        with soon():
            answer = browser.send(line, "/lock", follow=False)
        assert browser.get(answer.headers["location"]).path == "/lock"
        assert browser.get("/host/kalmthout").path == "/lock"
    page = browser.get("/desks/kalmthout/today")
    assert page.path == "/lock", "healed, and still hidden"
    assert browser.submit(page, "/unlock", secret=PIN).path == "/desks/kalmthout/today"
    browser.get("/host/kalmthout")


def test_a_step_hides_though_its_answers_cannot_be_kept(settings: Settings, make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        sitting = in_visit(make, browser, LEEFLOON)
        step = sitting.step(LEEFLOON, "who")
    with clock.stopped(NINE + timedelta(minutes=5)):  # that she is there cannot be noted either
        with held(settings):
            with soon():
                answer = browser.send(step, "/walk/", {"go": "hide", "a.last_name": "Kwartsappel"}, follow=False)
            page = browser.get(answer.headers["location"])
            assert page.path == "/lock"
            assert "Kwartsappel" not in page.html
        assert browser.get(step.url).path == "/lock"
        assert browser.submit(page, "/unlock", secret=PIN).path == step.path


def test_going_on_with_a_step_is_not_hiding(settings: Settings, make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    step = sitting.step(LEEFLOON, "who")
    with held(settings), soon():
        browser.fill(step, "/walk/", {"go": "next", "a.last_name": "Kwartsappel"}, status=503)
    assert browser.get(step.url).path == step.path


def test_who_signs_in_after_a_screen_was_hidden_is_not_locked_out(
    settings: Settings, make: Make, browser: Browser
) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    person = bilal(make, desk)
    with held(settings):
        browser.submit(browser.get("/host/kalmthout"), "/lock")
    browser.submit(browser.get("/lock"), "/sign-out")
    page = browser.submit(browser.get(f"/sign-in/{person.code}"), person.code, pin=PIN)
    assert page.path == "/table"


def test_no_page_of_another_site_hides_a_screen(settings: Settings, make: Make, browser: Browser) -> None:
    desk = make.desk()
    with clock.stopped(NINE):
        at_tablet(make, browser, anna(make, desk), desk)
        browser.get("/host/kalmthout")
    with clock.stopped(NINE + timedelta(minutes=5)):
        with held(settings), soon():
            forged = {"csrf_token": "of-no-page-of-ours"}
            assert browser.client.post("/lock", data=forged, follow_redirects=False).status_code == 503
        assert browser.get("/host/kalmthout").path == "/host/kalmthout"
