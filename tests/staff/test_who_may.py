"""Every door of the house is in the table of roles, and opens for exactly those the table names."""

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app import clock
from app.db import Database
from app.staff.models import ApiToken, Membership, Person, Role
from app.staff.role_table import ROLE_TABLE, Who
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.doors import HIDING, KNOCKERS, Door, Heard, doors, every_address, knock
from tests.staff.people import bilal, els, sign_in, token_of


def test_the_table_and_the_doors_name_the_same(app: FastAPI) -> None:
    named = [door.name for door in doors(app)]
    assert sorted(named) == sorted(set(named))
    assert set(named) == set(ROLE_TABLE)


def test_every_door_is_open_to_somebody_and_everyone_stands_alone() -> None:
    for name, allowed in ROLE_TABLE.items():
        assert allowed, name
        assert Who.EVERYONE not in allowed or allowed == {Who.EVERYONE}, name


def token_of_page(browser: Browser) -> str:
    """What the forms of this browser carry now."""
    return Page(browser.client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"][0]


@pytest.mark.parametrize("who", KNOCKERS)
def test_each_door_says_what_the_table_promises(app: FastAPI, make: Make, browser: Browser, who: str) -> None:
    knocker = KNOCKERS[who]
    desk, other = make.desk(), make.desk("zoersel")
    make.opening(desk)
    make.opening(other)
    csrf_token, headers = token_of_page(browser), knocker.arrive(make, browser, desk)
    wrong = []
    for door, slug in every_address(app):
        heard = knock(browser, door, slug, headers, csrf_token)
        promised = knocker.hears(door, at_own_desk=slug == desk.slug)
        if heard is not promised:
            wrong.append((door.name, slug, f"heard: {heard}", f"promised: {promised}"))
        if door.name in HIDING:
            csrf_token, headers = token_of_page(browser), knocker.arrive(make, browser, desk)
    assert wrong == []


def test_a_door_that_is_not_in_the_table_is_closed_to_everybody(
    app: FastAPI, make: Make, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make.desk()
    monkeypatch.delitem(ROLE_TABLE, "open_hours")
    for who in ("anonymous", "coordinator", "administrator", "token coach"):
        headers = KNOCKERS[who].arrive(make, browser, desk)
        assert knock(browser, Door("desk_today", "/open", "GET"), "", headers, "") is not Heard.COME_IN


def test_a_token_that_is_not_known_opens_nothing(make: Make, browser: Browser) -> None:
    make.desk()
    headers = {"Authorization": "Bearer AAAAAAAAAAAAAAAAAAAAAA"}
    answer = browser.client.get("/api/v1/desks/kalmthout/line", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["type"] == "about:sign-in"


@pytest.mark.parametrize("change", ["left", "no role left", "another role", "withdrawn"])
def test_a_token_ends_with_the_person_and_her_place(
    make: Make, browser: Browser, database: Database, change: str
) -> None:
    desk = make.desk()
    make.opening(desk)
    person = bilal(make, desk)
    headers = token_of(make, desk, "table", person)
    assert browser.client.get("/api/v1/desks/kalmthout/line", headers=headers).status_code == 200
    with database.writing() as db:
        if change == "left":
            db.get_one(Person, person.id).left_on = clock.today()
        elif change == "withdrawn":
            db.exec(select(ApiToken)).one().withdrawn_at = clock.now()
        elif change == "another role":
            db.exec(select(Membership)).one().role = Role.HOST
        else:
            db.delete(db.exec(select(Membership)).one())
    assert browser.client.get("/api/v1/desks/kalmthout/line", headers=headers).status_code == 401


def test_a_token_reaches_no_visit_of_another_desk_of_hers(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    person = bilal(make, desk)
    make.keep(Membership(person_id=person.id or 0, desk_id=other.id, role=Role.VOLUNTEER))
    here, there = make.visit(make.opening(desk)), make.visit(make.opening(other))
    headers = token_of(make, desk, "table", person)
    assert browser.client.get(f"/visits/{here.code}", headers=headers).status_code == 200
    assert browser.client.get(f"/visits/{there.code}", headers=headers).status_code == 404


def test_the_token_decides_also_when_somebody_is_signed_in(make: Make, browser: Browser) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    headers = token_of(make, desk, "kiosk")
    assert browser.client.get("/coach", headers=headers).status_code == 403
    assert browser.client.get("/coach").status_code == 200
