"""The papers of a card: readable by people and by machines, in Dutch and in Arabic, normal and large."""

import re
from contextlib import closing

import pypdfium2
import pytest
from fastapi import FastAPI

from app.catalog import papers
from app.catalog.loading import Catalog
from app.catalog.model import Card, Text
from app.i18n import speaking
from tests.browser import Browser
from tests.paper.reading import Paper

CARDS = ("verhoogde-tegemoetkoming", "leefloon", "afbetalingsplan")
OURS = {"KF-Sans", "KF-Sans-Bold", "KF-Naskh", "KF-Naskh-Bold"}
SMALLEST = {"normal": 12, "large": 16}


def get_paper(app: FastAPI, address: str) -> Paper:
    """What a browser gets at an address."""
    browser = Browser(app)
    response = browser.client.get(address)
    browser.close()
    assert response.status_code == 200, response.text[:300]
    assert response.headers["content-type"] == "application/pdf"
    return Paper(response.content)


def guide_texts(catalog: Catalog, card: Card, language: str) -> list[str]:
    """What a guide must say."""
    texts: list[Text] = [card.title, card.in_one_sentence, *card.what_is_it, *card.for_whom, card.automatic.how_to_see]
    texts += [text for step in card.steps for text in (step.title, step.show)]
    texts += [text for item in card.after for text in (item.when, item.expect, item.if_not)]
    texts += [catalog.documents[item.document].title for item in card.bring]
    return [catalog.say(text, language).text for text in texts]


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("slug", CARDS)
def test_a_guide_reads_back_word_for_word(slug: str, language: str, size: str, house: FastAPI) -> None:
    paper = get_paper(house, f"/cards/{slug}/guide.pdf?lang={language}&size={size}")
    catalog = house.state.shelf.catalog
    card = catalog.cards[slug]
    assert paper.faults == []
    assert paper.holds(*guide_texts(catalog, card, language)) == []
    assert paper.title == catalog.say(card.title, language).text
    assert set(paper.fonts) <= OURS
    assert all(paper.fonts.values())
    assert min(paper.letters_pt) >= SMALLEST[size]
    assert paper.sizes_mm[0][0] == 210


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("slug", CARDS)
def test_the_blank_questions_stand_in_the_order_of_the_form(
    slug: str, language: str, size: str, house: FastAPI
) -> None:
    paper = get_paper(house, f"/cards/{slug}/blank.pdf?lang={language}&size={size}")
    catalog = house.state.shelf.catalog
    questions = [catalog.question(catalog.cards[slug], q.id) for q in catalog.cards[slug].questions]
    assert paper.faults == []
    assert paper.holds(*[q.official for q in questions]) == []
    assert paper.holds(*[catalog.say(q.ask, language).text for q in questions]) == []
    assert set(paper.fonts) <= OURS
    assert min(paper.letters_pt) >= SMALLEST[size]


def test_a_second_language_stands_beneath(house: FastAPI) -> None:
    catalog = house.state.shelf.catalog
    card = catalog.cards["verhoogde-tegemoetkoming"]
    paper = get_paper(house, f"/cards/{card.slug}/guide.pdf?lang=nl&with=ar")
    assert paper.faults == []
    for language in ("nl", "ar"):
        assert paper.holds(*[catalog.say(step.show, language).text for step in card.steps]) == []


def test_a_paper_that_is_not_dutch_carries_the_dutch(house: FastAPI) -> None:
    card = house.state.shelf.catalog.cards["verhoogde-tegemoetkoming"]
    paper = get_paper(house, f"/cards/{card.slug}/guide.pdf?lang=fr")
    assert paper.holds(*[step.show.nl for step in card.steps]) == []


def test_a_phone_number_is_read_from_left_to_right_in_an_arabic_line(house: FastAPI) -> None:
    number = house.state.shelf.catalog.facts["flemish_ombud_phone"].value
    paper = get_paper(house, "/cards/klacht/guide.pdf?lang=ar")
    with closing(pypdfium2.PdfDocument(paper.pdf)) as pdf:
        places = [place for page in pdf for place in _edges(page, number)]
    assert places
    for groups in places:
        assert groups == sorted(groups)


def _edges(page: pypdfium2.PdfPage, number: str) -> list[list[float]]:
    """Wherever the number stands on the page: the left edge of each of its groups, in the order of the groups."""
    found, text = [], page.get_textpage()
    search = text.search(number.split()[0])
    while place := search.get_next():
        starts = [place[0] + part.start() for part in re.finditer(r"\S+", number)]
        found.append([text.get_charbox(start)[0] for start in starts])
    return found


def test_what_is_not_translated_stands_once_and_says_so(house: FastAPI) -> None:
    catalog = house.state.shelf.catalog
    card = catalog.cards["klacht"]
    step = card.steps[0].show
    assert catalog.say(step, "ar").language == "nl"
    with speaking("ar"):
        values = papers.values_of("guide", catalog, card)
        html = house.state.templates.render_text("catalog/guide.print.html", **values)
    assert html.count(step.nl) == 1
    assert "بعض الأجزاء ما زالت بالهولندية" in html
    assert all(html.count(item.expect.nl) == 1 for item in card.after)


def test_a_card_that_asks_nothing_has_no_blank_paper(house: FastAPI) -> None:
    browser = Browser(house)
    assert not house.state.shelf.catalog.cards["brief-lezen"].questions
    browser.get("/cards/brief-lezen/blank.pdf", status=404)
    browser.close()


@pytest.mark.parametrize("query", ["size=huge", "size=../etc", "lang=" + "x" * 5000])
def test_a_strange_wish_breaks_nothing(query: str, house: FastAPI) -> None:
    browser = Browser(house)
    assert browser.client.get(f"/cards/leefloon/guide.pdf?{query}").status_code in (200, 404, 422)
    browser.close()


def test_a_public_paper_is_made_once_and_names_its_card_not_its_reader(house: FastAPI) -> None:
    browser = Browser(house)
    first = browser.client.get("/cards/leefloon/guide.pdf?lang=nl")
    kept = dict(house.state.printer.kept)
    second = browser.client.get("/cards/leefloon/guide.pdf?lang=nl")
    browser.close()
    assert first.content == second.content
    assert dict(house.state.printer.kept) == kept
    assert first.headers["content-disposition"] == 'inline; filename="leefloon-guide-nl.pdf"'
    assert "public" in first.headers["cache-control"]
    assert "set-cookie" not in first.headers


def test_papers_are_shown_in_the_language_of_the_address_not_of_the_browser(house: FastAPI) -> None:
    with speaking("ar"):
        paper = get_paper(house, "/cards/leefloon/guide.pdf?lang=nl")
    assert paper.title == house.state.shelf.catalog.cards["leefloon"].title.nl
