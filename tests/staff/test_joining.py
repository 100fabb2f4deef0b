"""A link lets a coordinator choose name, password and phone: once, and for herself only."""

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.staff.models import Desk, Membership, OneTimeLink, Person, Role
from app.staff.service.joining import new_join_link
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PASSWORD, anna, at_tablet, bilal, els, phone_code, sign_in

Open = Callable[[], Browser]
NEW_PASSWORD = "vijf heel andere woorden hier"


def join_link(make: Make, person: Person) -> str:
    """The path of a link for somebody."""
    with make.app.state.database.writing() as db:
        return f"/join/{new_join_link(db, person)}"


def all_it_asks(page: Page) -> dict[str, str]:
    """Name, password and the code of the phone that scanned this page."""
    key = next(re.sub(r"\s", "", e.text or "") for e in page.tree.iter("code"))
    return {"sign_in_name": "Dina", "password": NEW_PASSWORD, "phone_code": pyotp.TOTP(key).at(clock.now())}


def choose(browser: Browser, page: Page, **other: str) -> Page:
    """Send what the page asks."""
    return browser.submit(page, "/join/", 200, **{**all_it_asks(page), **other})


def test_the_coordinator_is_told_a_link_that_lets_somebody_in(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, dinas = open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    dina = make.person("Dina", desk, Role.COORDINATOR)
    page = hers.submit(hers.get("/admin"), f"/admin/people/{dina.code}/link")
    address = next(word for word in page.text.split() if "/join/" in word)
    page = dinas.get(address)
    assert "Dina" in page.h1
    assert choose(dinas, page).path == "/coach"
    dinas.get("/admin")


def test_a_link_lets_in_once_and_lasts_three_days(make: Make, open_browser: Open) -> None:
    dina = make.person("Dina", make.desk(), Role.COORDINATOR)
    link = join_link(make, dina)
    first, second = open_browser(), open_browser()
    with clock.shifted(timedelta(days=3, minutes=1)):
        first.get(link, status=404)
    page = first.get(link)
    assert choose(first, page).path == "/coach"
    second.get(link, status=404)
    assert first.post(link, sign_in_name="eve", password=NEW_PASSWORD, phone_code="1").status_code in (303, 404)


def test_a_new_link_ends_the_old_one(make: Make, browser: Browser) -> None:
    dina = make.person("Dina", make.desk(), Role.COORDINATOR)
    old, new = join_link(make, dina), join_link(make, dina)
    browser.get(old, status=404)
    browser.get(new)


def test_after_joining_anew_only_the_new_password_and_phone_fit(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    dina = els(make, desk, name="Dina")
    browser, later = open_browser(), open_browser()
    choose(browser, browser.get(join_link(make, dina)))
    page = later.get("/sign-in/password")
    page = later.submit(page, "/sign-in/password", name="dina", password=PASSWORD, phone_code=phone_code())
    assert page.path == "/sign-in/password"


@pytest.mark.parametrize(
    "wrong", [{"sign_in_name": "els"}, {"sign_in_name": "ELS"}, {"password": "te kort"}, {"phone_code": "000000"}]
)
def test_a_name_that_is_taken_or_a_weak_password_comes_back(
    make: Make, browser: Browser, database: Database, wrong: dict[str, str]
) -> None:
    desk = make.desk()
    els(make, desk)
    dina = make.person("Dina", desk, Role.COORDINATOR)
    page = choose(browser, browser.get(join_link(make, dina)), **wrong)
    assert page.path.startswith("/join/")
    assert page.form("/join/").values()["password"] == [""]
    with database.reading() as db:
        assert db.get_one(Person, dina.id).password_hash is None
    assert choose(browser, page, sign_in_name="dina").path == "/coach"


def test_who_left_does_not_join(make: Make, browser: Browser) -> None:
    dina = make.person("Dina", make.desk(), Role.COORDINATOR)
    link = join_link(make, dina)
    dina.left_on = clock.today()
    make.keep(dina)
    browser.get(link, status=404)


def others(make: Make, desk: Desk, other: Desk) -> dict[str, Person]:
    """People whose way in the coordinator of ``desk`` may not take."""
    administrator = els(make, desk, Role.VOLUNTEER, Role.ADMINISTRATOR, name="Dina")
    elsewhere = make.person("Farid", other, Role.COORDINATOR)
    both = make.person("Gia", desk, Role.VOLUNTEER)
    make.keep(Membership(person_id=both.id or 0, desk_id=other.id, role=Role.COORDINATOR))
    return {"administrator": administrator, "elsewhere": elsewhere, "both": both}


@pytest.mark.parametrize("whom", ["administrator", "elsewhere", "both"])
def test_a_coordinator_takes_nobody_over(make: Make, browser: Browser, database: Database, whom: str) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    person = others(make, desk, other)[whom]
    sign_in(make, browser, els(make, desk))
    assert browser.post(f"/admin/people/{person.code}/link").status_code == 404
    assert browser.post(f"/admin/people/{person.code}/leaves").status_code == 404
    with database.reading() as db:
        assert db.exec(select(OneTimeLink)).all() == []
        assert db.get_one(Person, person.id).left_on is None


def test_an_administrator_may(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    people = others(make, desk, other)
    sign_in(make, browser, els(make, desk, Role.ADMINISTRATOR))
    for person in people.values():
        assert browser.post(f"/admin/people/{person.code}/link").status_code == 303


def test_a_host_gives_codes_to_volunteers_and_hosts_of_her_desk_only(
    make: Make, browser: Browser, database: Database
) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    people = others(make, desk, other)
    bilal_, coordinator = bilal(make, desk), els(make, desk)
    elsewhere = make.person("Hugo", other, Role.VOLUNTEER)
    at_tablet(make, browser, anna(make, desk), desk)
    assert browser.post(f"/admin/people/{bilal_.code}/code").status_code == 303
    for person in (coordinator, elsewhere, *people.values()):
        assert browser.post(f"/admin/people/{person.code}/code").status_code == 404
    assert browser.post("/admin/people/nobody/code").status_code == 404
    with database.reading() as db:
        assert [link.person_id for link in db.exec(select(OneTimeLink)).all()] == [bilal_.id]


def test_a_weak_pin_is_not_taken_and_costs_no_code(make: Make, browser: Browser) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    at_tablet(make, browser, anna(make, desk), desk)
    browser.post(f"/admin/people/{bilal_.code}/code", came_from="/desks/kalmthout/today")
    told = re.search(r"(\d{4}) (\d{4})", browser.get("/desks/kalmthout/today").text)
    assert told
    page = browser.get(f"/sign-in/{bilal_.code}/new-pin")
    for pin in ("111111", "123456", "654321", "12345", "1234567", "12a456", "١٢٣٤٥٦", ""):
        page = browser.submit(page, "/new-pin", code=told[1] + told[2], pin=pin)
        assert page.path == f"/sign-in/{bilal_.code}/new-pin", pin
        assert told[1] + told[2] not in page.html
    assert browser.submit(page, "/new-pin", code=told[1] + told[2], pin="904172").path == "/table"


def test_wrong_codes_wait_on_every_tablet(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    hosts, tablet = open_browser(), open_browser()
    at_tablet(make, hosts, anna(make, desk), desk)
    at_tablet(make, tablet, make.person("Dina", desk, Role.VOLUNTEER), desk)
    hosts.post(f"/admin/people/{bilal_.code}/code", came_from="/desks/kalmthout/today")
    told = re.search(r"(\d{4}) (\d{4})", hosts.get("/desks/kalmthout/today").text)
    assert told
    page = hosts.get(f"/sign-in/{bilal_.code}/new-pin")
    for _try in range(3):
        page = hosts.submit(page, "/new-pin", code="00000000", pin="904172")
    page = tablet.submit(
        tablet.get(f"/sign-in/{bilal_.code}/new-pin"), "/new-pin", code=told[1] + told[2], pin="904172"
    )
    assert page.path.endswith("/new-pin")


def test_a_code_lasts_a_quarter_of_an_hour(make: Make, browser: Browser) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    at_tablet(make, browser, anna(make, desk), desk)
    browser.post(f"/admin/people/{bilal_.code}/code", came_from="/desks/kalmthout/today")
    told = re.search(r"(\d{4}) (\d{4})", browser.get("/desks/kalmthout/today").text)
    assert told
    with clock.shifted(timedelta(minutes=15, seconds=1)):
        page = browser.get(f"/sign-in/{bilal_.code}/new-pin")
        page = browser.submit(page, "/new-pin", code=told[1] + told[2], pin="904172")
    assert page.path.endswith("/new-pin")
