"""Finding a card from what people really type: half a word, a typing mistake, another language."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.catalog.loading import Catalog
from app.catalog.model import Card

ENOUGH = 72
SHORTEST = 2
NEAR = 85
"""so alike are a word and its typing mistake"""


@dataclass(frozen=True)
class Hit:
    """A card that fits; ``score`` from 0 to 100."""

    slug: str
    score: float


def folded(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _names(catalog: Catalog, card: Card, lang: str) -> Iterator[tuple[str, float]]:
    """What a card is called, with how much that says."""
    yield catalog.say(card.title, lang).text, 1.0
    yield card.title.nl, 1.0
    for name in card.name.values():
        yield name, 1.0
    for name in card.also_called:
        yield name, 0.97
    yield catalog.say(card.you_say, lang).text, 0.85
    yield catalog.topics[card.topic].title.nl, 0.8
    for name in catalog.topics[card.topic].also_called:
        yield name, 0.78
    for name in catalog.senders[card.authority].words:
        yield name, 0.75


def search(catalog: Catalog, text: str, lang: str = "nl", limit: int = 10) -> list[Hit]:
    """The cards that fit ``text`` best, at most ``limit``; none when nothing does."""
    wanted = folded(text.strip())
    if len(wanted) < SHORTEST:
        return []
    hits = []
    for card in catalog.cards.values():
        best = max(_score(wanted, folded(name)) * weight for name, weight in _names(catalog, card, lang))
        if best >= ENOUGH:
            hits.append(Hit(card.slug, round(best, 1)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.slug))[:limit]


def _score(wanted: str, name: str) -> float:
    if name.startswith(wanted) or f" {wanted}" in name:
        return 100.0
    words = re.findall(r"\w+", name)
    word = process.extractOne(wanted, [word for word in words if len(word) > SHORTEST], scorer=fuzz.ratio)
    whole = fuzz.token_sort_ratio(wanted, name)
    return max(whole, word[1] if word else 0.0, 95.0 if _holds(words, re.findall(r"\w+", wanted)) else 0.0)


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Whether a sentence that people say has every word of what was typed, in any order."""
    return len(wanted) > 1 and all(any(fuzz.ratio(want, word) >= NEAR for word in words) for want in wanted)
