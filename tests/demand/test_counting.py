"""What is counted, exactly once, and what is never counted together."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.db import Database
from app.demand import service
from app.demand.models import DailyFact
from app.visits.models import Origin, Outcome
from tests.demand.asking import THURSDAY, asks, ends, facts, half_day
from tests.make import Make
from tests.rows import rows

pytestmark = pytest.mark.db
CARD, OTHER = "leefloon", "huurpremie"


def test_a_visit_and_its_questions_count_when_it_ends(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    question = asks(make, opening, CARD)
    assert facts(database) == {}
    ends(make, question, Outcome.VISITOR_CONTINUES)
    assert facts(database) == {
        ("visit", "", "nl", "", ""): 1,
        ("question", CARD, "", "asked", "visitor_continues"): 1,
    }
    fact = rows(database, DailyFact)[0]
    assert (fact.desk_id, fact.day) == (opening.desk_id, THURSDAY)


def test_the_same_is_added_up_and_another_outcome_or_origin_stands_apart(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    for origin, outcome in ((Origin.ASKED, Outcome.DONE),) * 3 + (
        (Origin.FOUND, Outcome.DONE),
        (Origin.ASKED, Outcome.STOPPED),
    ):
        ends(make, asks(make, opening, CARD, origin=origin), outcome)
    kept = {key[3:]: count for key, count in facts(database).items() if key[0] == "question"}
    assert kept == {("asked", "done"): 3, ("found", "done"): 1, ("asked", "stopped"): 1}
    assert facts(database)[("visit", "", "nl", "", "")] == 5


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ({"card": CARD, "topic": "money"}, CARD),
        ({"topic": "money"}, "topic:money"),
        ({"letter_kind": "end_plan", "letter_sender": "energy"}, ""),
    ],
)
def test_a_question_is_counted_under_its_card_else_its_topic(
    make: Make, database: Database, about: dict[str, str], subject: str
) -> None:
    ends(make, asks(make, half_day(make, make.desk()), **about))
    assert [key[1] for key in facts(database) if key[0] == "question"] == [subject]


@pytest.mark.parametrize(
    ("sender", "kind", "subject"),
    [("energy", "end_plan", "energy|end_plan"), ("energy", None, None), (None, "end_plan", None)],
)
def test_a_letter_counts_when_sender_and_kind_are_known(
    make: Make, database: Database, sender: str | None, kind: str | None, subject: str | None
) -> None:
    ends(make, asks(make, half_day(make, make.desk()), letter_sender=sender, letter_kind=kind))
    assert [key[1] for key in facts(database) if key[0] == "letter"] == ([subject] if subject else [])


def test_who_left_counts_with_the_reason(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    with database.writing() as db:
        for reason in ("crowded", "crowded", "tired"):
            service.when_left(db, opening, None, reason)
    kept = {key[1]: count for key, count in facts(database).items()}
    assert kept == {"crowded": 2, "tired": 1}


def test_a_language_never_stands_with_a_card_a_letter_or_an_outcome(make: Make, database: Database) -> None:
    """In a village a language, a card and a Thursday can be a person."""
    opening = half_day(make, make.desk())
    ends(make, asks(make, opening, CARD, letter_sender="energy", letter_kind="end_plan"))
    with database.writing() as db:
        service.when_left(db, opening, make.ticket(opening, language="ti"), "tired")
    for fact in rows(database, DailyFact):
        assert not (fact.language and (fact.subject or fact.origin or fact.outcome))
        assert (fact.kind == "visit") == bool(fact.language)


def test_two_questions_of_one_visit_are_one_visit_and_stand_apart(make: Make, database: Database) -> None:
    question = asks(make, half_day(make, make.desk()), CARD)
    make.keep(type(question)(visit_id=question.visit_id, card=OTHER))
    ends(make, question)
    assert sorted((f.kind, f.subject, f.count) for f in rows(database, DailyFact)) == [
        ("question", OTHER, 1), ("question", CARD, 1), ("visit", "", 1),
    ]  # fmt: skip


def test_counts_at_the_same_moment_are_all_there(make: Make, database: Database) -> None:
    opening = half_day(make, make.desk())
    asked = [make.question(make.visit(opening), CARD) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda question: ends(make, question), asked))
    assert facts(database) == {("visit", "", "nl", "", ""): 8, ("question", CARD, "", "asked", "done"): 8}


def test_two_desks_are_counted_apart(make: Make, database: Database) -> None:
    for slug in ("kalmthout", "zoersel"):
        ends(make, asks(make, half_day(make, make.desk(slug)), CARD))
    assert sorted((f.desk_id, f.kind, f.count) for f in rows(database, DailyFact)) == [
        (1, "question", 1), (1, "visit", 1), (2, "question", 1), (2, "visit", 1),
    ]  # fmt: skip
