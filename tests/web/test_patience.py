"""Many wait for a held file at once: the waits do not add up, and end when it heals."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Event

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import select

from app.db import Database
from app.db.engine import WAIT_SECONDS
from app.queue.models import Ticket
from app.settings import Settings
from tests.browser import Browser
from tests.make import Make
from tests.web.test_held_database import MOST_SECONDS, held, numbers

MANY = 40


@contextmanager
def held_for(settings: Settings, seconds: float) -> Iterator[None]:
    """Held at the beginning of the block, and let go a little later by itself."""
    holding, begun = ThreadPoolExecutor(1), Event()

    def hold() -> None:
        with held(settings):
            begun.set()
            time.sleep(seconds)

    with holding:
        holder = holding.submit(hold)
        begun.wait()
        yield
        holder.result()


def test_forty_who_write_at_once_each_hear_it_soon(settings: Settings, make: Make, database: Database) -> None:
    """Measured where they wait: forty clients in the process of the test would measure each other."""
    make.opening(make.desk())
    begun = Barrier(MANY)

    def write(_n: int) -> float:
        begun.wait()
        at = time.monotonic()
        with pytest.raises((OperationalError, PoolTimeout)), database.writing() as db:
            db.exec(select(Ticket)).all()
        return time.monotonic() - at

    with held(settings), ThreadPoolExecutor(MANY) as pool:
        waited = list(pool.map(write, range(MANY)))
    assert max(waited) < MOST_SECONDS
    assert numbers(database) == []


def test_forty_kiosks_at_once_hear_not_now_and_nothing_is_kept(
    settings: Settings, make: Make, app: FastAPI, database: Database
) -> None:
    make.opening(make.desk())
    form = {"speaks": "nl", "must_act": "no", "once": "one-of-many"}
    browsers = [Browser(app) for _each in range(MANY)]
    for browser in browsers:
        browser.get("/kiosk/kalmthout")
    with held(settings), ThreadPoolExecutor(MANY) as pool:
        heard = list(pool.map(lambda browser: browser.post("/kiosk/kalmthout/number", **form), browsers))
    assert {(answer.status_code, "Retry-After" in answer.headers) for answer in heard} == {(503, True)}
    assert numbers(database) == []
    assert browsers[0].post("/kiosk/kalmthout/number", **form).status_code == 303


def test_who_comes_after_somebody_waited_in_vain_waits_shortly_and_is_served_when_it_heals(
    settings: Settings, make: Make, database: Database
) -> None:
    make.desk()
    with held(settings):
        with pytest.raises(OperationalError), database.writing() as db:
            db.exec(select(Ticket)).all()
        at = time.monotonic()
        with pytest.raises(OperationalError), database.writing() as db:
            db.exec(select(Ticket)).all()
        assert time.monotonic() - at < 1
    with database.writing() as db:
        db.exec(select(Ticket)).all()
    with held(settings):  # healed: patience is whole again
        at = time.monotonic()
        with pytest.raises(OperationalError), database.writing() as db:
            db.exec(select(Ticket)).all()
        assert time.monotonic() - at > 1


def test_work_before_the_first_line_takes_no_patience(settings: Settings, make: Make, database: Database) -> None:
    """A slip's key is derived slowly before anything is written."""
    make.desk()
    with database.writing() as db:
        time.sleep(WAIT_SECONDS + 0.1)
        with held_for(settings, 0.3):
            assert db.exec(select(Ticket)).all() == []
