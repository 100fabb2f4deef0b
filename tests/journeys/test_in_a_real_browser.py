"""The whole visit in Debian's Chromium: three taps in Arabic, a live board, the walk, three papers, the count."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from app.demand.models import DailyFact
from app.staff import signed_in
from app.staff.access import DEVICE_COOKIE
from tests.journeys import papers
from tests.journeys.serving import Served
from tests.journeys.team import PASSWORD, PIN, Team

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CARD = "verhoogde-tegemoetkoming"
COMPLAINTS = ("error", "warning")


class Desk:
    """Contexts of different people in one Chromium; every complaint of a page is gathered."""

    def __init__(self, chromium: Browser, served: Served, team: Team) -> None:
        self.chromium, self.served, self.team = chromium, served, team
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def context(self, *, tablet: bool = False, width: int = 1280) -> BrowserContext:
        """A browser of somebody's own; ``tablet``: enrolled at the desk."""
        context = self.chromium.new_context(base_url=self.served.url, viewport={"width": width, "height": 900})
        if tablet:
            context.add_cookies([{"name": DEVICE_COOKIE, "value": self.team.device_token(), "url": self.served.url}])
        context.on("console", lambda m: self.complaints.append(m.text) if m.type in COMPLAINTS else None)
        context.on("weberror", lambda e: self.complaints.append(str(e.error)))
        self.contexts.append(context)
        return context

    def signed_in(self, name: str, *, width: int = 1280) -> Page:
        """Somebody taps her name and types her PIN."""
        page = self.context(tablet=True, width=width).new_page()
        page.goto("/sign-in?lang=nl")
        page.get_by_role("link", name=name).click()
        page.locator("input[name=pin]").fill(PIN)
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url(re.compile("/(table|host)"))
        return page


@pytest.fixture
def desk(chromium: Browser, served: Served, team: Team) -> Iterator[Desk]:
    """The hall. At the end nobody's browser may have complained."""
    hall = Desk(chromium, served, team)
    yield hall
    for context in hall.contexts:
        context.close()
    assert hall.complaints == []


def takes_a_number(desk: Desk) -> tuple[Page, int]:
    """From the start page of the kiosk to a number; how many taps it took."""
    page = desk.context().new_page()
    page.goto("/kiosk/kalmthout")
    taps = ("a[href*='speaks=ar']", "a[href*='topic=health']", "button[value=no]")
    for tap in taps:
        page.locator(tap).first.click()
    page.wait_for_url(re.compile("/ticket/"))
    return page, len(taps)


def walk_the_card(page: Page) -> list[str]:
    """Every step, with something in every open question; the marks that were typed."""
    marks: list[str] = []
    while "/walk/" in page.url:
        for field in page.locator("input[type=text][name^='a.'], textarea[name^='a.']").all():
            mode = field.get_attribute("inputmode") or "text"
            if mode in ("tel", "email"):
                continue
            mark = {"numeric": "27/11/1931", "decimal": "739,15"}.get(mode, f"Kwartsappel{len(marks)}")
            field.fill(mark)
            marks.append(mark)
        for choice in page.locator("input[type=radio][value=yes][name^='a.']").all():
            choice.check()
        page.locator("main form button[name=go]").filter(has_not_text="persoon").first.click()
        page.wait_for_load_state()
        assert "kept=" not in page.url, page.locator(".error-summary").inner_text()
    return marks


def calls_to_table_two(desk: Desk, board: Page, phone: Page, number: str) -> Page:
    """Bilal sits down and calls; board and phone hear it without being loaded again."""
    board.evaluate("window.sameLoad = true")
    bilal = desk.signed_in("Bilal")
    bilal.locator("button[name=table][value='2']").click()
    bilal.locator("form[action='/table/call-next'] button").click()
    expect(board.locator(".board-number")).to_have_text(number, timeout=5000)
    expect(board.locator(".board-table")).to_contain_text("2")
    expect(phone.locator(".your-turn")).to_contain_text("2", timeout=5000)
    assert board.evaluate("window.sameLoad") is True, "the board was loaded again"
    return bilal


