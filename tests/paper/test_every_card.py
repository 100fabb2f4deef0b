"""Every card on paper. Each run prints one paper of each card in Dutch and the other one in another language and size,
in turn; ``./run test tests/paper/test_every_card.py --whole`` prints all of them in every language and size.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from fastapi import FastAPI

from app.catalog import papers
from app.catalog.loading import Catalog
from app.catalog.model import Card, Text
from app.catalog.shelf import read_catalog
from app.i18n import LANGUAGES
from app.settings import ROOT
from tests.paper.reading import Paper
from tests.paper.test_card_papers import OURS, SMALLEST, get_paper, guide_texts

SIZES: tuple[papers.Size, ...] = ("normal", "large")
KINDS: tuple[papers.Kind, ...] = ("guide", "blank")
SLUGS = sorted(read_catalog(ROOT / "forms_catalog", ROOT / "locales").cards)
ELSEWHERE: list[tuple[str, papers.Size]] = [
    (language, size) for language, size in product(LANGUAGES, SIZES) if (language, size) != ("nl", "normal")
]


def combinations(whole: bool) -> Iterator[tuple[str, papers.Kind, str, papers.Size]]:
    """Card, paper, language, size."""
    for place, slug in enumerate(SLUGS):
        if whole:
            yield from product((slug,), KINDS, LANGUAGES, SIZES)
        else:
            language, size = ELSEWHERE[place % len(ELSEWHERE)]
            yield slug, KINDS[place % 2], "nl", "normal"
            yield slug, KINDS[1 - place % 2], language, size


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "paper_of" in metafunc.fixturenames:
        every = list(combinations(metafunc.config.getoption("whole")))
        metafunc.parametrize("paper_of", every, ids="-".join)


def blank_texts(catalog: Catalog, card: Card, language: str) -> list[str]:
    """What a blank sheet must say: each question, and what stands on the form."""
    questions = [catalog.question(card, own.id) for own in card.questions]
    asked: list[Text] = [question.ask for question in questions if question.ask is not None]
    return [catalog.say(text, language).text for text in asked] + [str(question.official) for question in questions]


def test_a_card_is_whole_on_paper(paper_of: tuple[str, papers.Kind, str, papers.Size], house: FastAPI) -> None:
    slug, kind, language, size = paper_of
    catalog: Catalog = house.state.shelf.catalog
    card = catalog.cards[slug]
    if not papers.exists(kind, card):
        return  # a card that asks nothing has no blank sheet; another test says that it answers so
    paper = get_paper(house, f"/cards/{slug}/{kind}.pdf?lang={language}&size={size}")
    texts = guide_texts(catalog, card, language) if kind == "guide" else blank_texts(catalog, card, language)
    assert paper.faults == []
    assert paper.holds(*texts) == []
    assert paper.outside == paper.empty == []
    assert set(paper.fonts) <= OURS
    assert min(paper.letters_pt) >= SMALLEST[size]
    assert {width for width, _height in paper.sizes_mm} == {210}


def test_an_empty_page_and_a_word_over_the_edge_would_be_seen(house: FastAPI) -> None:
    html = house.state.templates.render_text("catalog/guide.print.html", **_values(house))
    whole = Paper(house.state.printer.pdf(html))
    assert whole.outside == whole.empty == []
    over = html.replace("<h1>", '<h1 style="margin-left: -60mm">', 1)
    assert Paper(house.state.printer.pdf(over)).outside
    empty = html.replace("<h1>", '<div style="break-after: page; height: 1px"></div><h1>', 1)
    assert Paper(house.state.printer.pdf(empty)).empty


def _values(house: FastAPI) -> dict[str, object]:
    catalog = house.state.shelf.catalog
    return papers.values_of("guide", catalog, catalog.cards["leefloon"])
