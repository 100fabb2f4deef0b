"""A child that keeps tapping, and somebody who wants all numbers."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from app.db import Database
from app.i18n import _, speaking
from app.queue import brakes
from app.staff.models import DeviceKind
from app.web.browser_key import COOKIE
from tests.browser import COOKIE_DOMAIN, Browser
from tests.make import Make
from tests.queue.hall import open_hall, tickets
from tests.staff.people import enrol

Open = Callable[[], Browser]
MOST_IN_TEN_MINUTES = 40


def tap(browser: Browser, form: int) -> int:
    """One number more, from a form of its own; what came back."""
    return browser.post("/kiosk/kalmthout/number", speaks="nl", must_act="no", once=f"form-{form:04}").status_code


class Seconds:
    """The clock of the brake."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = time.time()
        monkeypatch.setattr("limits.storage.memory.time", SimpleNamespace(time=lambda: self.at))


def test_one_number_in_three_seconds(
    make: Make, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = Seconds(monkeypatch)
    make.opening(make.desk())
    assert tap(browser, 1) == 303
    seconds.at += 2
    assert tap(browser, 2) == 429
    seconds.at += 1.1
    assert tap(browser, 2) == 303
    assert [t.number for t in tickets(database)] == [1, 2]


def test_forty_in_ten_minutes_whatever_is_tried(
    make: Make, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = Seconds(monkeypatch)
    make.opening(make.desk())
    answers = []
    for form in range(MOST_IN_TEN_MINUTES + 10):
        seconds.at += 3.1
        answers.append(tap(browser, form))
    assert answers == [303] * MOST_IN_TEN_MINUTES + [429] * 10
    assert len(tickets(database)) == MOST_IN_TEN_MINUTES
    seconds.at += 600
    assert tap(browser, 9000) == 303


def test_the_page_that_holds_back_says_so_and_when(
    make: Make, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    make.opening(make.desk())
    pages = [browser.get("/kiosk/kalmthout/when") for _ in range(2)]
    browser.submit(pages[0], "/number", must_act="no")
    held = browser.submit(pages[1], "/number", status=429, must_act="no")
    assert int(held.response.headers["Retry-After"]) > 0


def test_the_same_form_once_more_is_no_second_tap(
    make: Make, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    make.opening(make.desk())
    assert [tap(browser, 1) for _ in range(5)] == [303] * 5
    assert len(tickets(database)) == 1


def test_a_thousand_taps_with_new_cookies_are_forty_numbers_and_the_host_hears_of_it(
    make: Make, open_browser: Open, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    open_hall(make, browser)
    with speaking("nl"):
        warning = _("Somebody keeps tapping for numbers")
    assert warning not in browser.get("/host/kalmthout").text
    visitor = open_browser()
    answers = []
    for form in range(1000):
        visitor.client.cookies.clear()
        answers.append(tap(visitor, form))
    assert answers == [303] * MOST_IN_TEN_MINUTES + [429] * (1000 - MOST_IN_TEN_MINUTES)
    assert len(tickets(database)) == MOST_IN_TEN_MINUTES
    assert warning in browser.get("/host/kalmthout").text


def test_others_do_not_hold_back_the_kiosk_of_the_desk(
    make: Make, open_browser: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    desk = make.desk()
    make.opening(desk)
    for form in range(MOST_IN_TEN_MINUTES):
        assert tap(open_browser(), form) == 303
    assert tap(open_browser(), 1000) == 429
    own = open_browser()
    enrol(make, own, desk, DeviceKind.KIOSK)
    assert tap(own, 1001) == 303


def test_one_kiosk_does_not_hold_back_another(
    make: Make, open_browser: Open, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    make.opening(make.desk())
    assert [tap(open_browser(), form) for form in range(3)] == [303] * 3


def test_an_enrolled_kiosk_stays_itself_when_its_browser_begins_anew(
    make: Make, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    Seconds(monkeypatch)
    desk = make.desk()
    make.opening(desk)
    device = enrol(make, browser, desk, DeviceKind.KIOSK)
    brakes.taps.clear(f"device-{device.id}")
    assert tap(browser, 1) == 303
    browser.client.cookies.delete(COOKIE, domain=COOKIE_DOMAIN)
    assert tap(browser, 2) == 429
    brakes.taps.clear(f"device-{device.id}")


def test_the_host_is_never_held_back(make: Make, browser: Browser, database: Database) -> None:
    open_hall(make, browser)
    for form in range(5):
        answer = browser.post("/host/kalmthout/number", speaks="nl", once=f"by-hand-{form}")
        assert answer.status_code == 303
    assert [t.number for t in tickets(database)] == [1, 2, 3, 4, 5]
