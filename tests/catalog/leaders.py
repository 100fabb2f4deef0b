"""Two who lead, and what they do on the pages of a card."""

from collections.abc import Callable, Mapping

from app.staff.models import Role
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import els, sign_in

Open = Callable[[], Browser]
SLUG = "leefloon"
TITLE, SAY, LEAD = f"{SLUG}:title", f"{SLUG}:step.who.say", f"{SLUG}:in_one_sentence"
NEW = "Geld van het OCMW"


def two(make: Make, open_browser: Open) -> tuple[Browser, Browser]:
    """Els and Mira, who both lead."""
    desk, first, second = make.desk(), open_browser(), open_browser()
    sign_in(make, first, els(make, desk))
    sign_in(make, second, els(make, desk, Role.COORDINATOR, name="Mira"))
    return first, second


def write(page: Page, words: Mapping[str, str], why: str = "") -> Mapping[str, str]:
    """The boxes of the edit page for these keys, with other words."""
    names = page.form("/edit").names()
    boxes = {name.split(".", 2)[2]: name for name in names if name.startswith("t.")}
    return {boxes[key]: text for key, text in words.items()} | ({"why": why} if why else {})


def save(browser: Browser, words: Mapping[str, str], page: Page | None = None, why: str = "") -> Page:
    """Other words, kept as a draft."""
    page = page or browser.get(f"/catalog/{SLUG}/edit")
    return browser.fill(page, "/edit", write(page, words, why))


def publish(browser: Browser) -> Page:
    """She reads the draft and says yes."""
    return browser.submit(browser.get(f"/catalog/{SLUG}/draft"), "/publish")


def h1_in(browser: Browser, language: str = "nl") -> str:
    """What everybody reads above the card."""
    return browser.get(f"/cards/{SLUG}?lang={language}").h1


def press(browser: Browser, verb: str, based_on: str) -> int:
    """The button of a page that was open, with the form's own token of this browser."""
    token = browser.get(f"/catalog/{SLUG}/edit").form("/edit").values()["csrf_token"][0]
    data = {"based_on": based_on, "csrf_token": token, "came_from": f"/catalog/{SLUG}/draft"}
    return int(browser.client.post(f"/catalog/{SLUG}/{verb}", data=data, follow_redirects=False).status_code)


def stand_of(browser: Browser) -> str:
    """What the page of the draft was made from."""
    return browser.get(f"/catalog/{SLUG}/draft").form("/drop").values()["based_on"][0]
