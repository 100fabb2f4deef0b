"""Too often, too long, or not a form at all."""

import time
from collections.abc import Iterator

import pytest

from app.errors import TooMany
from app.i18n import LANGUAGES, _, direction, speaking
from app.web.headers import POLICY
from app.web.limits import Brake
from app.web.posting import MOST_BYTES
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import els, sign_in, token_of

FORM = "application/x-www-form-urlencoded"


def token_in(browser: Browser) -> str:
    """A token of this browser."""
    return Page(browser.client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"][0]


def test_a_brake_lets_a_few_through_and_then_says_how_long() -> None:
    brake = Brake("2/minute", "3/hour")
    brake.pull("one")
    brake.pull("one")
    with pytest.raises(TooMany) as refused:
        brake.pull("one")
    assert refused.value.facts["retry_after"] == 60
    assert brake.allows("other")


def test_of_two_full_windows_the_longer_one_is_named() -> None:
    brake = Brake("2/minute", "2/hour")
    brake.pull("one")
    brake.pull("one")
    with pytest.raises(TooMany) as refused:
        brake.pull("one")
    assert refused.value.facts["retry_after"] == 3600


def test_what_was_refused_is_not_counted_and_can_be_forgiven() -> None:
    brake = Brake("1/hour")
    brake.pull("one")
    for _again in range(3):
        assert not brake.allows("one")
    brake.clear("one")
    assert brake.allows("one")


def test_a_kiosk_tapped_again_at_once_is_held_back_and_says_until_when(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    form = {"speaks": "nl", "must_act": "no"}
    assert browser.post("/kiosk/kalmthout/number", **form, once="first-form").status_code == 303
    more = [browser.post("/kiosk/kalmthout/number", **form, once=f"another-form-{n}") for n in range(4)]
    held_back = [answer for answer in more if answer.status_code == 429]
    assert held_back
    assert held_back[0].headers["Retry-After"] == "3"
    Page(held_back[0]).check()
    assert browser.post("/kiosk/kalmthout/number", **form, once="first-form").status_code == 303


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data"),
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"--x\r\n" + b"A: b\r\n" * 9000 + b"\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"name=%ff%fe&%ed%a0%80=1&a=%", FORM),
        (b"\xff\xfe\x00", FORM),
        (b"&&&&===&=", FORM),
        (b"csrf_token=" + b"a" * 900_000, FORM),
        (b"&".join(b"f%d=1" % n for n in range(2000)), FORM),
    ],
    ids=lambda part: str(part)[:30],
)
def test_a_broken_body_is_refused_without_harm(browser: Browser, body: bytes, kind: str) -> None:
    for path in ("/lock", "/sign-in/password", "/slip"):
        answer = browser.client.post(path, content=body, headers={"Content-Type": kind}, follow_redirects=False)
        assert answer.status_code in (400, 403, 413)
        Page(answer).check()


@pytest.mark.parametrize("path", ["/lock", "/slip", "/api/v1/tickets"])
def test_a_body_longer_than_a_hundred_forms_is_not_read(browser: Browser, path: str) -> None:
    headers = {"Content-Type": FORM, "Cookie": "; ".join(f"{c.name}={c.value}" for c in browser.client.cookies.jar)}
    answer = browser.client.post(path, content=b"x" * (MOST_BYTES + 1), headers=headers, follow_redirects=False)
    assert answer.status_code == 413


