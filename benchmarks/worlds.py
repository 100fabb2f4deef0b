"""Mornings of made-up desks that lie beside the project: read, played back as states, an estimator scored on them."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from app.queue.waiting.estimating import Told, meets_somebody_free
from app.queue.waiting.rolling import State
from app.settings import ROOT

WAITS = ROOT.parent / "shared" / "yardstick" / "waits"
CLOSES, LAST_TICKET = 210.0, 180.0
LATE = 10.0
Columns = dict[str, list[Any]]


def _columns(file: Path) -> Columns:
    with gzip.open(file, "rb") as packed:
        reader = csv.DictReader(io.TextIOWrapper(packed, "utf-8"))
        lines = list(reader)
    columns: Columns = {name: [line[name] for line in lines] for name in reader.fieldnames or ()}
    for name in ("minute", "wait", "arrive", "start", "end", "break_len"):
        if name in columns:
            columns[name] = [float(value) if value else float("nan") for value in columns[name]]
    return columns


@dataclass(frozen=True)
class World:
    """One half of a world: what happened, who was to come, and how each visitor fared."""

    events: Columns
    roster: Columns
    truth: Columns

    def only(self, sessions: Sequence[str]) -> "World":
        """These mornings of it."""
        wanted = set(sessions)

        def some(columns: Columns) -> Columns:
            places = [at for at, session in enumerate(columns["session"]) if session in wanted]
            return {name: [values[at] for at in places] for name, values in columns.items()}

        return World(some(self.events), some(self.roster), some(self.truth))

    @property
    def sessions(self) -> list[str]:
        """Its mornings, in order."""
        return list(dict.fromkeys(self.roster["session"]))

    @property
    def train(self) -> dict[str, Any]:
        """What ``prepare`` takes."""
        return {"events": self.events, "roster": self.roster, "truth": self.truth, "replay": replay}

    def fates(self) -> dict[tuple[str, str], tuple[float, str]]:
        """Session and visitor → minutes waited, and what became of her."""
        names = ("session", "visitor", "wait", "outcome")
        return {(s, v): (w, o) for s, v, w, o in zip(*(self.truth[name] for name in names), strict=True)}


def read_world(half: str, folder: Path = WAITS / "data") -> World:
    """``train`` or ``test``."""
    return World(*(_columns(folder / f"{half}_{part}.csv.gz") for part in ("events", "roster", "truth")))


@dataclass
class _Morning:
    """A morning while it is played back."""

    session: str
    helpers: dict[str, dict[str, Any]] = field(default_factory=dict)
    queue: list[dict[str, Any]] = field(default_factory=list)
    today: list[dict[str, Any]] = field(default_factory=list)
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)

    def state(self, now: float, me: dict[str, Any]) -> State:
        """What could be seen at this moment; a helper who paged in vain is free again after a minute."""
        helpers = [dict(one) for one in self.helpers.values()]
        for one in helpers:
            if one["status"] == "paging":
                one["status"] = "idle" if now >= one["since"] + 1 else "busy"
        return {
            "session": self.session, "now": now, "closes_at": CLOSES, "last_ticket_at": LAST_TICKET, "me": me,
            "queue": [dict(one) for one in self.queue], "volunteers": helpers,
            "today": [dict(one) for one in self.today],
        }  # fmt: skip

    def call(self, now: float, visitor: str, volunteer: str, *, is_absent: bool) -> None:
        """Somebody is called, and comes or does not."""
        one = next(one for one in self.queue if one["id"] == visitor)
        self.queue.remove(one)
        status = "paging" if is_absent else "busy"
        about = (None, None) if is_absent else (one["form"], one["language"])
        self.helpers[volunteer].update(status=status, since=now, form=about[0], language=about[1])
        self.calls[visitor] = {
            **one, "called": now, "waited": now - one["arrived"], "absent": is_absent, "volunteer": volunteer,
            "finished": None,
        }  # fmt: skip
        self.today.append(self.calls[visitor])

    def turn(self, now: float, event: str, visitor: str, volunteer: str) -> None:
        """Anything else that happens."""
        helper = self.helpers[volunteer] if volunteer else {}
        match event:
            case "finish":
                self.calls[visitor]["finished"] = now
                helper.update(status="idle", since=now, form=None, language=None)
            case "vol_start" | "break_end":
                helper.update(status="idle", since=now)
            case "break_start":
                is_planned = helper["break_at"] is not None and now >= helper["break_at"]
                helper.update(status="break", since=now, break_taken=helper["break_taken"] or is_planned)
            case "vol_end":
                helper.update(status="gone", since=now)


def replay(events: Columns, roster: Columns) -> Iterator[State]:
    """One state for each visitor who arrives, in order; nothing in it is later than its ``now``."""
    mornings: dict[str, _Morning] = {}
    for row in _dicts(roster):
        morning = mornings.setdefault(row["session"], _Morning(row["session"]))
        morning.helpers[row["volunteer"]] = {
            "id": row["volunteer"], "languages": row["languages"].split("|"), "forms": row["forms"].split("|"),
            "start": row["start"], "end": row["end"], "break_len": row["break_len"], "break_taken": False,
            "break_at": float(row["break_at"]) if row["break_len"] > 0 else None,
            "status": "not_started", "since": 0.0, "form": None, "language": None,
        }  # fmt: skip
    for row in _dicts(events):
        morning, now, visitor = mornings[row["session"]], row["minute"], row["visitor"]
        if row["event"] == "arrive":
            me = {"id": visitor, "form": row["form"], "language": row["language"], "arrived": now}
            yield morning.state(now, me)
            morning.queue.append(me)
        elif row["event"] in ("call", "absent"):
            morning.call(now, visitor, row["volunteer"], is_absent=row["event"] == "absent")
        else:
            morning.turn(now, row["event"], visitor, row["volunteer"])


def _dicts(columns: Columns) -> Iterator[dict[str, Any]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


@dataclass(frozen=True)
class Score:
    """Of those who were called and met nobody free. Minutes and shares."""

    people: int
    mean_error: float
    covered: float
    pinball: float
    told_too_little: float
    covered_dutch: float
    covered_others: float
    brier: float


def score(world: World, told: Iterable[tuple[State, Told]]) -> Score:
    """How far the middle lay from the truth, how often the range held, and what was promised of being helped."""
    fates, rows, promises = world.fates(), [], []
    for state, said in told:
        if meets_somebody_free(state):
            continue
        wait, outcome = fates[state["session"], state["me"]["id"]]
        promises.append((said.p_served, outcome != "turned_away"))
        if outcome != "turned_away":
            rows.append((wait, said.lo, said.median, said.hi, said.announce, state["me"]["language"] == "nl"))
    wait, lo, median, hi, announce, dutch = np.array(rows, dtype=float).T
    inside = (wait >= lo - 1e-9) & (wait <= hi + 1e-9)
    losses = [np.maximum(q * (wait - end), (q - 1) * (wait - end)) for q, end in ((0.1, lo), (0.5, median), (0.9, hi))]
    chance, served = np.array(promises, dtype=float).T
    return Score(
        people=len(wait),
        mean_error=float(np.abs(wait - median).mean()),
        covered=float(inside.mean()),
        pinball=float(np.mean(losses)),
        told_too_little=float((wait - announce > LATE).mean()),
        covered_dutch=float(inside[dutch == 1].mean()),
        covered_others=float(inside[dutch == 0].mean()),
        brier=float(((chance - served) ** 2).mean()),
    )
