"""Three taps from the door to a number. Every screen is a page, so no script is needed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI

from app import clock
from app.db import Database
from app.desks import service as desks
from app.desks.models import OpeningState
from app.i18n import LANGUAGE_NAMES, LANGUAGES, _, format_date, speaking
from app.i18n.at_the_table import own_line
from app.queue.models import MustAct
from app.queue.words import MUST_ACT_TILES
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.queue.hall import periods, tickets

KIOSK = "/kiosk/kalmthout"
Open = Callable[[], Browser]


def tiles(page: Page) -> list[str]:
    """Where the tiles of a screen lead."""
    return [a.get("href", "") for a in page.tree.iter("a") if "tile" in (a.get("class") or "").split()]


def at_last_screen(browser: Browser, *, speaks: str = "nl", topic: str = "") -> Page:
    """The third screen."""
    return browser.get(f"{KIOSK}/when?lang=nl&speaks={speaks}&topic={topic}")


def test_three_taps_give_a_number(make: Make, browser: Browser, database: Database) -> None:
    make.opening(make.desk())
    first = browser.get(KIOSK)
    second = browser.get(next(href for href in tiles(first) if "speaks=ar" in href))
    assert second.tree.get("dir") == "rtl"
    third = browser.get(next(href for href in tiles(second) if "topic=health" in href))
    ticket = browser.submit(third, "/number", must_act="today")
    assert re.fullmatch(r"/ticket/[\w-]{22}", ticket.path)
    assert "lang=ar" in ticket.url
    kept = tickets(database)
    assert [(t.number, t.language, t.topic, t.must_act) for t in kept] == [(1, "ar", "health", MustAct.TODAY)]
    assert [(p.by_role, p.ended_at) for p in periods(database, kept[0])] == [("kiosk", None)]


def test_every_language_stands_there_in_its_own_name_and_script(make: Make, browser: Browser) -> None:
    make.opening(make.desk(languages=["nl", "ar", "ti"]))
    page = browser.get(KIOSK)
    shown = {a.get("hreflang"): words_of(a) for a in page.tree.iter("a") if "tile" in (a.get("class") or "")}
    assert shown == LANGUAGE_NAMES
    assert list(shown)[:3] == ["nl", "ar", "ti"], "what this desk uses comes first"
    for a in page.tree.iter("a"):
        if a.get("hreflang"):
            assert a.get("lang") == a.get("hreflang")
            assert a.get("dir") == ("rtl" if a.get("hreflang") in ("ar", "fa-AF", "ps") else "ltr")


def test_a_desk_without_languages_offers_those_we_speak(make: Make, browser: Browser) -> None:
    make.opening(make.desk(languages=[]))
    own = list(browser.get(KIOSK).tree.iter("div"))
    first = next(div for div in own if "languages-tiles" in (div.get("class") or ""))
    assert [a.get("hreflang") for a in first.iter("a")] == list(LANGUAGES)


@pytest.mark.parametrize("code", ["pl", "ti", "zgh"])
def test_a_language_without_screens_of_ours_is_dutch_on_the_screen_and_kept_on_the_ticket(
    make: Make, browser: Browser, database: Database, code: str
) -> None:
    make.opening(make.desk())
    page = browser.get(next(href for href in tiles(browser.get(KIOSK)) if href.endswith(f"speaks={code}")))
    assert page.tree.get("lang") == "nl"
    page = browser.get(tiles(page)[0])
    browser.submit(page, "/number", must_act="no")
    assert [t.language for t in tickets(database)] == [code]


@pytest.mark.parametrize(("code", "runs"), [("pl", "ltr"), ("ti", "ltr"), ("fa-AF", "rtl"), ("ps", "rtl")])
def test_a_language_without_screens_says_on_each_of_them_that_they_are_dutch(
    make: Make, browser: Browser, code: str, runs: str
) -> None:
    make.opening(make.desk())
    topic = browser.get(next(href for href in tiles(browser.get(KIOSK)) if href.endswith(f"speaks={code}")))
    when = browser.get(tiles(topic)[0])
    ticket = browser.submit(when, "/number", must_act="no")
    for page in (topic, when, ticket, browser.get(f"{ticket.path}?lang=nl")):
        lines = [e for e in page.tree.iter("p") if e.get("lang") == code]
        assert [(words_of(e), e.get("dir")) for e in lines] == [(own_line(code), runs)]
        with speaking("nl"):
            assert _("At the table we try to speak your language. These screens are in Dutch.") in page.text
    assert own_line(code) not in browser.get(f"{ticket.path}?lang=fr").html


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_with_screens_needs_no_such_line(make: Make, browser: Browser, code: str) -> None:
    make.opening(make.desk())
    assert "own-line" not in browser.get(f"{KIOSK}/topic?lang={code}&speaks={code}").html


def test_the_topics_are_those_of_the_kiosk_and_telling_at_the_table_is_one_of_them(
    app: FastAPI, make: Make, browser: Browser
) -> None:
    make.opening(make.desk())
    shown = [href.rpartition("topic=")[2] for href in tiles(browser.get(f"{KIOSK}/topic?lang=nl&speaks=nl"))]
    assert shown == [*(key for key, topic in app.state.shelf.catalog.topics.items() if topic.kiosk), ""]


def test_a_topic_that_does_not_exist_is_told_at_the_table(make: Make, browser: Browser, database: Database) -> None:
    make.opening(make.desk())
    page = at_last_screen(browser, topic="astronomy")
    assert page.form("/number").values()["topic"] == [""]
    browser.submit(page, "/number", must_act="no", topic="astronomy")
    assert [t.topic for t in tickets(database)] == [None]


@pytest.mark.parametrize("speaks", ["xx", "NL", "../etc", "nl;"])
def test_a_language_that_does_not_exist_is_dutch(make: Make, browser: Browser, database: Database, speaks: str) -> None:
    make.opening(make.desk())
    page = at_last_screen(browser, speaks=speaks)
    assert page.form("/number").values()["speaks"] == ["nl"]
    refused = browser.submit(page, "/number", must_act="no", speaks=speaks)
    assert refused.path == f"{KIOSK}/when"
    assert tickets(database) == []


def test_the_question_has_five_answers_and_not_knowing_is_one(make: Make, browser: Browser, database: Database) -> None:
    make.opening(make.desk())
    page = at_last_screen(browser)
    buttons = [b.get("value") for b in page.form("/number").buttons]
    assert buttons == [value for value, _word, _picture in MUST_ACT_TILES]
    browser.submit(page, "/number", must_act="unknown")
    assert tickets(database)[0].flags == ["look_together"]


def test_a_hurry_that_does_not_exist_comes_back(make: Make, browser: Browser, database: Database) -> None:
    make.opening(make.desk())
    refused = browser.submit(at_last_screen(browser), "/number", must_act="yesterday")
    assert refused.path == f"{KIOSK}/when"
    assert any(e.get("role") == "alert" for e in refused.tree.iter())
    assert tickets(database) == []


def test_nothing_is_asked_that_could_be_a_person(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    for page in (browser.get(KIOSK), browser.get(f"{KIOSK}/topic"), at_last_screen(browser)):
        typed = [e for e in page.tree.iter() if e.tag == "textarea" or e.get("type") in ("text", "search", "tel")]
        assert not typed, page.url


def test_every_screen_starts_again_and_counts_to_three(make: Make, browser: Browser) -> None:
    make.opening(make.desk())
    for step, page in enumerate((browser.get(KIOSK), browser.get(f"{KIOSK}/topic"), at_last_screen(browser)), start=1):
        assert page.link(KIOSK)
        dots = [li.get("class") for li in page.tree.iter("li") if "dot" in (li.get("class") or "")]
        assert dots == ["dot on"] * step + ["dot"] * (3 - step)


def test_the_same_form_sent_twice_is_one_number(make: Make, browser: Browser, database: Database) -> None:
    make.opening(make.desk())
    page = at_last_screen(browser)
    first, second = (browser.submit(page, "/number", must_act="no") for _ in range(2))
    assert first.path == second.path
    assert len(tickets(database)) == 1


def test_two_forms_are_two_numbers_that_follow_each_other(make: Make, open_browser: Open, database: Database) -> None:
    make.opening(make.desk())
    for browser in (open_browser(), open_browser()):
        browser.submit(at_last_screen(browser), "/number", must_act="no")
    assert [t.number for t in tickets(database)] == [1, 2]


def test_numbers_begin_at_one_at_every_desk(make: Make, open_browser: Open, database: Database) -> None:
    for slug in ("kalmthout", "zoersel"):
        make.opening(make.desk(slug))
        browser = open_browser()
        page = browser.get(f"/kiosk/{slug}/when")
        browser.submit(page, "/number", must_act="no")
    assert [t.number for t in tickets(database)] == [1, 1]


@pytest.mark.parametrize("state", [None, OpeningState.PLANNED, OpeningState.CLOSED])
def test_a_closed_desk_gives_no_number_and_says_when(
    make: Make, browser: Browser, database: Database, state: OpeningState | None
) -> None:
    desk = make.desk()
    if state is not None:
        make.opening(desk, state=state)
    page = browser.get(f"{KIOSK}?lang=nl")
    assert page.forms == []
    assert page.link("/open")
    with speaking("nl"):
        assert _("We are closed now") in page.h1
    assert at_last_screen(browser).h1 == page.h1
    assert browser.post(f"{KIOSK}/number", speaks="nl", must_act="no", once="after-closing").status_code == 404
    assert tickets(database) == []


def test_after_the_last_ticket_the_kiosk_gives_no_number_but_says_who_can(
    make: Make, browser: Browser, database: Database
) -> None:
    desk = make.desk()
    make.opening(desk)
    page = at_last_screen(browser)
    with database.writing() as db:
        desks.last_ticket(db, desk)
    page = browser.submit(page, "/number", status=409, must_act="no")
    with speaking("nl"):
        assert _("We give no new numbers now. Ask the host.") in page.text
    assert tickets(database) == []


@pytest.mark.parametrize("screen", ["", "/topic", "/when"])
@pytest.mark.parametrize("lang", ["nl", "ar"])
def test_after_the_last_ticket_every_screen_says_so_at_once_in_every_language(
    make: Make, browser: Browser, screen: str, lang: str
) -> None:
    with clock.stopped(datetime(2026, 11, 26, 11, 0, tzinfo=UTC)):  # a Thursday
        hours = [{"weekday": 3, "begins": "09:00", "ends": "12:30"}, {"weekday": 0, "begins": "13:30", "ends": "16:00"}]
        make.opening(make.desk(weekly_hours=hours), state=OpeningState.LAST_TICKET)
        page = browser.get(f"{KIOSK}{screen}?lang={lang}")
    assert page.forms == []
    assert tiles(page) == []
    parts = {e.get("lang", ""): words_of(e) for e in page.tree.iter("section")}
    assert next(iter(parts)) == lang
    assert set(parts) == set(LANGUAGES)
    for code, said in parts.items():
        with speaking(code):
            day = format_date(date(2026, 11, 30), weekday=True, year=False)
            for sentence in (_("No more numbers today"), _("Is it urgent? Ask the host."), day, "13:30"):
                assert sentence in said
    assert {e.get("dir") for e in page.tree.iter("section") if e.get("lang") == "ar"} == {"rtl"}
    assert 'http-equiv="refresh"' in page.html


def test_a_desk_without_hours_promises_no_day(make: Make, browser: Browser) -> None:
    make.opening(make.desk(weekly_hours=[]), state=OpeningState.LAST_TICKET)
    page = browser.get(f"{KIOSK}?lang=en")
    assert "Ask the host" in page.text
    assert "We open again" not in page.text


def test_a_desk_that_does_not_exist_has_no_kiosk(make: Make, browser: Browser) -> None:
    make.desk()
    for path in ("/kiosk/nowhere", "/kiosk/nowhere/topic", "/kiosk/nowhere/when"):
        browser.get(path, status=404)
