"""P9: pages, against a route that returns a constant 20 kB string."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.houses import House, bare
from benchmarks.load import request, send_for
from benchmarks.measuring import Row, alternating
from benchmarks.p06_call import let_wait

MANY, CLIENTS = 160, 4
CARD = "/cards/verhoogde-tegemoetkoming"
VISITOR = (("kiosk", "/kiosk/desk/topic"), ("card", CARD), ("walk step", f"{CARD}/walk/income?lang=ar"))
STAFF = (("table", "/table", "Bilal"), ("coordinator's day", "/coach", "Els"), ("dashboard", "/demand", "Els"))


def measure(folder: Path) -> Iterator[Row]:
    """Each page in turn."""
    with ExitStack() as stack:
        house = House(folder / "p9")
        let_wait(house, 30)
        port = stack.enter_context(house.served())
        bare_port = stack.enter_context(bare("page"))
        pages = [(name, path, "", 0.2) for name, path in VISITOR] + [
            (name, path, who, 0.08) for name, path, who in STAFF
        ]
        for name, path, who, least in pages:
            wanted = request("GET", path, Cookie=house.cookies.get(who, "kf_lang=nl"))

            def ours(wanted: bytes = wanted) -> float:
                outcome = send_for(port, lambda _n: wanted, MANY, CLIENTS)
                assert outcome.statuses == {200: MANY}, outcome.statuses
                return outcome.rate

            def yardstick() -> float:
                return send_for(bare_port, lambda _n: request("GET", "/"), MANY, CLIENTS).rate

            measured, plain = alternating(ours, yardstick)
            row = Row("P9", name, "pages/s", measured, plain, f"≥ {least} ×")
            row.is_met = (row.ratio or 0) >= least
            yield row
        house.database.close()
