"""What the search knows of each card: its words with how much they say, and the phrases that people use for it.

Built once for a catalog, from the same texts that the pages show, in every language they are written in.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Prefix

from app.catalog.loading import Catalog
from app.catalog.model import Card, Text
from app.catalog.plain_words import telling, words_of

READING_CARD = "brief-lezen"  # words on letters lead there, whoever sends them
SHORT, MIDDLE = 4, 7
KEPT_CATALOGS = 4
SHARED_START = 0.6
BESIDE_ITSELF = 0.7
"""how much other words count when the very word is known too"""
SENTENCE = 0.7  # names and sentences weigh so much or more; explanations less
MOST_LIKE = 40


@dataclass(frozen=True)
class Phrase:
    """A name or sentence of a card. ``weight``: how sure it means this card."""

    card: int
    text: str
    weight: float


class _Sayings:
    """Everything that leads to a card, with how much it says about it."""

    def __init__(self, catalog: Catalog, card: Card) -> None:
        self.catalog = catalog
        self.card = card

    def in_all(self, text: Text) -> Iterator[str]:
        """A text in every language that has it for the Dutch of now."""
        yield text.nl
        for by_key in self.catalog.translations.by_language.values():
            found = by_key.get(text.key)
            if found and found.dutch == text.nl and not found.fuzzy:
                yield found.text

    def __iter__(self) -> Iterator[tuple[str, float]]:
        yield from self.names()
        yield from self.sentences()
        yield from self.surroundings()

    def names(self) -> Iterator[tuple[str, float]]:
        """What it is called, on paper and by people."""
        for name in (*self.card.name.values(), *self.card.also_called, *self.in_all(self.card.title)):
            yield name, 1.0
        for form in self.card.forms:
            yield form.title, 0.9

    def sentences(self) -> Iterator[tuple[str, float]]:
        """What the card says about itself."""
        card = self.card
        weighed: list[tuple[Text, float]] = [(card.you_say, 0.9), (card.in_one_sentence, 0.7)]
        weighed += [(text, 0.45) for text in card.what_is_it]
        weighed += [(text, 0.35) for text in (*card.for_whom, *(worry.question for worry in card.worries))]
        weighed += [(step.title, 0.3) for step in card.steps]
        weighed += [(opened.what, 0.15) for opened in card.opens]
        for text, weight in weighed:
            for said in self.in_all(text):
                yield said, weight

    def surroundings(self) -> Iterator[tuple[str, float]]:
        """Its topic, who writes about it, and for the letter card the words that stand on letters."""
        slug, topic = self.card.slug, self.catalog.topics[self.card.topic]
        for name in (*topic.also_called, *self.in_all(topic.title)):
            yield name, 0.3
        for key, sender in self.catalog.senders.items():
            if slug in (*sender.cards, READING_CARD) or key == self.card.authority:
                for name in (*sender.words, *self.in_all(sender.title)):
                    yield name, 0.5 if slug in sender.cards else 0.3
        if slug == READING_CARD:
            for cues in self.catalog.triage.words.values():
                for name in (*cues.nl, *cues.fr):
                    yield name, 0.8


class SearchIndex:
    """The words of a whole catalog. Never changed after it is made."""

    def __init__(self, catalog: Catalog) -> None:
        self.slugs = list(catalog.cards)
        self.phrases: list[Phrase] = []
        weights: dict[str, dict[int, float]] = defaultdict(dict)
        for number, card in enumerate(catalog.cards.values()):
            for text, weight in _Sayings(catalog, card):
                words = telling(words_of(text))
                if not words:
                    continue
                if weight >= SENTENCE:
                    self.phrases.append(Phrase(number, " ".join(words), weight))
                share = weight / math.sqrt(len(words))  # a word that stands alone says more than one of five
                for word in words:
                    weights[word][number] = max(share, weights[word].get(number, 0.0))
        self.weights = dict(weights)
        self.vocabulary = sorted(self.weights)
        self.in_a_row = "\n" + "\n".join(self.vocabulary) + "\n"
        self.phrase_texts = [phrase.text for phrase in self.phrases]

    def says(self, word: str) -> float:
        """How much a word of the vocabulary tells one card from another: 1 for a single card, less for many."""
        return 1.0 / (1.0 + math.log(len(self.weights[word])))

    def like(self, typed: str, is_last: bool) -> list[tuple[str, float]]:
        """Words of the vocabulary that may be meant by ``typed``, with how likely; the last word may be half typed."""
        found = {typed: 1.0} if typed in self.weights else {}
        for word, score in self._beginning_with(typed, is_last):
            found[word] = max(score, found.get(word, 0.0))
        if len(typed) >= SHORT:
            sure = BESIDE_ITSELF if typed in self.weights else 1.0
            for word, score in (*self._mistyped(typed), *self._inside(typed)):
                found[word] = max(sure * score, found.get(word, 0.0))
        return sorted(found.items(), key=lambda item: -item[1])[:MOST_LIKE]

    def _beginning_with(self, typed: str, is_last: bool) -> Iterator[tuple[str, float]]:
        if len(typed) < SHORT and not is_last:
            return
        at = bisect_left(self.vocabulary, typed)
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(typed):
            word = self.vocabulary[at]
            yield word, max(0.9 if is_last else 0.72, len(typed) / len(word))
            at += 1

    def _mistyped(self, typed: str) -> Iterator[tuple[str, float]]:
        allowed = 1 if len(typed) < MIDDLE else 2 if len(typed) < 2 * SHORT + 3 else 3
        near = process.extract(
            typed, self.vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=MOST_LIKE
        )
        for word, distance, _ in near:
            if len(word) >= SHORT - 1:
                yield word, max(0.3, 0.97 - 1.1 * distance / max(len(typed), len(word)))

    def _inside(self, typed: str) -> Iterator[tuple[str, float]]:
        """Compounds, and another ending of the same word: huurachterstand, huren; допомога, допомогу."""
        start = typed[: max(SHORT, math.ceil(len(typed) * SHARED_START))]
        at = bisect_left(self.vocabulary, start)
        while at < len(self.vocabulary) and self.vocabulary[at].startswith(start):
            word = self.vocabulary[at]
            shared = Prefix.similarity(typed, word)
            if shared / max(len(typed), len(word)) >= SHARED_START:
                yield word, 0.85 * shared / max(len(typed), len(word))
            at += 1
        for word in {*self._holding(typed), *self._held_by(typed)} - {typed}:
            yield word, 0.35 + 0.45 * min(len(word), len(typed)) / max(len(word), len(typed))

    def _holding(self, typed: str) -> Iterator[str]:
        """Words of the vocabulary with ``typed`` inside: one look through all of them in a row."""
        at = self.in_a_row.find(typed) if len(typed) > SHORT else -1
        while at >= 0:
            end = self.in_a_row.index("\n", at)
            yield self.in_a_row[self.in_a_row.rindex("\n", 0, at) + 1 : end]
            at = self.in_a_row.find(typed, end)

    def _held_by(self, typed: str) -> Iterator[str]:
        """Words of the vocabulary that stand inside ``typed``."""
        for begin in range(len(typed) - SHORT):
            for end in range(begin + SHORT + 1, len(typed) + 1):
                if typed[begin:end] in self.weights:
                    yield typed[begin:end]


_one_builds = Lock()
_built: dict[int, tuple[Catalog, SearchIndex]] = {}


def index_of(catalog: Catalog) -> SearchIndex:
    """The index of a catalog, made at the first search, once; those of the last few catalogs are kept."""
    with _one_builds:
        if id(catalog) not in _built:
            while len(_built) >= KEPT_CATALOGS:
                del _built[next(iter(_built))]
            _built[id(catalog)] = catalog, SearchIndex(catalog)
        return _built[id(catalog)][1]
