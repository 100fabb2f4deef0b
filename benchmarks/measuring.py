"""Rounds, alternating; rows of the table."""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

ROUNDS = 5


@dataclass
class Row:
    """One line: what, ours and the yardstick (median, p95 of the rounds), their ratio, and what it should be."""

    name: str
    what: str
    unit: str
    ours: list[float]
    yardstick: list[float] = field(default_factory=list)
    target: str = ""
    is_met: bool | None = None

    @property
    def ratio(self) -> float | None:
        """Ours ÷ yardstick, by the medians."""
        return statistics.median(self.ours) / statistics.median(self.yardstick) if self.yardstick else None

    def as_dict(self) -> dict[str, Any]:
        """For the JSON."""
        return {**asdict(self), "ratio": self.ratio}


def p95(values: Sequence[float]) -> float:
    """The nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def alternating(*things: Callable[[], float], rounds: int = ROUNDS) -> list[list[float]]:
    """Each thing once a round, in turn; the first round only warms up and does not count."""
    found: list[list[float]] = [[] for _ in things]
    for number in range(rounds + 1):
        for place, thing in enumerate(things):
            value = thing()
            if number:
                found[place].append(value)
    return found


def shown(values: Sequence[float]) -> str:
    """Median and p95."""
    return f"{statistics.median(values):.3g} ({p95(values):.3g})" if values else "–"


COLUMNS = ("#", "what", "unit", "ours: median (p95)", "yardstick", "ratio", "target", "met")


def table(rows: Sequence[Row]) -> str:
    """Markdown, as it goes into RESULTS.md."""
    lines = [COLUMNS, ("---",) * len(COLUMNS)]
    for row in rows:
        ratio = f"{row.ratio:.2f}" if row.ratio is not None else "–"
        met = {True: "yes", False: "**no**", None: "–"}[row.is_met]
        cells = (row.name, row.what, row.unit, shown(row.ours), shown(row.yardstick), ratio, row.target, met)
        lines.append(cells)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
