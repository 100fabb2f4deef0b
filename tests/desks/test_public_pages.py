"""Chris wants to know where he can go, and when."""

from datetime import UTC, datetime

from app import clock
from app.desks.models import OpeningState
from tests.browser import Browser
from tests.make import Make

THURSDAY = datetime(2060, 11, 25, 8, 0, tzinfo=UTC)


def test_without_a_desk_the_pages_still_stand(browser: Browser) -> None:
    browser.get("/")
    browser.get("/open")
    browser.get("/kiosk/nowhere", status=404)
    browser.get("/board/nowhere", status=404)


def test_the_front_page_says_which_desk_is_open_until_when(make: Make, browser: Browser) -> None:
    with clock.stopped(THURSDAY):
        make.opening(make.desk(place="Voorbeeldplein 1"))
        make.opening(make.desk("zoersel"), state=OpeningState.CLOSED)
        make.desk("essen")
        for page in (browser.get("/"), browser.get("/open")):
            assert page.text.count("11:30") == 1
            for word in ("Kalmthout", "Zoersel", "Essen", "Voorbeeldplein 1"):
                assert word in page.text


def test_the_hours_name_the_day_of_the_week(make: Make, browser: Browser) -> None:
    hours = [{"weekday": 3, "begins": "09:00", "ends": "12:30"}]
    make.desk(weekly_hours=hours, reach_us="03 000 00 00")
    for lang, day in (("nl", "donderdag"), ("fr", "jeudi"), ("en", "Thursday"), ("ar", "الخميس")):
        text = browser.get(f"/open?lang={lang}").text
        assert day in text
        assert "09:00–12:30" in text
        assert "03 000 00 00" in text


def test_every_link_of_the_front_page_leads_somewhere(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    page = browser.get("/")
    inside = [address for address in page.links().values() if address.startswith("http://testserver")]
    assert len(inside) > 8
    for address in inside:
        browser.get(address)
