"""P10: finding a card, against rapidfuzz over the plain list of names. The phrases stand in ``phrases.tsv``.

Most of them were written by somebody who had not seen the cards' own lists of names; see RESULTS.md for what the
search found of those before it was mended with them.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rapidfuzz import fuzz, process

from app.catalog.loading import Catalog
from app.catalog.plain_words import folded
from app.catalog.search import search
from app.catalog.search_index import index_of
from app.catalog.shelf import read_catalog
from app.settings import ROOT
from benchmarks.measuring import Row, alternating

PHRASES = ROOT / "benchmarks" / "phrases.tsv"
FIRST = 3
WANTED_SHARE, WANTED_MS = 95.0, 10.0
Find = Callable[[str], list[str]]


def phrases() -> list[tuple[str, str, str]]:
    """Language, what is typed, the card that is meant."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    return [(language, typed, slug) for language, typed, slug in (line.split("\t") for line in lines)]


def share_found(find: Find) -> float:
    """In how many of a hundred phrases the right card is among the first three."""
    every = phrases()
    return 100 * sum(slug in find(typed)[:FIRST] for _language, typed, slug in every) / len(every)


def _p99_ms(find: Find) -> float:
    took = []
    for _language, typed, _slug in phrases():
        begin = time.perf_counter()
        find(typed)
        took.append(1000 * (time.perf_counter() - begin))
    return sorted(took)[int(0.99 * len(took))]


def plain_names(catalog: Catalog) -> Find:
    """The yardstick: the list of names as it stands, and the scorer that everybody takes first."""
    named = [
        (folded(name), card.slug)
        for card in catalog.cards.values()
        for name in (card.title.nl, *card.name.values(), *card.also_called)
    ]
    names = [name for name, _slug in named]

    def find(typed: str) -> list[str]:
        hits = process.extract(folded(typed), names, scorer=fuzz.WRatio, limit=10)
        return list(dict.fromkeys(named[place][1] for _name, _score, place in hits))

    return find


def measure(_folder: Path) -> Iterator[Row]:
    """How fast at the slowest, and how often right."""
    catalog = read_catalog(ROOT / "forms_catalog", ROOT / "locales")
    index_of(catalog)

    def ours(typed: str) -> list[str]:
        return [hit.slug for hit in search(catalog, typed)]

    theirs = plain_names(catalog)
    measured, plain = alternating(lambda: _p99_ms(ours), lambda: _p99_ms(theirs))
    row = Row("P10", f"search, p99 of {len(phrases())} phrases", "ms", measured, plain, f"< {WANTED_MS:.0f} ms")
    row.is_met = max(measured) < WANTED_MS
    yield row
    right = Row("P10", "right card in the first three", "%", [share_found(ours)], [share_found(theirs)], "≥ 95 %")
    right.is_met = right.ours[0] >= WANTED_SHARE
    yield right
