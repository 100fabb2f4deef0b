"""The waiting range: what it says of a line, what it learns, and how often it holds on desks that were made up."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from app.queue import waiting
from app.queue.waiting import Estimator, Laws, Past, Served, Told, learned
from app.queue.waiting.laws import pace_today, paces
from app.queue.waiting.rolling import State, eligible
from benchmarks.worlds import WAITS, read_world, replay, score

FORMS = ["energy", "income_tax"]
NEEDS_WORLDS = pytest.mark.skipif(not WAITS.exists(), reason="the made-up desks do not lie beside the project")


def helper(ident: str, *languages: str, **more: Any) -> dict[str, Any]:
    """Somebody who helps all morning and sits there with nobody."""
    plain = {
        "id": ident, "languages": list(languages or ("nl",)), "forms": FORMS, "start": 0.0, "end": 210.0,
        "break_at": None, "break_len": 0.0, "break_taken": False, "status": "idle", "since": 0.0, "form": None,
        "language": None,
    }  # fmt: skip
    return plain | more


def busy(ident: str, *languages: str, since: float = 55.0, **more: Any) -> dict[str, Any]:
    """Somebody who has been helping since a few minutes."""
    return helper(ident, *languages, status="busy", since=since, form="energy", language="nl") | more


def visitor(ident: str, form: str | None = "energy", language: str = "nl", arrived: float = 50.0) -> dict[str, Any]:
    """Somebody in the line."""
    return {"id": ident, "form": form, "language": language, "arrived": arrived}


def morning(*helpers: dict[str, Any], ahead: int = 0, now: float = 60.0, **me: Any) -> State:
    """An hour after opening, with so many in line before her."""
    return {
        "session": "m1", "now": now, "closes_at": 210.0, "last_ticket_at": 180.0, "volunteers": list(helpers),
        "queue": [visitor(f"v{at}") for at in range(ahead)], "today": [], "me": visitor("me", arrived=now, **me),
    }  # fmt: skip


def tell(state: State, laws: Laws | None = None) -> Told:
    """With the laws of desks elsewhere."""
    told = Estimator(laws or Laws()).tell(state)
    assert told is not None
    return told


def test_where_nobody_helps_nothing_is_promised() -> None:
    assert Estimator(Laws()).tell(morning()) is None
    assert waiting.estimate(morning())["p_served"] == 0


def test_who_meets_somebody_free_does_not_wait() -> None:
    told = tell(morning(helper("a"), busy("b"), ahead=0))
    assert (told.lo, told.hi, told.p_served) == (0, 0, 1)


@pytest.mark.parametrize(
    "away",
    [
        {"status": "break", "break_at": 55.0, "break_len": 15.0, "break_taken": True, "since": 55.0},
        {"break_at": 60.0, "break_len": 15.0},
        {"end": 60.0},
        {"status": "not_started", "start": 90.0},
        {"languages": ["fr"]},
    ],
)
def test_a_helper_who_takes_nobody_now_is_not_free(away: dict[str, Any]) -> None:
    assert tell(morning(helper("a", **away), busy("b"))).median > 0


def test_the_range_is_in_order_and_the_same_line_is_told_the_same() -> None:
    state = morning(busy("a"), busy("b"), ahead=4)
    told = tell(state)
    assert 0 <= told.lo < told.median < told.announce < told.hi
    assert tell(state) == told


def test_each_one_more_in_line_waits_longer_and_each_helper_more_shortens() -> None:
    by_length = [tell(morning(busy("a"), busy("b"), ahead=ahead)).median for ahead in range(8)]
    assert by_length == sorted(by_length)
    by_helpers = [tell(morning(*[busy(str(at)) for at in range(many)], ahead=6)).median for many in range(1, 6)]
    assert by_helpers == sorted(by_helpers, reverse=True)


def test_a_visit_that_goes_on_long_already_is_not_over_at_once() -> None:
    """Who sits there for an hour may sit there for long: the wait does not go to nothing."""
    assert tell(morning(busy("a", since=0.0))).median > 2


def test_who_needs_a_language_waits_for_who_speaks_it() -> None:
    dutch = tell(morning(busy("a"), busy("b", "nl", "ar"), ahead=2))
    arabic = tell(morning(busy("a"), busy("b", "nl", "ar"), ahead=2, language="ar"))
    assert arabic.median > dutch.median
    nobody_speaks = tell(morning(busy("a"), busy("b", "nl", "ar"), ahead=2, language="ti"))
    assert nobody_speaks.median == dutch.median  # by an interpreter, with whoever knows the form


@pytest.mark.parametrize(
    ("form", "language", "who", "by_phone"),
    [
        ("energy", "ar", [1], False),
        ("energy", "ti", [0, 1], True),
        ("no_such_form", "ar", [0, 1], True),
        (None, "nl", [0, 1], True),
    ],
)
def test_who_may_take_whom(form: str | None, language: str, who: list[int], by_phone: bool) -> None:
    rows, interpreted = eligible([helper("a"), helper("b", "nl", "ar")], form, language)
    assert (list(rows), interpreted) == (who, by_phone)


def test_a_line_that_closing_cuts_off_is_not_promised() -> None:
    assert tell(morning(busy("a"), ahead=1)).p_served > 0.9
    late = tell(morning(busy("a", since=170.0), ahead=6, now=175.0))
    assert late.p_served < 0.3
    assert late.hi <= 210 - 175


def test_a_planned_break_and_the_end_of_a_shift_count() -> None:
    plain = tell(morning(busy("a"), ahead=3)).median
    assert tell(morning(busy("a", break_at=61.0, break_len=15.0), ahead=3)).median == pytest.approx(plain + 15, abs=4)
    assert (
        tell(morning(busy("a", end=80.0), busy("b"), ahead=6)).median
        > tell(morning(busy("a"), busy("b"), ahead=6)).median
    )


def visits(seed: int, mornings: int = 60, tables: int = 4, each: int = 6) -> list[Served]:
    """Energy takes 12 minutes, income tax 30, an interpreter half as long again; tables and days differ."""
    chance = np.random.default_rng(seed)
    found = []
    for day in range(mornings):
        of_day = chance.normal(0, 0.1)
        for table in range(tables):
            of_table = chance.normal(0, 0.25)
            for _ in range(each):
                form, by_phone = FORMS[chance.integers(2)], bool(chance.random() < 0.25)
                log = np.log(12 if form == "energy" else 30) + 0.4 * by_phone + of_day + of_table
                minutes = float(np.exp(log + chance.normal(0, 0.45)))
                found.append(Served(f"m{day}", f"t{day}-{table}", form, minutes, by_phone))
    return found


def test_the_laws_of_a_desk_are_found() -> None:
    laws = learned(Past(visits(3), [(30.0, at % 10 == 0) for at in range(1000)], [], []))
    assert np.exp(laws.form_log["energy"]) == pytest.approx(12, rel=0.08)
    assert np.exp(laws.form_log["income_tax"]) == pytest.approx(30, rel=0.08)
    assert laws.interpreted == pytest.approx(0.4, abs=0.07)
    assert laws.spread == pytest.approx(0.45, abs=0.04)
    assert laws.tables == pytest.approx(0.25, abs=0.06)
    assert laws.days == pytest.approx(0.1, abs=0.06)
    assert laws.absent[2] == pytest.approx(0.1, abs=0.01)


def test_a_desk_that_saw_nothing_believes_what_is_usual_and_a_little_changes_a_little() -> None:
    assert learned(Past()) == Laws()
    one = learned(Past([Served("m", "t", "energy", 90.0, False)]))
    assert Laws().usual_log < one.usual_log < np.log(90)
    assert one.usual_log < one.form_log["energy"] < np.log(90)


def test_laws_know_no_table_and_no_person() -> None:
    laws = learned(Past(visits(1, mornings=5)))
    assert "t0-0" not in repr(laws)
    assert {field.name for field in fields(Laws)} & {"helpers", "people", "paces"} == set()


def test_a_slow_morning_and_a_slow_table_are_seen() -> None:
    laws = learned(Past(visits(2)))
    slow = [Served("today", "a", "energy", 30.0, False)] * 4 + [Served("today", "b", "energy", 14.0, False)] * 4
    day, tables = pace_today(laws, {}, slow)
    assert day.slower > 0
    assert tables["a"].slower > tables["b"].slower
    assert pace_today(laws, {}, [])[0].slower == 0
    known = paces(laws, Past(slow))
    assert known["a"].slower > known["b"].slower


def test_few_mornings_prove_little() -> None:
    sure = [({**morning(busy("a"), ahead=2), "session": f"m{at}"}, 500.0) for at in range(60)]
    few, many = waiting.calibrated(Laws(), {}, sure[:2]), waiting.calibrated(Laws(), {}, sure)
    plain = Estimator(Laws()).levels
    assert plain[1] < few.levels[1] < many.levels[1]
    assert waiting.calibrated(Laws(), {}, []).levels == plain


@NEEDS_WORLDS
@pytest.mark.parametrize(("folder", "error"), [("data", 10.0), ("data_messy", 15.5)])
def test_the_range_holds_on_desks_it_never_saw(folder: str, error: float) -> None:
    """Every fourth morning; all of them, beside what is wanted, in ``./run bench P12``."""
    train, test = read_world("train", WAITS / folder), read_world("test", WAITS / folder)
    train, test = train.only(train.sessions[::4]), test.only(test.sessions[::4])
    waiting.prepare(train.train)
    found = score(test, ((state, Told(**waiting.estimate(state))) for state in replay(test.events, test.roster)))
    assert found.people > 500
    assert found.mean_error < error
    assert 0.74 < found.covered < 0.88
    assert abs(found.covered_dutch - found.covered_others) < 0.07
    assert found.brier < 0.06


@NEEDS_WORLDS
def test_no_state_holds_anything_later_than_its_moment() -> None:
    world = read_world("test")
    for state in replay(*(getattr(world.only(world.sessions[:10]), part) for part in ("events", "roster"))):
        assert all(one["arrived"] <= state["now"] for one in state["queue"])
        assert all(one["called"] <= state["now"] for one in state["today"])
        assert all(one["finished"] is None or one["finished"] <= state["now"] for one in state["today"])
        assert state["me"] not in state["queue"]
