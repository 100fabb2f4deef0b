"""Walking through a card: which questions and steps are for this visitor. Catalog in, decisions out."""

from collections.abc import Mapping
from typing import Any

from app.catalog.loading import Catalog
from app.catalog.model import Card, Condition, Question, Step

Answers = Mapping[str, Mapping[str, Any]]
"""question id → {"value": word, list of words, or list of people; "unknown": not known yet}"""


def given(answers: Answers, ident: str) -> list[str]:
    """The words answered to a question; none when nothing was."""
    value = answers.get(ident, {}).get("value", [])
    return [value] if isinstance(value, str) else [item for item in value if isinstance(item, str)]


def is_unknown(answers: Answers, ident: str) -> bool:
    """Whether the visitor said "I don't know yet"."""
    return bool(answers.get(ident, {}).get("unknown"))


def is_shown(condition: Condition | None, answers: Answers, *, unanswered: bool = False) -> bool:
    """Whether a question or step is for this visitor; "I don't know yet" always shows it.

    ``unanswered``: what to do while the other question has no answer (a blank paper shows everything).
    """
    if condition is None or is_unknown(answers, condition.question):
        return True
    words = given(answers, condition.question)
    return bool(set(words) & set(condition.is_)) if words else unanswered


def questions_of(catalog: Catalog, card: Card) -> list[Question]:
    """All questions, completed from the shared fields, in the order of the official form."""
    return [catalog.question(card, question.id) for question in card.questions]


def questions_of_step(catalog: Catalog, card: Card, step: Step, answers: Answers) -> list[Question]:
    """What this step asks this visitor."""
    asked = [catalog.question(card, ident) for ident in step.asks]
    in_step = set(step.asks)
    # A question that hangs on another one of the same step is shown at once: without JavaScript it must be reachable.
    return [
        q for q in asked if is_shown(q.show_if, answers, unanswered=bool(q.show_if and q.show_if.question in in_step))
    ]


def step_of(card: Card, ident: str) -> Step | None:
    """A step by its id."""
    return next((step for step in card.steps if step.id == ident), None)


def walk(card: Card, answers: Answers) -> list[Step]:
    """The steps for this visitor, in order."""
    return [step for step in card.steps if is_shown(step.show_if, answers, unanswered=True)]


def neighbours(card: Card, ident: str, answers: Answers) -> tuple[Step | None, Step | None]:
    """The step before and the step after."""
    steps = walk(card, answers)
    place = next((i for i, step in enumerate(steps) if step.id == ident), None)
    if place is None:
        return None, None
    before = steps[place - 1] if place else None
    after = steps[place + 1] if place + 1 < len(steps) else None
    return before, after


def progress(card: Card, ident: str, answers: Answers) -> tuple[int, int]:
    """Which step of how many, counted from 1."""
    steps = walk(card, answers)
    place = next((i for i, step in enumerate(steps) if step.id == ident), 0)
    return place + 1, len(steps)


def asked_by(card: Card, question: str) -> Step | None:
    """The step that asks a question."""
    return next((step for step in card.steps if question in step.asks), None)
