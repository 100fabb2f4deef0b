"""A form with a fault comes back as it was typed: sealed for this browser, for five minutes."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import FastAPI
from sqlmodel import select

from app import clock
from app.db import Database
from app.settings import Settings
from app.staff.forms import GivePassword, SetNewPin, Unlock
from app.staff.models import Role
from app.web.models import FormState
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.doors import HIDING, Door, doors
from tests.staff.people import PASSWORD, bilal, els, enrol, sign_in

PLACE = "Onraadbare Straat 12"
Open = Callable[[], Browser]


def leads(make: Make, browser: Browser) -> None:
    """An administrator who can add a desk: a form of several fields on a page with other forms."""
    sign_in(make, browser, els(make, make.desk(), Role.ADMINISTRATOR))


def send_wrong(browser: Browser, **other: str) -> str:
    """Send it with a fault; the address it comes back on."""
    fields: dict[str, Any] = {"name": "Essen", "slug": "Es sen", "place": PLACE, "tables": "3", "languages": ["nl"]}
    answer = browser.post("/admin/desks", came_from="/admin", **{**fields, **other})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def typed_in(page: Page) -> dict[str, list[str]]:
    """What stands in the fields now."""
    return next(form for form in page.forms if form.action.endswith("/admin/desks")).values()


def opened(browser: Browser, database: Database, location: str) -> dict[str, Any]:
    """What the row of an address holds for whoever has the key of the browser."""
    with database.reading() as db:
        row = db.get_one(FormState, parse_qs(urlsplit(location).query)["kept"][0])
    about = f"{row.handle}|{urlsplit(location).path}".encode()
    key = base64.urlsafe_b64decode(browser.client.cookies["kf_browser"].strip('"'))
    found: dict[str, Any] = json.loads(AESGCM(key).decrypt(row.sealed[:12], row.sealed[12:], about))
    return found


def test_it_comes_back_with_what_was_typed_and_what_was_wrong(make: Make, browser: Browser) -> None:
    leads(make, browser)
    location = send_wrong(browser)
    assert urlsplit(location).path == "/admin"
    assert urlsplit(location).fragment == "fout"
    page = browser.get(location)
    assert typed_in(page)["place"] == [PLACE]
    assert typed_in(page)["slug"] == ["Es sen"]
    summary = next(e for e in page.tree.iter() if e.get("id") == "fout")
    assert summary.get("role") == "alert"
    assert [a.get("href") for a in summary.iter("a")] == ["#field-slug"]
    field = next(e for e in page.tree.iter("input") if e.get("id") == "field-slug")
    assert field.get("aria-invalid") == "true"
    assert "error-slug" in (field.get("aria-describedby") or "")


def test_nothing_typed_stands_readable_in_the_database(
    make: Make, browser: Browser, database: Database, settings: Settings
) -> None:
    leads(make, browser)
    location = send_wrong(browser)
    assert PLACE not in location
    with database.reading() as db:
        row = db.exec(select(FormState)).one()
    assert PLACE.encode() not in row.sealed
    assert base64.urlsafe_b64decode(browser.client.cookies["kf_browser"].strip('"')) not in row.sealed
    for file in settings.data_dir.glob("koffie.db*"):
        assert PLACE.encode() not in file.read_bytes()
    assert opened(browser, database, location)["values"]["place"] == [PLACE]


def test_another_browser_does_not_open_it(make: Make, open_browser: Open) -> None:
    mine, other = open_browser(), open_browser()
    leads(make, mine)
    sign_in(make, other, els(make, make.desk("zoersel"), Role.ADMINISTRATOR, name="Dina"))
    location = send_wrong(mine)
    other.get("/admin")
    page = other.get(location)
    assert typed_in(page)["place"] == [""]
    assert PLACE not in page.html


def test_after_five_minutes_it_is_gone(make: Make, browser: Browser, database: Database) -> None:
    leads(make, browser)
    location = send_wrong(browser)
    with clock.shifted(timedelta(minutes=4, seconds=50)):
        assert typed_in(browser.get(location))["place"] == [PLACE]
    with clock.shifted(timedelta(minutes=5, seconds=1)):
        assert typed_in(browser.get(location))["place"] == [""]
        send_wrong(browser)
        with database.reading() as db:
            assert len(db.exec(select(FormState)).all()) == 1


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_changed_row_opens_as_nothing(make: Make, browser: Browser, database: Database, place: int) -> None:
    leads(make, browser)
    location = send_wrong(browser)
    with database.writing() as db:
        row = db.exec(select(FormState)).one()
        sealed = bytearray(row.sealed)
        sealed[place] ^= 1
        row.sealed = bytes(sealed)
    assert typed_in(browser.get(location))["place"] == [""]


def test_two_rows_that_were_swapped_open_as_nothing(make: Make, browser: Browser, database: Database) -> None:
    leads(make, browser)
    first, second = send_wrong(browser), send_wrong(browser, place="Elders 1")
    with database.writing() as db:
        one, other = db.exec(select(FormState)).all()
        one.sealed, other.sealed = other.sealed, one.sealed
    for location in (first, second):
        assert typed_in(browser.get(location))["place"] == [""]


def test_a_made_up_handle_shows_an_empty_form(make: Make, browser: Browser) -> None:
    leads(make, browser)
    browser.get("/admin")
    for handle in ("x", "A" * 22, "A" * 4000, "%00", "../../etc", "é", "' OR 1=1--"):
        page = browser.get(f"/admin?kept={handle}")
        assert typed_in(page)["place"] == [""]


def test_a_second_fault_has_one_handle_and_keeps_the_rest_of_the_address(make: Make, browser: Browser) -> None:
    leads(make, browser)
    answer = browser.post("/admin/desks", came_from="/admin?desk=2&kept=old&lang=fr", slug="Es sen")
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query["desk"] == ["2"]
    assert query["lang"] == ["nl"]
    assert len(query["kept"]) == 1
    assert query["kept"] != ["old"]


def test_the_form_comes_back_in_the_language_it_was_sent_in(make: Make, browser: Browser) -> None:
    leads(make, browser)
    browser.get("/admin?lang=fr")
    assert browser.get(send_wrong(browser)).tree.get("lang") == "fr"


def test_a_number_that_must_not_be_kept_is_taken_out(make: Make, browser: Browser, database: Database) -> None:
    leads(make, browser)
    location = send_wrong(browser, place="Rijksregister 85.07.30-033.28, Essen")
    page = browser.get(location)
    assert "033.28" not in str(opened(browser, database, location))
    assert "033.28" not in page.html
    assert "Essen" in typed_in(page)["place"][0]


SECRETS: list[tuple[str, dict[str, str]]] = [
    ("/sign-in/password", {"password": PASSWORD, "phone_code": "123456"}),
    ("/sign-in/password", {"password": "p" * 201, "phone_code": "123456", "name": "els"}),
    ("/sign-in/{person}", {"pin": "739104"}),
    ("/sign-in/{person}", {"pin": "739104" * 4}),
    ("/sign-in/{person}/new-pin", {"code": "73910455", "pin": "12"}),
    ("/sign-in/{person}/new-pin", {"code": "73910455", "pin": "904172"}),
    ("/unlock", {"secret": "739104"}),
    ("/unlock", {"secret": "739104", "more": "than the form has"}),
]


def test_a_secret_is_never_kept_not_even_sealed(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    sign_in(make, browser, person, enrol(make, browser, desk))
    for path, secrets in SECRETS:
        answer = browser.post(path.replace("{person}", person.code), came_from="/sign-in", **secrets)
        assert answer.status_code == 303
        kept = opened(browser, database, answer.headers["location"])
        assert kept["errors"]
        assert not set(kept["values"]) & {"password", "phone_code", "pin", "code", "secret"}, path


def test_what_is_asked_again_is_said_at_the_form_itself(app: FastAPI) -> None:
    assert SetNewPin.never_kept == {"pin", "code"}
    assert GivePassword.never_kept == {"password", "phone_code"}
    assert Unlock.never_kept == {"secret"}


def posts(app: FastAPI) -> list[Door]:
    """Every address that takes a form of a page."""
    return [door for door in doors(app) if door.method == "POST" and not door.path.startswith("/api/")]


WRONG = [{}, {"no_such_field": "x"}, {"name": "n" * 5000, "place": "p" * 5000}, {"name": "\x00", "pin": "\x00"}]


@pytest.mark.db
def test_every_form_answers_with_a_way_to_go(app: FastAPI, make: Make, browser: Browser) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    person = els(make, desk, *Role)
    visit = make.visit(opening, make.ticket(opening))
    sign_in(make, browser, person, enrol(make, browser, desk))
    assert len(posts(app)) > 40
    for door in posts(app):
        url = door.at(desk.slug).replace("/visits/nothing", f"/visits/{visit.code}")
        url = url.replace("/sign-in/nothing", f"/sign-in/{person.code}")
        for wrong in WRONG:
            answer = browser.post(url, came_from="/sign-in", **wrong)
            assert answer.status_code in (303, 404, 409), f"{door.name}: {answer.status_code} {answer.text[:300]}"
        if door.name in HIDING:
            sign_in(make, browser, person)
