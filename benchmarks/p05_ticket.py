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
        with ExitStack() as stack:
            ours_url, bare_url = stack.enter_context(databases.two(kind, folder / f"{kind}{clients}"))
            house = House(folder / f"{kind}{clients}", ours_url)
            _let_wait(house)
            port = stack.enter_context(house.served())
            bare_port = stack.enter_context(bare("insert", {"BARE_URL": bare_url}))
            kiosks = house.kiosks(MANY * (ROUNDS + 1))
            slowest: list[float] = []
            waited: list[int] = []

            def ours(
                port: int = port,
                clients: int = clients,
                kiosks: Iterator[str] = kiosks,
                slowest: list[float] = slowest,
                waited: list[int] = waited,
            ) -> float:
                outcome = send_for(port, lambda _n: _form(next(kiosks)), MANY, clients)
                assert outcome.statuses == {303: MANY}, outcome.statuses
                slowest.append(p95(outcome.seconds) * 1000)
                waited.append(outcome.told_to_wait)
                return outcome.rate

            def yardstick(port: int = bare_port, clients: int = clients) -> float:
                outcome = send_for(port, lambda _n: request("POST", "/insert", b"{}"), MANY, clients)
                assert outcome.statuses == {200: MANY}, outcome.statuses
                return outcome.rate

            measured, plain = alternating(ours, yardstick)
            house.database.close()
        what = f"number at the kiosk, {clients} at once, {kind}"
        if sum(waited):
            what += f"; {sum(waited)} of {MANY * len(waited)} were told to wait"
        row = Row("P5", what, "numbers/s", measured, plain, "≥ 0.35 ×")
        row.is_met = (row.ratio or 0) >= 0.35
        yield row
        if clients == 1:
            slow = Row(
                "P5", f"the same, p95 of one number at {WAITING} and more waiting", "ms", slowest[1:], target="< 30 ms"
            )
            slow.is_met = max(slow.ours) < 30
            yield slow


def _let_wait(house: House) -> None:
    with house.database.writing() as db:
        for number in range(1, WAITING + 1):
            db.add(Ticket(opening_id=house.opening_id, number=number, language="nl"))
    with house.database.writing() as db:
        opening = db.get_one(Opening, house.opening_id)
        opening.last_number = WAITING
        db.add(opening)
