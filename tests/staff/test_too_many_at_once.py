"""Passwords and PINs are judged two at once; a few wait, the others hear so at once and lose nothing."""

from collections.abc import Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import contextmanager

import pytest
from sqlmodel import select

from app.db import Database
from app.errors import Busy
from app.staff.models import Attempts
from app.staff.service.secrets import AT_ONCE, MOST_WAITING, PLACES, TURNS, fits, hash_secret
from app.staff.service.team import new_code
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PASSWORD, PIN, at_tablet, bilal, els, enrol, hash_of, phone_code
from tests.staff.test_joining import all_it_asks, choose, join_link

ONES = MOST_WAITING + 12
SECRET = ("password", "phone_code", "pin", "code", "secret")


@contextmanager
def no_place_left() -> Iterator[None]:
    """As many are being judged, and wait, as may."""
    for _n in range(AT_ONCE + MOST_WAITING):
        assert PLACES.acquire(blocking=False)
    try:
        yield
    finally:
        PLACES.release(AT_ONCE + MOST_WAITING)


def test_eight_wait_and_the_others_hear_so_at_once() -> None:
    kept = hash_of(PIN)
    with ThreadPoolExecutor(ONES) as pool:
        for _n in range(AT_ONCE):
            assert PLACES.acquire(blocking=False)
            TURNS.acquire()
        judged = [pool.submit(fits, PIN, kept) for _n in range(ONES)]
        while sum(one.done() for one in judged) < ONES - MOST_WAITING:
            wait([one for one in judged if not one.done()], timeout=1, return_when=FIRST_EXCEPTION)
        assert all(isinstance(one.exception(), Busy) for one in judged if one.done())
        TURNS.release(AT_ONCE)
        PLACES.release(AT_ONCE)
        assert [one.result() for one in judged if not isinstance(one.exception(), Busy)] == [True] * MOST_WAITING
    assert fits(PIN, kept)


def test_a_new_secret_waits_in_the_same_line() -> None:
    with no_place_left(), pytest.raises(Busy):
        hash_secret("vier gewone woorden")


def sent_away(browser: Browser, page: Page, action: str, **fields: str) -> Page:
    """She presses the button when all places are taken, reads why, and goes back to what she typed."""
    with no_place_left():
        answer = browser.send(page, action, fields, follow=False)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    told = Page(answer).check()
    assert not [name for name, value in fields.items() if name in SECRET and value in told.html]
    return browser.get(next(address for address in told.links().values() if "kept=" in address))


@pytest.mark.db
def test_a_password_that_nobody_judged_was_no_try(make: Make, browser: Browser, database: Database) -> None:
    els(make, make.desk())
    page = browser.get("/sign-in/password?next=/coach/tips")
    for _try in range(4):
        page = sent_away(browser, page, "/sign-in/password", name="els", password=PASSWORD, phone_code=phone_code())
    assert page.form("/sign-in/password").values()["name"] == ["els"]
    with database.reading() as db:
        assert [row.wrong for row in db.exec(select(Attempts)).all()] == [0]
    page = browser.submit(page, "/sign-in/password", password=PASSWORD, phone_code=phone_code())
    assert page.path == "/coach/tips"


def test_a_pin_that_nobody_judged_was_no_try(make: Make, browser: Browser) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    enrol(make, browser, desk)
    page = browser.get(f"/sign-in/{bilal_.code}")
    for _try in range(4):
        page = sent_away(browser, page, bilal_.code, pin=PIN)
    assert browser.submit(page, bilal_.code, pin=PIN).path == "/table"


def test_a_locked_screen_stays_locked_and_nothing_is_counted(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, bilal(make, desk), desk)
    browser.post("/lock")
    page = browser.get("/table")
    for _try in range(4):
        page = sent_away(browser, page, "/unlock", secret=PIN)
    assert browser.submit(page, "/unlock", secret=PIN).path == "/table"


def test_a_code_for_a_new_pin_is_not_used_up(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    enrol(make, browser, desk)
    with database.writing() as db:
        typed = new_code(db, bilal_)
    page = browser.get(f"/sign-in/{bilal_.code}/new-pin")
    for _try in range(4):
        page = sent_away(browser, page, "/new-pin", code=typed, pin="904172")
    assert browser.submit(page, "/new-pin", code=typed, pin="904172").path == "/table"


def test_a_link_to_join_is_not_used_up(make: Make, browser: Browser) -> None:
    desk = make.desk()
    dina = els(make, desk, name="Dina")
    link = join_link(make, dina)
    page = browser.get(link)
    page = sent_away(browser, page, "/join/", **all_it_asks(page))
    assert page.form("/join/").values()["sign_in_name"] == ["Dina"]
    assert choose(browser, page).path == "/coach"
