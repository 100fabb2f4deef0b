"""Nobody is sent to another site, whatever stands in an address or a form."""

from urllib.parse import quote, urljoin, urlsplit

import pytest

from app.web.posting import own_address
from tests.browser import HERE, Browser, Page
from tests.make import Make
from tests.staff.people import PIN, bilal, enrol, sign_in

ELSEWHERE = [
    "http://evil.example",
    "https://evil.example/table",
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\t///evil.example",
    "/\t/[",
    "//[",
    "/\x00/evil.example",
    "/\x1f//evil.example",
    "/\x7f/evil.example",
    "/\x85/evil.example",
    "/\u2028/evil.example",
    "/a\\..\\\\evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/%09/evil.example",
    "/%2f/evil.example",
    "/%5cevil.example",
    "http:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "@evil.example",
    "/@evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "",
]


def lands(location: str) -> str:
    """The host a browser goes to: it drops tabs and line ends, and reads a backslash as a slash."""
    seen = location.strip()
    for sign in "\t\r\n":
        seen = seen.replace(sign, "")
    return urlsplit(urljoin(HERE + "/sign-in/x", seen.replace("\\", "/"))).netloc


def test_a_sign_in_leads_to_a_page_of_ours(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    for wanted in ELSEWHERE:
        for path, form in ((f"/sign-in/{person.code}", {"pin": PIN}), ("/unlock", {"secret": PIN})):
            answer = browser.post(f"{path}?next={quote(wanted)}", **form)
            assert answer.status_code == 303
            assert lands(answer.headers["location"]) == "testserver", repr(wanted)


def test_a_form_comes_back_to_a_page_of_ours(make: Make, browser: Browser) -> None:
    make.desk()
    for wanted in ELSEWHERE:
        answer = browser.post("/sign-in/password", came_from=wanted, more="x")
        assert answer.status_code == 303
        assert lands(answer.headers["location"]) == "testserver", repr(wanted)
        assert "\n" not in answer.headers["location"]


@pytest.mark.parametrize("wanted", ["/\t/[", "/\t///evil.example", "//[", "/\ud800", "/a\\b", "a", "", "/\u200b/"])
def test_an_address_that_is_not_ours_is_the_front_page(wanted: str) -> None:
    assert own_address(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", "/table?a=1&b=%5C", "/cards/leefloon#step-2", "/[", "/letters?van=é"])
def test_an_address_of_ours_stays_as_it_is(wanted: str) -> None:
    assert own_address(wanted) == wanted
    assert urlsplit(wanted).netloc == ""


def test_the_links_of_a_page_stay_here_too(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    sign_in(make, browser, person, enrol(make, browser, desk))
    for wanted in ELSEWHERE:
        for path in ("/sign-in", f"/sign-in/{person.code}", "/sign-in/password", "/lock"):
            page = Page(browser.client.get(f"{path}?next={quote(wanted)}"))
            addresses = [*page.links().values(), *(form.action for form in page.forms)]
            assert {lands(address) for address in addresses} <= {"testserver"}, repr(wanted)


def test_a_page_of_ours_keeps_its_query(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = bilal(make, desk)
    enrol(make, browser, desk)
    answer = browser.post(f"/sign-in/{person.code}?next={quote('/table?a=1&b=2')}", pin=PIN)
    assert answer.headers["location"] == "/table?a=1&b=2"


def test_an_address_with_a_slash_too_many_does_not_leave(browser: Browser) -> None:
    for path in ("//evil.example", "//evil.example/", "/sign-in//evil.example/", "/cards/"):
        answer = browser.client.get(HERE + path, follow_redirects=False)
        if "location" in answer.headers:
            assert lands(answer.headers["location"]) == "testserver"
