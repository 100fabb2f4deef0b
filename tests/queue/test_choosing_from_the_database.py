"""However long the line, the few that are read from it lead to the same choice as the whole."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.db import Database
from app.queue import queries, rules
from app.queue.models import MustAct, Ticket, TicketState
from app.queue.rules import BOUND, MOST_OVERTAKEN
from tests.make import Make

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LANGUAGES = ("nl", "fr", "ar")
FAMILIES = ("health", "housing")
MOST_WAITING = 8
people = st.lists(
    st.fixed_dictionaries(
        {
            "language": st.sampled_from(LANGUAGES),
            "topic": st.sampled_from([None, *FAMILIES, "money"]),
            "must_act": st.sampled_from(MustAct),
            "is_returning": st.booleans(),
            "overtaken": st.integers(0, MOST_OVERTAKEN),
            "state": st.sampled_from([TicketState.WAITING] * 4 + [TicketState.STEPPED_OUT, TicketState.AT_TABLE]),
            "came_at": st.sampled_from([5, 20, 44, 46]).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        }
    ),
    max_size=MOST_WAITING,
)
days = count()


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=people,
    languages=st.lists(st.sampled_from(LANGUAGES), unique=True),
    families=st.lists(st.sampled_from(FAMILIES), unique=True),
)
def test_the_few_that_are_read_lead_to_the_same_choice_as_the_whole_line(
    make: Make, database: Database, line: list[dict[str, Any]], languages: list[str], families: list[str]
) -> None:
    day = next(days)
    desk = make.desk(f"desk-{day}")
    opening = make.opening(desk, day=date(2026, 1, 1), last_number=len(line))
    with database.writing() as db:
        for number, about in enumerate(line, start=1):
            db.add(Ticket(opening_id=opening.id or 0, number=number, **about))
    with database.reading() as db, clock.stopped(NOW):
        everybody = queries.waiting_places(db, opening.id or 0)
        few = queries.candidates(db, opening.id or 0, NOW, languages, families)
    assert len(everybody) == sum(about["state"] is TicketState.WAITING for about in line)
    assert rules.choose(few, NOW, languages, families) == rules.choose(everybody, NOW, languages, families)
    assert len(few) <= 3, "a long line must not be read whole"


def test_the_bound_in_the_question_is_the_bound_of_the_rule(make: Make, database: Database) -> None:
    opening = make.opening(make.desk())
    make.ticket(opening, came_at=NOW - BOUND, language="tr")
    make.ticket(opening, must_act=MustAct.TODAY, came_at=NOW)
    with database.reading() as db:
        found = queries.candidates(db, opening.id or 0, NOW, ["nl"], [])
        just_before = queries.candidates(db, opening.id or 0, NOW - timedelta(seconds=1), ["nl"], [])
    assert [place.number for place in found] == [1]
    assert [place.number for place in just_before] == [2]