def begins_and_walks(page: Page) -> tuple[str, list[str]]:
    """The visitor sits down, the card is found by what she says, every step is walked; where, and the marks."""
    page.locator("form[action='/table/here'] button").click()
    page.wait_for_url(re.compile("/visits/"))
    visit = page.url
    page.locator("input[name=q]").fill("dokter te duur")
    page.locator("form[role=search] button").click()
    page.locator(f"button[name=card][value='{CARD}']").click()
    page.wait_for_url(re.compile("/walk/"))
    expect(page.locator(".face-visitor [lang=ar]").first).to_be_visible()
    expect(page.locator(".face-visitor .face-dutch").first).to_be_visible()
    return visit, walk_the_card(page)


def three_papers(page: Page, visit: str) -> tuple[dict[str, str], str]:
    """Answer sheet, guide card and slip: valid, and what they say; and the code as the screen shows it."""
    page.goto(visit)
    sheet = page.locator("a[href*='/sheet/']").get_attribute("href") or ""
    guide = page.locator("a[href*='guide.pdf']").get_attribute("href") or ""
    assert "lang=ar" in guide
    page.goto(visit + "/slip")
    page.locator("main form[action$='/slip'] button").click()
    slip = page.locator("a[href*='slip.pdf']").get_attribute("href") or ""
    code = page.locator(".slip-code").last.inner_text()
    texts = {}
    for name, url in {"sheet": sheet, "guide": guide, "slip": slip}.items():
        answer = page.request.get(url)
        assert answer.status == 200, name
        papers.check(answer.body())
        texts[name] = papers.read(answer.body())
    return texts, code


def coordinator_sees_one(desk: Desk) -> None:
    """Els signs in with password and phone; the newest week of the card says 1."""
    els = desk.context().new_page()
    els.goto("/sign-in/password?lang=nl")
    els.locator("input[name=name]").fill("els")
    els.locator("input[name=password]").fill(PASSWORD)
    els.locator("input[name=phone_code]").fill(desk.team.phone_code())
    els.locator("main button[type=submit]").first.click()
    els.wait_for_url(re.compile("/coach"))
    els.goto("/demand?weeks=12")
    expect(els.locator("table.weeks tbody tr, table tbody tr").first).to_contain_text("1")


def test_from_the_door_to_the_count(desk: Desk) -> None:
    board = desk.context().new_page()
    board.goto("/board/kalmthout")
    ticket, taps = takes_a_number(desk)
    assert taps == 3
    expect(ticket.locator("html")).to_have_attribute("dir", "rtl")
    phone = desk.context(width=360).new_page()
    phone.goto(ticket.url.partition("?")[0] + "?lang=ar")

    bilal = calls_to_table_two(desk, board, phone, ticket.locator(".your-number").inner_text())
    visit, marks = begins_and_walks(bilal)
    assert len(marks) > 8
    texts, code = three_papers(bilal, visit)
    for mark in set(marks) - {"27/11/1931", "739,15"}:
        assert mark in texts["sheet"]
    assert "27 november 1931" in texts["sheet"]
    catalog = desk.served.app.state.shelf.catalog
    card = catalog.cards[CARD]
    assert papers.plain(catalog.say(card.title, "ar").text) in texts["guide"]
    assert papers.plain(card.title.nl) in texts["sheet"]
    assert re.sub(r"\s+", "", code) in re.sub(r"\s+", "", texts["slip"])

    bilal.goto(visit + "/finish")
    bilal.locator("input[type=radio][value=done]").first.check()
    bilal.locator("main form[action$='/finish'] button").first.click()
    bilal.wait_for_url(re.compile("/table"))
    coordinator_sees_one(desk)
    with desk.served.app.state.database.reading() as db:
        facts = db.exec(select(DailyFact).where(DailyFact.kind == "question")).all()
    assert [(fact.subject, fact.count, fact.outcome) for fact in facts] == [(CARD, 1, "done")]


