"""Walking through a card, and the promises every card keeps. Catalog in, decisions out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.catalog.loading import Catalog
from app.catalog.model import Card, Condition, Decide, Question, Step
from app.catalog.yaml_files import Place

Answers = Mapping[str, Mapping[str, Any]]
"""question id → {"value": word, list of words, or list of people; "unknown": not known yet}"""
Missing = tuple[str, Place, str, str]
"""owner, place in its file, what is wrong, what to do"""


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


def missing_names(catalog: Catalog) -> list[Missing]:
    """Everything that is named and does not exist, and every question that nobody asks or two steps ask."""
    found: list[Missing] = []
    for card in catalog.cards.values():
        found += ((card.slug, place, what, what_to_do) for place, what, what_to_do in _faults(catalog, card))
    for key, sender in catalog.senders.items():
        place: Place = (key, "partners")
        found += [("_senders", place, f"no partner '{p}'", _CHOOSE) for p in sender.partners if p not in catalog.partners]
    found += [("_triage", place, what, _CHOOSE) for place, what in _triage_faults(catalog)]
    return found


_CHOOSE = "Take a name that exists, or add it to the shared list."
Fault = tuple[Place, str, str]


def _unknown(place: Place, kind: str, names: Sequence[str | None], known: Mapping[str, Any]) -> Iterator[Fault]:
    for name in names:
        if name is not None and name not in known:
            yield place, f"no {kind} '{name}'", _CHOOSE


def _faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    yield from _unknown(("topic",), "topic", [card.topic], catalog.topics)
    yield from _unknown(("authority",), "sender", [card.authority], catalog.senders)
    yield from _unknown(("bring",), "document", [b.document for b in card.bring], catalog.documents)
    yield from _unknown(("helps",), "partner", card.helps, catalog.partners)
    yield from _unknown(("facts",), "fact", card.facts, catalog.facts)
    yield from _unknown(("deadline",), "term", [d.term for d in card.deadline], catalog.terms)
    yield from _unknown(("not_for",), "card", [p.card for p in card.not_for], catalog.cards)
    yield from _unknown(("not_for",), "partner", [p.partner for p in card.not_for], catalog.partners)
    opened = (*card.opens, *card.does_not_open)
    yield from _unknown(("opens",), "card", [o.card for o in opened], catalog.cards)
    yield from _unknown(("ways",), "fact", [w.number for w in card.ways], catalog.facts)
    if not any(way.for_everybody for way in card.ways) and card.no_free_way is None:
        yield ("ways",), "no way without login, phone or e-mail", "Add one, or 'no_free_way' with a sentence."
    yield from _question_faults(catalog, card)
    yield from _step_faults(catalog, card)


def _question_faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    ids = {question.id for question in card.questions}
    groups = {group.id: group for group in card.groups}
    for at, question in enumerate(card.questions):
        place: Place = ("questions", at)
        if question.field is not None and question.field not in catalog.fields:
            yield place, f"no field '{question.field}'", _CHOOSE
            continue
        if question.show_if is not None and question.show_if.question not in ids:
            yield place, f"no question '{question.show_if.question}'", _CHOOSE
        yield from _unknown(place, "group", [question.group], groups)
        yield from _unknown(place, "document", [question.paper], catalog.documents)
        asking = [step.id for step in card.steps if question.id in step.asks]
        if len(asking) != 1:
            yield place, f"question '{question.id}' is asked by {len(asking)} steps", "One step asks it, once."


def _step_faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    ids = {question.id: question for question in card.questions}
    steps = {step.id: step for step in card.steps}
    if len(steps) != len(card.steps):
        yield ("steps",), "two steps have the same id", "Give each its own."
    for at, step in enumerate(card.steps):
        place: Place = ("steps", at)
        yield from _unknown(place, "question", step.asks, ids)
        yield from _unknown(place, "fact", step.facts, catalog.facts)
        yield from _unknown(place, "partner", [stop.to for stop in step.stop], catalog.partners)
        if step.show_if is not None and step.show_if.question not in ids:
            yield place, f"no question '{step.show_if.question}'", _CHOOSE
        if isinstance(step, Decide):
            yield from _unknown(place, "step", [o.step for o in step.options], steps)
            yield from _unknown(place, "card", [o.card for o in step.options], catalog.cards)
            yield from _unknown(place, "partner", [o.partner for o in step.options], catalog.partners)


def _triage_faults(catalog: Catalog) -> Iterator[tuple[Place, str]]:
    tree = catalog.triage
    places = {**tree.questions, **tree.ends}
    if tree.start not in tree.questions:
        yield ("start",), f"no question '{tree.start}'"
    for key, question in tree.questions.items():
        for to in (question.unknown, *(answer.to for answer in question.answers)):
            if to not in places:
                yield ("questions", key), f"the way to '{to}' leads nowhere"
    for key, end in tree.ends.items():
        for partner in end.partners:
            if partner not in catalog.partners:
                yield ("ends", key), f"no partner '{partner}'"
        for card in end.cards:
            if card not in catalog.cards:
                yield ("ends", key), f"no card '{card}'"
        if end.term is not None and end.term not in catalog.terms:
            yield ("ends", key), f"no term '{end.term}'"
