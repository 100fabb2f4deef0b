"""One line a request, and never what somebody typed, holds or is."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from io import StringIO

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.logs import configure_logs
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import PASSWORD, PIN, bilal, els, enrol, phone_code, token_of
from tests.web.faults import bare, hang

TYPED = ("Onraadbare", "85.07.30-033.28", PIN, PASSWORD, "zeldzaamwoord", "Bilal", "els-in-het-log")


@contextmanager
def listening(settings: Settings) -> Iterator[tuple[FastAPI, StringIO]]:
    """A house whose standard error we hear."""
    with redirect_stderr(StringIO()) as heard:
        app = create_app(settings)
        with TestClient(app):
            yield app, heard
    configure_logs(settings.log_level)


def lines(heard: StringIO) -> list[dict[str, object]]:
    """Each line is JSON of its own."""
    return [json.loads(line) for line in heard.getvalue().splitlines()]


def test_a_line_says_what_was_asked_and_how_it_ended(settings: Settings) -> None:
    with listening(settings) as (app, heard):
        client = bare(app)
        client.get("/cards?q=zeldzaamwoord")
        client.get("/ticket/AAAAAAAAAAAAAAAAAAAAAA")
        client.get("/nowhere/zeldzaamwoord")
        client.get("/healthz")
    seen = [(x["method"], x["route"], x["status"]) for x in lines(heard) if x["event"] == "request"]
    assert seen == [("GET", "/cards", 200), ("GET", "/ticket/{code}", 404), ("GET", "unmatched", 404)]
    for line in lines(heard):
        if line["event"] == "request":
            assert len(str(line["reference"])) == 6
            assert isinstance(line["ms"], float)
            assert set(line) == {"event", "level", "timestamp", "reference", "method", "route", "status", "ms"}


def test_nothing_that_was_typed_or_carried_stands_in_the_log(settings: Settings) -> None:
    with listening(settings) as (app, heard):
        make, browser = Make(app), Browser(app)
        desk = make.desk()
        opening = make.opening(desk)
        ticket = make.ticket(opening)
        person = bilal(make, desk)
        els(make, desk, name="els-in-het-log")
        enrol(make, browser, desk)
        headers = token_of(make, desk, "table", person)
        browser.get("/cards?q=85.07.30-033.28")
        browser.post(f"/sign-in/{person.code}?next=/zeldzaamwoord", pin="739104")
        browser.post("/sign-in/password", name="els-in-het-log", password=PASSWORD, phone_code=phone_code())
        browser.post("/sign-in/password", name="Onraadbare", password=PASSWORD, more="zeldzaamwoord")
        browser.post(f"/sign-in/{person.code}", pin=PIN)
        browser.get(f"/ticket/{ticket.code}")
        browser.get("/nowhere/zeldzaamwoord", status=404)
        browser.client.get("/api/v1/desks/kalmthout/line", headers=headers)
        carried = [value.strip('"') for value in browser.client.cookies.values()]
        browser.close()
    said = heard.getvalue()
    assert len(lines(heard)) >= 8
    for word in (*TYPED, *carried, person.code, str(ticket.code), headers["Authorization"], "testclient", "127.0.0.1"):
        assert word not in said


def test_a_fault_is_written_with_the_number_that_the_page_shows(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening(settings) as (app, heard):
        client = hang(app, monkeypatch, {"broken": RuntimeError("the reason")})
        page = client.get("/faults/broken?q=zeldzaamwoord").text
    fault = next(line for line in lines(heard) if line["event"] == "unexpected")
    assert str(fault["reference"]) in page
    assert "RuntimeError: the reason" in str(fault["exception"])
    assert "zeldzaamwoord" not in heard.getvalue()
    request = next(line for line in lines(heard) if line["event"] == "request")
    assert (request["status"], request["reference"]) == (500, fault["reference"])


def test_a_line_cannot_be_forged(settings: Settings) -> None:
    with listening(settings) as (app, heard):
        client = bare(app)
        client.get("/nowhere%0a%7b%22event%22:%22forged%22%7d")
        client.get("/cards", headers={"User-Agent": "x\\n{}"})
    assert "forged" not in [line["event"] for line in lines(heard)]


@pytest.mark.parametrize(("level", "heard_of"), [("DEBUG", True), ("INFO", True), ("WARNING", False), ("wrong", True)])
def test_how_much_is_said_is_set_by_the_operator(settings: Settings, level: str, heard_of: bool) -> None:
    quiet = settings.model_copy(update={"log_level": level})
    with listening(quiet) as (app, heard):
        client = bare(app)
        client.get("/cards")
    assert bool([line for line in lines(heard) if line["event"] == "request"]) is heard_of