def test_eight_live_tabs_of_one_browser_all_work(desk: Desk) -> None:
    """HTTP/1.1 gives a browser six connections to a host; eight boards and a ninth page must still get through."""
    context = desk.context()
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto("/board/kalmthout", timeout=5000)
    ticket, _taps = takes_a_number(desk)
    number = ticket.locator(".your-number").inner_text()
    bilal = desk.signed_in("Bilal")
    bilal.locator("button[name=table][value='3']").click()
    bilal.locator("form[action='/table/call-next'] button").click()
    for tab in tabs:
        expect(tab.locator(".board-number")).to_have_text(number, timeout=8000)
    ninth = context.new_page()
    answer = ninth.goto("/cards", timeout=5000)
    assert answer is not None
    assert answer.status == 200
    tabs[0].close()  # the tab that may hold the stream for all of them
    bilal.locator("form[action='/table/not-there'] button").click()
    expect(tabs[-1].locator(".board-number")).to_have_count(0, timeout=8000)


def test_a_board_says_so_when_the_server_is_away_and_heals_without_a_hand(desk: Desk) -> None:
    board = desk.context().new_page()
    board.goto("/board/kalmthout")
    board.evaluate("window.sameLoad = true")
    expect(board.locator(".lost")).to_be_hidden()
    desk.served.stop()
    expect(board.locator(".lost")).to_be_visible(timeout=15000)
    desk.served.start()
    bilal = desk.signed_in("Bilal")
    ticket, _taps = takes_a_number(desk)
    number = ticket.locator(".your-number").inner_text()
    bilal.goto("/table")
    bilal.locator("button[name=table][value='1']").click()
    bilal.locator("form[action='/table/call-next'] button").click()
    expect(board.locator(".lost")).to_be_hidden(timeout=10000)
    expect(board.locator(".board-number")).to_have_text(number, timeout=10000)
    assert board.evaluate("window.sameLoad") is True
    desk.complaints.clear()  # the browser itself reports the lost stream


def test_a_page_left_alone_warns_hides_itself_and_keeps_what_was_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.signed_in("Bilal")
    page.locator("button[name=table][value='2']").click()
    page.goto("/table")
    page.locator("#without-number summary").click()
    page.locator("#without-number button[value=nl]").click()
    page.locator(f"button[name=card][value='{CARD}']").click()
    page.wait_for_url(re.compile("/walk/"))
    while not page.locator("input[name='a.last_name']").count():
        page.locator("main button[name=go][value=next]").first.click()
    step = page.url
    monkeypatch.setattr(signed_in, "IDLE", timedelta(seconds=10))
    monkeypatch.setattr(signed_in, "WARNED", timedelta(seconds=5))
    monkeypatch.setattr(signed_in, "SOONER", timedelta())
    page.reload()
    page.locator("input[name='a.last_name']").fill("Kwartsappel")
    expect(page.locator("dialog.idle-dialog")).to_be_visible(timeout=12_000)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.idle-dialog")).to_be_hidden()
    page.wait_for_url(re.compile("/lock"), timeout=25_000)
    expect(page.locator("body")).not_to_contain_text("Kwartsappel")
    page.locator("details.come-back summary").click()
    page.locator("input[name=secret]").fill(PIN)
    page.locator("form[action^='/unlock'] button").click()
    page.goto(step)
    expect(page.locator("input[name='a.last_name']")).to_have_value("Kwartsappel")


def test_a_part_that_refreshes_itself_leaves_the_focus_where_it_was(desk: Desk) -> None:
    page = desk.signed_in("Bilal")
    page.locator("button[name=table][value='2']").click()
    button = page.locator("form[action='/table/call-next'] button")
    button.focus()
    with page.expect_response(re.compile("/table/now")):
        takes_a_number(desk)
    page.wait_for_timeout(500)
    expect(button).to_be_focused()
