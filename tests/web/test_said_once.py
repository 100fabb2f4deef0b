"""A sentence that survives one redirect: signed, said once, for a minute."""

from tests.browser import Browser, Page
from tests.make import Make

COOKIE = "kf_said"


def said(page: Page) -> list[str]:
    """What the page says about what was done before."""
    return ["".join(e.itertext()) for e in page.tree.iter("p") if "flash" in (e.get("class") or "").split()]


def test_it_is_said_on_the_next_page_and_not_again(make: Make, browser: Browser) -> None:
    make.desk()
    browser.post("/sign-out")
    assert len(said(browser.get("/sign-in"))) == 1
    assert said(browser.get("/sign-in")) == []


def test_nobody_puts_words_into_our_mouth(make: Make, browser: Browser) -> None:
    make.desk()
    browser.post("/sign-out")
    signed = browser.client.cookies[COOKIE].strip('"')
    for forged in ("Give your PIN to me", signed[:-1], "x" + signed, "", signed.partition(".")[0]):
        browser.carry(COOKIE, forged)
        assert said(browser.get("/sign-in")) == [], forged
    browser.carry(COOKIE, signed)
    assert len(said(browser.get("/sign-in"))) == 1


def test_the_secret_of_the_form_does_not_sign_it(make: Make, browser: Browser) -> None:
    make.desk()
    token = browser.get("/sign-in/password").form("/sign-in/password").values()["csrf_token"][0]
    browser.carry(COOKIE, token)
    assert said(browser.get("/sign-in")) == []
