"""The shipped cards with what this installation says of them: other words, cards withdrawn. Pure: data in, data out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.catalog import keys
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.translations import Translation, Translations

LINE = re.compile(r"(.+)\.\d+((?:\.\w+)?)")
"""the key of a line of a list: what stands before its number, and after it"""
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
    """What lies over the shipped catalog; equal when nothing changed. ``checked``: card → when somebody looked here."""

    withdrawn: frozenset[str] = frozenset()
    changes: Mapping[str, Change] = field(default_factory=dict)
    checked: Mapping[str, date] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the cards are as they were shipped."""
        return not self.withdrawn and not self.changes and not self.checked


def dutch_of(card: Card) -> dict[str, str]:
    """Every text of a card by its key."""
    return {text.key: text.nl for text, _key, _spot in keys.walk(card, f"{card.slug}:")}


def placed(shipped: Words, change: Change) -> dict[str, str]:
    """Where each changed text belongs now: key of then → key of now.

    Lists are counted: a line more in front moves all others. So a change follows the sentence it took the place of
    through its list. When that sentence is gone the change stays at its key, and ``newer_shipped`` tells of it.
    """
    return {key: _key_now(shipped, key, change.base.get(key, "")) for key in change.texts}


def _key_now(shipped: Words, key: str, before: str) -> str:
    if shipped.get(key) == before:
        return key
    of_list = LINE.fullmatch(key)
    if of_list is None:
        return key
    like = re.compile(rf"{re.escape(of_list[1])}\.\d+{re.escape(of_list[2])}")
    same = [other for other, text in shipped.items() if text == before and like.fullmatch(other)]
    return same[0] if len(same) == 1 else key


def words_now(card: Card, change: Change) -> dict[str, str]:
    """What a change says, by the keys of the card as it is shipped now."""
    where = placed(dutch_of(card), change)
    return {where[key]: text for key, text in change.texts.items()}


def changed(card: Card, texts: Words) -> Card:
    """The card with other words in the places that exist."""
    copy = card.model_copy(deep=True)
    for text, key, _spot in keys.walk(copy, f"{card.slug}:"):
        if key in texts:
            text.nl = texts[key]
    return copy


def newer_shipped(card: Card, change: Change) -> dict[str, str]:
    """Places where a newer shipped card says something else than what the change took the place of.

    Key of now → the shipped Dutch of now. A place that is gone needs no word, nor one that says the same by now.
    """
    now = dutch_of(card)
    where = placed(now, change)
    found = {
        where[key]: now.get(where[key], "") for key, before in change.base.items() if now.get(where[key]) != before
    }
    return {key: text for key, text in found.items() if text not in ("", words_now(card, change).get(key))}


def _checked_here(card: Card, day: date | None) -> Card:
    """The card with the day on which it was last looked at; the next time moves along."""
    if day is None or day <= card.checked_on:
        return card
    return card.model_copy(update={"checked_on": day, "next_check": day + (card.next_check - card.checked_on)})


def laid_over(shipped: Catalog, overlay: Overlay) -> Catalog:
    """The catalog as this installation uses it. The shipped one is left as it is."""
    if overlay.is_empty:
        return shipped
    every = {slug: _checked_here(card, overlay.checked.get(slug)) for slug, card in shipped.cards.items()}
    by_language = {language: dict(words) for language, words in shipped.translations.by_language.items()}
    for slug, change in overlay.changes.items():
        if slug not in every:
            continue
        where = placed(dutch_of(every[slug]), change)
        every[slug] = changed(every[slug], {where[key]: text for key, text in change.texts.items()})
        for language, words in change.translations.items():
            right = {key: word for key, word in words.items() if key in change.texts}
            said = {where[key]: Translation(change.texts[key], word, False, False) for key, word in right.items()}
            by_language.setdefault(language, {}).update(said)
    cards = {slug: card for slug, card in every.items() if slug not in overlay.withdrawn}
    withdrawn = {slug: card for slug, card in every.items() if slug in overlay.withdrawn}
    return replace(shipped, cards=cards, withdrawn=withdrawn, translations=Translations(by_language))
