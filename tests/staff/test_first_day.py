"""The address that `koffie serve` prints makes the first desk and who runs it, once."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pyotp
from sqlmodel import select

from app import clock
from app.db import Database
from app.settings import Settings
from app.staff.models import AuditEvent, Desk, Membership, Person, Role
from app.staff.service import first_setup_link
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PASSWORD, els

Open = Callable[[], Browser]
ANSWERS: dict[str, str | list[str]] = {
    "desk_name": "Koffie Kalmthout",
    "slug": "kalmthout",
    "place": "Voorbeeldplein 1",
    "languages": ["nl", "ar"],
    "tables": "3",
    "name": "Els",
    "sign_in_name": "Els",
    "password": PASSWORD,
}


def start_link(database: Database, settings: Settings) -> str:
    """The path that is printed at the start."""
    link = first_setup_link(database, settings)
    assert link is not None
    return urlsplit(link).path


def shown_key(page: Page) -> str:
    """The key beside the QR code."""
    return next(re.sub(r"\s", "", e.text or "") for e in page.tree.iter("code"))


def fill_in(browser: Browser, page: Page, **other: str | list[str]) -> Page:
    """The first page, with the code that the phone shows after scanning."""
    fields = {**ANSWERS, "phone_code": pyotp.TOTP(shown_key(page)).at(clock.now()), **other}
    return browser.submit(page, "/setup/", 200, **fields)


def test_the_first_page_makes_a_desk_and_who_runs_it(browser: Browser, database: Database, settings: Settings) -> None:
    page = fill_in(browser, browser.get(start_link(database, settings)))
    assert page.path == "/admin"
    assert "Koffie Kalmthout" in page.text
    browser.get("/coach")
    with database.reading() as db:
        desk, person = db.exec(select(Desk)).one(), db.exec(select(Person)).one()
        roles = {(m.role, m.desk_id) for m in db.exec(select(Membership)).all()}
        lines = [event.what for event in db.exec(select(AuditEvent)).all()]
    assert (desk.slug, desk.place, desk.languages, desk.tables) == ("kalmthout", "Voorbeeldplein 1", ["nl", "ar"], 3)
    assert person.sign_in_name == "els"
    assert PASSWORD not in str(person.model_dump())
    assert roles == {(Role.ADMINISTRATOR, None), (Role.COORDINATOR, desk.id)}
    assert lines == ["set_up"]


def test_the_link_works_once(open_browser: Open, database: Database, settings: Settings) -> None:
    link = start_link(database, settings)
    first, second = open_browser(), open_browser()
    page, late = first.get(link), second.get(link)
    fill_in(first, page)
    second.submit(late, "/setup/", status=404, **ANSWERS, phone_code=pyotp.TOTP(shown_key(late)).at(clock.now()))
    second.get(link, status=404)
    with database.reading() as db:
        assert len(db.exec(select(Desk)).all()) == 1


def test_a_new_start_gives_a_new_link_and_ends_the_old_one(
    browser: Browser, database: Database, settings: Settings
) -> None:
    old = start_link(database, settings)
    new = start_link(database, settings)
    browser.get(old, status=404)
    browser.get(new)
    with clock.shifted(timedelta(hours=25)):
        browser.get(new, status=404)


def test_there_is_no_link_once_somebody_administers(make: Make, database: Database, settings: Settings) -> None:
    els(make, make.desk(), Role.ADMINISTRATOR)
    assert first_setup_link(database, settings) is None


def test_a_wrong_code_of_the_phone_brings_the_page_back_with_the_same_picture(
    browser: Browser, database: Database, settings: Settings
) -> None:
    first = browser.get(start_link(database, settings))
    again = fill_in(browser, first, phone_code="000000")
    assert again.path == first.path
    assert shown_key(again) == shown_key(first)
    values = again.form("/setup/").values()
    assert values["desk_name"] == ["Koffie Kalmthout"]
    assert values["languages"] == ["nl", "ar"]
    assert values["password"] == values["phone_code"] == [""]
    assert PASSWORD not in again.html
    assert fill_in(browser, again).path == "/admin"


WRONG: list[dict[str, str | list[str]]] = [
    {"password": "elf letters"},
    {"slug": "Kalm thout"},
    {"slug": "../kalmthout"},
    {"languages": ["xx"]},
    {"languages": []},
    {"tables": "0"},
    {"tables": "many"},
    {"name": " "},
    {"sign_in_name": "els en co"},
    {"phone_key": "another-key"},
    {"role": "administrator"},
]


def test_what_does_not_fit_comes_back(browser: Browser, database: Database, settings: Settings) -> None:
    page = browser.get(start_link(database, settings))
    right = {**ANSWERS, "phone_code": pyotp.TOTP(shown_key(page)).at(clock.now())}
    for wrong in WRONG:
        answer = browser.send(page, "/setup/", {**right, **wrong}, follow=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith(page.path), wrong
    with database.reading() as db:
        assert db.exec(select(Desk)).all() == []


def test_a_made_up_link_looks_like_a_used_one(browser: Browser) -> None:
    browser.get("/setup/AAAAAAAAAAAAAAAAAAAAAA", status=404)
    answer = browser.post("/setup/AAAAAAAAAAAAAAAAAAAAAA", **ANSWERS, phone_code="1", phone_key="x")
    assert answer.status_code in (303, 404)
