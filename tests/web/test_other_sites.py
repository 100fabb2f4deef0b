"""A change is made only for a form of ours, in the browser that got the form."""

from collections.abc import Callable

import pytest
from fastapi import FastAPI
from httpx2 import Response
from sqlmodel import SQLModel, select
from starlette.testclient import TestClient

from app.db import Database
from app.desks.models import Opening, OpeningState
from app.staff.models import Role
from tests.browser import HERE, Browser, Page
from tests.make import Make
from tests.staff.doors import STREAMS, every_address
from tests.staff.people import anna, at_tablet, els, enrol, sign_in

Open = Callable[[], Browser]


def token_in(client: TestClient) -> str:
    """The token of the form on a page."""
    return Page(client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"][0]


def post(client: TestClient, token: str, headers: dict[str, str]) -> Response:
    """Hide the screen: everybody may, so only the form itself is judged."""
    form = {"csrf_token": token, "came_from": "/"}
    return client.post("/lock", data=form, headers=headers, follow_redirects=False)


@pytest.mark.parametrize(
    ("site", "origin", "is_ours"),
    [
        ("same-origin", None, True),
        ("none", None, True),
        ("same-site", None, False),
        ("cross-site", None, False),
        ("cross-site", HERE, False),
        ("same-origin", "http://evil.example", True),
        ("", HERE, False),
        (None, HERE, True),
        (None, "http://evil.example", False),
        (None, "http://testserver.evil.example", False),
        (None, "http://evil.example/testserver", False),
        (None, "testserver", False),
        (None, "http://[::", False),
        (None, "http://[", False),
        (None, "null", True),
        (None, None, True),
    ],
)
def test_who_sent_it_is_read_from_the_headers_and_then_the_token_decides(
    app: FastAPI, site: str | None, origin: str | None, is_ours: bool
) -> None:
    headers = {name: value for name, value in (("Sec-Fetch-Site", site), ("Origin", origin)) if value is not None}
    client = TestClient(app, base_url=HERE)
    token = token_in(client)
    assert post(client, token, headers).status_code == (303 if is_ours else 403)
    assert post(client, "", headers).status_code == 403
    assert post(client, token[:-1] + ("0" if token[-1] != "0" else "1"), headers).status_code == 403


@pytest.mark.parametrize("token", ["é", "é" * 64, "\x00", "Ａ" * 64])
def test_a_token_of_other_letters_does_not_fit(browser: Browser, token: str) -> None:
    browser.get("/sign-in/password")
    assert post(browser.client, token, {}).status_code == 403


def test_the_token_of_another_browser_does_not_fit(open_browser: Open) -> None:
    mine, other = open_browser(), open_browser()
    assert post(mine.client, token_in(other.client), {}).status_code == 403


def test_a_token_without_its_cookie_does_not_fit(browser: Browser) -> None:
    token = token_in(browser.client)
    browser.client.cookies.clear()
    assert post(browser.client, token, {}).status_code == 403


@pytest.mark.parametrize("key", ["", "x", "!!!!", "A" * 44, "A" * 43 + "%", '"', "A" * 5000])
def test_a_broken_key_is_no_key(browser: Browser, key: str) -> None:
    browser.carry("kf_browser", key)
    assert post(browser.client, "x" * 64, {}).status_code == 403
    assert browser.post("/lock").status_code == 303


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencodedd;", ""])
def test_only_a_form_is_taken(browser: Browser, kind: str) -> None:
    token = token_in(browser.client)
    body = f"csrf_token={token}&came_from=/"
    answer = browser.client.post("/lock", content=body, headers={"Content-Type": kind}, follow_redirects=False)
    assert answer.status_code == 403


def test_a_refused_form_does_nothing(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    opening = make.opening(desk)
    form = {"csrf_token": token_in(browser.client)}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-origin", "Cookie": "kf_browser=x"}):
        answer = browser.client.post("/desks/kalmthout/close", data=form, headers=headers, follow_redirects=False)
        assert answer.status_code in (303, 403)
    with database.reading() as db:
        assert db.get_one(Opening, opening.id).state is OpeningState.OPEN


def test_a_page_that_was_open_too_long_says_so_and_leads_back(browser: Browser) -> None:
    page = browser.get("/sign-in/password")
    browser.client.cookies.clear()
    answer = browser.send(page, "/sign-in/password", {"name": "els"}, follow=False)
    assert answer.status_code == 403
    assert Page(answer).check().link("/")


def test_no_other_site_may_read_an_answer(browser: Browser) -> None:
    for url in ("/", "/api/v1/cards", "/healthz"):
        answer = browser.client.get(url, headers={"Origin": "http://evil.example"})
        assert "access-control-allow-origin" not in answer.headers
    preflight = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    assert browser.client.options("/lock", headers=preflight).status_code in (404, 405)


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but for when somebody was last seen."""
    with database.reading() as db:
        found: dict[str, list[tuple[object, ...]]] = {}
        for table in SQLModel.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name != "seen_at"]
            found[table.name] = [tuple(row) for row in db.execute(select(*columns))]
        return found


def test_looking_changes_nothing(app: FastAPI, make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    make.desk("zoersel")
    opening = make.opening(desk)
    ticket = make.ticket(opening)
    visit = make.visit(opening, ticket)
    question = make.question(visit)
    person = els(make, desk, *Role)
    enrol(make, browser, desk)
    sign_in(make, browser, person)
    known = {"/visits/nothing": f"/visits/{visit.code}", "/ticket/nothing": f"/ticket/{ticket.code}"}
    known["/nothing/remove"] = f"/{question.code}/remove"
    before = everything(database)
    for door, slug in every_address(app):
        if door.method != "GET" or door.name in STREAMS or door.path.endswith(".pdf"):
            continue
        address = door.at(slug)
        for nothing, something in known.items():
            address = address.replace(nothing, something)
        browser.client.get(address)
        browser.client.get(address)
    assert everything(database) == before
