"""How it ended: counted, unlinked, wiped."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app import clock
from app.db import Database
from app.demand.models import DailyFact
from app.privacy import service as privacy
from app.privacy.models import Draft, Receipt
from app.queue.models import TicketState
from app.visits import service
from app.visits.models import Outcome
from app.visits.words import OUTCOME_TILES
from tests.browser import Browser
from tests.make import Make
from tests.queue.hall import periods, tickets
from tests.rows import rows
from tests.staff.people import anna, at_tablet
from tests.visits.sitting import LEEFLOON, RENT, Sitting, at_table, faults, in_visit, questions, visits

Open = Callable[[], Browser]
COOKIE = "kf_draft"


def with_a_number(make: Make, browser: Browser, *cards: str) -> Sitting:
    """Somebody who was called sits at the table."""
    sitting = at_table(make, browser)
    make.ticket(sitting.opening, language="fr")
    browser.post("/table/call-next")
    sitting.path = browser.submit(browser.get("/table"), "/table/here").path
    for card in cards:
        sitting.adds(card)
    return sitting


def facts(database: Database) -> dict[tuple[str, str, str, str], int]:
    """Kind, subject, origin, outcome → count."""
    return {(f.kind, f.subject, f.origin, f.outcome): f.count for f in rows(database, DailyFact)}


def test_every_question_asks_how_it_ended(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT)
    page = browser.get(f"{sitting.path}/finish")
    asked = questions(database)
    names = {name for name in page.form("/finish").names() if name.startswith("outcome.")}
    assert names == {f"outcome.{q.code}" for q in asked}
    offered = [e.get("value") for e in page.tree.iter("input") if e.get("name") == f"outcome.{asked[0].code}"]
    assert offered == [outcome for outcome, _word, _picture in OUTCOME_TILES]
    half = browser.fill(page, "/finish", {f"outcome.{asked[0].code}": "done"})
    assert half.path == page.path
    assert len(faults(half)) == 1
    assert half.form("/finish").values()[f"outcome.{asked[0].code}"] == ["done"]
    assert visits(database)[0].ended_at is None


@pytest.mark.parametrize("outcome", ["finished", "", "DONE"])
def test_an_outcome_that_does_not_exist_is_none(make: Make, browser: Browser, database: Database, outcome: str) -> None:
    page = in_visit(make, browser, LEEFLOON).ends(outcome)
    assert faults(page)
    assert visits(database)[0].ended_at is None


def test_it_is_counted_unlinked_and_wiped(make: Make, browser: Browser, database: Database) -> None:
    sitting = with_a_number(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    page = sitting.ends("visitor_continues")
    assert page.path == "/table"
    visit = visits(database)[0]
    assert visit.ended_at is not None
    assert (visit.ticket_id, visit.sign_in_id, visit.table_label) == (None, None, None)
    assert questions(database)[0].outcome is Outcome.VISITOR_CONTINUES
    assert rows(database, Draft) == []
    assert [(r.what, r.how_many) for r in rows(database, Receipt)] == [("draft", 1)]
    assert COOKIE not in browser.client.cookies
    assert facts(database) == {
        ("visit", "", "", ""): 1,
        ("question", LEEFLOON, "asked", "visitor_continues"): 1,
    }
    assert [form for form in page.forms if "/call-next" in form.action], "the next one may come"


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        (("done", "done"), TicketState.DONE),
        (("not_possible", "visitor_continues"), TicketState.DONE),
        (("done", "handed_over"), TicketState.HANDED_OVER),
    ],
)
def test_her_number_is_done_or_handed_over(
    make: Make, browser: Browser, database: Database, outcomes: tuple[str, str], state: TicketState
) -> None:
    sitting = with_a_number(make, browser, LEEFLOON, RENT)
    page = browser.get(f"{sitting.path}/finish")
    codes = [question.code for question in questions(database)]
    browser.fill(page, "/finish", {f"outcome.{code}": end for code, end in zip(codes, outcomes, strict=True)})
    assert [ticket.state for ticket in tickets(database)] == [state]


def test_without_a_question_the_visit_is_counted_alone(make: Make, browser: Browser, database: Database) -> None:
    assert in_visit(make, browser).ends().path == "/table"
    assert facts(database) == {("visit", "", "", ""): 1}


def test_the_last_press_twice_counts_once(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.get(f"{sitting.path}/finish")
    outcome = {f"outcome.{questions(database)[0].code}": "done"}
    browser.fill(page, "/finish", outcome)
    browser.fill(page, "/finish", outcome, status=404)
    assert set(facts(database).values()) == {1}


def test_after_the_end_every_page_of_it_is_gone(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    walk = f"{sitting.walk(LEEFLOON)}/who"
    sitting.ends()
    for path in (sitting.path, walk, f"{sitting.path}/finish", f"{sitting.path}/letter", f"{sitting.path}/slip"):
        browser.get(path, status=404)


def test_ended_on_another_tablet_the_answers_end_with_their_day(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, other = in_visit(make, browser), open_browser()
    at_tablet(make, other, sitting.bilal, sitting.desk)
    other.submit(other.get(f"{sitting.path}/finish"), "/finish")
    assert visits(database)[0].ended_at is not None
    until = rows(database, Draft)[0].expires_at
    with clock.stopped(until), database.writing() as db:
        assert privacy.purge(db)["draft"] == 1
    browser.get(sitting.path, status=404)


def test_who_closes_can_see_how_many_still_sit(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser)
    opening_id = sitting.opening.id or 0
    with database.reading() as db:
        assert service.still_running(db, opening_id) == 1
    sitting.ends()
    with database.reading() as db:
        assert service.still_running(db, opening_id) == 0


def test_stop_and_wipe_ends_it_whatever_is_open(make: Make, browser: Browser, database: Database) -> None:
    sitting = with_a_number(make, browser, LEEFLOON, RENT)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    page = browser.submit(sitting.step(LEEFLOON, "who"), "/wipe")
    assert page.path == "/table"
    assert {q.outcome for q in questions(database)} == {Outcome.STOPPED}
    assert rows(database, Draft) == []
    assert COOKIE not in browser.client.cookies
    assert facts(database)[("question", LEEFLOON, "asked", "stopped")] == 1
    browser.get(sitting.path, status=404)


def test_stop_and_wipe_stands_on_every_page_of_the_visit(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    for part in ("", "/letter", "/slip", "/finish"):
        assert browser.get(sitting.path + part).form("/wipe")
    assert sitting.step(LEEFLOON, "who").form("/wipe")


def test_closing_lets_a_running_visit_go_uncounted(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, door = with_a_number(make, browser, LEEFLOON), open_browser()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    door.post("/desks/kalmthout/close")
    visit = visits(database)[0]
    assert visit.ended_at is not None
    assert (visit.ticket_id, visit.sign_in_id, visit.table_label) == (None, None, None)
    assert questions(database)[0].outcome is None
    assert facts(database) == {}
    browser.get(sitting.path, status=404)


def test_closing_ends_no_visit_twice_and_none_of_another_desk(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, door = in_visit(make, browser), open_browser()
    sitting.ends()
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    make.visit(make.opening(make.desk("zoersel")), table_label="1")
    before = visits(database)[0].ended_at
    with clock.shifted(timedelta(minutes=7)):
        door.post("/desks/kalmthout/close")
    ended, elsewhere = visits(database)
    assert ended.ended_at == before
    assert (elsewhere.ended_at, elsewhere.table_label) == (None, "1")


@pytest.mark.parametrize("by_closing", [False, True])
def test_no_clock_time_lays_number_and_visit_side_by_side(
    make: Make, browser: Browser, open_browser: Open, database: Database, by_closing: bool
) -> None:
    with clock.stopped(datetime(2026, 11, 26, 9, 7, 12, tzinfo=UTC)):
        sitting, door = with_a_number(make, browser, LEEFLOON), open_browser()
        at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    with clock.stopped(datetime(2026, 11, 26, 9, 18, 40, tzinfo=UTC)):
        door.post("/desks/kalmthout/close") if by_closing else sitting.ends()
    line = {ticket.changed_at for ticket in tickets(database)}
    line |= {m for t in tickets(database) for p in periods(database, t) for m in (p.started_at, p.ended_at) if m}
    table = {m for row in visits(database) for m in (row.started_at, row.ended_at)}
    table |= {m for row in questions(database) for m in (row.asked_at, row.ended_at)}
    assert not line & table
    assert {(m.minute, m.second) for m in table if m} == {(0, 0), (15, 0)}
