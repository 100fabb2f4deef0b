"""Bilal taps his tile on an enrolled tablet and gives his PIN."""

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from fastapi import FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from app import clock
from app.db import Database
from app.main import create_app
from app.settings import Settings
from app.staff.access import SIGN_IN_COOKIE
from app.staff.models import Attempts, Device, DeviceKind, Person, Role
from app.staff.service import sign_in_with_pin
from app.staff.service.signing_in import Refused, Token
from tests.browser import Browser, Page
from tests.make import Make
from tests.rows import rows
from tests.staff.people import PIN, WRONG_PIN, anna, at_tablet, bilal, els, enrol, hash_of, sign_in

NINE = datetime(2060, 11, 25, 9, 0, tzinfo=UTC)
Open = Callable[[], Browser]


def give_pin(browser: Browser, person: Person, pin: str) -> Page:
    """From the tile to what comes after the PIN."""
    page = browser.click(browser.get("/sign-in"), f"/sign-in/{person.code}")
    return browser.submit(page, f"/sign-in/{person.code}", pin=pin)


def is_in(page: Page) -> bool:
    """Whether she came to a page of her own."""
    return not page.path.startswith(("/sign-in", "/lock"))


def test_the_right_pin_leads_to_the_work(make: Make, browser: Browser) -> None:
    desk = make.desk()
    bilal_, anna_ = bilal(make, desk), anna(make, desk)
    enrol(make, browser, desk)
    assert give_pin(browser, bilal_, PIN).path == "/table"
    assert give_pin(browser, anna_, PIN).path == "/host/kalmthout"


