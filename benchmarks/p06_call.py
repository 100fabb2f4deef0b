"""P6: calling the next one, against a bare compare-and-set; the longer the line, the same the time."""

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from app.desks.models import Opening
from app.queue.models import MustAct, Period, Ticket, TicketState
from benchmarks import databases
from benchmarks.houses import House, bare
from benchmarks.load import request, send_for
from benchmarks.measuring import ROUNDS, Row, alternating

CALLS = 60
DATES = list(MustAct)


def let_wait(house: House, many: int) -> None:
    """So many people in the line, of every kind."""
    with house.database.writing() as db:
        opening = db.get_one(Opening, house.opening_id)
        first = opening.last_number + 1
        opening.last_number += many
        db.add(opening)
        tickets = [
            Ticket(
                opening_id=house.opening_id, number=first + n, language=("nl", "fr", "ar")[n % 3],
                must_act=DATES[n % len(DATES)], is_returning=n % 7 == 0,
            )
            for n in range(many)
        ]  # fmt: skip
        db.add_all(tickets)
        db.flush()
        db.add_all(Period(ticket_id=t.id or 0, state=TicketState.WAITING, sequence=0) for t in tickets)


def measure(folder: Path) -> Iterator[Row]:
    """6 and 60 volunteers at 300 waiting beside the yardstick; 6 volunteers from 10 to 3,000 waiting."""
    for volunteers in (6, 60):
        yield _beside_the_yardstick(folder / f"p6-{volunteers}", volunteers)
    yield _flat(folder)


def _calls(house: House, port: int, volunteers: int) -> float:
    wanted = request(
        "POST", "/api/v1/desks/desk/call-next", b'{"table": "1"}', Content_Type="application/json",
        Authorization=f"Bearer {house.tokens['table']}",
    )  # fmt: skip
    outcome = send_for(port, lambda _n: wanted, CALLS, volunteers)
    assert outcome.statuses == {200: CALLS}, outcome.statuses
    return outcome.rate


def _beside_the_yardstick(folder: Path, volunteers: int) -> Row:
    with ExitStack() as stack:
        ours_url, bare_url = stack.enter_context(databases.two("SQLite", folder))
        house = House(folder, ours_url)
        let_wait(house, 300 + CALLS * (ROUNDS + 1))
        port = stack.enter_context(house.served())
        bare_port = stack.enter_context(bare("insert", {"BARE_URL": bare_url}))
        send_for(bare_port, lambda _n: request("POST", "/insert", b"{}"), 300 + CALLS * (ROUNDS + 1), 8)

        def yardstick() -> float:
            outcome = send_for(bare_port, lambda _n: request("POST", "/take", b"{}"), CALLS, volunteers)
            assert outcome.statuses == {200: CALLS}, outcome.statuses
            return outcome.rate

        measured, plain = alternating(lambda: _calls(house, port, volunteers), yardstick)
        house.database.close()
    row = Row("P6", f"call next, {volunteers} volunteers at once, 300 waiting", "calls/s", measured, plain, "≥ 0.3 ×")
    row.is_met = (row.ratio or 0) >= 0.3
    return row


def _flat(folder: Path) -> Row:
    rates: dict[int, list[float]] = {}
    with ExitStack() as stack:
        houses: dict[int, tuple[House, int]] = {}
        for waiting in (10, 3000):
            house = House(folder / f"p6-flat-{waiting}")
            let_wait(house, waiting + CALLS * (ROUNDS + 1))
            houses[waiting] = house, stack.enter_context(house.served())
        few, many = (houses[waiting] for waiting in (10, 3000))
        short, long = alternating(lambda: 1 / _calls(*few, 6), lambda: 1 / _calls(*many, 6))
        rates = {10: short, 3000: long}
        for house, _port in houses.values():
            house.database.close()
    row = Row(
        "P6", "call next, 6 volunteers: time at 3,000 waiting; yardstick 10 waiting", "s/call", rates[3000], rates[10],
        "≤ 1.5 ×",
    )  # fmt: skip
    row.is_met = statistics.median(rates[3000]) <= 1.5 * statistics.median(rates[10])
    return row
