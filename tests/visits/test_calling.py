"""Bilal calls the next number: she comes, or nobody comes."""

from collections.abc import Callable

import pytest

from app.db import Database
from app.desks.models import OpeningState
from app.i18n import _, speaking
from app.queue.models import MustAct, TicketState
from app.queue.words import WHY_WORDS
from app.visits import service
from app.visits.models import Origin
from tests.browser import Browser, Page
from tests.make import Make
from tests.queue.hall import ticket_as_kept
from tests.staff.people import anna, at_tablet, bilal
from tests.visits.sitting import adding, at_table, questions, visits

Open = Callable[[], Browser]


def offers(page: Page, verb: str) -> bool:
    """Whether the page has this button."""
    return any(f"/table/{verb}" in form.action for form in page.forms)


def test_first_she_says_where_she_sits(make: Make, browser: Browser) -> None:
    desk = make.desk(tables=3)
    make.opening(desk)
    at_tablet(make, browser, bilal(make, desk), desk)
    page = browser.get("/table")
    assert [b.get("value") for b in page.form("/table/sit").buttons] == ["1", "2", "3"]
    assert not offers(page, "call-next")
    refused = browser.get(browser.post("/table/call-next", came_from="/table").headers["location"])
    assert offers(refused, "sit")
    page = browser.submit(page, "/table/sit", table="3")
    assert page.h1.endswith("3")
    assert offers(page, "call-next")


def test_a_table_that_does_not_exist_is_no_table(make: Make, browser: Browser) -> None:
    desk = make.desk(tables=3)
    make.opening(desk)
    at_tablet(make, browser, bilal(make, desk), desk)
    assert offers(browser.submit(browser.get("/table"), "/table/sit", table="9"), "sit")


