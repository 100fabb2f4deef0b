"""P12: the waiting range on the made-up desks beside the project: how fast, how near, and how often it holds."""

import time
from collections.abc import Iterator
from pathlib import Path

from app.queue import waiting
from benchmarks.measuring import Row, p95
from benchmarks.worlds import WAITS, Score, read_world, replay, score

LONG_LINE = 30
WANTED_MS = 5.0


def _scored(folder: Path, mornings: int | None = None) -> Score:
    train, test = read_world("train", folder), read_world("test", folder)
    train = train.only(train.sessions[:mornings]) if mornings else train
    waiting.prepare(train.train)
    return score(test, ((state, waiting.Told(**waiting.estimate(state))) for state in replay(test.events, test.roster)))


def _row(what: str, unit: str, value: float, target: str, *, is_met: bool) -> Row:
    row = Row("P12", what, unit, [value], target=target)
    row.is_met = is_met
    return row


def _of(name: str, found: Score, error: float, covers: tuple[float, float]) -> Iterator[Row]:
    yield _row(f"{name}: error of the middle", "min", found.mean_error, f"≤ {error}", is_met=found.mean_error <= error)
    low, high = covers
    is_held = low <= found.covered <= high
    yield _row(f"{name}: the range holds", "share", found.covered, f"{low} to {high}", is_met=is_held)


def _long_line() -> Row:
    """Thirty people before her and six helpers."""
    world = read_world("test")
    states = [state for state in replay(world.events, world.roster) if len(state["queue"]) >= 10]
    took = []
    for state in states[:200]:
        longer = {**state, "queue": [dict(state["queue"][at % len(state["queue"])]) for at in range(LONG_LINE)]}
        began = time.perf_counter()
        waiting.estimate(longer)
        took.append(1000 * (time.perf_counter() - began))
    row = Row("P12", f"one estimate, {LONG_LINE} waiting", "ms", took, target=f"≤ {WANTED_MS:.0f} ms")
    row.is_met = p95(took) <= WANTED_MS
    return row


def measure(_folder: Path) -> Iterator[Row]:
    """Nothing where the made-up desks do not lie beside the project."""
    if not WAITS.exists():
        return
    clean = _scored(WAITS / "data")
    yield from _of("clean desk", clean, 9.4, (0.77, 0.84))
    yield _row("clean desk: pinball", "min", clean.pinball, "≤ 2.95", is_met=clean.pinball <= 2.95)
    yield _row("clean desk: told 10 min too little", "share", clean.told_too_little, "≤ 0.13",
               is_met=clean.told_too_little <= 0.13)  # fmt: skip
    apart = abs(clean.covered_dutch - clean.covered_others)
    yield _row("clean desk: other languages than Dutch", "share apart", apart, "≤ 0.03", is_met=apart <= 0.03)
    yield _long_line()
    yield from _of("messy desk", _scored(WAITS / "data_messy"), 14.4, (0.78, 0.9))
    yield from _of("after four mornings", _scored(WAITS / "data", 4), 10.5, (0.7, 0.9))
