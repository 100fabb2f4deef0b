"""Walking through a card: which steps and questions are for this visitor."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.catalog import rules
from app.catalog.loading import Catalog
from app.catalog.model import Card, Condition
from app.catalog.rules import Answers
from tests.catalog.small import Small

WORKS = Condition.model_validate({"question": "works", "is": ("yes", "sometimes")})
YES: Answers = {"works": {"value": "yes"}}
NO: Answers = {"works": {"value": "no"}}
BOTH: Answers = {"works": {"value": ["no", "sometimes"]}}
DO_NOT_KNOW: Answers = {"works": {"unknown": True}}


@cache
def catalog() -> Catalog:
    """A small catalog: who, pay (only who works), choose, hand_in."""
    with TemporaryDirectory() as folder:
        return Small(Path(folder)).load()


def card() -> Card:
    """Its card."""
    return catalog().cards["example"]


@pytest.mark.parametrize(
    ("answers", "unanswered", "shown"),
    [
        (YES, False, True),
        (NO, False, False),
        (BOTH, False, True),
        (DO_NOT_KNOW, False, True),
        ({}, False, False),
        ({}, True, True),
        ({"works": {"value": ""}}, False, False),
        ({"works": {"value": [{"first_name": "x"}]}}, False, False),
        ({"other": {"value": "yes"}}, False, False),
    ],
)
def test_a_condition_looks_at_the_other_answer(answers: Answers, unanswered: bool, shown: bool) -> None:
    assert rules.is_shown(WORKS, answers, unanswered=unanswered) is shown


def test_without_a_condition_everything_is_shown() -> None:
    assert rules.is_shown(None, {})


@pytest.mark.parametrize(
    ("answers", "steps"),
    [
        ({}, ["who", "pay", "choose", "hand_in"]),
        (YES, ["who", "pay", "choose", "hand_in"]),
        (NO, ["who", "choose", "hand_in"]),
        (DO_NOT_KNOW, ["who", "pay", "choose", "hand_in"]),
    ],
)
def test_the_walk_leaves_out_what_is_not_for_her(answers: Answers, steps: list[str]) -> None:
    assert [step.id for step in rules.walk(card(), answers)] == steps


@pytest.mark.parametrize(
    ("step", "answers", "before", "after"),
    [
        ("who", {}, None, "pay"),
        ("who", NO, None, "choose"),
        ("choose", YES, "pay", "hand_in"),
        ("choose", NO, "who", "hand_in"),
        ("hand_in", {}, "choose", None),
        ("pay", NO, None, None),
        ("nowhere", {}, None, None),
    ],
)
def test_neighbours(step: str, answers: Answers, before: str | None, after: str | None) -> None:
    found = rules.neighbours(card(), step, answers)
    assert tuple(n.id if n else None for n in found) == (before, after)


@pytest.mark.parametrize(
    ("step", "answers", "progress"),
    [("who", {}, (1, 4)), ("choose", {}, (3, 4)), ("choose", NO, (2, 3)), ("hand_in", NO, (3, 3))],
)
def test_progress_counts_only_her_steps(step: str, answers: Answers, progress: tuple[int, int]) -> None:
    assert rules.progress(card(), step, answers) == progress


@pytest.mark.parametrize(
    ("step", "answers", "asked"),
    [
        ("who", {}, ["first_name", "insz", "works"]),
        ("pay", {}, []),
        ("pay", NO, []),
        ("pay", YES, ["wage"]),
        ("pay", DO_NOT_KNOW, ["wage"]),
        ("hand_in", YES, []),
    ],
)
def test_a_step_asks_what_concerns_her(step: str, answers: Answers, asked: list[str]) -> None:
    found = rules.step_of(card(), step)
    assert found is not None
    assert [q.id for q in rules.questions_of_step(catalog(), card(), found, answers)] == asked


def test_a_question_that_hangs_on_one_of_the_same_step_is_shown_at_once() -> None:
    together = card().model_copy(deep=True)
    step = together.steps[0].model_copy(update={"asks": ("works", "wage")})
    asked = rules.questions_of_step(catalog(), together, step, {})
    assert [question.id for question in asked] == ["works", "wage"]
    assert [question.id for question in rules.questions_of_step(catalog(), together, step, NO)] == ["works"]


def test_questions_are_completed_from_the_shared_fields() -> None:
    first, number, *_rest = rules.questions_of(catalog(), card())
    assert (first.id, first.official, first.kind, first.keep, first.paper) == (
        "first_name", "Voornaam", "name", "draft", "eid",
    )  # fmt: skip
    assert number.keep == "never"


def test_which_step_asks() -> None:
    asking = rules.asked_by(card(), "wage")
    assert asking is not None
    assert asking.id == "pay"
    assert rules.asked_by(card(), "nowhere") is None
    assert rules.step_of(card(), "nowhere") is None


@pytest.mark.parametrize(
    ("answers", "words", "unknown"),
    [
        (YES, ["yes"], False),
        (BOTH, ["no", "sometimes"], False),
        (DO_NOT_KNOW, [], True),
        ({}, [], False),
    ],
)
def test_what_was_answered(answers: Answers, words: list[str], unknown: bool) -> None:
    assert rules.given(answers, "works") == words
    assert rules.is_unknown(answers, "works") is unknown
