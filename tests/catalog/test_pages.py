"""The public pages of the catalog in every language, and the same as JSON."""

from functools import cache

import pytest

from app.catalog.loading import Catalog
from app.catalog.model import Text
from app.catalog.shelf import read_catalog
from app.i18n import direction
from app.settings import ROOT
from app.web.templating import PUBLIC_CACHE
from tests.browser import Browser, Page, words_of

LANGUAGES = ("nl", "fr", "en", "ar")


@cache
def catalog() -> Catalog:
    """The cards of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


CARDS = sorted(catalog().cards)


def said(text: Text, language: str) -> str:
    """A text as a page in this language shows it."""
    return " ".join(catalog().say(text, language).text.split())


def is_public(page: Page) -> bool:
    """Kept for a minute by whoever is between, sets no cookie."""
    headers = page.response.headers
    return headers["cache-control"] == PUBLIC_CACHE and "set-cookie" not in headers


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", CARDS)
def test_a_card_reads_in_every_language(slug: str, language: str, browser: Browser) -> None:
    card = catalog().cards[slug]
    page = browser.get(f"/cards/{slug}?lang={language}")
    assert page.h1 == said(card.title, language)
    assert (page.tree.get("lang"), page.tree.get("dir")) == (language, direction(language))
    for text in (card.in_one_sentence, *card.for_whom, card.automatic.how_to_see):
        assert said(text, language) in page.text
    assert {words_of(cite) for cite in page.tree.iter("cite")} >= set(card.name.values())
    assert is_public(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_translated_is_dutch_and_says_so(language: str, browser: Browser) -> None:
    for slug in CARDS:
        card = catalog().cards[slug]
        state = catalog().say(card.title, language)
        heading = next(browser.get(f"/cards/{slug}?lang={language}").tree.iter("h1"))
        inner = heading.find("span")
        assert (inner.get("lang") if inner is not None else language) == state.language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_leads_to_every_card(language: str, browser: Browser) -> None:
    page = browser.get(f"/cards?lang={language}")
    addresses = page.links().values()
    for slug in CARDS:
        assert any(f"/cards/{slug}?lang={language}" in address for address in addresses), slug
    assert is_public(page)


def test_one_topic_shows_its_cards_only(browser: Browser) -> None:
    page = browser.get("/cards?topic=health&lang=nl")
    addresses = " ".join(page.links().values())
    for slug, card in catalog().cards.items():
        assert (f"/cards/{slug}?" in addresses) == (card.topic == "health")


@pytest.mark.parametrize("slug", CARDS)
def test_a_step_shows_two_faces_in_arabic_and_dutch(slug: str, browser: Browser) -> None:
    for step in catalog().cards[slug].steps:
        page = browser.get(f"/cards/{slug}/walk/{step.id}?lang=ar")
        assert page.h1 == said(step.title, "ar")
        assert said(step.show, "nl") in page.text
        assert said(step.show, "ar") in page.text


def test_a_login_step_shows_the_shield_and_two_other_ways(browser: Browser) -> None:
    logins = [(slug, step) for slug, card in catalog().cards.items() for step in card.steps if step.kind == "login"]
    assert logins
    for slug, step in logins:
        page = browser.get(f"/cards/{slug}/walk/{step.id}?lang=nl")
        assert page.tree.find(".//section[@class='shield']") is not None
        for way in step.instead:
            assert said(way, "nl") in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_read_by_links_alone(language: str, browser: Browser) -> None:
    tree = catalog().triage
    page = browser.get(f"/letters?lang={language}")
    assert page.h1 == said(tree.questions[tree.start].ask, language)
    for path in ("yes", "yes.paper", "yes.paper.yes", "yes.paper.yes.eviction"):
        assert path in further(page, path.rpartition(".")[0])
        page = browser.get(f"/letters?lang={language}&path={path}")
        assert is_public(page)
    end = tree.ends["stop_eviction"]
    assert page.h1 == said(end.title, language)
    for code in end.partners:
        assert said(catalog().partners[code].title, language) in page.text
    assert any(link.endswith("&path=yes.paper.yes") for link in page.links().values()), "the way back"


def further(page: Page, path: str) -> list[str]:
    """The paths that are one answer longer, as the links of a page have them."""
    given = [link.partition("&path=")[2] for link in page.links().values() if "&path=" in link]
    return [p for p in given if p.rpartition(".")[0] == path and p and "#" not in p]


def test_every_question_and_every_end_shows(browser: Browser) -> None:
    tree = catalog().triage
    headings, to_see = set(), [""]
    while to_see:
        path = to_see.pop()
        page = browser.get(f"/letters?lang=nl&path={path}")
        if page.h1 not in headings:
            headings.add(page.h1)
            to_see += further(page, path)
    questions = {said(question.ask, "nl") for question in tree.questions.values()}
    assert headings == questions | {said(end.title, "nl") for end in tree.ends.values()}


@pytest.mark.parametrize(
    "address",
    ["/cards/nowhere", "/cards/leefloon/walk/nowhere", "/cards/nowhere/walk/who", "/cards/nowhere/guide.pdf",
     "/cards/..%2F..%2Fetc%2Fpasswd", "/cards/_shared"],
)  # fmt: skip
def test_what_is_not_there_is_said_kindly(address: str, browser: Browser) -> None:
    page = browser.get(f"{address}?lang=nl", status=404)
    assert page.links(), "no way back"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_as_json(language: str, browser: Browser) -> None:
    cards = browser.client.get("/api/v1/cards", params={"lang": language}).json()["cards"]
    assert [card["slug"] for card in cards] == list(catalog().cards)
    for card in cards:
        assert card["title"] == catalog().say(catalog().cards[card["slug"]].title, language).text


@pytest.mark.parametrize("slug", CARDS)
def test_one_card_as_json_has_its_steps(slug: str, browser: Browser) -> None:
    found = browser.client.get(f"/api/v1/cards/{slug}").json()
    assert found["names"] == catalog().cards[slug].name
    assert [step["id"] for step in found["steps"]] == [step.id for step in catalog().cards[slug].steps]


def test_json_finds_and_misses(browser: Browser) -> None:
    found = browser.client.get("/api/v1/cards", params={"q": "leefloon"}).json()["cards"]
    assert found[0]["slug"] == "leefloon"
    assert browser.client.get("/api/v1/cards", params={"q": "zzzzqqqq"}).json() == {"cards": []}
    missing = browser.client.get("/api/v1/cards/nowhere")
    assert missing.status_code == 404
    assert missing.headers["content-type"].startswith("application/problem+json")
