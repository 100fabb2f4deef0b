"""P5: from the kiosk's POST to a number that is durable on disk, against one bare INSERT."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlencode

from app.chance import code, random_bytes
from app.desks.models import Opening
from app.queue.models import Ticket
from app.web.browser_key import token_of
from benchmarks import databases
from benchmarks.houses import SECRET, House, bare
from benchmarks.load import request, send_for
from benchmarks.measuring import ROUNDS, Row, alternating, p95

MANY = 200
WAITING = 300


def _form(kiosk: str) -> bytes:
    """A number from the screen of a kiosk, given by its cookie."""
    key = random_bytes(32)
    fields = {
        "csrf_token": token_of(SECRET.encode(), key), "came_from": "/kiosk/desk", "speaks": "nl", "topic": "health",
        "must_act": "no", "once": code(),
    }  # fmt: skip
    return request(
        "POST", "/kiosk/desk/number", urlencode(fields).encode(), Content_Type="application/x-www-form-urlencoded",
        Cookie=f"{kiosk}; kf_browser={base64.urlsafe_b64encode(key).decode()}", Sec_Fetch_Site="same-origin",
    )  # fmt: skip


def measure(folder: Path) -> Iterator[Row]:
    """1, 8 and 40 at once on SQLite; 8 at once on PostgreSQL."""
    for kind, clients in (("SQLite", 1), ("SQLite", 8), ("SQLite", 40), ("PostgreSQL", 8)):
        kiosks, measured, plain = _measured(folder / f"{kind}{clients}", kind, clients)
        what = f"number at the kiosk, {clients} at once, {kind}"
        if kiosks.told_to_wait:
            what += f"; {kiosks.told_to_wait} of {MANY * (ROUNDS + 1)} were told to wait"
        row = Row("P5", what, "numbers/s", measured, plain, "≥ 0.35 ×")
        row.is_met = (row.ratio or 0) >= 0.35
        yield row
        if clients == 1:
            what = f"the same, p95 of one number at {WAITING} and more waiting"
            slow = Row("P5", what, "ms", kiosks.slowest[1:], target="< 30 ms")
            slow.is_met = max(slow.ours) < 30
            yield slow


def _measured(folder: Path, kind: str, clients: int) -> tuple["Kiosks", list[float], list[float]]:
    with ExitStack() as stack:
        ours_url, bare_url = stack.enter_context(databases.two(kind, folder))
        house = House(folder, ours_url)
        _let_wait(house)
        kiosks = Kiosks(house, stack.enter_context(house.served()), clients)
        bare_port = stack.enter_context(bare("insert", {"BARE_URL": bare_url}))

        def yardstick() -> float:
            outcome = send_for(bare_port, lambda _n: request("POST", "/insert", b"{}"), MANY, clients)
            assert outcome.statuses == {200: MANY}, outcome.statuses
            return outcome.rate

        measured, plain = alternating(kiosks.rate, yardstick)
        house.database.close()
    return kiosks, measured, plain


class Kiosks:
    """Enrolled kiosks that ask for numbers, so many at once."""

    def __init__(self, house: House, port: int, clients: int) -> None:
        self.port, self.clients = port, clients
        self.cookies = house.kiosks(MANY * (ROUNDS + 1))
        self.slowest: list[float] = []
        self.told_to_wait = 0

    def rate(self) -> float:
        """Numbers a second, in one round."""
        outcome = send_for(self.port, lambda _n: _form(next(self.cookies)), MANY, self.clients)
        assert outcome.statuses == {303: MANY}, outcome.statuses
        self.slowest.append(p95(outcome.seconds) * 1000)
        self.told_to_wait += outcome.told_to_wait
        return outcome.rate


def _let_wait(house: House) -> None:
    with house.database.writing() as db:
        for number in range(1, WAITING + 1):
            db.add(Ticket(opening_id=house.opening_id, number=number, language="nl"))
    with house.database.writing() as db:
        opening = db.get_one(Opening, house.opening_id)
        opening.last_number = WAITING
        db.add(opening)
