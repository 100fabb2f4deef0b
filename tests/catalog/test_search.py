"""Finding a card from what people really type; numbers and codes are refused in words."""

from functools import cache
from xml.etree.ElementTree import Element

import pytest

from app.catalog.loading import Catalog
from app.catalog.plain_words import folded
from app.catalog.search import search
from app.catalog.shelf import read_catalog
from app.i18n import speaking
from app.privacy import guard
from app.settings import ROOT
from benchmarks.p10_search import phrases
from tests.browser import Browser, Page

SECRETS = ["85.07.30-033.28", "BE68 5390 0754 7034", "an@voorbeeld.be", "0470 12 34 56", "pin 1234", "٨٥٠٧٣٠٠٣٣٢٨"]


@cache
def catalog() -> Catalog:
    """The cards of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


def found(text: str, language: str = "nl", limit: int = 10) -> list[str]:
    """The slugs found, best first."""
    return [hit.slug for hit in search(catalog(), text, language, limit)]


@pytest.mark.parametrize("slug", sorted(catalog().cards))
def test_every_card_is_found_by_each_of_its_names(slug: str) -> None:
    card = catalog().cards[slug]
    for name in (*card.name.values(), *card.also_called, card.title.nl, card.you_say.nl):
        assert slug in found(name), name


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("verhoogde tegemoetkoming", "verhoogde-tegemoetkoming"),
        ("VERHOOGDE TEGEMOETKOMING", "verhoogde-tegemoetkoming"),
        ("  BIM ", "verhoogde-tegemoetkoming"),
        ("verhogde tegemoetkomng", "verhoogde-tegemoetkoming"),
        ("verhoogde tegemoedkoming", "verhoogde-tegemoetkoming"),
        ("intervention majoree", "verhoogde-tegemoetkoming"),
        ("dokter te duur", "verhoogde-tegemoetkoming"),
        ("طبيب أرخص", "verhoogde-tegemoetkoming"),
        ("leefloon", "leefloon"),
        ("leeflon", "leefloon"),
        ("ik kan niet betalen", "afbetalingsplan"),
        ("deurwaarder", "brief-lezen"),
        ("رسالة", "brief-lezen"),
        ("letre", "brief-lezen"),
    ],
)
def test_what_people_type(typed: str, slug: str) -> None:
    assert slug in found(typed)[:3]


def test_the_right_card_is_among_the_first_three_in_every_language() -> None:
    right: dict[str, list[bool]] = {}
    for language, typed, slug in phrases():
        right.setdefault(language, []).append(slug in found(typed, language, 3))
    assert set(right) == {"nl", "fr", "en", "ar", "tr", "uk"}
    assert min(len(every) for every in right.values()) >= 45
    assert {
        language: sum(every) / len(every) for language, every in right.items() if sum(every) < 0.95 * len(every)
    } == {}


@pytest.mark.parametrize("typed", ["", " ", "x", "zzzzqqqq", "🙂🙂", "%%%", "' OR 1=1 --"])
def test_nonsense_finds_nothing_and_breaks_nothing(typed: str) -> None:
    assert found(typed) == []


def test_the_best_comes_first_and_never_more_than_asked() -> None:
    assert found("leefloon")[0] == "leefloon"
    assert len(found("brief", limit=2)) <= 2
    scores = [hit.score for hit in search(catalog(), "betalen")]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("written", "plain"), [("Énergie", "energie"), ("ÇA", "ca"), ("Straße", "strasse")])
def test_accents_and_capitals_do_not_matter(written: str, plain: str) -> None:
    assert folded(written) == plain


def search_box(page: Page) -> Element:
    """Where one types."""
    return next(field for field in page.tree.iter("input") if field.get("name") == "q")


@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_the_page_shows_what_was_found(language: str, browser: Browser) -> None:
    page = browser.get(f"/cards?q=leefloon&lang={language}")
    assert any("/cards/leefloon" in address for address in page.links().values())
    assert search_box(page).get("value") == "leefloon"


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_in_the_search_box_is_refused_in_words(secret: str, browser: Browser) -> None:
    page = browser.get(f"/cards?q={secret}&lang=fr")
    with speaking("fr"):
        why = guard.explain(guard.find_secrets(secret))
    assert why in page.text
    assert search_box(page).get("aria-invalid") == "true"
    assert secret not in page.html


@pytest.mark.parametrize("secret", SECRETS)
def test_a_machine_is_refused_too(secret: str, browser: Browser) -> None:
    response = browser.client.get("/api/v1/cards", params={"q": secret})
    assert response.status_code == 422
    assert response.headers["content-type"].startswith("application/problem+json")
    assert secret not in response.text


def test_too_much_typed_is_refused(browser: Browser) -> None:
    assert browser.client.get("/api/v1/cards", params={"q": "x" * 201}).status_code == 422
