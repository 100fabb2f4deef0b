"""Gia works at two desks: each opens on its own tablets only, and no code of one opens the other."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.db import Database
from app.staff.models import Desk, Membership, OneTimeLink, Person, Role
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import PIN, anna, at_tablet, els, enrol, gia, sign_in

Open = Callable[[], Browser]
PLAIN = (Role.VOLUNTEER, Role.HOST)


def test_a_tablet_opens_its_own_desk_and_nothing_of_another(make: Make, open_browser: Open) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    gia_ = gia(make, desk, Role.HOST, other, Role.HOST)
    here, there = open_browser(), open_browser()
    for browser, at in ((here, desk), (there, other)):
        enrol(make, browser, at)
        page = browser.get(f"/sign-in/{gia_.code}")
        assert browser.submit(page, gia_.code, pin=PIN).path == f"/host/{at.slug}"
    here.get("/host/zoersel", status=404)
    there.get("/host/kalmthout", status=404)


def test_a_visit_of_the_other_desk_does_not_open_on_this_tablet(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    gia_ = gia(make, desk, Role.VOLUNTEER, other, Role.VOLUNTEER)
    visit, elsewhere = make.visit(make.opening(desk)), make.visit(make.opening(other))
    at_tablet(make, browser, gia_, desk)
    browser.get(f"/visits/{visit.code}")
    browser.get(f"/visits/{elsewhere.code}", status=404)


def test_without_a_role_at_the_desk_of_the_tablet_she_is_not_there(
    make: Make, browser: Browser, database: Database
) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    gia_ = gia(make, desk, Role.VOLUNTEER, other, Role.VOLUNTEER)
    at_tablet(make, browser, gia_, desk)
    with database.writing() as db:
        db.delete(db.exec(select(Membership).where(Membership.desk_id == desk.id)).one())
    assert browser.get("/table").path == "/sign-in"


@pytest.mark.parametrize("role_there", [Role.VOLUNTEER, Role.HOST, Role.COORDINATOR])
@pytest.mark.parametrize("helper", [anna, els])
def test_who_leads_or_hosts_one_of_her_desks_gives_no_code(
    make: Make, browser: Browser, database: Database, helper: Callable[[Make, Desk], Person], role_there: Role
) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    gia_ = gia(make, desk, Role.VOLUNTEER, other, role_there)
    sign_in(make, browser, helper(make, desk))
    assert browser.post(f"/admin/people/{gia_.code}/code").status_code == 404
    with database.reading() as db:
        assert db.exec(select(OneTimeLink)).all() == []


@pytest.mark.parametrize(
    ("leads", "role", "role_there", "may"),
    [
        ((Role.COORDINATOR, Role.COORDINATOR), Role.VOLUNTEER, Role.COORDINATOR, True),
        ((Role.HOST, Role.HOST), *PLAIN, True),
        ((Role.COORDINATOR, Role.HOST), *PLAIN, True),
        ((Role.HOST, Role.HOST), Role.VOLUNTEER, Role.COORDINATOR, False),
        ((Role.COORDINATOR, Role.HOST), Role.VOLUNTEER, Role.COORDINATOR, False),
        ((Role.COORDINATOR, Role.VOLUNTEER), *PLAIN, False),
    ],
)
def test_who_leads_or_hosts_both_desks_may(
    make: Make, browser: Browser, leads: tuple[Role, Role], role: Role, role_there: Role, may: bool
) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    gia_, dina = gia(make, desk, role, other, role_there), make.person("Dina", desk, leads[0])
    make.keep(Membership(person_id=dina.id or 0, desk_id=other.id, role=leads[1]))
    sign_in(make, browser, dina)
    assert browser.post(f"/admin/people/{gia_.code}/code").status_code == (303 if may else 404)


def test_nobody_but_an_administrator_gives_one_a_code(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    person = els(make, desk, Role.VOLUNTEER, Role.ADMINISTRATOR)
    coordinators, administrators = open_browser(), open_browser()
    sign_in(make, coordinators, els(make, desk, name="Dina"))
    sign_in(make, administrators, els(make, desk, Role.ADMINISTRATOR, name="Farid"))
    assert coordinators.post(f"/admin/people/{person.code}/code").status_code == 404
    assert administrators.post(f"/admin/people/{person.code}/code").status_code == 303
