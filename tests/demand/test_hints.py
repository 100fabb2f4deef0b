"""At a quarter past eleven the same letter lies on the table for the third time."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.demand import service
from app.demand.models import Hint
from app.demand.rules import Usual
from app.errors import NotFound
from tests.demand.asking import NINE, asks, counted, facts, half_day, hints, weeks_ago
from tests.make import Make

pytestmark = pytest.mark.db
CARD, LETTER = "leefloon", {"letter_sender": "energy", "letter_kind": "end_plan"}


def test_the_third_same_card_is_a_hint(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    told = []
    for _ in range(3):
        asks(make, opening, CARD)
        told.append([(h.kind, h.subject, h.count) for h in hints(database)])
    assert told == [[], [], [("card", CARD, 3)]]
    assert hints(database)[0].opening_id == opening.id


def test_the_third_same_letter_is_a_hint(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    asks(make, opening, letter_sender="energy", letter_kind="end_file")
    asks(make, opening, letter_sender="landlord", letter_kind="end_plan")
    for _ in range(3):
        asks(make, opening, **LETTER)
    assert [(h.kind, h.subject, h.count) for h in hints(database)] == [("letter", "energy|end_plan", 3)]


def test_the_second_who_leaves_is_a_hint_whatever_the_reasons(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    for number, reason in enumerate(("crowded", "tired"), start=1):
        with database.writing() as db:
            service.when_left(db, opening, None, reason)
        assert len(hints(database)) == number - 1
    assert [(h.kind, h.subject, h.count) for h in hints(database)] == [("left", "", 2)]


def test_who_came_back_did_not_leave_and_the_next_one_is_no_hint(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    with database.writing() as db:
        service.when_left(db, opening, None, "crowded")
        service.when_back(db, opening, "crowded")
        service.when_left(db, opening, None, "tired")
    assert hints(database) == []
    assert facts(database) == {("left", "crowded", "", "", ""): 0, ("left", "tired", "", "", ""): 1}


def test_a_hint_goes_with_what_it_stood_on_unless_it_was_judged(make: Make, database: Database) -> None:
    desk = make.desk()
    opening, els = half_day(make, desk), make.person("Els", desk)
    told = []
    with database.writing() as db:
        for leave, reason in ((True, "crowded"), (True, "tired"), (True, "tired"), (False, "tired"), (False, "tired")):
            if leave:
                service.when_left(db, opening, None, reason)
            else:
                service.when_back(db, opening, reason)
            db.flush()
            told.append([hint.count for hint in db.exec(select(Hint))])
        service.when_left(db, opening, None, "tired")
    assert told == [[], [2], [3], [2], []]
    with database.writing() as db:
        code, by = hints(database)[0].code, els.id or 0
        service.judge_hint(db, code=code, is_true=True, by=by, desk_ids=[opening.desk_id])
        service.when_back(db, opening, "tired")
    assert [(h.count, h.is_true) for h in hints(database)] == [(2, True)]


def test_two_who_leave_at_the_same_moment_are_two(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())

    def leaves(reason: str) -> None:
        with database.writing() as db:
            service.when_left(db, opening, None, reason)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(leaves, ("crowded", "tired")))
    assert [h.count for h in hints(database)] == [2]


def test_three_at_the_same_moment_are_a_hint_too(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda ask: ask(), [partial(asks, make, opening, CARD)] * 3))
    assert [h.count for h in hints(database)] == [3]


def test_what_is_always_asked_is_no_hint(make: Make, database: Database) -> None:
    """A third tax return in June surprises nobody."""
    desk = make.desk()
    for weeks in (1, 2, 52):
        half_day(make, desk, weeks_ago(weeks))
        counted(make, desk, weeks_ago(weeks), 4, CARD)
    opening = half_day(make, desk)
    for _ in range(7):
        asks(make, opening, CARD)
    assert hints(database) == []
    asks(make, opening, CARD)
    kept = hints(database)[0]
    assert (kept.count, kept.expected, kept.compared) == (8, 4.0, 3)


def test_a_day_without_the_card_counts_as_nought_and_a_closed_week_not_at_all(make: Make, database: Database) -> None:
    desk = make.desk()
    for weeks in (1, 2, 3):
        half_day(make, desk, weeks_ago(weeks))
    counted(make, desk, weeks_ago(1), 3, CARD)
    counted(make, desk, weeks_ago(4), 90, CARD)  # no opening stands on that day
    opening = half_day(make, desk)
    with database.reading() as db:
        assert service.usual_for(db, opening, kind="card", subject=CARD) == Usual(1.0, 3)


def test_a_young_desk_has_nothing_to_compare_with(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    for _ in range(3):
        asks(make, opening, CARD)
    assert (hints(database)[0].expected, hints(database)[0].compared) == (None, 0)


def test_another_desk_and_another_day_are_not_counted_along(make: Make, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    for opening in (half_day(make, desk, weeks_ago(1)), half_day(make, desk), half_day(make, other)):
        asks(make, opening, CARD)
    assert hints(database) == []


def test_it_counts_on_until_it_is_judged_and_keeps_what_was_expected(make: Make, database: Database) -> None:
    desk = make.desk()
    opening, els = half_day(make, desk), make.person("Els", desk)
    for _ in range(5):
        asks(make, opening, CARD)
    assert [h.count for h in hints(database)] == [5]
    with database.writing() as db:
        code, by = hints(database)[0].code, els.id or 0
        service.judge_hint(db, code=code, is_true=True, by=by, desk_ids=[opening.desk_id])
    asks(make, opening, CARD)
    assert [(h.count, h.is_true) for h in hints(database)] == [(5, True)]


def test_a_question_taken_away_lowers_no_hint(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    asked = [asks(make, opening, CARD) for _ in range(3)]
    with database.writing() as db:
        db.delete(db.get_one(type(asked[0]), asked[0].id))
    asks(make, opening, CARD)
    assert [h.count for h in hints(database)] == [3]


def test_she_may_change_her_mind(make: Make, database: Database) -> None:
    desk = make.desk()
    els = make.person("Els", desk)
    hint = make.keep(Hint(desk_id=1, opening_id=half_day(make, desk).id or 0, kind="card", subject=CARD, count=3))
    for verdict in (True, False):
        with clock.stopped(NINE), database.writing() as db:
            service.judge_hint(db, code=hint.code, is_true=verdict, by=els.id or 0, desk_ids=[1])
        kept = hints(database)[0]
        assert (kept.is_true, kept.judged_by, kept.judged_at) == (verdict, els.id, NINE)


def test_the_hint_of_another_desk_is_not_hers_to_judge(make: Make, database: Database) -> None:
    desk = make.desk()
    hint = make.keep(Hint(desk_id=1, opening_id=half_day(make, desk).id or 0, kind="card", subject=CARD, count=3))
    for code, desk_ids in ((hint.code, [2]), (hint.code, []), ("nothing", [1])):
        with database.writing() as db, pytest.raises(NotFound):
            service.judge_hint(db, code=code, is_true=True, by=1, desk_ids=desk_ids)
    assert hints(database)[0].is_true is None