def in_parts() -> Iterator[bytes]:
    """As much, without saying beforehand how much."""
    yield from [b"x" * (MOST_BYTES // 10)] * 11


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/lock", "/slip", "/kiosk/kalmthout/number", "/nowhere"])
def test_who_sends_too_much_reads_so_on_a_page_of_ours(browser: Browser, path: str, language: str) -> None:
    headers = {"Content-Type": FORM, "Accept-Language": language}
    answer = browser.client.post(path, content=b"x" * (MOST_BYTES + 1), headers=headers, follow_redirects=False)
    assert answer.status_code == 413
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    page = Page(answer).check()
    assert (page.tree.get("lang"), page.tree.get("dir")) == (language, direction(language))
    with speaking(language):
        assert _("That is too much text.") in page.text


def test_a_length_that_is_not_announced_is_counted(browser: Browser) -> None:
    for path in ("/lock", "/sign-in/password"):
        headers = {"Content-Type": FORM}
        answer = browser.client.post(path, content=in_parts(), headers=headers, follow_redirects=False)
        assert answer.status_code == 413
        with speaking("nl"):
            assert _("That is too much text.") in Page(answer).check().text


def test_a_machine_that_sends_too_much_reads_a_problem(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    headers = {**token_of(make, desk, "kiosk"), "Content-Type": "application/json"}
    for body in (b"x" * (MOST_BYTES + 1), in_parts()):
        answer = browser.client.post("/api/v1/desks/kalmthout/tickets", content=body, headers=headers)
        assert answer.status_code == 413
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["type"] == "about:too-much"


def test_the_longest_body_that_may_be_sent_is_read(browser: Browser) -> None:
    browser.client.get("/sign-in/password")
    start = f"csrf_token={token_in(browser)}&name=".encode()
    body = start + b"x" * (MOST_BYTES - len(start))
    answer = browser.client.post(
        "/sign-in/password", content=body, headers={"Content-Type": FORM}, follow_redirects=False
    )
    assert answer.status_code == 303


def test_a_field_longer_than_any_of_ours_costs_no_time_and_does_not_come_back(browser: Browser) -> None:
    long = "x" * 200_000
    began = time.monotonic()
    answer = browser.post("/sign-in/password", name=long, came_from="/sign-in/password")
    assert time.monotonic() - began < 10  # it took minutes once
    page = browser.get(answer.headers["location"])
    assert page.form("/sign-in/password").values()["name"] == [""]
    assert [e for e in page.tree.iter() if e.get("role") == "alert"]


def test_many_fields_that_are_not_ours_are_one_fault(browser: Browser) -> None:
    more = {f"field{n}": "y" * 1500 for n in range(100)}
    began = time.monotonic()
    answer = browser.post("/sign-in/password", came_from="/sign-in/password", **more)
    assert time.monotonic() - began < 10  # it took minutes once
    page = browser.get(answer.headers["location"])
    assert len([link for link in page.links() if "field" in link]) == 0
    assert page.html.count("field99") == 0


def test_a_file_is_not_taken(browser: Browser) -> None:
    form = {"csrf_token": token_in(browser), "came_from": "/sign-in/password"}
    for path in ("/lock", "/sign-in/password"):
        files = {"name": ("letter.pdf", b"%PDF-1.7 zeldzaam", "application/pdf")}
        answer = browser.client.post(path, data=form, files=files, follow_redirects=False)
        assert answer.status_code in (303, 400)
        assert "zeldzaam" not in browser.client.get(answer.headers.get("location", "/")).text


@pytest.mark.db
def test_signs_that_no_database_keeps_are_no_fault_of_ours(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    sign_in(make, browser, els(make, desk))
    for path in (
        "/ticket/%00",
        "/visits/%00",
        "/kiosk/%00",
        "/host/%00",
        "/enrol/%00",
        "/demand?desk=%00",
        "/?kept=%00",
    ):
        assert browser.client.get(path).status_code in (200, 404)
    headers = token_of(make, desk, "table", els(make, desk, name="Dina"))
    for table in ("\\u0000", "\\ud800"):
        body, kind = f'{{"table": "{table}"}}', {"Content-Type": "application/json"}
        answer = browser.client.post("/api/v1/desks/kalmthout/call-next", content=body, headers={**headers, **kind})
        assert answer.status_code in (204, 422)
    for path, form in (
        ("/sign-in/password", {"name": "\x00", "password": "\x00", "phone_code": "\x00"}),
        ("/slip", {"handle": "\x00", "digits": "1" * 28}),
        ("/admin/people", {"desk_id": str(desk.id), "name": "A\x00", "roles": "host", "languages": "nl"}),
        ("/admin/devices", {"desk_id": str(desk.id), "kind": "desk", "label": "A\x00"}),
        ("/kiosk/kalmthout/number", {"speaks": "nl", "must_act": "no", "once": "12345678\x00"}),
        ("/desks/kalmthout/tables", {"person": "1", "table": "\x00"}),
    ):
        answer = browser.post(path, **form)
        assert answer.status_code in (303, 404), f"{path}: {answer.status_code}"
        browser.client.get(answer.headers.get("location", "/"))
