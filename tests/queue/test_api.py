"""The line as JSON, as `contracts.md` promises it to machines of a desk."""

from typing import Any

import pytest
from httpx2 import Response

from app.db import Database
from app.desks.models import OpeningState
from app.queue.models import MustAct, TicketState
from app.staff.models import Desk
from tests.browser import Browser
from tests.make import Make
from tests.queue.hall import ticket_as_kept, tickets
from tests.staff.people import bilal, token_of

TICKETS = "/api/v1/desks/kalmthout/tickets"
CALL_NEXT = "/api/v1/desks/kalmthout/call-next"
LINE = "/api/v1/desks/kalmthout/line"
NEW: dict[str, Any] = {"language": "nl", "topic": None, "date": "no", "returning": False}


def take(browser: Browser, headers: dict[str, str], key: str = "one", about: dict[str, Any] | None = None) -> Response:
    """A number for somebody at the door."""
    wanted = {**NEW, **(about or {})}
    return browser.client.post(TICKETS, json=wanted, headers={**headers, "Idempotency-Key": key})


def helper(make: Make, desk: Desk, *languages: str, families: tuple[str, ...] = ()) -> dict[str, str]:
    """The token of Bilal, who speaks these languages."""
    return token_of(make, desk, "table", bilal(make, desk, languages=languages or ("nl",), families=families))


def state(browser: Browser, headers: dict[str, str], code: str | None, to: str, reason: str = "") -> Response:
    """Ask for a change."""
    url = f"/api/v1/tickets/{code}/state"
    return browser.client.post(url, json={"to": to, "reason": reason}, headers=headers)


def test_a_kiosk_gets_a_number_with_code_and_place(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    make.ticket(make.opening(desk))
    about = {"language": "ar", "topic": "health", "date": "week", "returning": True}
    answer = take(browser, token_of(make, desk, "kiosk"), about=about)
    kept = tickets(database)[1]
    assert answer.status_code == 201
    expected = {"number": 2, "code": kept.code, "state": "waiting", "position": 0, "table": None, "wait": None}
    assert answer.json() == expected
    assert (kept.language, kept.topic, kept.must_act, kept.is_returning) == ("ar", "health", MustAct.WEEK, True)


def test_the_same_key_is_the_same_number(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    make.opening(desk)
    headers = token_of(make, desk, "kiosk")
    first, again, other = (take(browser, headers, key) for key in ("one", "one", "two"))
    assert first.json() == again.json()
    assert again.status_code == 201
    assert other.json()["number"] == 2
    assert len(tickets(database)) == 2


def test_a_key_of_another_day_or_desk_is_another_key(make: Make, browser: Browser, database: Database) -> None:
    codes = set()
    for slug in ("kalmthout", "zoersel"):
        desk = make.desk(slug)
        make.opening(desk)
        headers = {**token_of(make, desk, "kiosk"), "Idempotency-Key": "one"}
        codes.add(browser.client.post(f"/api/v1/desks/{slug}/tickets", json=NEW, headers=headers).json()["code"])
    assert len(codes) == len(tickets(database)) == 2


@pytest.mark.parametrize(
    ("about", "field"),
    [
        ({"language": "xx"}, "language"),
        ({"date": "yesterday"}, "date"),
        ({"topic": "not a topic!"}, "topic"),
        ({"name": "Chris"}, ""),  # a key of one's own is not said back
        ({"number": 1}, ""),
        ({"returning": "perhaps"}, "returning"),
    ],
)
def test_what_does_not_fit_is_told_by_field(
    make: Make, browser: Browser, database: Database, about: dict[str, Any], field: str
) -> None:
    desk = make.desk()
    make.opening(desk)
    answer = take(browser, token_of(make, desk, "kiosk"), about=about)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["status"]) == ("about:invalid", 422)
    assert field in problem["fields"]
    assert tickets(database) == []


def test_without_a_key_no_number(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    answer = browser.client.post(TICKETS, json=NEW, headers=token_of(make, desk, "kiosk"))
    assert answer.status_code == 422


@pytest.mark.parametrize("lang", ["nl", "fr"])
def test_a_problem_is_told_in_the_language_that_was_asked(make: Make, browser: Browser, lang: str) -> None:
    desk = make.desk()
    headers = {**token_of(make, desk, "kiosk"), "Idempotency-Key": "one"}
    titles = {
        code: browser.client.post(f"{TICKETS}?lang={code}", json=NEW, headers=headers).json()["title"]
        for code in ("nl", "fr")
    }
    assert titles["nl"] != titles["fr"]
    answer = browser.client.post(f"{TICKETS}?lang={lang}", json=NEW, headers=headers)
    assert answer.status_code == 404
    assert answer.json()["type"] == "about:not-found"


@pytest.mark.parametrize(("scope", "status"), [("kiosk", 409), ("host", 201)])
def test_after_the_last_ticket_only_the_host_still_gives_numbers(
    make: Make, browser: Browser, scope: str, status: int
) -> None:
    desk = make.desk()
    make.opening(desk, state=OpeningState.LAST_TICKET)
    assert take(browser, token_of(make, desk, scope)).status_code == status


def test_the_line_tells_order_and_reason(make: Make, browser: Browser) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    make.ticket(opening, topic="money")
    make.ticket(opening, must_act=MustAct.TODAY, language="ar")
    aside = make.ticket(opening, state=TicketState.STEPPED_OUT)
    told = browser.client.get(LINE, headers=helper(make, desk)).json()
    assert [(row["number"], row["why"], row["language"]) for row in told["waiting"]] == [
        (2, "must_act", "ar"),
        (1, "arrival", "nl"),
    ]
    assert {"code", "topic", "date", "returning", "overtaken", "waited_minutes"} <= set(told["waiting"][0])
    assert told["aside"] == [{"code": aside.code, "number": 3, "state": "stepped_out"}]


def test_call_next_tells_who_and_why(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    make.ticket(opening, language="ar")
    mine = make.ticket(opening, topic="health")
    answer = browser.client.post(CALL_NEXT, json={"table": "window"}, headers=helper(make, desk))
    assert answer.status_code == 200
    assert answer.json() == {
        "ticket": {"code": mine.code, "number": 2, "language": "nl", "topic": "health"},
        "why": "arrival",
    }
    assert ticket_as_kept(database, mine).table_label == "window"


def test_the_token_names_languages_and_skills(make: Make, browser: Browser) -> None:
    desk = make.desk()
    opening = make.opening(desk)
    make.ticket(opening, topic="housing")
    make.ticket(opening, topic="health", language="ar")
    headers = helper(make, desk, "nl", "ar", families=("health",))
    answer = browser.client.post(CALL_NEXT, json={"table": "1"}, headers=headers).json()
    assert answer["ticket"]["number"] == 2


def test_nobody_waits_is_204_without_a_body(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.opening(desk)
    answer = browser.client.post(CALL_NEXT, json={"table": "1"}, headers=helper(make, desk))
    assert (answer.status_code, answer.content) == (204, b"")


def test_when_nobody_waits_in_her_language_the_first_one_is_called(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.ticket(make.opening(desk), language="ti")
    answer = browser.client.post(CALL_NEXT, json={"table": "1"}, headers=helper(make, desk)).json()
    assert answer["why"] == "no_match"


def test_a_change_is_200_with_the_ticket_as_it_stands(make: Make, browser: Browser) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk), state=TicketState.CALLED, table_label="2")
    answer = state(browser, helper(make, desk), ticket.code, "at_table")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["table"]) == ("at_table", "2")


def test_a_change_that_cannot_follow_is_409_with_the_present_state(make: Make, browser: Browser) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk))
    answer = state(browser, helper(make, desk), ticket.code, "done")
    assert answer.status_code == 409
    problem = answer.json()
    assert (problem["type"], problem["status"], problem["state"]) == ("about:clash", 409, "waiting")
    assert problem["title"]