def test_a_sign_in_leads_back_to_the_page_that_was_asked(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = anna(make, desk)
    enrol(make, browser, desk)
    page = browser.get("/desks/kalmthout/today?x=1")
    assert page.path == "/sign-in"
    page = browser.click(page, person.code)
    assert browser.submit(page, person.code, pin=PIN).url.endswith("/desks/kalmthout/today?x=1")


def test_a_wrong_pin_comes_back_without_the_pin(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    page = give_pin(browser, person, WRONG_PIN)
    assert page.path == f"/sign-in/{person.code}"
    assert [e for e in page.tree.iter() if e.get("role") == "alert"]
    assert WRONG_PIN not in page.html
    assert not is_in(browser.get("/table"))


def test_after_three_wrong_ones_the_right_pin_waits_one_two_four_minutes(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    with clock.stopped(NINE):
        for _try in range(3):
            give_pin(browser, person, WRONG_PIN)
        page = give_pin(browser, person, PIN)
        assert not is_in(page)
        assert "10:01" in page.text  # the hour from which she may try again, on the wall of the hall
    at = NINE
    for minutes in (1, 2):
        with clock.stopped(at + timedelta(minutes=minutes, seconds=-1)):
            assert not is_in(give_pin(browser, person, PIN))
        at += timedelta(minutes=minutes)
        with clock.stopped(at):
            give_pin(browser, person, WRONG_PIN)
    with clock.stopped(at + timedelta(minutes=4, seconds=-1)):
        assert not is_in(give_pin(browser, person, PIN))
    with clock.stopped(at + timedelta(minutes=4)):
        assert is_in(give_pin(browser, person, PIN))


def test_only_she_waits_and_only_on_that_tablet(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    bilal_, anna_ = bilal(make, desk), anna(make, desk)
    first, second = open_browser(), open_browser()
    enrol(make, first, desk)
    enrol(make, second, desk)
    for _try in range(3):
        give_pin(first, bilal_, WRONG_PIN)
    assert not is_in(give_pin(first, bilal_, PIN))
    assert is_in(give_pin(first, anna_, PIN))
    assert is_in(give_pin(second, bilal_, PIN))


def test_a_right_pin_forgets_the_wrong_ones(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    give_pin(browser, person, WRONG_PIN)
    give_pin(browser, person, PIN)
    with database.reading() as db:
        assert db.exec(select(Attempts)).all() == []


def test_the_host_frees_her_with_a_code_that_works_once(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    bilal_, anna_ = bilal(make, desk), anna(make, desk)
    tablet, hosts = open_browser(), open_browser()
    enrol(make, tablet, desk)
    at_tablet(make, hosts, anna_, desk)
    for _try in range(3):
        give_pin(tablet, bilal_, WRONG_PIN)
    answer = hosts.post(f"/admin/people/{bilal_.code}/code", came_from="/desks/kalmthout/today")
    told = hosts.get(answer.headers["location"])
    assert told.path == "/desks/kalmthout/today"
    found = re.search(r"\b(\d{4}) (\d{4})\b", told.text)
    assert found
    assert is_in(give_pin(tablet, bilal_, PIN))
    page = tablet.get(f"/sign-in/{bilal_.code}/new-pin")
    assert tablet.submit(page, "/new-pin", code=found[1] + found[2], pin="904172").path == "/table"
    page = tablet.get(f"/sign-in/{bilal_.code}/new-pin")
    assert not is_in(tablet.submit(page, "/new-pin", code=found[1] + found[2], pin="351962"))
    assert not is_in(give_pin(tablet, bilal_, PIN))
    assert is_in(give_pin(tablet, bilal_, "904172"))


def test_only_an_enrolled_tablet_of_her_own_desk_shows_her_tile(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    bilal_ = bilal(make, desk)
    browser.get(f"/sign-in/{bilal_.code}", status=404)
    enrol(make, browser, other)
    browser.get(f"/sign-in/{bilal_.code}", status=404)
    enrol(make, browser, desk, DeviceKind.KIOSK)
    browser.get(f"/sign-in/{bilal_.code}", status=404)
    assert bilal_.name not in browser.get("/sign-in").text
    enrol(make, browser, desk)
    assert bilal_.name in browser.get("/sign-in").text


def test_somebody_without_a_pin_cannot_give_one(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = make.person("Bilal", desk, Role.VOLUNTEER)
    enrol(make, browser, desk)
    assert not is_in(give_pin(browser, person, ""))
    assert not is_in(give_pin(browser, person, PIN))


def test_each_sign_in_has_a_new_cookie_that_no_script_reads(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    browser.carry(SIGN_IN_COOKIE, "brought-along-0123456789")
    first = browser.post(f"/sign-in/{person.code}", pin=PIN)
    second = browser.post(f"/sign-in/{person.code}", pin=PIN)
    cookies = [c for a in (first, second) for c in a.headers.get_list("set-cookie") if c.startswith(SIGN_IN_COOKIE)]
    assert len(set(cookies)) == 2
    for cookie in cookies:
        assert "brought-along" not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Max-Age" not in cookie


def test_a_cookie_carried_to_another_device_opens_nothing(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    tablet, thief = open_browser(), open_browser()
    at_tablet(make, tablet, person, desk)
    assert is_in(tablet.get("/table"))
    thief.carry(SIGN_IN_COOKIE, tablet.client.cookies[SIGN_IN_COOKIE])
    assert not is_in(thief.get("/table"))
    enrol(make, thief, desk)
    assert not is_in(thief.get("/table"))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_a_pin_never_opens_the_lead(make: Make, browser: Browser, role: Role) -> None:
    desk = make.desk()
    person = els(make, desk, Role.VOLUNTEER, Role.HOST, role, pin_hash=hash_of(PIN))
    enrol(make, browser, desk)
    assert give_pin(browser, person, PIN).path == "/table"
    browser.get("/host/kalmthout")
    for page in ("/coach", "/demand", "/admin", "/admin/audit", "/coach/tips"):
        browser.get(page, status=403)


def test_in_the_demonstration_a_pin_opens_the_lead_too(settings: Settings, open_browser: Open) -> None:
    app: FastAPI = create_app(settings.model_copy(update={"demo": True}))
    with TestClient(app):
        make, browser = Make(app), Browser(app)
        desk = make.desk()
        person = els(make, desk, pin_hash=hash_of(PIN))
        sign_in(make, browser, person, enrol(make, browser, desk))
        assert browser.get("/welcome").path == "/coach"
        browser.get("/admin")
        browser.close()


def test_in_the_demonstration_any_browser_becomes_a_tablet_and_sees_the_pins(settings: Settings) -> None:
    app: FastAPI = create_app(settings.model_copy(update={"demo": True}))
    staff = [{"name": "Bilal", "pin": PIN, "roles": ["volunteer"]}]
    (settings.data_dir / "demo.json").write_text(json.dumps({"staff": staff}))
    with TestClient(app):
        make, browser = Make(app), Browser(app)
        bilal(make, make.desk())
        page = browser.submit(browser.get("/sign-in"), "/sign-in/demo")
        assert PIN in page.text
        page = browser.click(page, "Bilal")
        assert PIN in page.text
        assert browser.submit(page, "/sign-in/", pin=PIN).path == "/table"
        other = Browser(app)
        other.submit(other.get("/sign-in"), "/sign-in/demo")
        assert [device.label for device in rows(app.state.database, Device)] == ["Tablet tafel 1", "Tablet tafel 2"]
        browser.close()
        other.close()


def test_on_a_real_desk_no_browser_becomes_one_and_no_pin_is_shown(
    make: Make, browser: Browser, settings: Settings
) -> None:
    desk = make.desk()
    bilal(make, desk)
    staff = [{"name": "Bilal", "pin": PIN, "roles": ["volunteer"]}]
    (settings.data_dir / "demo.json").write_text(json.dumps({"staff": staff}))
    assert browser.post("/sign-in/demo").status_code == 404
    enrol(make, browser, desk)
    page = browser.get("/sign-in")
    assert PIN not in page.html
    assert PIN not in browser.click(page, "Bilal").html


@pytest.mark.db
@pytest.mark.parametrize("before", [0, 1])
def test_tries_at_the_same_moment_are_counted_one_by_one(make: Make, database: Database, before: int) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    device = make.keep(Device(desk_id=desk.id or 0, kind=DeviceKind.DESK, label="Tablet 1", token_hash="x"))
    with clock.stopped(NINE):
        for _try in range(before):
            sign_in_with_pin(database, device=device, person=person, pin=WRONG_PIN)
    gate = Barrier(8)

    def guess(_n: int) -> Token | Refused:
        with database.reading() as db:  # every thread has its connection before the race begins
            db.exec(select(Attempts)).all()
        gate.wait()
        return sign_in_with_pin(database, device=device, person=person, pin=WRONG_PIN)

    with clock.stopped(NINE), ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(8)))
    with database.reading() as db:
        assert db.exec(select(Attempts)).one().wrong == 3
