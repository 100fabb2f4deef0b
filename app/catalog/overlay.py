"""The shipped cards with what this installation says of them: other words, cards withdrawn. Pure: data in, data out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.catalog import keys
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.translations import Translation, Translations

Words = Mapping[str, str]
"""key of a text → what stands there"""


@dataclass(frozen=True)
class Change:
    """A published revision: its number, the Dutch it puts in, its translations by language, the Dutch it replaced."""

    code: str
    texts: Words
    translations: Mapping[str, Words]
    base: Words


@dataclass(frozen=True)
class Overlay:
    """What lies over the shipped catalog; equal when nothing changed."""

    withdrawn: frozenset[str] = frozenset()
    changes: Mapping[str, Change] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the cards are as they were shipped."""
        return not self.withdrawn and not self.changes


def dutch_of(card: Card) -> dict[str, str]:
    """Every text of a card by its key."""
    return {text.key: text.nl for text, _key, _spot in keys.walk(card, f"{card.slug}:")}


def changed(card: Card, texts: Words) -> Card:
    """The card with other words in the places that still exist."""
    copy = card.model_copy(deep=True)
    for text, key, _spot in keys.walk(copy, f"{card.slug}:"):
        if key in texts:
            text.nl = texts[key]
    return copy


def newer_shipped(card: Card, change: Change) -> dict[str, str]:
    """Places where a newer shipped card says something else than what the change took the place of.

    Key → the shipped Dutch of now; empty for a place that does not exist any more.
    """
    now = dutch_of(card)
    return {key: now.get(key, "") for key, before in change.base.items() if now.get(key) != before}


def laid_over(shipped: Catalog, overlay: Overlay) -> Catalog:
    """The catalog as this installation uses it. The shipped one is left as it is."""
    if overlay.is_empty:
        return shipped
    cards = {slug: card for slug, card in shipped.cards.items() if slug not in overlay.withdrawn}
    withdrawn = {slug: card for slug, card in shipped.cards.items() if slug in overlay.withdrawn}
    by_language = {language: dict(words) for language, words in shipped.translations.by_language.items()}
    for slug, change in overlay.changes.items():
        if slug in cards:
            cards[slug] = changed(cards[slug], change.texts)
        for language, words in change.translations.items():
            said = {
                k: Translation(change.texts[k], word, False, False) for k, word in words.items() if k in change.texts
            }
            by_language.setdefault(language, {}).update(said)
    return replace(shipped, cards=cards, withdrawn=withdrawn, translations=Translations(by_language))
