"""Who chooses a new PIN or password anew is signed out everywhere else."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.db import Database
from app.staff.models import SignIn
from app.staff.service.team import new_code
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import anna, at_tablet, bilal, els, enrol, sign_in
from tests.staff.test_joining import choose, join_link

Open = Callable[[], Browser]


@pytest.mark.db
def test_a_new_pin_ends_what_the_old_one_began(make: Make, open_browser: Open, database: Database) -> None:
    desk = make.desk()
    bilal_, anna_ = bilal(make, desk), anna(make, desk)
    old, new, annas = open_browser(), open_browser(), open_browser()
    at_tablet(make, old, bilal_, desk)
    at_tablet(make, annas, anna_, desk)
    enrol(make, new, desk)
    with database.writing() as db:
        typed = new_code(db, bilal_)
    page = new.get(f"/sign-in/{bilal_.code}/new-pin")
    assert new.submit(page, "/new-pin", code=typed, pin="904172").path == "/table"
    assert old.get("/table").path == "/sign-in"
    assert annas.get("/host/kalmthout").path == "/host/kalmthout"
    with database.reading() as db:
        assert {row.person_id for row in db.exec(select(SignIn)).all()} == {bilal_.id, anna_.id}


def test_a_wrong_code_ends_nothing(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    old, new = open_browser(), open_browser()
    at_tablet(make, old, bilal_, desk)
    enrol(make, new, desk)
    new.submit(new.get(f"/sign-in/{bilal_.code}/new-pin"), "/new-pin", code="00000000", pin="904172")
    assert old.get("/table").path == "/table"


@pytest.mark.db
def test_a_new_password_ends_what_the_old_one_began(make: Make, open_browser: Open) -> None:
    dina = els(make, make.desk(), name="Dina")
    old, new = open_browser(), open_browser()
    sign_in(make, old, dina)
    assert old.get("/coach").path == "/coach"
    assert choose(new, new.get(join_link(make, dina))).path == "/coach"
    assert old.get("/coach").path == "/sign-in"
