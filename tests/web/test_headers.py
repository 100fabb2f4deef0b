"""What every answer carries: strict rules for the browser, and how long it may be kept."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.headers import HEADERS, HSTS, POLICY
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import anna, at_tablet, token_of
from tests.web.faults import bare, hang

PUBLIC = ("/open", "/cards", "/letters", "/what-we-keep")
DYNAMIC = ("/", "/sign-in", "/sign-in/password", "/lock", "/slip", "/kiosk/kalmthout", "/board/kalmthout", "/nowhere")


ANSWERS = {
    "/": 200,
    "/open": 200,
    "/nowhere": 404,
    "/static/nowhere": 404,
    "/static/{hash}/css/base.css": 200,
    "/fonts/nothing.ttf": 404,
    "/coach": 303,
    "/welcome": 303,
    "/healthz": 200,
    "/readyz": 200,
    "/api/v1/cards": 200,
    "/api/v1/nowhere": 404,
    "/api/v1/desks/kalmthout/line": 401,
    "/faults/broken": 500,
    "/api/v1/faults/broken": 500,
}


def test_every_answer_is_strict(app: FastAPI, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    client = hang(app, monkeypatch, {"broken": RuntimeError("words that nobody may read")})
    make.desk()
    for path, status in ANSWERS.items():
        answer = client.get(path.replace("{hash}", app.state.static.version))
        assert answer.status_code == status, path
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert answer.headers["Cache-Control"]
        assert "Strict-Transport-Security" not in answer.headers
        assert "server" not in answer.headers


def test_a_refused_form_is_strict_too(app: FastAPI) -> None:
    client = bare(app)
    answer = client.post("/lock", data={})
    assert answer.status_code == 403
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_no_script_of_the_page_itself_and_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY
    for word in ("unsafe", "http:", "https:", "*", "blob:"):
        assert word not in POLICY


def test_a_page_about_somebody_is_never_stored(app: FastAPI, make: Make) -> None:
    make.opening(make.desk())
    for path in DYNAMIC:
        assert bare(app).get(path).headers["Cache-Control"] == "no-store", path


def test_pages_of_the_team_are_never_stored(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    for path in ("/host/kalmthout", "/host/kalmthout/now", "/desks/kalmthout/today", "/welcome"):
        answer = browser.client.get(path, follow_redirects=False)
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_public_page_is_kept_a_minute_and_sets_no_cookie(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    for path in PUBLIC:
        for language in ("nl", "fr", "ar", "xx"):
            answer = browser.client.get(f"{path}?lang={language}")
            assert answer.headers["Cache-Control"] == "public, max-age=60"
            assert "set-cookie" not in answer.headers, path
            assert "csrf_token" not in answer.text
            assert "Anna" not in answer.text


def test_a_public_page_without_a_language_in_its_address_is_kept_by_language(browser: Browser) -> None:
    for path in PUBLIC:
        assert browser.client.get(path).headers["Vary"] == "Accept-Language, Cookie"
        assert "Vary" not in browser.client.get(f"{path}?lang=fr").headers


def test_a_sentence_for_the_next_page_is_not_spent_on_a_public_one(make: Make, browser: Browser) -> None:
    make.desk()
    browser.post("/sign-out")
    assert [e for e in browser.get("/open").tree.iter() if "flash" in (e.get("class") or "").split()] == []
    assert [e for e in browser.get("/").tree.iter() if "flash" in (e.get("class") or "").split()]
    assert not [e for e in browser.get("/").tree.iter() if "flash" in (e.get("class") or "").split()]


def test_static_files_are_kept_a_year_under_the_hash_of_all_of_them(app: FastAPI) -> None:
    client = bare(app)
    files = app.state.static
    answer = client.get(files.url("css/base.css"))
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    old = client.get("/static/0123456789/css/base.css")
    assert (old.status_code, old.headers["Cache-Control"]) == (200, "no-store")
    assert old.content == answer.content


def test_nothing_but_static_files_is_served(app: FastAPI) -> None:
    odd = (
        "",
        "css",
        "../main.py",
        "..%2fmain.py",
        "%2e%2e/main.py",
        "css/../../main.py",
        "/etc/passwd",
        "%00",
        "css/%00",
    )
    for path in odd:
        answer = bare(app).get(f"/static/{app.state.static.version}/{path}")
        assert answer.status_code == 404, path
        assert "root:" not in answer.text


def test_over_https_cookies_are_bound_to_the_host_and_sent_only_there(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"public_url": "https://koffie.example"}))
    with TestClient(app, base_url="https://koffie.example", follow_redirects=False) as client:
        answers = [client.get("/sign-in/password"), client.get("/?lang=fr"), client.get("/nowhere")]
        for answer in answers:
            assert answer.headers["Strict-Transport-Security"] == HSTS
        cookies = [cookie for answer in answers for cookie in answer.headers.get_list("set-cookie")]
        assert len(cookies) >= 2
        for cookie in cookies:
            assert "Secure" in cookie
            assert "HttpOnly" in cookie
            assert "Domain" not in cookie
            assert "SameSite" in cookie
        assert any(cookie.startswith("__Host-kf_browser=") for cookie in cookies)


def test_a_cookie_without_the_prefix_counts_for_nothing_over_https(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"public_url": "https://koffie.example"}))
    with TestClient(app, base_url="https://testserver") as client:
        make, browser = Make(app), Browser(app)
        desk = make.desk()
        at_tablet(make, browser, anna(make, desk), desk)
        for name, value in browser.client.cookies.items():
            client.cookies.set(name, value)
        assert client.get("/host/kalmthout").url.path == "/sign-in"
        for name, value in browser.client.cookies.items():
            client.cookies.set(f"__Host-{name}", value)
        assert client.get("/host/kalmthout").url.path == "/host/kalmthout"
        browser.close()


def test_nothing_about_the_inside_is_shown(app: FastAPI, make: Make) -> None:
    headers = token_of(make, make.desk(), "kiosk")
    for path in ("/docs", "/redoc", "/openapi.json", "/api/v1/openapi.json", "/metrics", "/_components"):
        assert bare(app).get(path).status_code == 404, path
        assert bare(app).get(path, headers=headers).status_code in (403, 404)


def test_a_forged_host_or_proxy_header_changes_no_address(app: FastAPI, make: Make) -> None:
    client = bare(app)
    make.desk()
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    for path in ("/", "/coach", "/nowhere", "/sign-in"):
        answer = client.get(path, headers=forged)
        assert "evil.example" not in answer.text
        assert "evil.example" not in answer.headers.get("location", "")


@pytest.mark.parametrize("path", ["/cards", "/cards/leefloon?lang=nl", "/sitemap.xml", "/cards/leefloon/guide.pdf"])
def test_a_program_that_asks_by_head_hears_what_get_answers_without_the_body(path: str, browser: Browser) -> None:
    asked, gotten = browser.client.head(path), browser.client.get(path)
    assert asked.status_code == gotten.status_code == 200
    assert asked.content == b""
    assert asked.headers["content-length"] == gotten.headers["content-length"]
    assert asked.headers["content-type"] == gotten.headers["content-type"]


def test_head_does_not_hang_where_an_answer_never_ends(browser: Browser) -> None:
    assert browser.client.head("/live/desk-1").status_code == 404
