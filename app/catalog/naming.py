"""Everything that is named exists, and everything that is asked can be reached. What breaks this stops the start."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any
from zipfile import ZipFile

from app.catalog import keys
from app.catalog.loading import Catalog, Named
from app.catalog.model import Card, Condition, Decide, Question, Step
from app.catalog.model.text import LINK
from app.catalog.secret_fields import must_never_be_kept
from app.catalog.yaml_files import Place

Fault = tuple[Place, str, str]
"""place in the file, what is wrong, what to do"""
CHOOSE = "Take a name that exists, or add it to the shared list."


def missing_names(catalog: Catalog) -> list[Named]:
    """All faults of names in the catalog: owner, place in its file, what is wrong, what to do."""
    found: list[Named] = []
    checks: dict[str, Callable[[Catalog], Iterator[Fault]]] = {
        "_topics": _topic_faults,
        "_documents": _document_faults,
        "_fields": _field_faults,
        "_partners": _partner_faults,
        "_senders": _sender_faults,
        "_triage": _triage_faults,
    }
    for owner, check in checks.items():
        found += [(owner, *fault) for fault in check(catalog)]
    for slug, card in catalog.cards.items():
        found += [(slug, *fault) for fault in card_faults(catalog, card)]
    for owner, value in catalog.owners().items():
        found += [(owner, *fault) for fault in _link_faults(catalog, value)]
    return found


def unknown(place: Place, kind: str, names: Sequence[str | None], known: Mapping[str, Any]) -> Iterator[Fault]:
    """One fault for each name that is not known."""
    for name in names:
        if name is not None and name not in known:
            yield place, f"no {kind} '{name}'", CHOOSE


def card_faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    """What one card names and is not there."""
    yield from unknown(("topic",), "topic", [card.topic], catalog.topics)
    yield from unknown(("authority",), "sender", [card.authority], catalog.senders)
    yield from unknown(("bring",), "document", [b.document for b in card.bring], catalog.documents)
    yield from unknown(("helps",), "partner", card.helps, catalog.partners)
    yield from unknown(("facts",), "fact", card.facts, catalog.facts)
    yield from unknown(("deadline",), "term", [d.term for d in card.deadline], catalog.terms)
    dated = {question.id: question for question in card.questions if _kind(catalog, question) == "date"}
    yield from unknown(("deadline",), "question about a day", [d.asked for d in card.deadline], dated)
    yield from unknown(("not_for",), "card", [p.card for p in card.not_for], catalog.cards)
    yield from unknown(("not_for",), "partner", [p.partner for p in card.not_for], catalog.partners)
    yield from unknown(("opens",), "card", [o.card for o in card.opens], catalog.cards)
    yield from unknown(("does_not_open",), "card", [o.card for o in card.does_not_open], catalog.cards)
    yield from unknown(("ways",), "fact", [w.number for w in card.ways], catalog.facts)
    yield from _question_faults(catalog, card)
    yield from _step_faults(catalog, card)


def _kind(catalog: Catalog, question: Question) -> str | None:
    shared = catalog.fields.get(question.field or "")
    return question.kind or (shared.kind if shared else None)


def _question_faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    groups = {group.id: group for group in card.groups}
    yield from _twice(("questions",), "questions", [question.id for question in card.questions])
    for at, own in enumerate(card.questions):
        place: Place = ("questions", at)
        if own.field is not None and own.field not in catalog.fields:
            yield place, f"no field '{own.field}'", CHOOSE
            continue
        question = catalog.question(card, own.id)
        yield from unknown(place, "group", [question.group], groups)
        yield from unknown(place, "document", [question.paper], catalog.documents)
        yield from unknown(place, "field", question.per_person, catalog.fields)
        if (question.kind in ("choice", "choices")) != bool(question.choices):
            yield place, f"kind {question.kind} and its 'choices' do not fit", "Write choices for a choice, else none."
        asked = question.ask.nl if question.ask else ""
        if must_never_be_kept(question.kind, question.id, question.official, asked) and question.keep != "never":
            yield place, f"'{question.official}' may not be kept", "Write 'keep: never'."
        asking = [step.id for step in card.steps if question.id in step.asks]
        if len(asking) != 1:
            yield (
                place,
                f"question '{question.id}' is asked by {len(asking)} steps",
                "Put it in 'asks' of one step, once.",
            )
        elif question.show_if is not None:
            yield from _condition_faults(catalog, card, question.show_if, asking[0], place)


def _condition_faults(
    catalog: Catalog, card: Card, condition: Condition, step_id: str, place: Place
) -> Iterator[Fault]:
    """A condition hangs on a question asked before, and on answers that it has."""
    own = next((q for q in card.questions if q.id == condition.question), None)
    if own is None or (own.field is not None and own.field not in catalog.fields):
        yield place, f"no question '{condition.question}'", "Write the id of a question of this card."
        return
    before = _asked_until(card, step_id)
    if condition.question not in before:
        yield place, f"'{condition.question}' is asked later", "Ask it in a step before this one."
    answers = possible_answers(catalog.question(card, condition.question))
    for word in condition.is_:
        if word not in answers:
            yield place, f"'{condition.question}' has no answer '{word}'", f"Choose from {', '.join(answers)}."


def possible_answers(question: Question) -> list[str]:
    """The words that a question with fixed answers can give; none for an open one."""
    return ["yes", "no"] if question.kind == "yesno" else [choice.id for choice in question.choices]


def _asked_until(card: Card, step_id: str) -> set[str]:
    asked: set[str] = set()
    for step in card.steps:
        asked |= set(step.asks)
        if step.id == step_id:
            break
    return asked


def _twice(place: Place, what: str, ids: Sequence[str]) -> Iterator[Fault]:
    for ident in sorted({i for i in ids if ids.count(i) > 1}):
        yield place, f"two {what} are called '{ident}'", "Give each its own id."


def _step_faults(catalog: Catalog, card: Card) -> Iterator[Fault]:
    questions = {question.id: question for question in card.questions}
    steps = {step.id: step for step in card.steps}
    yield from _twice(("steps",), "steps", [step.id for step in card.steps])
    for at, step in enumerate(card.steps):
        place: Place = ("steps", at)
        yield from unknown(place, "question", step.asks, questions)
        yield from unknown(place, "fact", step.facts, catalog.facts)
        yield from unknown(place, "partner", [stop.to for stop in step.stop], catalog.partners)
        if step.kind == "call":
            yield from unknown(place, "fact", [step.number], catalog.facts)
        if step.kind == "hand-in" and card.hand_in is None:
            yield place, "this step shows 'hand_in', which the card does not have", "Write the block."
        if step.show_if is not None:
            yield from _condition_faults(catalog, card, step.show_if, step.id, place)
        if isinstance(step, Decide):
            yield from _option_faults(catalog, step, steps, place)


def _option_faults(catalog: Catalog, step: Decide, steps: Mapping[str, Step], place: Place) -> Iterator[Fault]:
    yield from unknown(place, "step", [o.step for o in step.options], steps)
    yield from unknown(place, "card", [o.card for o in step.options], catalog.cards)
    yield from unknown(place, "partner", [o.partner for o in step.options], catalog.partners)
    if any(option.step == step.id for option in step.options):
        yield place, "an option leads back to this same step", "Let it lead on."


@cache
def _pictograms() -> frozenset[str]:
    """The names of the whole set; drawing one opens the archive anew, which costs 15 ms."""
    with resources.files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as archive:
        return frozenset(name.removesuffix(".svg") for name in archive.namelist())


def _pictogram(place: Place, name: str) -> Iterator[Fault]:
    if name not in _pictograms():
        yield place, f"no pictogram '{name}'", "Choose a name of the lucide set."


def _topic_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, topic in catalog.topics.items():
        yield from _pictogram((key, "pictogram"), topic.pictogram)


def _document_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, document in catalog.documents.items():
        yield from _pictogram((key, "pictogram"), document.pictogram)


def _field_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, field in catalog.fields.items():
        yield from unknown((key, "paper"), "document", [field.paper], catalog.documents)
        yield from unknown((key, "per_person"), "field", field.per_person, catalog.fields)
        if must_never_be_kept(field.kind, key, field.official, field.ask.nl) and field.keep != "never":
            yield (key, "keep"), f"'{field.official}' may not be kept", "Write 'keep: never'."


def _partner_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, partner in catalog.partners.items():
        yield from unknown((key, "number"), "fact", [partner.number], catalog.facts)


def _sender_faults(catalog: Catalog) -> Iterator[Fault]:
    for key, sender in catalog.senders.items():
        yield from unknown((key, "partners"), "partner", sender.partners, catalog.partners)
        yield from unknown((key, "cards"), "card", sender.cards, catalog.cards)


def _triage_faults(catalog: Catalog) -> Iterator[Fault]:
    tree = catalog.triage
    places = {**tree.questions, **tree.ends}
    yield from unknown(("start",), "question", [tree.start], tree.questions)
    led_to = {tree.start}
    for key, question in tree.questions.items():
        ways = [question.unknown, *(answer.to for answer in question.answers)]
        led_to |= set(ways)
        yield from unknown(("questions", key), "question or end", ways, places)
        if question.words is not None and question.words not in tree.words:
            yield ("questions", key), f"no words for '{question.words}'", CHOOSE
    for key in places:
        if key not in led_to:
            yield (
                ("ends" if key in tree.ends else "questions", key),
                "nothing leads here",
                "Lead to it, or take it out.",
            )
    for key, end in tree.ends.items():
        yield from unknown(("ends", key), "partner", end.partners, catalog.partners)
        yield from unknown(("ends", key), "card", end.cards, catalog.cards)
        yield from unknown(("ends", key), "term", [end.term], catalog.terms)
    for key, thing in tree.things.items():
        yield from _pictogram(("things", key), thing.pictogram)


def _link_faults(catalog: Catalog, value: Any) -> Iterator[Fault]:
    """Links in texts lead to a card that exists, or to a site with https."""
    for text, _key, spot in keys.walk(value, ""):
        for target in LINK.findall(text.nl):
            card = target.removeprefix("card:")
            if target.startswith("card:") and card not in catalog.cards:
                yield spot, f"no card '{card}' to link to", "Link to a card that exists."
            elif not target.startswith(("card:", "https://")):
                yield spot, f"a link to '{target}'", "Write card:slug, or an address that begins with https://."
