"""Finding a card from what people really type: half a word, a typing mistake, a sentence, another language."""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from app.catalog.loading import Catalog
from app.catalog.plain_words import telling, words_of
from app.catalog.search_index import SearchIndex, index_of

ENOUGH = 22.0
BESIDE_BEST = 0.5
"""a card with less than this share of the best one's score is noise"""
SHORTEST = 2
MOST_WORDS = 12
ENOUGH_WORDS = 3
"""a long sentence is not asked to be found word for word"""
PHRASE = 0.4
"""how much a whole phrase counts beside its words"""
PLAIN_WORD = 0.3
"""how much any word weighs at least; one that no card has may be a name or a town"""


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
    scores = {
        card: 100 * ((1 - PHRASE) * by_words.get(card, 0.0) + PHRASE * by_phrase.get(card, 0.0))
        for card in {**by_words, **by_phrase}
    }
    enough = max(ENOUGH, BESIDE_BEST * max(scores.values(), default=0.0))
    hits = [Hit(index.slugs[card], round(score, 1)) for card, score in scores.items() if score >= enough]
    return sorted(hits, key=lambda hit: (-hit.score, hit.slug))[:limit]


def _by_words(index: SearchIndex, words: list[str]) -> dict[int, float]:
    """Card → how much of what was typed it answers to, from 0 to 1."""
    got: dict[int, float] = defaultdict(float)
    asked: list[float] = []
    for place, word in enumerate(words):
        best: dict[int, float] = {}
        weight = PLAIN_WORD
        for known, likely in index.like(word, place == len(words) - 1):
            says = index.says(known)
            weight = max(weight, says * likely)
            for card, strength in index.weights[known].items():
                best[card] = max(best.get(card, 0.0), likely * strength)
        asked.append(weight)
        for card, score in best.items():
            got[card] += score * weight
    enough = sum(sorted(asked, reverse=True)[:ENOUGH_WORDS])
    return {card: min(1.0, score / enough) for card, score in got.items()}


def _by_phrase(index: SearchIndex, words: list[str]) -> dict[int, float]:
    """Card → how alike one of its names or sentences is, from 0 to 1."""
    typed = " ".join(words)
    near = process.extract(typed, index.phrase_texts, scorer=fuzz.token_sort_ratio, score_cutoff=60, limit=30)
    best: dict[int, float] = {}
    for _, score, place in near:
        phrase = index.phrases[place]
        best[phrase.card] = max(best.get(phrase.card, 0.0), score / 100 * phrase.weight)
    return best
