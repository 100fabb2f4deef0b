"""The slip: 28 digits on paper open it, with the key of the week; nobody else can, we neither."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from app import clock
from app.db import Database
from app.privacy import sealing, service
from app.privacy.epochs import Epochs
from app.privacy.models import Receipt, Slip
from app.privacy.service import ANSWERS_LAST, HANDLE_LETTERS, SLIP_LASTS, OpenedSlip, SlipCode
from tests.browser import Browser
from tests.rows import rows

pytestmark = pytest.mark.db
ITEM = {"card": "leefloon", "letter": "", "topic": "", "outcome": "done", "at_step": "", "to_find": []}
DESK = {"name": "Zaal Noord", "place": "", "reach_us": "03 000 00 00"}
STEPS: dict[str, Any] = {"language": "nl", "desk": DESK, "made_on": "2026-11-26", "items": [ITEM]}
ANSWERS: dict[str, Any] = {"leefloon": {"first_name": {"value": "Kanarie"}}}


class Home:
    """Where slips are made and opened."""

    def __init__(self, app: FastAPI) -> None:
        self.database: Database = app.state.database
        self.epochs: Epochs = app.state.epochs

    def make(self, *, answers: dict[str, Any] | None = ANSWERS, readable_at_home: bool = True) -> SlipCode:
        """A paper for somebody."""
        code, slip = service.seal_slip(self.epochs, steps=STEPS, answers=answers, readable_at_home=readable_at_home)
        with self.database.writing() as db:
            db.add(slip)
        return code

    def open(self, handle: str, digits: str, *, with_answers: bool = True, at_desk: bool = True) -> OpenedSlip | None:
        """What handle and digits give."""
        with self.database.reading() as db:
            row = service.find_slip(db, handle)
        return service.open_slip(
            row, self.epochs, handle=handle, digits=digits, with_answers=with_answers, at_desk=at_desk
        )


def test_the_paper_opens_its_steps_and_at_the_desk_its_answers(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    opened = home.open(code.handle, code.digits)
    assert opened is not None
    assert (opened.steps, opened.answers) == (STEPS, ANSWERS)
    assert opened.last_day == code.last_day == clock.local(clock.now() + SLIP_LASTS).date()


def test_at_home_there_are_steps_and_never_answers(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    opened = home.open(code.handle, code.digits, at_desk=False)
    assert opened is not None
    assert (opened.steps, opened.answers) == (STEPS, None)


def test_a_desk_may_keep_it_for_the_desk_alone(app: FastAPI) -> None:
    home = Home(app)
    code = home.make(readable_at_home=False)
    assert home.open(code.handle, code.digits, at_desk=False) is None
    assert home.open(code.handle, code.digits) is not None


def test_without_answers_there_are_none_to_open(app: FastAPI) -> None:
    home = Home(app)
    code = home.make(answers=None)
    opened = home.open(code.handle, code.digits)
    assert opened is not None
    assert opened.answers is None
    assert rows(home.database, Slip)[0].sealed_answers is None


def test_wrong_unknown_and_expired_look_the_same_and_take_as_long(app: FastAPI) -> None:
    home = Home(app)
    code, other = home.make(), home.make()
    wrong = sealing.with_check("1" * 26)
    tries = [(code.handle, wrong), ("XXXXXXXX", code.digits), (other.handle, code.digits), ("", ""), ("x" * 300, wrong)]
    began = time.perf_counter()
    assert home.open(code.handle, code.digits) is not None
    right = time.perf_counter() - began
    for handle, digits in tries:
        began = time.perf_counter()
        assert home.open(handle, digits) is None
        assert time.perf_counter() - began > right / 4, "an answer that comes at once says that nothing was tried"
    with clock.shifted(SLIP_LASTS):
        assert home.open(code.handle, code.digits) is None


def test_the_page_says_the_same_of_a_wrong_an_unknown_and_an_old_paper(
    app: FastAPI, open_browser: Callable[[], Browser]
) -> None:
    code = Home(app).make()

    def told(handle: str, digits: str) -> str:
        browser = open_browser()
        return browser.submit(browser.get("/slip?lang=nl"), "/slip", handle=handle, digits=digits).text

    wrong = told(code.handle, sealing.with_check("1" * 26))
    unknown = told("XXXXXXXX", code.digits)
    with clock.shifted(SLIP_LASTS):
        old = told(code.handle, code.digits)
    assert wrong.replace(code.handle, "") == unknown.replace("XXXXXXXX", "") == old.replace(code.handle, "")
    assert told(code.handle, " ".join(code.groups())) != wrong


def test_answers_go_after_thirty_days_and_steps_after_sixty(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    with clock.shifted(ANSWERS_LAST):
        opened = home.open(code.handle, code.digits)
        assert opened is not None
        assert opened.answers is None
    with clock.shifted(SLIP_LASTS - timedelta(hours=1)):
        assert home.open(code.handle, code.digits) is not None
    with clock.shifted(SLIP_LASTS):
        assert home.open(code.handle, code.digits) is None


def test_the_digits_are_kept_nowhere(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    kept = "".join(str(value) for value in rows(home.database, Slip)[0].model_dump().values())
    assert code.digits not in kept
    assert "Kanarie" not in kept
    assert "leefloon" not in kept


def test_what_the_paper_shows(app: FastAPI) -> None:
    code = Home(app).make()
    assert sealing.is_whole(code.digits)
    assert [len(group) for group in code.groups()] == [4] * 7
    assert "".join(code.groups()) == code.digits
    assert code.qr() == f"KF1:{code.handle}:{code.digits}"
    assert len(code.handle) == 8
    assert set(code.handle) <= set(HANDLE_LETTERS)
    assert not set("0O1IL") & set(HANDLE_LETTERS)


def test_slips_that_changed_places_are_refused(app: FastAPI) -> None:
    home = Home(app)
    one, two = home.make(), home.make()
    with home.database.writing() as db:
        first, second = db.get_one(Slip, one.handle), db.get_one(Slip, two.handle)
        first.wrapped_key, second.wrapped_key = second.wrapped_key, first.wrapped_key
        first.salt, second.salt = second.salt, first.salt
    assert home.open(one.handle, two.digits) is None
    assert home.open(one.handle, one.digits) is None


def test_a_longer_life_given_in_the_database_opens_nothing(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    with home.database.writing() as db:
        db.get_one(Slip, code.handle).expires_at += timedelta(days=365)
    assert home.open(code.handle, code.digits) is None


def test_wiped_is_gone_and_a_receipt_says_so(app: FastAPI) -> None:
    home = Home(app)
    code = home.make()
    for _twice in range(2):
        with home.database.writing() as db:
            service.wipe_slip(db, code.handle)
    assert home.open(code.handle, code.digits) is None
    assert [(receipt.what, receipt.how_many) for receipt in rows(home.database, Receipt)] == [("slip", 1)]


def test_without_the_key_of_its_week_a_slip_is_noise(app: FastAPI) -> None:
    """That is what a backup is after ten weeks, also for who still has the paper."""
    home = Home(app)
    code = home.make()
    file = home.epochs.folder / rows(home.database, Slip)[0].epoch
    key = file.read_bytes()
    file.unlink()
    assert home.open(code.handle, code.digits) is None
    file.write_bytes(bytes(32))
    assert home.open(code.handle, code.digits) is None
    file.write_bytes(key)
    assert home.open(code.handle, code.digits) is not None
