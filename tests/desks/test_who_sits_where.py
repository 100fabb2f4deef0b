"""Anna says who sits at which table; whoever sat there stands up."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.db import Database
from app.desks.models import Desk, OpeningState, Roster
from app.staff.models import Role
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import anna, at_tablet, bilal

TODAY = "/desks/kalmthout/today"
Open = Callable[[], Browser]


def hosts(make: Make, browser: Browser) -> Desk:
    """A desk with four tables and Anna at its tablet."""
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    return desk


def table_of(page: Page, person: object) -> str:
    """Which table the page of today shows for somebody; empty when she is not there."""
    number = str(getattr(person, "id", ""))
    form = next(f for f in page.forms if f.values().get("person") == [number])
    return form.values()["table"][0]


def seat(browser: Browser, person: object, table: str) -> Page:
    """From the list on the page of today."""
    browser.post("/desks/kalmthout/tables", person=str(getattr(person, "id", "")), table=table, came_from=TODAY)
    return browser.get(TODAY)


def test_somebody_sits_moves_and_leaves(make: Make, browser: Browser) -> None:
    desk = hosts(make, browser)
    make.opening(desk)
    bilal_ = bilal(make, desk)
    assert table_of(browser.get(TODAY), bilal_) == ""
    assert table_of(seat(browser, bilal_, "2"), bilal_) == "2"
    assert table_of(seat(browser, bilal_, "3"), bilal_) == "3"
    assert table_of(seat(browser, bilal_, ""), bilal_) == ""


def test_two_do_not_sit_at_one_table(make: Make, browser: Browser) -> None:
    desk = hosts(make, browser)
    make.opening(desk)
    bilal_, dina = bilal(make, desk), make.person("Dina", desk, Role.VOLUNTEER)
    seat(browser, bilal_, "2")
    page = seat(browser, dina, "2")
    assert (table_of(page, bilal_), table_of(page, dina)) == ("", "2")


def test_she_finds_her_own_table_on_her_page(make: Make, open_browser: Open) -> None:
    hers, tablet = open_browser(), open_browser()
    desk = hosts(make, hers)
    make.opening(desk)
    bilal_ = bilal(make, desk)
    at_tablet(make, tablet, bilal_, desk)
    assert [f for f in tablet.get("/table").forms if "/table/sit" in f.action]
    seat(hers, bilal_, "4")
    assert [f for f in tablet.get("/table").forms if "/table/call-next" in f.action]


@pytest.mark.parametrize("table", ["5", "0", "-1", "2; DROP TABLE roster", "n" * 21])
def test_a_table_that_is_not_there_comes_back(make: Make, browser: Browser, database: Database, table: str) -> None:
    desk = hosts(make, browser)
    make.opening(desk)
    bilal_ = bilal(make, desk)
    answer = browser.post("/desks/kalmthout/tables", person=str(bilal_.id), table=table, came_from=TODAY)
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    assert [e for e in page.tree.iter() if e.get("role") == "alert"]
    with database.reading() as db:
        assert db.exec(select(Roster)).all() == []


@pytest.mark.parametrize("person", ["999", "99999999999999999999999", "-1"])
def test_nobody_of_another_desk_sits_here(make: Make, browser: Browser, database: Database, person: str) -> None:
    desk, other = hosts(make, browser), make.desk("zoersel")
    make.opening(desk)
    hugo = make.person("Hugo", other, Role.VOLUNTEER)
    for number in (str(hugo.id), person):
        assert browser.post("/desks/kalmthout/tables", person=number, table="2").status_code == 404
    with database.reading() as db:
        assert db.exec(select(Roster)).all() == []


def test_nobody_sits_at_a_closed_desk(make: Make, browser: Browser) -> None:
    desk = hosts(make, browser)
    make.opening(desk, state=OpeningState.CLOSED)
    bilal_ = bilal(make, desk)
    assert browser.post("/desks/kalmthout/tables", person=str(bilal_.id), table="2").status_code == 404
    assert not [f for f in browser.get(TODAY).forms if "/tables" in f.action]


def test_the_page_of_today_names_people_languages_and_families(make: Make, browser: Browser) -> None:
    desk = hosts(make, browser)
    make.opening(desk)
    topic = next(iter(make.app.state.shelf.catalog.topics))
    make.person("Dina", desk, Role.VOLUNTEER, languages=["nl", "tr", "ar"], families=[topic, "no-such-family"])
    make.person("Hugo", make.desk("zoersel"), Role.VOLUNTEER)
    make.person("Gia", desk, Role.VOLUNTEER, left_on=desk.created_at.date())
    page = browser.get(TODAY)
    for word in ("Anna", "Dina", "Turks", "Arabisch"):
        assert word in page.text
    for word in ("Hugo", "Gia", "no-such-family"):
        assert word not in page.text
