"""Finding a card from what people really type: half a word, a typing mistake, a sentence, another language."""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.catalog.loading import Catalog
from app.catalog.plain_words import telling, words_of
from app.catalog.search_index import SearchIndex, index_of

ENOUGH = 45.0
SHORTEST = 2
MOST_WORDS = 12
PHRASE = 0.4
"""how much a whole phrase counts beside its words"""
UNKNOWN_WORD = 0.6
"""how much a word that no card has counts against all cards: it may be a name or a town"""


@dataclass(frozen=True)
class Hit:
    """A card that fits; ``score`` from 0 to 100."""

    slug: str
    score: float


def search(catalog: Catalog, text: str, lang: str = "nl", limit: int = 10) -> list[Hit]:
    """The cards that fit ``text`` best, at most ``limit``; none when nothing does.

    ``lang`` decides nothing yet: every card is found in every language it is written in.
    """
    index = index_of(catalog)
    words = telling(words_of(text))[:MOST_WORDS]
    if len("".join(words)) < SHORTEST:
        return []
    by_words, by_phrase = _by_words(index, words), _by_phrase(index, words)
    scores = {card: (1 - PHRASE) * by_words.get(card, 0.0) + PHRASE * by_phrase.get(card, 0.0) for card in by_words}
    hits = [Hit(index.slugs[card], round(100 * score, 1)) for card, score in scores.items()]
    return sorted((hit for hit in hits if hit.score >= ENOUGH), key=lambda hit: (-hit.score, hit.slug))[:limit]


def _by_words(index: SearchIndex, words: list[str]) -> dict[int, float]:
    """Card → how much of what was typed it answers to, from 0 to 1."""
    got: dict[int, float] = defaultdict(float)
    asked = 0.0
    for place, word in enumerate(words):
        best: dict[int, float] = {}
        weight = 0.0
        for known, likely in index.like(word, place == len(words) - 1):
            says = index.says(known)
            weight = max(weight, says * likely)
            for card, field in index.weights[known].items():
                best[card] = max(best.get(card, 0.0), likely * (0.4 + 0.6 * field) * (0.35 + 0.65 * says))
        asked += max(weight, 0.35) if best else UNKNOWN_WORD
        for card, score in best.items():
            got[card] += score * max(weight, 0.35)
    return {card: score / asked for card, score in got.items()}


def _by_phrase(index: SearchIndex, words: list[str]) -> dict[int, float]:
    """Card → how alike one of its names or sentences is, from 0 to 1."""
    typed = " ".join(words)
    near = process.extract(typed, index.phrase_texts, scorer=fuzz.token_sort_ratio, score_cutoff=60, limit=30)
    best: dict[int, float] = {}
    for _, score, place in near:
        phrase = index.phrases[place]
        best[phrase.card] = max(best.get(phrase.card, 0.0), score / 100 * phrase.weight)
    return best
