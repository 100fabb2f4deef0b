"""Bilal hides his screen, walks away, comes back, or goes home."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.i18n import speaking
from app.staff.access import SIGN_IN_COOKIE
from app.staff.models import Role, SignIn
from app.visits.models import Visit
from app.web.error_pages import NOT_KEPT
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import PASSWORD, PIN, WRONG_PIN, anna, at_tablet, bilal, els, enrol, hash_of, sign_in
from tests.visits.sitting import LEEFLOON, in_visit

NINE = datetime(2060, 11, 25, 9, 0, tzinfo=UTC)
IDLE = timedelta(minutes=20)
Open = Callable[[], Browser]


def test_hiding_shows_a_page_that_says_nothing_about_anybody(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, bilal(make, desk), desk)
    page = browser.submit(browser.get("/table"), "/lock")
    assert page.path == "/lock"
    for word in ("Bilal", desk.name, "Koffie &amp; Formulieren</span>"):
        assert word not in page.text
    assert browser.get("/table").url.endswith("/lock?next=/table")


def test_the_pin_brings_her_back_to_where_she_was(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    browser.submit(browser.get("/host/kalmthout"), "/lock")
    page = browser.get("/desks/kalmthout/today")
    assert page.path == "/lock"
    assert browser.submit(page, "/unlock", secret=PIN).path == "/desks/kalmthout/today"
    browser.get("/host/kalmthout")


def test_a_wrong_pin_leaves_it_locked_and_is_counted(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    with clock.stopped(NINE):
        at_tablet(make, browser, person, desk)
        browser.post("/lock")
        for _try in range(3):
            page = browser.submit(browser.get("/table"), "/unlock", secret=WRONG_PIN)
            assert page.path == "/lock"
        assert "10:01" in browser.submit(page, "/unlock", secret=PIN).text
        assert browser.get("/table").path == "/lock"
        page = browser.get(f"/sign-in/{person.code}")
        assert browser.submit(page, person.code, pin=PIN).path == f"/sign-in/{person.code}"  # the same waiting
    with clock.stopped(NINE + timedelta(minutes=1)):
        page = browser.get("/table")
        assert browser.submit(page, "/unlock", secret=PIN).path == "/table"


def test_locking_wipes_nothing(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    device = enrol(make, browser, desk)
    row = sign_in(make, browser, bilal(make, desk), device)
    visit = make.visit(make.opening(desk), sign_in_id=row.id, table_label="2")
    browser.post("/lock")
    browser.submit(browser.get("/lock"), "/unlock", secret=PIN)
    with database.reading() as db:
        kept = db.get_one(Visit, visit.id)
    assert (kept.sign_in_id, kept.table_label, kept.ended_at) == (row.id, "2", None)
    assert browser.get(f"/visits/{visit.code}").path == f"/visits/{visit.code}"


def test_twenty_quiet_minutes_lock_by_themselves(make: Make, browser: Browser) -> None:
    desk = make.desk()
    with clock.stopped(NINE):
        at_tablet(make, browser, bilal(make, desk), desk)
    with clock.stopped(NINE + IDLE):
        assert browser.get("/table").path == "/table"
    with clock.stopped(NINE + IDLE + IDLE):
        assert browser.get("/table").path == "/table"
    with clock.stopped(NINE + IDLE * 3 + timedelta(seconds=1)):
        page = browser.get("/table")
        assert page.path == "/lock"
        assert browser.submit(page, "/unlock", secret=PIN).path == "/table"


@pytest.mark.db
def test_what_is_sent_after_twenty_quiet_minutes_is_there_after_the_pin(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        sitting = in_visit(make, browser, LEEFLOON)
        step = browser.get(f"{sitting.walk(LEEFLOON)}/who")
    with clock.stopped(NINE + IDLE + timedelta(minutes=1)):
        page = browser.fill(step, "/walk/", {"a.last_name": "Kwartsappel"})
        assert page.path == "/lock"
        assert "Kwartsappel" not in page.html
        page = browser.submit(page, "/unlock", secret=WRONG_PIN)
        assert page.path == "/lock"  # a wrong PIN loses nothing either
        page = browser.submit(page, "/unlock", secret=PIN)
        assert page.path == f"{sitting.walk(LEEFLOON)}/who"
        assert page.form("/walk/").values()["a.last_name"] == ["Kwartsappel"]
        with speaking("nl"):
            assert str(NOT_KEPT) in page.text
        browser.submit(page, "/walk/")
        assert browser.get(step.url).form("/walk/").values()["a.last_name"] == ["Kwartsappel"]


def test_what_somebody_typed_is_not_for_who_signs_in_after_her(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        sitting = in_visit(make, browser, LEEFLOON)
        step = browser.get(f"{sitting.walk(LEEFLOON)}/who")
        make.person("Gia", sitting.desk, Role.VOLUNTEER, pin_hash=hash_of(PIN))
    with clock.stopped(NINE + IDLE + timedelta(minutes=1)):
        page = browser.fill(step, "/walk/", {"a.last_name": "Kwartsappel"})
        waits = parse_qs(urlsplit(page.url).query)["next"][0]
        assert "kept=" in waits
        browser.submit(page, "/sign-out")
        browser.submit(browser.click(browser.get("/sign-in"), "Gia"), "/sign-in/", pin=PIN)
        assert "Kwartsappel" not in browser.get(waits).html


def test_a_page_that_refreshes_itself_is_nobody(make: Make, browser: Browser) -> None:
    desk = make.desk()
    with clock.stopped(NINE):
        at_tablet(make, browser, bilal(make, desk), desk)
    with clock.stopped(NINE + timedelta(minutes=19)):
        browser.fragment("/table/now")
    with clock.stopped(NINE + IDLE + timedelta(seconds=1)):
        assert browser.get("/table").path == "/lock"


def test_after_twelve_hours_she_signs_in_again(make: Make, browser: Browser) -> None:
    desk = make.desk()
    with clock.stopped(NINE):
        device = enrol(make, browser, desk)
        sign_in(make, browser, bilal(make, desk), device)
    with clock.stopped(NINE + timedelta(hours=12)):
        assert browser.get("/table").path == "/sign-in"


def test_a_coordinator_unlocks_with_her_password(make: Make, browser: Browser) -> None:
    sign_in(make, browser, els(make, make.desk()))
    browser.post("/lock")
    page = browser.get("/coach")
    assert page.path == "/lock"
    page = browser.submit(page, "/unlock", secret=PIN)
    assert page.path == "/lock"
    assert browser.submit(page, "/unlock", secret=PASSWORD).path == "/coach"


def test_hiding_is_never_refused(make: Make, browser: Browser) -> None:
    make.desk()
    answer = browser.post("/lock")
    assert (answer.status_code, answer.headers["location"]) == (303, "/lock")
    page = browser.get("/lock")
    assert [form.action for form in page.forms] == []
    assert page.link("/sign-in")


def test_nobody_unlocks_what_nobody_locked(make: Make, browser: Browser) -> None:
    make.desk()
    answer = browser.post("/unlock", secret=PIN)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_signing_out_ends_it_on_the_server_too(make: Make, open_browser: Open, database: Database) -> None:
    desk = make.desk()
    browser, again = open_browser(), open_browser()
    device = enrol(make, browser, desk)
    sign_in(make, browser, bilal(make, desk), device)
    for name, value in browser.client.cookies.items():
        again.carry(name, value)
    page = browser.submit(browser.get("/table"), "/sign-out")
    assert page.path == "/sign-in"
    assert SIGN_IN_COOKIE not in browser.client.cookies
    assert again.get("/table").path == "/sign-in"
    with database.reading() as db:
        assert db.exec(select(SignIn)).all() == []


def test_somebody_else_takes_over_a_locked_tablet(make: Make, browser: Browser) -> None:
    desk = make.desk()
    anna_ = anna(make, desk)
    at_tablet(make, browser, bilal(make, desk), desk)
    browser.post("/lock")
    page = browser.submit(browser.get("/lock"), "/sign-out")
    assert page.path == "/sign-in"
    page = browser.click(page, anna_.code)
    assert browser.submit(page, anna_.code, pin=PIN).path == "/host/kalmthout"


def test_a_locked_screen_gives_no_fragment_either(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, bilal(make, desk), desk)
    browser.post("/lock")
    for address in ("/table/now", "/host/kalmthout/now"):
        answer = browser.client.get(address, headers={"X-Fragment": "1"}, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/lock?next=")
