"""A tablet, a kiosk or a board is enrolled with a link, once, and cut off when it is lost."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.staff.access import DEVICE_COOKIE, SignedIn
from app.staff.models import Desk, Device, DeviceKind, Person, Role
from app.staff.service import new_device_link
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import at_tablet, bilal, els, enrol, sign_in

Open = Callable[[], Browser]


def as_signed_in(person: Person, desk: Desk, *roles: Role) -> SignedIn:
    """Els as the verbs see her."""
    return SignedIn(person.id or 0, person.name, ("nl",), {desk.id or 0: frozenset(roles)}, False, desk.id or 0, "", "")


def enrol_link(make: Make, desk: Desk, kind: DeviceKind = DeviceKind.DESK) -> str:
    """The path that enrols one device."""
    person = els(make, desk)
    staff = as_signed_in(person, desk, Role.COORDINATOR)
    with make.app.state.database.writing() as db:
        key = new_device_link(db, staff, desk_id=desk.id or 0, kind=kind, label="Tablet 7")
    return f"/enrol/{key}"


def test_the_coordinator_is_told_an_address_for_the_device(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    page = hers.submit(hers.get("/admin"), "/admin/devices", kind="desk", label="Tablet 7")
    address = next(word for word in page.text.split() if "/enrol/" in word)
    page = tablet.get(address)
    assert "Tablet 7" in page.text
    assert tablet.submit(page, "/enrol/").path == "/sign-in"
    assert "Tablet 7" in hers.get("/admin").text


@pytest.mark.parametrize(
    ("kind", "path"),
    [(DeviceKind.DESK, "/sign-in"), (DeviceKind.KIOSK, "/kiosk/kalmthout"), (DeviceKind.BOARD, "/board/kalmthout")],
)
def test_an_enrolled_device_comes_to_its_own_page(make: Make, browser: Browser, kind: DeviceKind, path: str) -> None:
    page = browser.get(enrol_link(make, make.desk(), kind))
    assert browser.submit(page, "/enrol/").path == path


def test_a_link_enrols_once(make: Make, open_browser: Open, database: Database) -> None:
    link = enrol_link(make, make.desk())
    first, second = open_browser(), open_browser()
    page, late = first.get(link), second.get(link)  # looking does not use it up
    first.submit(page, "/enrol/")
    second.submit(late, "/enrol/", status=404)
    second.get(link, status=404)
    with database.reading() as db:
        assert len(db.exec(select(Device)).all()) == 1


def test_a_link_lasts_an_hour(make: Make, browser: Browser) -> None:
    link = enrol_link(make, make.desk())
    with clock.shifted(timedelta(minutes=59)):
        browser.get(link)
    with clock.shifted(timedelta(minutes=61)):
        browser.get(link, status=404)


def test_the_cookie_of_a_device_is_long_and_not_in_the_database(
    make: Make, browser: Browser, database: Database
) -> None:
    link = enrol_link(make, make.desk())
    answer = browser.post(link)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith(DEVICE_COOKIE))
    assert "HttpOnly" in cookie
    assert f"Max-Age={400 * 24 * 3600}" in cookie
    token = cookie.partition("=")[2].partition(";")[0]
    assert len(token) >= 22
    with database.reading() as db:
        assert token not in str(db.exec(select(Device)).one().model_dump())


def test_whoever_works_on_a_cut_off_device_is_sent_to_the_sign_in(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    bilal_ = bilal(make, desk)
    device = at_tablet(make, tablet, bilal_, desk)
    sign_in(make, hers, els(make, desk))
    assert tablet.get("/table").path == "/table"
    hers.submit(hers.get("/admin"), f"/admin/devices/{device.code}/cut-off")
    page = tablet.get("/table")
    assert page.path == "/sign-in"
    assert bilal_.name not in page.text
    assert device.label not in hers.get("/admin").text


def test_a_cut_off_kiosk_is_no_kiosk_any_more(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, kiosk = open_browser(), open_browser()
    device = enrol(make, kiosk, desk, DeviceKind.KIOSK)
    sign_in(make, hers, els(make, desk))
    hers.post(f"/admin/devices/{device.code}/cut-off")
    answer = kiosk.client.post("/api/v1/desks/kalmthout/tickets", data={})
    assert answer.status_code == 401


def test_a_coordinator_touches_no_device_of_another_desk(make: Make, open_browser: Open, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    hers, theirs = open_browser(), open_browser()
    device = enrol(make, theirs, other)
    sign_in(make, hers, els(make, desk))
    assert hers.post(f"/admin/devices/{device.code}/cut-off").status_code == 404
    answer = hers.post("/admin/devices", desk_id=str(other.id), kind="desk", label="Tablet 9")
    assert answer.status_code == 404
    assert device.code not in hers.get("/admin").html
    with database.reading() as db:
        assert db.get_one(Device, device.id).cut_off_at is None


def test_a_device_needs_a_name_and_a_known_kind(make: Make, browser: Browser) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    for wrong in ({"kind": "desk", "label": ""}, {"kind": "toaster", "label": "Tablet 9"}):
        answer = browser.post("/admin/devices", desk_id=str(desk.id), came_from="/admin", **wrong)
        assert answer.status_code == 303
        page = browser.get(answer.headers["location"])
        assert [e for e in page.tree.iter() if e.get("role") == "alert"]