def test_a_replay_of_a_change_is_200_and_changes_nothing(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk))
    headers = helper(make, desk)
    assert [state(browser, headers, ticket.code, "stepped_out").status_code for _ in range(2)] == [200, 200]
    assert ticket_as_kept(database, ticket).changed_sequence == 2


def test_a_called_ticket_is_moved_by_a_replayed_call_only_once(make: Make, browser: Browser) -> None:
    desk = make.desk()
    make.ticket(make.opening(desk))
    headers = helper(make, desk)
    assert browser.client.post(CALL_NEXT, json={"table": "1"}, headers=headers).status_code == 200
    assert browser.client.post(CALL_NEXT, json={"table": "1"}, headers=headers).status_code == 204


def test_another_desk_is_refused_everywhere(make: Make, browser: Browser, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    make.opening(desk)
    ticket = make.ticket(make.opening(other))
    mine = {"host": token_of(make, desk, "host"), "table": helper(make, desk), "kiosk": token_of(make, desk, "kiosk")}
    there = "/api/v1/desks/zoersel"
    key = {**mine["kiosk"], "Idempotency-Key": "one"}
    assert browser.client.post(f"{there}/tickets", json=NEW, headers=key).status_code == 403
    assert browser.client.post(f"{there}/call-next", json={"table": "1"}, headers=mine["table"]).status_code == 403
    assert browser.client.get(f"{there}/line", headers=mine["host"]).status_code == 403
    assert state(browser, mine["host"], ticket.code, "sent_home").status_code == 404
    assert ticket_as_kept(database, ticket).state is TicketState.WAITING


@pytest.mark.parametrize(("method", "path"), [("POST", TICKETS), ("POST", CALL_NEXT), ("GET", LINE)])
def test_without_a_token_a_machine_hears_401(make: Make, browser: Browser, method: str, path: str) -> None:
    make.opening(make.desk())
    headers = {"Authorization": "Bearer AAAAAAAAAAAAAAAAAAAAAA"}
    answer = browser.client.request(method, path, json={} if method == "POST" else None, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("to", ["sleeping", "", "DONE"])
def test_a_state_that_does_not_exist_is_422(make: Make, browser: Browser, to: str) -> None:
    desk = make.desk()
    ticket = make.ticket(make.opening(desk))
    assert state(browser, helper(make, desk), ticket.code, to).status_code == 422
    assert state(browser, helper(make, desk), "AAAAAAAAAAAAAAAAAAAAAA", "done").status_code == 404
