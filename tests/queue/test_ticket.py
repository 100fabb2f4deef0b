"""The number on a phone or on the kiosk: how many go before, and when it is her turn."""

from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.db import Database
from app.queue.models import MustAct, TicketState
from tests.browser import Browser
from tests.make import Make
from tests.paper.reading import Paper, flat
from tests.queue.hall import open_hall
from tests.staff.people import token_of

LIVE = "data-live"


def test_it_shows_the_number_and_how_many_go_before(make: Make, browser: Browser) -> None:
    opening = make.opening(make.desk())
    for _ in range(3):
        make.ticket(opening)
    urgent, mine = make.ticket(opening, must_act=MustAct.TODAY), make.ticket(opening)
    page = browser.get(f"/ticket/{mine.code}?lang=nl")
    assert page.h1.endswith("5")
    assert "4" in page.text
    assert browser.client.get(f"/api/v1/tickets/{mine.code}").json()["position"] == 4
    assert browser.client.get(f"/api/v1/tickets/{urgent.code}").json()["position"] == 0


def test_each_state_says_something_else(make: Make, browser: Browser) -> None:
    opening = make.opening(make.desk())
    said = {}
    for state in TicketState:
        ticket = make.ticket(opening, state=state, table_label="4" if state in ("called", "at_table") else None)
        part = browser.fragment(f"/ticket/{ticket.code}/now?lang=nl")
        said[state] = part.text
    over = {said.pop(state) for state in (TicketState.DONE, TicketState.HANDED_OVER, TicketState.LEFT_UNHELPED)}
    assert len(over) == 1
    assert len({*said.values(), *over}) == len(said) + 1
    for state in (TicketState.CALLED, TicketState.AT_TABLE):
        assert "4" in said[state]


def test_it_speaks_the_language_that_is_asked(make: Make, browser: Browser) -> None:
    ticket = make.ticket(make.opening(make.desk()), language="ar")
    assert browser.get(f"/ticket/{ticket.code}?lang=ar").tree.get("dir") == "rtl"
    assert browser.get(f"/ticket/{ticket.code}?lang=fr").tree.get("lang") == "fr"


def test_on_the_phone_it_lives_on_the_kiosk_it_does_not_wait(make: Make, browser: Browser) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk))
    phone = browser.get(f"/ticket/{ticket.code}")
    assert [e.get(LIVE) for e in phone.tree.iter() if e.get(LIVE)] == [f"/live/desk-{desk.id}"]
    assert "idle" not in phone.html
    at_kiosk = browser.get(f"/ticket/{ticket.code}?kiosk={desk.slug}")
    assert not [e for e in at_kiosk.tree.iter() if e.get(LIVE)]
    assert [e.get("data-after") for e in at_kiosk.tree.iter() if e.get("data-enhance") == "idle"] == ["30"]
    assert at_kiosk.link(f"/kiosk/{desk.slug}")


def test_the_code_for_the_phone_is_a_picture_of_this_page(make: Make, browser: Browser) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk))
    page = browser.get(f"/ticket/{ticket.code}?kiosk={desk.slug}")
    pictures = [img for img in page.tree.iter("img") if (img.get("src") or "").startswith("data:image/svg")]
    assert len(pictures) == 1
    assert pictures[0].get("alt")


def test_nothing_on_it_tells_topic_or_language(make: Make, browser: Browser) -> None:
    ticket = make.ticket(make.opening(make.desk()), language="pl", topic="money", must_act=MustAct.TODAY)
    page = browser.get(f"/ticket/{ticket.code}?lang=nl")
    for word in ("Polski", "money", "today"):
        assert word not in page.html


def test_a_code_that_was_never_given_is_not_there(make: Make, browser: Browser) -> None:
    make.ticket(make.opening(make.desk()))
    for path in ("/ticket/AAAAAAAAAAAAAAAAAAAAAA", "/ticket/1", "/ticket/AAAAAAAAAAAAAAAAAAAAAA/now"):
        browser.get(path, status=404)
    assert browser.client.get("/ticket/AAAAAAAAAAAAAAAAAAAAAA/paper.pdf").status_code == 404


def test_after_closing_the_page_is_gone(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    code = ticket.code
    browser.get(f"/ticket/{code}")
    browser.post("/desks/kalmthout/close")
    browser.get(f"/ticket/{code}", status=404)
    browser.get(f"/ticket/{code}/now", status=404)


def test_who_came_back_keeps_her_place(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    first, second = make.ticket(hall.opening), make.ticket(hall.opening)
    hall.moves(first, "stepped_out")
    assert browser.client.get(f"/api/v1/tickets/{second.code}").json()["position"] == 0
    hall.moves(first, "waiting")
    assert browser.client.get(f"/api/v1/tickets/{second.code}").json()["position"] == 1


def test_it_goes_up_only_when_somebody_may_go_first(make: Make, browser: Browser) -> None:
    """After forty-five minutes nobody goes before her any more, also not with a burning letter."""
    opening = make.opening(make.desk())
    mine = make.ticket(opening, came_at=clock.now())
    make.ticket(opening, must_act=MustAct.TODAY)
    position = f"/api/v1/tickets/{mine.code}"
    assert browser.client.get(position).json()["position"] == 1
    with clock.shifted(timedelta(minutes=46)):
        assert browser.client.get(position).json()["position"] == 0


@pytest.mark.slow
def test_on_paper_it_holds_the_number_and_no_name(make: Make, browser: Browser) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk), language="fr")
    paper = browser.client.get(f"/ticket/{ticket.code}/paper.pdf")
    assert paper.status_code == 200
    assert paper.content.startswith(b"%PDF")
    assert 'filename="ticket' in paper.headers["content-disposition"]
    assert paper.headers["cache-control"] == "no-store"


@pytest.mark.slow
@pytest.mark.parametrize(("zone", "said"), [("Europe/Brussels", "16 juli 2026 01:30"), ("UTC", "15 juli 2026 23:30")])
def test_on_paper_it_says_day_and_hour_of_the_desk(make: Make, browser: Browser, zone: str, said: str) -> None:
    with clock.stopped(datetime(2026, 7, 15, 23, 30, tzinfo=UTC)):
        ticket = make.ticket(make.opening(make.desk(zone=zone)))
        assert flat(said) in Paper(browser.paper(f"/ticket/{ticket.code}/paper.pdf?lang=nl")).text


def test_a_machine_reads_what_the_page_shows_and_no_more(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk), language="pl", topic="money")
    told = browser.client.get(f"/api/v1/tickets/{ticket.code}").json()
    assert told == {
        "number": 1, "code": ticket.code, "state": "waiting", "position": 0, "table": None, "wait": None,
    }  # fmt: skip
    headers = token_of(make, desk, "kiosk")
    assert browser.client.get(f"/api/v1/tickets/{ticket.code}", headers=headers).json() == told
