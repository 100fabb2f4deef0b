"""A code that is wrong, guessed or tried often: one answer for every reason, and a brake."""

import base64
from collections.abc import Callable

from app.chance import digits as some_digits
from app.privacy.sealing import with_check
from app.privacy.service import SLIP_DIGITS
from app.visits.routes import slip as routes
from app.web.browser_key import COOKIE
from tests.browser import Browser, Page
from tests.make import Make
from tests.visits.sitting import LEEFLOON, faults, in_visit
from tests.visits.test_slip import make_slip, opens

Open = Callable[[], Browser]
TRIES, TRIES_OF_A_BROWSER = 5, 30


def guess() -> str:
    """Digits that could stand on a paper, but on nobody's."""
    return with_check(some_digits(SLIP_DIGITS))


def said(page: Page) -> list[str]:
    """What the page says of the code."""
    assert page.path == "/slip"
    return faults(page)


def test_a_typing_mistake_is_seen_before_anything_is_tried(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    home = open_browser()
    wrong = digits[:-1] + ("0" if digits[-1] != "0" else "1")
    for typed in (wrong, digits[:-5], "abcd", ""):
        for _try in range(2):
            page = opens(home, handle, typed)
            assert said(page)
            assert page.form("/slip").values()["digits"] == [""], "digits never come back"
            assert page.form("/slip").values()["handle"] == [handle]
    assert opens(home, handle, digits).path == "/slip/open", "mistakes cost no try"


def test_wrong_and_unknown_say_the_same(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, _digits = make_slip(in_visit(make, browser, LEEFLOON))
    home = open_browser()
    assert said(opens(home, handle, guess())) == said(opens(home, "AAAAAAAA", guess()))
    routes.handle_brake.clear("AAAAAAAA")


def test_five_tries_for_a_paper(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    home = open_browser()
    for _try in range(TRIES):
        assert said(opens(home, handle, guess()))
    page = home.get("/slip")
    held = home.submit(page, "/slip", status=429, handle=handle, digits=digits)
    assert int(held.response.headers["Retry-After"]) > 0
    routes.handle_brake.clear(handle)
    assert opens(home, handle, digits).path == "/slip/open"


def test_a_right_code_forgives_the_wrong_ones_before_it(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    home = open_browser()
    for _before in range(TRIES - 1):
        routes.handle_brake.pull(handle)
    for _round in range(2):
        assert opens(home, handle, digits).path == "/slip/open"
        assert said(opens(home, handle, guess()))


def test_thirty_tries_for_a_browser_whatever_the_paper(browser: Browser) -> None:
    page = browser.get("/slip")
    key = base64.urlsafe_b64decode(browser.client.cookies[COOKIE].strip('"')).hex()
    for _before in range(TRIES_OF_A_BROWSER - 1):
        routes.device_brake.pull(key)
    answers = [
        browser.send(page, "/slip", {"handle": f"HANDLE{n:02}", "digits": guess()}, follow=False).status_code
        for n in range(2)
    ]
    assert answers == [303, 429]
