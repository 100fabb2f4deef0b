"""What goes wrong is said in the reader's language, with a way back, and cannot fail itself."""

import shutil
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from app.errors import Clash, KoffieError, TooMany, Unwell
from app.i18n import LANGUAGES, _, direction, speaking
from app.main import create_app
from app.settings import ROOT, Settings
from app.web.headers import POLICY
from tests.browser import HERE, Browser, Page
from tests.make import Make
from tests.staff.people import anna, at_tablet, token_of
from tests.web.faults import bare, hang

FAULTS: dict[str, Exception] = {
    "broken": RuntimeError("words that nobody may read"),
    "clash": Clash("Somebody was first.", state="called"),
    "often": TooMany("That was too often.", retry_after=180),
    "unwell": Unwell("Not now."),
}


def problem(answer: Response) -> dict[str, object]:
    """What a machine reads."""
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, object] = answer.json()
    assert body["status"] == answer.status_code
    assert str(body["type"]).startswith("about:")
    assert body["title"]
    return body


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_the_language_of_the_reader(browser: Browser, language: str) -> None:
    with speaking(language):
        heading = _("This did not work")
    for path in ("/nowhere", "/cards/nothing", "/ticket/nothing", "/visits", "/lock/x"):
        page = browser.get(f"{path}?lang={language}", status=404)
        assert (page.tree.get("lang"), page.tree.get("dir")) == (language, direction(language))
        assert page.h1 == heading
        assert f"{HERE}/" in page.links().values()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_browser_counts_too(browser: Browser, language: str) -> None:
    page = Page(browser.client.get("/nowhere", headers={"Accept-Language": language})).check()
    assert page.tree.get("lang") == language


def test_a_verb_that_does_not_fit_an_address_looks_like_nothing_there(browser: Browser) -> None:
    for method, path in (("POST", "/cards"), ("DELETE", "/sign-in"), ("PUT", "/"), ("GET", "/sign-out")):
        answer = browser.client.request(method, path)
        assert answer.status_code == 404
        Page(answer).check()


def test_a_query_that_does_not_fit_is_an_address_that_does_not_exist(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    assert browser.client.get(f"/cards?q={'a' * 201}").status_code == 404
    assert browser.client.get(f"/kiosk/kalmthout/topic?speaks={'a' * 9}").status_code == 404


def test_a_fragment_gets_an_error_of_its_own_size(make: Make, browser: Browser) -> None:
    page = browser.fragment("/ticket/nothing/now", status=404)
    assert "<html" not in page.html
    assert 'role="status"' in page.html
    assert page.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("fault", "status"), [("clash", 409), ("often", 429), ("unwell", 503)])
def test_what_can_be_explained_is_explained(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, fault: str, status: int
) -> None:
    client = hang(app, monkeypatch, FAULTS)
    error = FAULTS[fault]
    assert isinstance(error, KoffieError)
    answer = client.get(f"/faults/{fault}")
    assert answer.status_code == status
    assert str(error.message) in Page(answer).check().text


def test_who_must_wait_is_told_how_long(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    client = hang(app, monkeypatch, FAULTS)
    assert client.get("/faults/often").headers["Retry-After"] == "180"
    assert client.get("/faults/unwell").headers["Retry-After"] == "5"
    assert client.get("/api/v1/faults/often").headers["Retry-After"] == "180"
    assert client.get("/api/v1/faults/unwell").headers["Retry-After"] == "5"


def test_a_fault_of_ours_shows_a_page_that_needs_nothing(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    client = hang(app, monkeypatch, FAULTS)
    answer = client.get("/faults/broken")
    assert answer.status_code == 500
    page = Page(answer)
    assert "words that nobody may read" not in page.html
    assert f"{HERE}/" in page.links().values()
    assert {e.get("lang") for e in page.tree.iter() if e.get("lang")} == set(LANGUAGES)
    assert [e for e in page.tree.iter() if e.get("dir") == "rtl"]
    reference = [word for word in page.text.split() if word.isdigit() and len(word) == 6]
    assert len(reference) == 1
    assert "{reference}" not in page.html


def test_when_even_the_error_page_is_broken_there_is_one_that_is_not(settings: Settings, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(ROOT / "templates", root / "templates")
    for part in ("app", "locales", "migrations"):
        (root / part).symlink_to(ROOT / part)
    (root / "templates/errors/error.html").write_text("{{ nothing.at.all }}")
    with TestClient(create_app(settings.model_copy(update={"root": root})), base_url=HERE) as client:
        answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(list(Page(answer).tree.iter("h1"))) == 1


PROBLEMS = {
    "/api/v1/nowhere": (404, "not-found"),
    "/api/v1/cards/nothing": (404, "not-found"),
    "/api/v1/tickets/nothing": (404, "not-found"),
    "/api/v1/desks/nowhere/board": (404, "not-found"),
    "/api/v1/desks/kalmthout/line": (401, "sign-in"),
    "/api/v1/faults/clash": (409, "clash"),
    "/api/v1/faults/often": (429, "too-many"),
    "/api/v1/faults/unwell": (503, "unwell"),
    "/api/v1/faults/broken": (500, "error"),
}


def test_a_machine_reads_a_problem_document(app: FastAPI, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    client = hang(app, monkeypatch, FAULTS)
    make.desk()
    for path, (status, kind) in PROBLEMS.items():
        answer = client.get(path)
        assert answer.status_code == status, path
        assert problem(answer)["type"] == f"about:{kind}"
        assert "words that nobody may read" not in answer.text


def test_a_problem_holds_the_facts_and_speaks_the_language_of_the_machine(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = hang(app, monkeypatch, FAULTS)
    assert problem(client.get("/api/v1/faults/clash"))["state"] == "called"
    for path in ("/api/v1/nowhere", "/api/v1/faults/broken"):
        titles = {problem(client.get(path, headers={"Accept-Language": code}))["title"] for code in LANGUAGES}
        with speaking("nl"):
            in_dutch = _("This page does not exist, or not any more.")
        with speaking("en"):
            in_english = _("This page does not exist, or not any more.")
        assert len(titles) > 1 or in_dutch == in_english


def test_a_machine_hears_which_fields_do_not_fit(make: Make, app: FastAPI) -> None:
    client = bare(app)
    desk = make.desk()
    make.opening(desk)
    headers = {**token_of(make, desk, "kiosk"), "Idempotency-Key": "a1"}
    wrong = {"language": "xx", "date": "tomorrow", "returning": "perhaps", "state": "done"}
    answer = client.post("/api/v1/desks/kalmthout/tickets", json=wrong, headers=headers)
    assert answer.status_code == 422
    fields = problem(answer)["fields"]
    assert isinstance(fields, dict)
    assert {"language", "date", "returning"} <= set(fields)


def test_a_broken_body_of_a_machine_is_its_own_fault(app: FastAPI, make: Make) -> None:
    desk = make.desk()
    make.opening(desk)
    headers = {**token_of(make, desk, "kiosk"), "Idempotency-Key": "a1", "Content-Type": "application/json"}
    for body in ("", "{", "[]", "nul", "[" * 50_000, '{"language": "nl", "language"', "\x00"):
        answer = bare(app).post("/api/v1/desks/kalmthout/tickets", content=body, headers=headers)
        assert answer.status_code in (400, 422), body[:20]
        problem(answer)


def test_the_page_behind_an_error_is_not_the_team_s(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    page = browser.get("/nowhere", status=404)
    assert "Anna" not in page.html
