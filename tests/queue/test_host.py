"""Anna at the door: one glance, one hand."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.demand.models import DailyFact
from app.queue.models import MustAct, TicketState
from app.queue.service import LEFT_REASONS
from app.queue.words import LEFT_WORDS
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.queue.hall import open_hall, periods, ticket_as_kept, tickets
from tests.staff.people import at_tablet, bilal

Open = Callable[[], Browser]


def left(database: Database) -> dict[str, int]:
    """Reason → how many left without help."""
    with database.reading() as db:
        return {fact.subject: fact.count for fact in db.exec(select(DailyFact).where(DailyFact.kind == "left"))}


def rows(page: Page) -> list[str]:
    """The numbers that wait, in order."""
    line = next((ol for ol in page.tree.iter("ol") if "line" in (ol.get("class") or "").split()), None)
    return [] if line is None else [words_of(bdi) for bdi in line.iter("bdi")]


def test_the_line_stands_in_the_order_in_which_people_go(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening)
    make.ticket(hall.opening, is_returning=True)
    make.ticket(hall.opening, must_act=MustAct.TODAY)
    make.ticket(hall.opening, state=TicketState.STEPPED_OUT)
    assert rows(hall.page) == ["3", "2", "1"]


def test_it_says_who_waits_how_long(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening, came_at=clock.now() - timedelta(minutes=23, seconds=30))
    assert "23 min" in hall.page.text


def test_a_clock_that_is_set_back_makes_nobody_wait_less_than_nothing(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening, came_at=clock.now() + timedelta(hours=1))
    assert "0 min" in hall.page.text
    assert "-" not in next(words_of(e) for e in hall.page.tree.iter("strong") if "min" in words_of(e))


def test_the_topic_stands_behind_a_tap(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening, topic="money")
    details = [d for d in hall.page.tree.iter("details") if d.get("id") == f"topic-{ticket.code}"]
    assert len(details) == 1
    assert details[0].get("open") is None


@pytest.mark.parametrize(("returning", "must_act"), [("true", "today"), ("", "unknown")])
def test_anna_gives_a_number(make: Make, browser: Browser, database: Database, returning: str, must_act: str) -> None:
    hall = open_hall(make, browser)
    about = {"speaks": "ar", "must_act": must_act} | ({"returning": returning} if returning else {})
    page = browser.fill(hall.page, "/number", about)
    assert page.path == "/host/kalmthout"
    assert rows(page) == ["1"]
    kept = tickets(database)[0]
    assert (kept.language, kept.must_act.value, kept.is_returning) == ("ar", must_act, bool(returning))
    assert periods(database, kept)[0].by_role == "host"


def test_the_same_form_twice_is_one_number(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    page = hall.page
    for _ in range(2):
        browser.submit(page, "/number", speaks="nl")
    assert len(tickets(database)) == 1


def test_anna_still_gives_numbers_after_the_last_ticket_and_none_when_closed(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    browser.post("/desks/kalmthout/last-ticket")
    assert rows(browser.submit(hall.page, "/number", speaks="nl")) == ["1"]
    browser.post("/desks/kalmthout/close")
    assert [form for form in hall.page.forms if "/number" in form.action] == []
    assert browser.post("/host/kalmthout/number", speaks="nl", once="after-closing").status_code == 404


def test_stepping_out_and_coming_back(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    make.ticket(hall.opening)
    assert rows(hall.moves(ticket, "stepped_out")) == ["2"]
    assert rows(hall.moves(ticket, "waiting")) == ["1", "2"]
    assert [p.state.value for p in periods(database, ticket)] == ["waiting", "stepped_out", "waiting"]


def test_somebody_called_who_is_not_there_is_put_back(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening, state=TicketState.CALLED, table_label="2")
    hall.moves(ticket, "not_there")
    kept = ticket_as_kept(database, ticket)
    assert (kept.recalls, kept.table_label) == (1, None)
    assert rows(hall.moves(ticket, "waiting")) == ["1"]


@pytest.mark.parametrize("reason", LEFT_WORDS)
def test_leaving_without_help_is_one_tap_with_its_reason(
    make: Make, browser: Browser, database: Database, reason: str
) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    form = next(f for f in hall.page.forms if f.values().get("to") == ["left_unhelped"])
    assert [b.get("value") for b in form.buttons] == list(LEFT_REASONS)
    answer = browser.post(form.action, to="left_unhelped", reason=reason)
    assert answer.status_code == 303
    assert rows(hall.page) == []
    assert left(database) == {reason: 1}
    assert periods(database, ticket)[-1].rule == reason


def test_sent_home_with_advice_is_not_left_without_help(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    hall.moves(make.ticket(hall.opening), "sent_home")
    assert left(database) == {}
    assert tickets(database)[0].state is TicketState.SENT_HOME


def test_who_never_took_a_number_is_counted_at_the_door(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    browser.submit(hall.page, "/left", reason="crowded")
    browser.submit(hall.page, "/left", reason="not_for_us")
    assert left(database) == {"crowded": 1, "not_for_us": 1}
    assert tickets(database) == []


def test_the_same_page_tapped_twice_is_one_who_left_and_two_pages_are_two(
    make: Make, browser: Browser, database: Database
) -> None:
    hall = open_hall(make, browser)
    first, second = hall.page, hall.page
    for page in (first, first, second):
        browser.submit(page, "/left", reason="crowded")
    assert left(database) == {"crowded": 2}


def test_a_form_that_was_sent_is_no_form_that_comes_back(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    page = hall.page
    once = page.form("/left").values()["once"][0]
    browser.submit(page, "/left", reason="crowded")
    assert browser.get(f"/host/kalmthout?kept={once}").form("/left").values()["once"] != [once]


def test_a_reason_of_ones_own_is_not_counted(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    page = hall.page
    browser.submit(page, "/left", reason="mrs_peeters_was_rude")
    assert left(database) == {}


def test_two_taps_on_leaving_count_once(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    for _ in range(2):
        browser.post(f"/host/kalmthout/tickets/{ticket.code}", to="left_unhelped", reason="tired")
    assert left(database) == {"tired": 1}


def test_an_old_page_changes_nothing_any_more(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    old = hall.page
    browser.post(f"/host/kalmthout/tickets/{ticket.code}", to="sent_home")
    browser.submit(old, str(ticket.code), status=409, to="stepped_out")
    assert ticket_as_kept(database, ticket).state is TicketState.SENT_HOME


def test_the_number_of_another_desk_is_not_hers(make: Make, browser: Browser, database: Database) -> None:
    open_hall(make, browser)
    elsewhere = make.ticket(make.opening(make.desk("zoersel")))
    answer = browser.post(f"/host/kalmthout/tickets/{elsewhere.code}", to="sent_home")
    assert answer.status_code == 404
    assert browser.post(f"/host/zoersel/tickets/{elsewhere.code}", to="sent_home").status_code == 404
    assert ticket_as_kept(database, elsewhere).state is TicketState.WAITING


def test_nobody_is_called_to_no_table(make: Make, browser: Browser, database: Database) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening)
    assert browser.post(f"/host/kalmthout/tickets/{ticket.code}", to="called").status_code == 409
    assert ticket_as_kept(database, ticket).state is TicketState.WAITING


def test_called_once_more_is_called_to_the_same_table(make: Make, browser: Browser, open_browser: Open) -> None:
    hall, table = open_hall(make, browser), open_browser()
    at_tablet(make, table, bilal(make, hall.desk), hall.desk)
    table.post("/table/sit", table="3")
    ticket = make.ticket(hall.opening)
    table.post("/table/call-next")
    hall.moves(ticket, "not_there")
    browser.post(f"/host/kalmthout/tickets/{ticket.code}", to="called")
    assert [form for form in table.get("/table").forms if "/table/here" in form.action]
    assert "3" in table.fragment("/board/kalmthout/now").text


def test_who_is_called_out_of_turn_overtakes_the_others(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    hall, table = open_hall(make, browser), open_browser()
    at_tablet(make, table, bilal(make, hall.desk), hall.desk)
    table.post("/table/sit", table="3")
    first, second = make.ticket(hall.opening, language="tr"), make.ticket(hall.opening)
    table.post("/table/call-next")
    assert ticket_as_kept(database, first).overtaken == 1
    hall.moves(second, "waiting")
    browser.post(f"/host/kalmthout/tickets/{second.code}", to="called")
    assert ticket_as_kept(database, second).state is TicketState.CALLED
    assert ticket_as_kept(database, first).overtaken == 2


def test_without_an_opening_the_page_says_so(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    browser.post("/desks/kalmthout/close")
    assert rows(hall.page) == []
    assert [f for f in hall.page.forms if "/host/" in f.action] == []
    assert browser.post("/host/kalmthout/left", reason="crowded", once="after-closing").status_code == 404


def test_the_live_part_is_the_part_of_the_page(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening)
    part = browser.fragment("/host/kalmthout/now")
    assert part.text in hall.page.text