def test_the_next_number_comes_with_its_reason(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    make.ticket(sitting.opening)
    urgent = make.ticket(sitting.opening, must_act=MustAct.TODAY)
    page = browser.submit(browser.get("/table?lang=nl"), "/table/call-next")
    with speaking("nl"):
        assert str(WHY_WORDS["must_act"]) in page.text
    assert offers(page, "here")
    assert offers(page, "not-there")
    assert not offers(page, "call-next")
    kept = ticket_as_kept(database, urgent)
    assert (kept.state, kept.table_label) == (TicketState.CALLED, "2")


def test_a_double_click_calls_one_person(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    first, second = make.ticket(sitting.opening), make.ticket(sitting.opening)
    page = browser.get("/table")
    for _press in range(2):
        browser.submit(page, "/table/call-next")
    assert ticket_as_kept(database, first).state is TicketState.CALLED
    assert ticket_as_kept(database, second).state is TicketState.WAITING


def test_an_old_tab_calls_nobody_while_somebody_sits_at_the_table(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = at_table(make, browser)
    old = browser.get("/table")
    sitting.begins()
    waiting = make.ticket(sitting.opening)
    page = browser.submit(old, "/table/call-next")
    assert page.link(sitting.path)
    assert ticket_as_kept(database, waiting).state is TicketState.WAITING


def test_who_was_called_out_of_turn_by_the_host_is_who_was_called(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, door = at_table(make, browser), open_browser()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    called, waiting = make.ticket(sitting.opening), make.ticket(sitting.opening)
    browser.post("/table/call-next")
    old = browser.get("/table")
    for to in ("not_there", "called"):
        door.post(f"/host/kalmthout/tickets/{called.code}", to=to)
    assert browser.post("/table/call-next", came_from=old.path).status_code == 303
    assert ticket_as_kept(database, called).table_label == "2"
    assert ticket_as_kept(database, waiting).state is TicketState.WAITING


def test_her_languages_and_families_decide(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser, languages=["nl", "ar"], families=["health"])
    make.ticket(sitting.opening, topic="housing")
    make.ticket(sitting.opening, language="tr")
    fitting = make.ticket(sitting.opening, language="ar", topic="health")
    browser.submit(browser.get("/table"), "/table/call-next")
    assert ticket_as_kept(database, fitting).state is TicketState.CALLED


def test_nobody_waits(make: Make, browser: Browser) -> None:
    at_table(make, browser)
    page = browser.submit(browser.get("/table?lang=nl"), "/table/call-next")
    with speaking("nl"):
        assert _("Nobody waits. Time for coffee.") in page.text


def test_she_is_here_and_the_visit_begins(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    ticket = make.ticket(sitting.opening, language="ar", topic="health")
    browser.post("/table/call-next")
    page = browser.submit(browser.get("/table"), "/table/here")
    visit = visits(database)[0]
    assert page.path == f"/visits/{visit.code}"
    assert (visit.ticket_id, visit.table_label, visit.language) == (ticket.id, "2", "ar")
    assert ticket_as_kept(database, ticket).state is TicketState.AT_TABLE
    title = sitting.catalog.topics["health"].title.nl
    assert title in page.text, "what she chose at the kiosk"
    assert browser.get("/table").link(page.path)
    assert not offers(browser.get("/table"), "call-next")


def test_sitting_down_twice_is_one_visit(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    make.ticket(sitting.opening)
    browser.post("/table/call-next")
    page = browser.get("/table")
    paths = {browser.submit(page, "/table/here").path for _press in range(2)}
    assert len(paths) == len(visits(database)) == 1
    sitting.path = paths.pop()
    assert not [form for form in sitting.page.forms if "answers-anew" in form.action], "the key is still here"


def test_nobody_comes_and_the_host_sees_it(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, door = at_table(make, browser), open_browser()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    ticket = make.ticket(sitting.opening)
    make.ticket(sitting.opening)
    browser.post("/table/call-next")
    page = browser.submit(browser.get("/table"), "/table/not-there")
    assert offers(page, "call-next")
    aside = door.get("/host/kalmthout").form(str(ticket.code))
    assert {b.get("value") for b in aside.buttons} == {"waiting"}


def test_a_number_that_was_put_back_meanwhile_sits_down_nowhere(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, door = at_table(make, browser), open_browser()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    ticket = make.ticket(sitting.opening)
    browser.post("/table/call-next")
    old = browser.get("/table")
    door.post(f"/host/kalmthout/tickets/{ticket.code}", to="waiting")
    browser.submit(old, "/table/here", status=409)
    assert visits(database) == []


def test_the_number_of_another_desk_does_not_sit_down_here(make: Make, browser: Browser, database: Database) -> None:
    at_table(make, browser)
    there = make.ticket(make.opening(make.desk("zoersel")), state=TicketState.CALLED, table_label="2")
    for verb in ("here", "not-there"):
        assert browser.post(f"/table/{verb}", ticket=str(there.code)).status_code == 404
    assert ticket_as_kept(database, there).state is TicketState.CALLED
    assert visits(database) == []


def test_somebody_without_a_number_sits_down(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    page = sitting.begins("ti")
    visit = visits(database)[0]
    assert page.path == f"/visits/{visit.code}"
    assert (visit.ticket_id, visit.language, visit.table_label) == (None, "ti", "2")


def test_the_button_pressed_twice_is_one_visit_until_something_is_asked(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = at_table(make, browser)
    page = browser.get("/table")
    first, second = (browser.submit(page, "/table/without-number", speaks="nl") for _press in range(2))
    assert first.path == second.path
    sitting.path = second.path
    step = sitting.adds("leefloon")
    assert "/walk/" in step.path
    assert sitting.begins().path != first.path
    assert len(visits(database)) == 2


def test_another_language_is_another_person(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    sitting.begins("nl")
    sitting.begins("fr")
    assert [visit.language for visit in visits(database)] == ["nl", "fr"]


def test_a_language_that_does_not_exist_begins_nothing(make: Make, browser: Browser, database: Database) -> None:
    at_table(make, browser)
    browser.submit(browser.get("/table"), "/table/without-number", speaks="xx")
    assert visits(database) == []


@pytest.mark.parametrize("state", [OpeningState.PLANNED, OpeningState.CLOSED])
def test_while_the_desk_is_not_open_nothing_begins(
    make: Make, browser: Browser, database: Database, state: OpeningState
) -> None:
    desk = make.desk()
    make.opening(desk, state=state)
    at_tablet(make, browser, bilal(make, desk), desk)
    page = browser.get("/table")
    assert not [form for form in page.forms if "/table/" in form.action]
    for verb in ("call-next", "sit"):
        assert browser.post(f"/table/{verb}", table="1").status_code in (303, 404)
    assert browser.post("/table/without-number", speaks="nl").status_code == 404
    assert visits(database) == []


def test_who_signs_in_again_goes_on_where_she_was(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, other = at_table(make, browser), open_browser()
    sitting.begins()
    at_tablet(make, other, sitting.bilal, sitting.desk)
    assert other.get("/table").link(sitting.path)


def test_the_live_part_is_the_part_of_the_page(make: Make, browser: Browser) -> None:
    sitting = at_table(make, browser)
    make.ticket(sitting.opening)
    browser.post("/table/call-next")
    part = browser.fragment("/table/now")
    assert part.text in browser.get("/table").text
    assert {form.action.rpartition("/")[2] for form in part.forms} == {"here", "not-there"}


def test_what_was_asked_first_is_asked_what_follows_was_found(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    assert adding(sitting.begins()).values()["origin"] == ["asked"]
    sitting.adds("leefloon")
    assert adding(sitting.page).values()["origin"] == ["found"]
    sitting.adds(topic="health")
    assert [q.origin for q in questions(database)] == [Origin.ASKED, Origin.FOUND]


def test_a_table_needs_an_opening_that_is_kept(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    opening.id = None
    with database.reading() as db, pytest.raises(ValueError, match="not kept"):
        service.at_table(db, opening, label="2", sign_in_id=None)
