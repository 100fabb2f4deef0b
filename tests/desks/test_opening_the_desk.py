"""Anna opens the desk, gives the last ticket, closes it."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.desks.models import Desk, Opening, OpeningState, Roster
from app.queue.models import Period, Ticket, TicketState
from app.visits.models import Visit
from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import anna, at_tablet, bilal, els, sign_in

THURSDAY = datetime(2060, 11, 25, 8, 0, tzinfo=UTC)  # nine on the wall
TODAY = "/desks/kalmthout/today"
Open = Callable[[], Browser]


def hosts(make: Make, browser: Browser) -> Desk:
    """A desk with Anna signed in on its tablet."""
    desk = make.desk()
    at_tablet(make, browser, anna(make, desk), desk)
    return desk


def openings(database: Database) -> list[Opening]:
    """Every opening there is."""
    with database.reading() as db:
        return list(db.exec(select(Opening)).all())


def warned(page: Page) -> bool:
    """Whether something is said to be wrong."""
    return any(e.get("role") == "alert" for e in page.tree.iter())


def test_from_opening_on_the_kiosk_gives_numbers(make: Make, open_browser: Open, database: Database) -> None:
    browser, kiosk = open_browser(), open_browser()
    with clock.stopped(THURSDAY):
        hosts(make, browser)
        assert not kiosk.get("/kiosk/kalmthout").forms
        assert "/topic" not in kiosk.get("/kiosk/kalmthout").html
        page = browser.submit(browser.get(TODAY), "/open", until="12:30")
        assert page.path == TODAY
        assert "12:30" in page.text
        assert "12:30" in kiosk.get("/").text
        assert "/topic" in kiosk.get("/kiosk/kalmthout").html
    opening = openings(database)[0]
    assert opening.state is OpeningState.OPEN
    assert opening.day == THURSDAY.date()
    assert opening.begins_at == THURSDAY
    assert opening.ends_at == datetime(2060, 11, 25, 11, 30, tzinfo=UTC)


def test_the_usual_end_is_filled_in_and_stands_on_the_clock_of_the_hall(make: Make, browser: Browser) -> None:
    with clock.stopped(THURSDAY):
        hosts(make, browser)
        assert browser.get(TODAY).form("/open").values()["until"] == ["12:00"]


def test_an_hour_that_is_over_far_away_or_none_comes_back(make: Make, browser: Browser, database: Database) -> None:
    with clock.stopped(THURSDAY):
        hosts(make, browser)
        for until in ("08:59", "09:00", "09:14", "23:30", "25:00", "half tien", "", "9:30"):
            page = browser.submit(browser.get(TODAY), "/open", until=until)
            assert page.path == TODAY
            assert warned(page), until
            assert page.form("/open").values()["until"] == [until]
    assert openings(database) == []


def test_opening_twice_is_one_opening_with_the_later_end(make: Make, browser: Browser, database: Database) -> None:
    with clock.stopped(THURSDAY):
        hosts(make, browser)
        browser.post("/desks/kalmthout/open", until="12:30")
        browser.post("/desks/kalmthout/open", until="13:00")
    assert [opening.ends_at.hour for opening in openings(database)] == [12]


def test_after_the_last_ticket_who_waits_is_helped_and_nobody_comes_in(make: Make, open_browser: Open) -> None:
    browser, kiosk = open_browser(), open_browser()
    desk = hosts(make, browser)
    make.ticket(make.opening(desk))
    page = browser.submit(browser.get(TODAY), "/last-ticket")
    assert page.path == TODAY
    assert not [form for form in page.forms if "/last-ticket" in form.action]
    assert page.form("/close")
    answer = kiosk.post("/kiosk/kalmthout/number", speaks="nl", must_act="no", once="0123456789")
    assert answer.status_code >= 400
    assert "1" in browser.get("/host/kalmthout").text


def test_when_there_is_time_again_the_kiosk_gives_numbers_again(
    make: Make, open_browser: Open, database: Database
) -> None:
    browser, kiosk = open_browser(), open_browser()
    desk = hosts(make, browser)
    before = make.opening(desk).ends_at
    assert not [form for form in browser.get(TODAY).forms if "/more-tickets" in form.action]
    page = browser.submit(browser.get(TODAY), "/last-ticket")
    assert "/topic" not in kiosk.get("/kiosk/kalmthout").html
    for _press in range(2):
        again = browser.submit(page, "/more-tickets")
    assert again.form("/last-ticket")
    assert "/topic" in kiosk.get("/kiosk/kalmthout").html
    assert [(o.state, o.ends_at) for o in openings(database)] == [(OpeningState.OPEN, before)]


def test_a_closed_desk_gives_no_numbers_again(make: Make, browser: Browser, database: Database) -> None:
    make.opening(hosts(make, browser), state=OpeningState.CLOSED)
    assert browser.post("/desks/kalmthout/more-tickets").status_code == 404
    assert [o.state for o in openings(database)] == [OpeningState.CLOSED]


def test_closing_forgets_codes_and_tables(make: Make, open_browser: Open, database: Database) -> None:
    browser, phone = open_browser(), open_browser()
    desk = hosts(make, browser)
    opening = make.opening(desk)
    waiting = make.ticket(opening, once="kept-until-closing")
    sitting = make.ticket(opening, state=TicketState.AT_TABLE, table_label="2")
    visit = make.visit(opening, sitting, table_label="2")
    bilal_ = bilal(make, desk)
    make.keep(Roster(opening_id=opening.id or 0, person_id=bilal_.id or 0, role="volunteer", table_label="2"))
    code = waiting.code
    phone.get(f"/ticket/{code}")
    page = browser.submit(browser.get(TODAY), "/close")
    assert page.path == TODAY
    assert [urlsplit(form.action).path for form in page.forms if "/desks/" in form.action] == ["/desks/kalmthout/open"]
    phone.get(f"/ticket/{code}", status=404)
    with database.reading() as db:
        tickets = db.exec(select(Ticket).order_by("id")).all()
        assert [(t.code, t.once, t.table_label) for t in tickets] == [(None, None, None)] * 2
        assert [t.state for t in tickets] == [TicketState.SENT_HOME, TicketState.DONE]
        assert {p.table_label for p in db.exec(select(Period)).all()} == {None}
        assert {r.table_label for r in db.exec(select(Roster)).all()} == {None}
        ended = db.get_one(Visit, visit.id)
        assert ended.ended_at is not None
        assert (ended.ticket_id, ended.table_label, ended.sign_in_id) == (None, None, None)
    assert openings(database)[0].state is OpeningState.CLOSED


def test_a_desk_closed_by_accident_opens_again_and_goes_on_counting(
    make: Make, browser: Browser, database: Database
) -> None:
    with clock.stopped(THURSDAY):
        desk = hosts(make, browser)
        opening = make.opening(desk)
        make.ticket(opening)
        page = browser.get("/desks/kalmthout/today")
        assert "1 iemand wacht" in page.text or "1 persoon wacht" in page.text
        page = browser.submit(page, "/desks/kalmthout/close")
        assert [o.state for o in openings(database)] == [OpeningState.CLOSED]
        browser.submit(page, "/desks/kalmthout/open", until="12:30")
        again = openings(database)
        assert [(o.state, o.last_number) for o in again] == [(OpeningState.OPEN, 1)]


@pytest.mark.parametrize("verb", ["last-ticket", "close"])
def test_what_is_not_open_is_neither_closed_nor_ended(make: Make, browser: Browser, verb: str) -> None:
    desk = hosts(make, browser)
    assert browser.post(f"/desks/kalmthout/{verb}").status_code == 404
    make.opening(desk, state=OpeningState.CLOSED)
    assert browser.post(f"/desks/kalmthout/{verb}").status_code == 404


def test_the_day_is_the_day_of_the_hall(make: Make, browser: Browser, database: Database) -> None:
    half_past_midnight = datetime(2060, 11, 25, 23, 30, tzinfo=UTC)
    with clock.stopped(half_past_midnight):
        hosts(make, browser)
        browser.post("/desks/kalmthout/open", until="03:00")
    assert openings(database)[0].day.day == 26


@pytest.mark.parametrize("at", [datetime(2061, 3, 27, 0, 30, tzinfo=UTC), datetime(2061, 10, 30, 0, 30, tzinfo=UTC)])
def test_an_hour_after_the_clock_changed_is_the_hour_on_the_wall(
    make: Make, browser: Browser, database: Database, at: datetime
) -> None:
    with clock.stopped(at):
        hosts(make, browser)
        browser.post("/desks/kalmthout/open", until="09:00")
    assert clock.local(openings(database)[0].ends_at).hour == 9


def test_a_volunteer_opens_and_closes_nothing(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    at_tablet(make, browser, bilal(make, desk), desk)
    for verb in ("open", "last-ticket", "close", "tables"):
        assert browser.post(f"/desks/kalmthout/{verb}").status_code == 404
    assert openings(database) == []


def test_a_host_of_another_desk_neither(make: Make, browser: Browser) -> None:
    hosts(make, browser)
    other = make.desk("zoersel")
    make.opening(other)
    browser.get("/desks/zoersel/today", status=404)
    assert browser.post("/desks/zoersel/close").status_code == 404
    browser.get("/desks/nowhere/today", status=404)


def test_a_coordinator_may_open_too_but_not_with_a_pin(make: Make, open_browser: Open, database: Database) -> None:
    own, tablet = open_browser(), open_browser()
    with clock.stopped(THURSDAY):
        desk = make.desk()
        person = els(make, desk)
        sign_in(make, own, person)
        at_tablet(make, tablet, person, desk)
        tablet.get(TODAY, status=404)
        assert own.submit(own.get(TODAY), "/open", until="12:30").path == TODAY
    assert len(openings(database)) == 1
