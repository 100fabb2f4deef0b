"""Who goes first, and why. Lines of every kind, without a database."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.queue.rules import (
    BOUND,
    IN_LINE,
    MOST_OVERTAKEN,
    MOVES,
    MustAct,
    Place,
    TicketState,
    can_serve,
    choose,
    in_order,
    is_protected,
    rank,
    why,
)

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LANGUAGES = ("nl", "fr", "ar", "tr")
TOPICS = (None, "health", "housing", "money")
BOUND_MINUTES = int(BOUND.total_seconds() // 60)


def place(number: int = 1, **more: object) -> Place:
    """Somebody who came five minutes ago, without hurry."""
    usual = Place(number, MustAct.NO, is_returning=False, overtaken=0, came_at=NOW - timedelta(minutes=5))
    return replace(usual, **more)  # type: ignore[arg-type]  # any field of it, by name


places = st.builds(
    Place,
    number=st.integers(1, 500),
    must_act=st.sampled_from(MustAct),
    is_returning=st.booleans(),
    overtaken=st.integers(0, MOST_OVERTAKEN),
    came_at=st.integers(0, BOUND_MINUTES + 5).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    language=st.sampled_from(LANGUAGES),
    topic=st.sampled_from(TOPICS),
)
lines = st.lists(places, max_size=12, unique_by=lambda one: one.number)
spoken = st.lists(st.sampled_from(LANGUAGES), unique=True)
known = st.lists(st.sampled_from([t for t in TOPICS if t]), unique=True)


@dataclass
class Morning:
    """A desk where people come, are called, step out and come back; it keeps what the database keeps."""

    minute: int = 0
    last: int = 0
    waiting: dict[int, Place] = field(default_factory=dict)
    outside: dict[int, Place] = field(default_factory=dict)
    most_overtaken: int = 0

    @property
    def now(self) -> datetime:
        """The clock of the hall."""
        return NOW + timedelta(minutes=self.minute)

    def comes(self, must_act: MustAct, returning: bool, language: str) -> None:
        """Somebody takes the next number."""
        self.last += 1
        self.waiting[self.last] = Place(self.last, must_act, returning, 0, self.now, language)

    def calls(self, languages: list[str]) -> Place | None:
        """A helper calls; whoever came earlier and still waits was overtaken once more."""
        chosen = choose(self.waiting.values(), self.now, languages, ())
        if chosen is None:
            return None
        called = self.waiting.pop(chosen[0].number)
        for number, passed in self.waiting.items():
            if number < called.number:
                assert self.now - passed.came_at < BOUND, "somebody was passed after the bound"
                self.waiting[number] = replace(passed, overtaken=passed.overtaken + 1)
                self.most_overtaken = max(self.most_overtaken, passed.overtaken + 1)
        return called

    def swaps(self) -> None:
        """The first one steps out, or comes back to her old place."""
        source, target = (self.outside, self.waiting) if self.outside else (self.waiting, self.outside)
        for number in sorted(source)[:1]:
            target[number] = source.pop(number)


comings = st.tuples(st.just("comes"), st.sampled_from(MustAct), st.booleans(), st.sampled_from(LANGUAGES))
calls = st.tuples(st.just("calls"), spoken)
mornings = st.lists(st.one_of(comings, comings, calls, st.tuples(st.just("swaps"))), max_size=60)


def live_through(events: list[tuple[object, ...]]) -> Morning:
    """One event every two minutes."""
    morning = Morning()
    for what, *about in events:
        getattr(morning, str(what))(*about)
        morning.minute += 2
    return morning


@settings(max_examples=300, deadline=None)
@given(events=mornings)
def test_nobody_is_overtaken_more_than_twice_nor_at_all_after_the_bound(events: list[tuple[object, ...]]) -> None:
    assert live_through(events).most_overtaken <= MOST_OVERTAKEN


@settings(max_examples=100, deadline=None)
@given(events=mornings, languages=spoken)
def test_nobody_is_left_over_whatever_a_helper_speaks(events: list[tuple[object, ...]], languages: list[str]) -> None:
    morning = live_through(events)
    waiting = set(morning.waiting)
    called = {one.number for _ in waiting if (one := morning.calls(languages)) is not None}
    assert called == waiting
    assert morning.calls(languages) is None


@given(line=lines, data=st.data())
def test_the_same_people_stand_in_the_same_order_however_they_are_read(line: list[Place], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(line))
    assert in_order(shuffled, NOW) == in_order(line, NOW)
    assert choose(shuffled, NOW, ["nl"], ["health"]) == choose(line, NOW, ["nl"], ["health"])


@given(line=lines)
def test_every_place_can_be_explained_and_the_explanation_is_true(line: list[Place]) -> None:
    for one in line:
        reason = why(one, NOW)
        assert (reason == "waited_long") == is_protected(one, NOW)
        if reason != "waited_long":
            assert (reason == "must_act") == (one.must_act is MustAct.TODAY)
            assert (reason == "came_back") == (one.is_returning and one.must_act is not MustAct.TODAY)


@given(line=lines)
def test_within_one_reason_who_came_first_goes_first(line: list[Place]) -> None:
    ordered = in_order(line, NOW)
    for reason in {why(one, NOW) for one in line}:
        numbers = [one.number for one in ordered if why(one, NOW) == reason]
        assert numbers == sorted(numbers)
    assert [why(one, NOW) == "waited_long" for one in ordered] == sorted(
        (is_protected(one, NOW) for one in line), reverse=True
    )


@given(line=lines, languages=spoken, families=known)
def test_the_one_who_is_called_can_be_helped_or_waited_long_or_nobody_can_be_helped(
    line: list[Place], languages: list[str], families: list[str]
) -> None:
    chosen = choose(line, NOW, languages, families)
    if chosen is None:
        assert not line
        return
    called, reason = chosen
    if reason == "waited_long":
        assert is_protected(called, NOW)
    elif reason == "no_match":
        assert not any(can_serve(one, languages, families) or is_protected(one, NOW) for one in line)
        assert called == in_order(line, NOW)[0]
    else:
        assert can_serve(called, languages, families)
        assert reason == why(called, NOW)
        served = [one for one in line if can_serve(one, languages, families)]
        assert rank(called) == min(rank(one) for one in served)


@pytest.mark.parametrize(
    ("language", "topic", "languages", "families", "can"),
    [
        ("nl", None, ["nl"], [], True),
        ("nl", "health", ["nl", "fr"], [], True),
        ("ar", None, ["nl"], [], False),
        ("nl", "health", ["nl"], ["health"], True),
        ("nl", "health", ["nl"], ["housing"], False),
        ("nl", None, ["nl"], ["housing"], True),
        ("ar", "housing", ["nl"], ["housing"], False),
        ("nl", None, [], [], False),
    ],
)
def test_a_helper_needs_the_language_and_where_she_named_some_the_family_of_forms(
    language: str, topic: str | None, languages: list[str], families: list[str], can: bool
) -> None:
    assert can_serve(place(language=language, topic=topic), languages, families) is can


@pytest.mark.parametrize(
    ("overtaken", "minutes", "protected"),
    [(0, 0, False), (1, BOUND_MINUTES - 1, False), (2, 0, True), (0, BOUND_MINUTES, True), (3, 90, True)],
)
def test_two_times_or_the_bound_protects(overtaken: int, minutes: int, protected: bool) -> None:
    somebody = place(overtaken=overtaken, came_at=NOW - timedelta(minutes=minutes))
    assert is_protected(somebody, NOW) is protected


def test_a_clock_that_is_set_back_protects_nobody_too_early() -> None:
    assert not is_protected(place(came_at=NOW + timedelta(hours=1)), NOW)


def test_today_goes_before_a_missing_paper_and_that_before_arrival() -> None:
    line = [place(1), place(2, is_returning=True), place(3, must_act=MustAct.TODAY), place(4, must_act=MustAct.WEEK)]
    assert [one.number for one in in_order(line, NOW)] == [3, 2, 1, 4]
    assert [why(one, NOW) for one in in_order(line, NOW)] == ["must_act", "came_back", "arrival", "arrival"]


@pytest.mark.parametrize("must_act", [m for m in MustAct if m is not MustAct.TODAY])
def test_only_today_or_tomorrow_jumps_the_line(must_act: MustAct) -> None:
    assert rank(place(must_act=must_act)) == rank(place())


def test_a_ticket_moves_only_along_the_arrows() -> None:
    assert set(MOVES) == set(TicketState)
    assert {state for state, to in MOVES.items() if not to} == {TicketState.DONE, TicketState.HANDED_OVER}
    assert {state for state, to in MOVES.items() if TicketState.AT_TABLE in to} == {TicketState.CALLED}
    assert {state for state, to in MOVES.items() if TicketState.DONE in to} == {TicketState.AT_TABLE}
    assert not [state for state, to in MOVES.items() if state in to]


@pytest.mark.parametrize("state", IN_LINE)
def test_whoever_is_in_the_line_may_leave_it(state: TicketState) -> None:
    assert TicketState.LEFT_UNHELPED in MOVES[state]
