"""Eighty people at the door, sixty volunteers calling, all at the same moment."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from sqlmodel import col, select

from app.queue.models import Period, Ticket, TicketState
from tests.journeys.serving import Served
from tests.journeys.team import Team

pytestmark = [pytest.mark.db, pytest.mark.slow]
ARRIVALS, CALLS, CLIENTS = 80, 60, 40


def _many(jobs: list[tuple[str, dict[str, Any], dict[str, str]]], url: str) -> list[httpx2.Response]:
    with httpx2.Client(base_url=url, timeout=60) as client, ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(lambda job: _sent(client, *job), jobs))


def _sent(client: httpx2.Client, path: str, body: dict[str, Any], headers: dict[str, str]) -> httpx2.Response:
    """As our clients do: refused for being busy is sent again, with the same key, when the answer says so."""
    for _again in range(3):
        answer = client.post(path, json=body, headers=headers)
        if answer.status_code != 503:
            break
        threading.Event().wait(int(answer.headers["Retry-After"]))
    return answer


def test_eighty_arrivals_get_eighty_numbers_and_sixty_calls_sixty_people(served: Served, team: Team) -> None:
    kiosk = {"Authorization": f"Bearer {team.api_token('kiosk')}"}
    table = {"Authorization": f"Bearer {team.api_token('table')}"}
    dates = ("today", "week", "later", "no", "unknown")
    arrivals = [
        (
            "/api/v1/desks/kalmthout/tickets",
            {"language": ("nl", "ar", "fr")[n % 3], "topic": None, "date": dates[n % 5], "returning": False},
            {**kiosk, "Idempotency-Key": f"arrival-{n}"},
        )
        for n in range(ARRIVALS)
    ]
    answers = _many(arrivals, served.url)
    assert Counter(a.status_code for a in answers) == {201: ARRIVALS}
    numbers = [a.json()["number"] for a in answers]
    assert sorted(numbers) == list(range(1, ARRIVALS + 1))

    again = _many(arrivals[:20], served.url)
    assert [a.json()["number"] for a in again] == numbers[:20], "a replay is the same number"

    calls = [("/api/v1/desks/kalmthout/call-next", {"table": str(1 + n % 4)}, table) for n in range(CALLS)]
    called = _many(calls, served.url)
    assert Counter(a.status_code for a in called) == {200: CALLS}
    assert len({a.json()["ticket"]["code"] for a in called}) == CALLS, "nobody is with two volunteers"

    with served.app.state.database.reading() as db:
        states = Counter(db.exec(select(Ticket.state)).all())
        open_periods = db.exec(select(Period).where(col(Period.ended_at).is_(None))).all()
        sequences = db.exec(select(Period.sequence)).all()
        overtaken = db.exec(select(Ticket.overtaken)).all()
    assert states == {TicketState.CALLED: CALLS, TicketState.WAITING: ARRIVALS - CALLS}
    assert len(open_periods) == ARRIVALS, "each person is in exactly one state"
    assert len(sequences) == len(set(sequences)) == ARRIVALS + CALLS, "every change has its own place in the order"
    assert max(overtaken) <= 2, "nobody was overtaken more than twice"


def test_arrivals_and_calls_at_the_same_moment_lose_nobody(served: Served, team: Team) -> None:
    kiosk = {"Authorization": f"Bearer {team.api_token('kiosk')}"}
    table = {"Authorization": f"Bearer {team.api_token('table')}"}
    jobs: list[tuple[str, dict[str, Any], dict[str, str]]] = []
    for n in range(ARRIVALS):
        jobs.append(
            ("/api/v1/desks/kalmthout/tickets", {"language": "nl", "date": "no"}, {**kiosk, "Idempotency-Key": f"a{n}"})
        )
        if n >= ARRIVALS - CALLS:
            jobs.append(("/api/v1/desks/kalmthout/call-next", {"table": "1"}, table))
    answers = _many(jobs, served.url)
    given = [a.json() for a in answers if a.status_code == 201]
    called = [a.json()["ticket"]["code"] for a in answers if a.status_code == 200]
    assert len(given) == ARRIVALS
    assert len({ticket["number"] for ticket in given}) == ARRIVALS
    assert len(called) + sum(a.status_code == 204 for a in answers) == CALLS
    assert len(called) == len(set(called))
    assert set(called) <= {ticket["code"] for ticket in given}
