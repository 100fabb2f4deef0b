"""Els signs in with her password and the code that her phone shows."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.settings import Settings
from app.staff.models import Attempts, AuditEvent, DeviceKind, Role
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PASSWORD, bilal, els, enrol, hash_of, phone_code

NINE = datetime(2060, 11, 25, 9, 0, tzinfo=UTC)
HALF_A_MINUTE = timedelta(seconds=30)
Open = Callable[[], Browser]


def give(browser: Browser, name: str = "els", password: str = PASSWORD, code: str = "") -> Page:
    """From the form to what comes after it."""
    page = browser.get("/sign-in/password")
    return browser.submit(page, "/sign-in/password", name=name, password=password, phone_code=code or phone_code())


def is_in(page: Page) -> bool:
    """Whether she came to a page of her own."""
    return not page.path.startswith("/sign-in")


def test_password_and_phone_lead_to_the_coachs_page(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    person = els(make, desk)
    assert give(browser).path == "/coach"
    with database.reading() as db:
        line = db.exec(select(AuditEvent)).one()
    assert (line.what, line.person_id) == ("signed_in", person.id)


def test_an_administrator_without_a_desk_of_her_own_comes_to_the_team(make: Make, browser: Browser) -> None:
    els(make, make.desk(), Role.ADMINISTRATOR)
    assert give(browser).path == "/admin"


def test_the_name_may_be_typed_in_capitals(make: Make, browser: Browser) -> None:
    els(make, make.desk())
    assert is_in(give(browser, name=" ELS "))


@pytest.mark.parametrize("wrong", [{"password": "vier andere woorden hier"}, {"code": "000000"}, {"name": "nobody"}])
def test_whatever_is_wrong_looks_the_same(make: Make, browser: Browser, wrong: dict[str, str]) -> None:
    els(make, make.desk())
    page = give(browser, **wrong)
    assert page.path == "/sign-in/password"
    assert [link for link in page.links().values() if "#field-" in link] == [
        page.url.partition("#")[0] + "#field-password"
    ]
    assert PASSWORD not in page.html
    values = page.form("/sign-in/password").values()
    assert values["name"] == [wrong.get("name", "els")]
    assert values["password"] == values["phone_code"] == [""]
    assert not is_in(browser.get("/coach"))


def test_a_wrong_password_and_an_unknown_name_say_the_same_words(make: Make, open_browser: Open) -> None:
    els(make, make.desk())
    known = give(open_browser(), password="vier andere woorden hier")
    unknown = give(open_browser(), name="nobody")
    assert known.text == unknown.text


def test_a_code_of_the_phone_works_once(make: Make, open_browser: Open) -> None:
    els(make, make.desk())
    hers, thiefs = open_browser(), open_browser()
    with clock.stopped(NINE):
        code = phone_code()
        assert is_in(give(hers, code=code))
        assert not is_in(give(thiefs, code=code))
    with clock.stopped(NINE + HALF_A_MINUTE):
        assert not is_in(give(thiefs, code=code))
        assert is_in(give(thiefs))


def test_after_three_wrong_ones_she_waits_even_with_everything_right(make: Make, browser: Browser) -> None:
    els(make, make.desk())
    with clock.stopped(NINE):
        for _try in range(3):
            give(browser, code="000000")
        page = give(browser)
        assert not is_in(page)
        assert "10:01" in page.text
    with clock.stopped(NINE + timedelta(minutes=1)):
        assert is_in(give(browser))


def test_an_unknown_name_waits_as_a_known_one(make: Make, browser: Browser) -> None:
    els(make, make.desk())
    with clock.stopped(NINE):
        for _try in range(3):
            give(browser, name="nobody")
        assert "10:01" in give(browser, name="nobody").text
        assert is_in(give(browser))


def test_from_any_browser_she_never_waits_longer_than_a_minute(make: Make, open_browser: Open) -> None:
    els(make, make.desk())
    hers, strangers = open_browser(), open_browser()
    for minute in range(12):
        with clock.stopped(NINE + timedelta(minutes=minute)):
            give(strangers, code="000000")
    with clock.stopped(NINE + timedelta(minutes=12)):
        assert is_in(give(hers))


def test_a_stranger_does_not_keep_her_from_the_tablets_of_the_desk(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    els(make, desk)
    tablet, kiosk, strangers = open_browser(), open_browser(), open_browser()
    enrol(make, tablet, desk)
    enrol(make, kiosk, desk, DeviceKind.KIOSK)
    with clock.stopped(NINE):
        for _try in range(4):
            give(strangers, code="000000")
        assert not is_in(give(kiosk))  # everybody in the hall can touch it: it counts with the strangers
        assert is_in(give(tablet))


def test_wrong_tries_on_a_tablet_wait_on_that_tablet_only_and_twice_as_long_each_time(
    make: Make, open_browser: Open
) -> None:
    desk = make.desk()
    els(make, desk)
    tablet, another, elsewhere = open_browser(), open_browser(), open_browser()
    enrol(make, tablet, desk)
    enrol(make, another, desk)
    with clock.stopped(NINE):
        for _try in range(3):
            give(tablet, code="000000")
    with clock.stopped(NINE + timedelta(minutes=1)):
        give(tablet, code="000000")
    with clock.stopped(NINE + timedelta(minutes=2)):
        assert not is_in(give(tablet))
        assert is_in(give(another))
    with clock.stopped(NINE + timedelta(minutes=2, seconds=30)):
        assert is_in(give(elsewhere))
    with clock.stopped(NINE + timedelta(minutes=3)):
        assert is_in(give(tablet))


def test_a_password_in_the_box_of_the_name_stands_nowhere(
    make: Make, browser: Browser, database: Database, settings: Settings
) -> None:
    els(make, make.desk())
    give(browser, name=PASSWORD)
    with database.reading() as db:
        subject = db.exec(select(Attempts)).one().subject
    assert subject.startswith("password:")
    assert not [word for word in PASSWORD.split() if word in subject]
    for file in settings.data_dir.glob("koffie.db*"):
        assert PASSWORD.encode() not in file.read_bytes()


def test_a_name_in_other_letters_waits_with_the_same_name(make: Make, browser: Browser, database: Database) -> None:
    els(make, make.desk())
    with clock.stopped(NINE):
        for name in ("ELS", "ｅｌｓ", "elſ"):
            give(browser, name=name, code="000000")
        assert not is_in(give(browser))
        with database.reading() as db:
            assert db.exec(select(Attempts)).one().wrong == 3


def test_a_very_long_name_is_one_subject_that_fits(make: Make, browser: Browser, database: Database) -> None:
    els(make, make.desk())
    give(browser, name="n" * 80)
    with database.reading() as db:
        assert len(db.exec(select(Attempts)).one().subject) < 80


@pytest.mark.parametrize("missing", [{"totp_sealed": None}, {"password_hash": None}])
def test_neither_password_nor_phone_alone_is_enough(make: Make, browser: Browser, missing: dict[str, Any]) -> None:
    els(make, make.desk(), **missing)
    assert not is_in(give(browser))


def test_a_pin_is_no_password(make: Make, browser: Browser) -> None:
    els(make, make.desk(), pin_hash=hash_of("481526"))
    assert not is_in(give(browser, password="481526"))


def test_who_left_does_not_come_in(make: Make, browser: Browser) -> None:
    els(make, make.desk(), left_on=clock.today())
    assert not is_in(give(browser))


def test_a_coordinator_without_a_pin_has_no_tile(make: Make, browser: Browser) -> None:
    desk = make.desk()
    els_, bilal_ = els(make, desk), bilal(make, desk)
    enrol(make, browser, desk)
    text = browser.get("/sign-in").text
    assert bilal_.name in text
    assert els_.name not in text
