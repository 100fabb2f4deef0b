"""P13: from nothing to the first page, and what the house weighs."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from app.i18n import LANGUAGES
from benchmarks.houses import PYTHON, House, free_port, running
from benchmarks.load import request, send
from benchmarks.measuring import Row, alternating

PAPERS = 100
READ_ALL = """
import time
from app.catalog.shelf import read_catalog
from app.settings import ROOT
began = time.perf_counter()
read_catalog(ROOT / "forms_catalog", ROOT / "locales")
print(time.perf_counter() - began)
"""
CARDS = ("leefloon", "huurpremie")
GUIDE = "/cards/verhoogde-tegemoetkoming/guide.pdf?lang={}&size={}"


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _megabytes(pid: int) -> float:
    """Proportional share of memory of the service and the processes that make papers."""
    total = 0
    for one in _tree(pid):
        for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def measure(folder: Path) -> Iterator[Row]:
    """Start beside a bare import; memory of the service alone, with its papers, and after a hundred."""
    house = House(folder / "p13")
    house.database.close()
    command = [str(Path(PYTHON).with_name("koffie")), "serve", "--port"]
    yield _start(command, house)
    yield _catalog()
    yield from _memory(command, house)


def _start(command: list[str], house: House) -> Row:
    def ours() -> float:
        port = free_port()
        began = time.perf_counter()
        with running([*command, str(port)], port, house.environment):
            send(port, [request("GET", "/cards")], 1)
            return time.perf_counter() - began

    def yardstick() -> float:
        began = time.perf_counter()
        subprocess.run([PYTHON, "-c", "import fastapi, weasyprint"], check=True)
        return time.perf_counter() - began

    measured, plain = alternating(ours, yardstick)
    row = Row("P13", "cold start to the first page; import fastapi, weasyprint", "s", measured, plain, "≤ 2.5 ×")
    row.is_met = (row.ratio or 9) <= 2.5
    return row


def _catalog() -> Row:
    """Every card and translation, read and checked by a process that has not seen them yet."""
    told = [subprocess.run([PYTHON, "-c", READ_ALL], check=True, capture_output=True, text=True) for _ in range(5)]
    row = Row("P13", "the whole catalog, read and checked", "s", [float(one.stdout) for one in told], target="≤ 1 s")
    row.is_met = max(row.ours) <= 1
    return row


def _memory(command: list[str], house: House) -> Iterator[Row]:
    port = free_port()
    with running([*command, str(port)], port, house.environment) as pid:
        send(port, [request("GET", "/cards")] * 20, 2)
        idle = Row("P13", "memory idle", "MB", [_megabytes(pid)], target="≤ 150 MB")
        idle.is_met = idle.ours[0] <= 150
        yield idle
        asked = [request("GET", GUIDE.format("nl", "normal")), request("GET", GUIDE.format("ar", "large"))]
        send(port, asked * 2, 1)
        first = _megabytes(pid)
        papers = [request("GET", f"/cards/{slug}/blank.pdf?lang={lang}") for slug in CARDS for lang in LANGUAGES]
        send(port, (papers * PAPERS)[:PAPERS], 2)
        what = f"memory after {PAPERS} papers; yardstick after the first four"
        after = Row("P13", what, "MB", [_megabytes(pid)], [first], "flat (≤ 1.1 ×)")
        after.is_met = (after.ratio or 9) <= 1.1
        yield after
