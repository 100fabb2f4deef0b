"""What in the catalog asks for somebody's attention: due for a check, doubtful, not translated, out of date. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.catalog import keys
from app.catalog.checking import FIRST_LANGUAGES, is_needed
from app.catalog.loading import Catalog
from app.catalog.model import Card, Fact
from app.catalog.readability import MEASURED

SOON = timedelta(days=30)
FACT_SOON = timedelta(days=60)


@dataclass(frozen=True)
class CardState:
    """How one card stands. ``missing``: language → how many texts that it needs are not there for the Dutch of now."""

    card: Card
    is_due: bool
    is_late: bool
    is_doubtful: bool
    is_withdrawn: bool
    missing: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_fine(self) -> bool:
        """Nothing to do."""
        return not (self.is_due or self.is_late or self.is_doubtful or self.is_withdrawn or self.missing)


@dataclass(frozen=True)
class OldFact:
    """An amount, number or day that is not said any more, or soon will not be; and the cards that name it."""

    key: str
    fact: Fact
    has_passed: bool
    cards: tuple[Card, ...]


def states(catalog: Catalog, today: date) -> list[CardState]:
    """Every card, what asks most first."""
    every = [*catalog.cards.values(), *catalog.withdrawn.values()]
    found = [state_of(catalog, card, today) for card in every]
    return sorted(found, key=lambda one: (not one.is_withdrawn, not one.is_late, one.card.next_check, one.card.slug))


def state_of(catalog: Catalog, card: Card, today: date) -> CardState:
    """How one card stands today."""
    return CardState(
        card=card,
        is_due=today <= card.next_check <= today + SOON,
        is_late=card.next_check < today,
        is_doubtful=card.confidence == "low",
        is_withdrawn=card.slug in catalog.withdrawn,
        missing=_missing(catalog, card),
    )


def _missing(catalog: Catalog, card: Card) -> dict[str, int]:
    texts = [text for text, _key, _spot in keys.walk(card, f"{card.slug}:")]
    counts = {
        code: sum(is_needed(card.slug, text, code) and catalog.say(text, code).state != "current" for text in texts)
        for code in (*MEASURED, *FIRST_LANGUAGES)
    }
    return {code: count for code, count in counts.items() if count}


def old_facts(catalog: Catalog, today: date) -> list[OldFact]:
    """Facts that cards name and that have passed or will soon, the oldest first."""
    found = [
        OldFact(key, fact, not fact.stands_on(today), cards)
        for key, fact in catalog.facts.items()
        if (not fact.stands_on(today) or fact.valid_until <= today + FACT_SOON)
        and (cards := tuple(card for card in catalog.cards.values() if key in facts_of(card)))
    ]
    return sorted(found, key=lambda one: (one.fact.valid_until, one.key))


def facts_of(card: Card) -> set[str]:
    """The facts that a card names anywhere."""
    of_steps: Iterable[str] = (key for step in card.steps for key in step.facts)
    numbers = [way.number for way in card.ways] + [step.number for step in card.steps if step.kind == "call"]
    return {*card.facts, *of_steps, *(key for key in numbers if key)}
