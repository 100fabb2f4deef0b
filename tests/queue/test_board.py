"""The screen in the hall: numbers and tables, nothing else about anybody."""

from collections.abc import Callable

import pytest

from app.i18n import _, speaking
from app.queue.models import MustAct, TicketState
from app.queue.routes.board import say_call
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.queue.hall import open_hall
from tests.staff.people import at_tablet, bilal

NOW = "/board/kalmthout/now"
Open = Callable[[], Browser]


def called(page: Page) -> list[str]:
    """The numbers on the board, the newest first."""
    big = [words_of(p) for p in page.tree.iter("p") if p.get("class") == "board-number"]
    earlier = [words_of(b) for b in page.tree.iter("bdi") if b.get("class") == "n"]
    return big + earlier


def call(page: Page) -> str | None:
    """What the loudspeaker takes for one call."""
    return next((e.get("data-call") for e in page.tree.iter() if e.get("data-call")), None)


def test_it_shows_numbers_and_tables_and_no_language_topic_or_class(make: Make, browser: Browser) -> None:
    opening = make.opening(make.desk())
    about = {"language": "ar", "topic": "money", "must_act": MustAct.TODAY, "is_returning": True, "overtaken": 2}
    ticket = make.ticket(opening, state=TicketState.CALLED, table_label="3", **about)
    page = browser.fragment(NOW + "?lang=nl")
    assert called(page) == ["1"]
    assert "3" in page.text
    spoken = [e for e in page.tree.iter() if e.get("data-say")]
    for element in page.tree.iter():
        for name, value in element.attrib.items():
            telling = value in ("ar", "money", "today", ticket.code)
            assert not telling or element in spoken, f"{name}={value} tells something about her"
    for word in ("العربية", "money", str(ticket.code)):
        assert word not in page.text


@pytest.mark.parametrize(
    ("language", "voices"), [("nl", ["nl"]), ("ar", ["nl", "ar"]), ("tr", ["nl", "tr"]), ("pl", ["nl"])]
)
def test_a_call_is_said_in_dutch_and_in_her_own_language(
    make: Make, browser: Browser, language: str, voices: list[str]
) -> None:
    ticket = make.ticket(make.opening(make.desk()), state=TicketState.CALLED, table_label="3", language=language)
    spoken = {e.get("lang"): e.get("data-say") for e in browser.fragment(NOW).tree.iter() if e.get("data-say")}
    assert list(spoken) == voices
    assert spoken == {code: say_call(ticket, code) for code in voices}
    with speaking(voices[-1]):
        words = _("Number %(number)s, table %(table)s.")
    assert spoken[voices[-1]] == words % {"number": 1, "table": "3"}


def test_the_newest_call_is_big_and_five_stay_visible_beside_it(make: Make, browser: Browser) -> None:
    opening = make.opening(make.desk(tables=9))
    for table in range(1, 9):
        make.ticket(opening, state=TicketState.CALLED, table_label=str(table))
    assert called(browser.fragment(NOW)) == ["8", "7", "6", "5", "4", "3"]


def test_sitting_down_is_no_new_call(make: Make, open_browser: Open) -> None:
    """Else the loudspeaker would say a number again that sits already, and hide the one that was just called."""
    first, second, board = open_browser(), open_browser(), open_browser()
    desk = make.desk()
    opening = make.opening(desk)
    for browser, table in ((first, "1"), (second, "2")):
        at_tablet(make, browser, bilal(make, desk), desk)
        browser.post("/table/sit", table=table)
        make.ticket(opening)
    first.post("/table/call-next")
    second.post("/table/call-next")
    before = board.fragment(NOW)
    first.submit(first.get("/table"), "/table/here")
    after = board.fragment(NOW)
    assert called(after) == called(before) == ["2", "1"]
    assert call(after) == call(before)


def test_a_second_call_of_the_same_number_is_a_new_call(make: Make, browser: Browser, open_browser: Open) -> None:
    hall, table = open_hall(make, browser), open_browser()
    at_tablet(make, table, bilal(make, hall.desk), hall.desk)
    table.post("/table/sit", table="1")
    ticket = make.ticket(hall.opening)
    table.post("/table/call-next")
    first = call(browser.fragment(NOW))
    hall.moves(ticket, "waiting")
    table.post("/table/call-next")
    again = call(browser.fragment(NOW))
    assert first
    assert again
    assert first != again


def test_who_is_not_there_leaves_the_board(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    ticket = make.ticket(hall.opening, state=TicketState.CALLED, table_label="1")
    hall.moves(ticket, "not_there")
    page = browser.fragment(NOW)
    assert called(page) == []
    assert call(page) is None


def test_before_the_first_call_and_after_closing_it_shows_no_number(make: Make, browser: Browser) -> None:
    hall = open_hall(make, browser)
    make.ticket(hall.opening)
    welcome = browser.fragment(NOW)
    assert called(welcome) == []
    make.ticket(hall.opening, state=TicketState.CALLED, table_label="1")
    browser.post("/desks/kalmthout/close")
    closed = browser.fragment(NOW)
    assert called(closed) == []
    assert closed.text != welcome.text


def test_the_page_lives_and_says_when_it_does_not(make: Make, browser: Browser) -> None:
    desk = make.desk()
    page = browser.get("/board/kalmthout")
    live = next(e for e in page.tree.iter() if e.get("data-live"))
    assert live.get("data-live") == f"/live/desk-{desk.id}"
    assert live.get("data-fragment") == NOW
    assert live.get("aria-live") == "polite"
    assert [e for e in page.tree.iter() if "lost" in (e.get("class") or "").split()]
    assert '<noscript><meta http-equiv="refresh"' in page.html


def test_a_machine_reads_the_same(make: Make, browser: Browser) -> None:
    opening = make.opening(make.desk())
    make.ticket(opening, state=TicketState.CALLED, table_label="3", language="ar", topic="money")
    make.ticket(opening, state=TicketState.AT_TABLE, table_label="4")
    told = browser.client.get("/api/v1/desks/kalmthout/board").json()
    assert told == {"calls": [{"number": 2, "table": "4"}, {"number": 1, "table": "3"}]}
    make.desk("zoersel")
    assert browser.client.get("/api/v1/desks/zoersel/board").json() == {"calls": []}
    assert browser.client.get("/api/v1/desks/nowhere/board").status_code == 404
