"""The cards as public services in CPSV-AP: they conform, a stranger can read them, and nothing false is said."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from app import clock
from app.catalog import keys
from app.catalog.loading import Catalog
from app.catalog.open_data import card_document, catalog_document
from app.catalog.open_data.terms import BESIDE_THE_PROFILE, CONTEXT
from app.catalog.overlay import Overlay, laid_over
from app.catalog.shelf import read_catalog
from app.catalog.translations import NONE, Translation, Translations
from app.i18n import LANGUAGES
from app.settings import ROOT
from app.web.templating import PUBLIC_CACHE
from tests.browser import Browser
from tests.catalog.linked import faults, graph_of, published_context, required_in, terms_of, without
from tests.catalog.small import SHARED, Small

# rdflib's own reader of JSON-LD makes a graph that rdflib calls old.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
SITE = "https://koffie.example"
DAY = date(2026, 11, 24)
ADMS = Namespace("http://www.w3.org/ns/adms#")
CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


@cache
def catalog() -> Catalog:
    """The cards of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


@cache
def whole() -> Graph:
    """All of them, as a stranger has them."""
    return graph_of(catalog_document(catalog(), SITE, DAY))


@cache
def leefloon() -> Graph:
    """One of them."""
    return graph_of(card_document(catalog(), catalog().cards["leefloon"], SITE, DAY))


def of_small(small: Small, day: date = DAY, translations: Translations = NONE) -> dict[str, Any]:
    """The document of the one card of a small catalog."""
    loaded = small.load(translations)
    return card_document(loaded, loaded.cards["example"], SITE, day)


def texts_in(graph: Graph, language: str) -> list[str]:
    """Everything that is said under a language."""
    return [str(value) for value in graph.objects() if isinstance(value, Literal) and value.language == language]


@pytest.mark.slow
def test_the_whole_catalog_conforms() -> None:
    assert faults(whole()) == []
    assert len(set(whole().subjects(RDF.type, CPSV.PublicService))) == len(catalog().cards)


@pytest.mark.parametrize("slug", sorted(catalog().cards))
def test_a_card_conforms_by_itself(slug: str) -> None:
    graph = graph_of(card_document(catalog(), catalog().cards[slug], SITE, DAY))
    assert faults(graph) == []
    assert (URIRef(f"{SITE}/cards/{slug}"), RDF.type, CPSV.PublicService) in graph


def test_it_conforms_for_who_knows_that_an_organisation_is_an_agent() -> None:
    assert faults(leefloon(), with_conclusions=True) == []


@pytest.mark.slow
def test_the_check_sees_every_required_property_that_is_gone() -> None:
    graph = leefloon()
    required = required_in(graph)
    assert len(required) > 15
    assert not [place for place in required if not faults(without(graph, *place))]


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (DCTERMS.title, Literal("a text without its language")),
        (CV.sector, URIRef("https://koffie.example/a-code-without-its-class")),
        (CV.processingTime, Literal("30 days")),
        (ADMS.status, URIRef("https://koffie.example/a-second-status")),
    ],
)
def test_the_check_sees_what_is_of_another_kind(path: URIRef, wrong: Node) -> None:
    service = URIRef(f"{SITE}/cards/leefloon")
    found = faults((Graph() + leefloon()).add((service, path, wrong)))
    assert found
    assert all(fault.startswith(f"{service} {path} ") for fault in found)


def test_the_context_is_the_published_one_as_far_as_it_goes() -> None:
    ours = {term: entry for term, entry in CONTEXT.items() if term not in BESIDE_THE_PROFILE}
    assert {term: published_context()[term] for term in ours} == ours
    assert not set(BESIDE_THE_PROFILE) & set(published_context())


def test_no_term_is_used_that_the_context_does_not_know() -> None:
    """JSON-LD drops what it does not know without a word."""
    assert terms_of(catalog_document(catalog(), SITE, DAY)) == set(CONTEXT)


ASKED = """
PREFIX cpsv: <http://purl.org/vocab/cpsv#>
PREFIX cv: <http://data.europa.eu/m8g/>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?said WHERE {
  ?service a cpsv:PublicService ; dct:identifier "leefloon" ; %s ?said .
  FILTER (lang(?said) = "%s")
}
"""


def found(path: str, language: str) -> set[str]:
    """What a stranger finds of leefloon in a language, who knows the addresses of the standard and nothing else."""
    return {str(row[0]) for row in whole().query(ASKED % (path, language)) if isinstance(row, tuple)}


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_stranger_finds_what_leefloon_is(language: str) -> None:
    card = catalog().cards["leefloon"]

    def said(*texts: Any) -> str:
        return " ".join(catalog().say(text, language).text for text in texts if text)

    papers = [catalog().documents[item.document].title for item in card.bring]
    term = catalog().terms[card.deadline[0].term or ""]
    assert found("dct:title", language) == {said(card.title)}
    assert found("dct:description", language) == {said(card.in_one_sentence, *card.what_is_it)}
    assert found("cv:hasCompetentAuthority/dct:title", language) == {said(catalog().senders["ocmw"].title)}
    assert found("cv:hasChannel/dct:description", language) == {said(way.how, way.where) for way in card.ways}
    assert found("cpsv:hasInput/dct:title", language) == {said(paper) for paper in papers}
    assert found("cpsv:follows/dct:title", language) >= {
        f"{said(term.what)} ({said(card.deadline[0].event)})", said(card.deadline[1].what), said(card.no_deadline),
    }  # fmt: skip
    assert said(card.deadline[1].instead) in found("cpsv:follows/dct:description", language)


def test_a_stranger_finds_the_legal_name_the_kind_of_channel_and_the_days() -> None:
    card, service = catalog().cards["leefloon"], URIRef(f"{SITE}/cards/leefloon")
    assert found("cv:hasCompetentAuthority/skos:prefLabel", "nl") == {catalog().senders[card.authority].official}
    assert found("cpsv:produces/dct:title", "fr") == {card.name["fr"]}
    assert str(whole().value(service, CV.processingTime)) == f"P{card.takes.answer_days}D"
    assert str(whole().value(service, DCTERMS.modified)) == card.checked_on.isoformat()
    types = {whole().value(way, DCTERMS.type) for way in whole().objects(service, CV.hasChannel)}
    assert URIRef("http://data.europa.eu/snb/com-channel/0c84394663") in types  # post
    ours = {way.kind for way in card.ways} - {"post", "online", "phone"}
    assert {str(code) for one in types for code in whole().objects(one, SKOS.notation)} == ours
    opened = {f"{SITE}/cards/{right.card}" for right in card.opens if right.card}
    assert {str(other) for other in whole().objects(service, CV.relatedService)} == opened


def test_a_cost_is_words_and_never_an_amount() -> None:
    costs = set(whole().subjects(RDF.type, CV.Cost))
    assert len(costs) == sum(card.cost is not None for card in catalog().cards.values())
    assert not list(whole().subject_objects(CV.hasValue))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "nl"])
def test_no_dutch_sentence_stands_under_another_language(language: str) -> None:
    all_said = "\n".join(texts_in(whole(), language))
    assert all_said
    for owner, value in catalog().owners().items():
        for text, _key, _spot in keys.walk(value, f"{owner}:"):
            if text.nl.endswith(".") and catalog().say(text, language).language != language:
                assert text.nl not in all_said


def test_a_stale_or_missing_part_keeps_the_whole_text_out_of_a_language(tmp_path: Path) -> None:
    def french(dutch: str, text: str, *, fuzzy: bool = False) -> Translation:
        return Translation(dutch, text, fuzzy, proofread=False)

    translations = Translations({
        "fr": {
            "example:title": french("Geld vragen", "Demander de l'argent"),
            "example:in_one_sentence": french("Je krijgt elke maand geld.", "De l'argent chaque mois."),
            "example:what_is_it.1": french("Iets anders.", "Autre chose."),
            "example:for_whom.1": french("Je hebt bijna geen geld.", "Presque pas d'argent.", fuzzy=True),
        }
    })  # fmt: skip
    graph = graph_of(of_small(Small(tmp_path), translations=translations))
    assert sorted(set(texts_in(graph, "fr"))) == ["Aide exemple", "De l'argent chaque mois.", "Demander de l'argent"]
    service = URIRef(f"{SITE}/cards/example")
    assert {d.language for d in graph.objects(service, DCTERMS.description) if isinstance(d, Literal)} == {"nl"}
    assert faults(graph) == []


@pytest.mark.parametrize(
    ("day", "confidence", "stands"),
    [
        (date(2026, 12, 31), "high", True),
        (date(2027, 1, 1), "high", False),
        (date(2025, 12, 31), "high", False),
        (DAY, "low", False),
    ],
)
def test_a_fact_is_said_on_its_days_only(day: date, confidence: str, stands: bool, tmp_path: Path) -> None:
    limit = SHARED["facts"].replace("confidence: high", f"confidence: {confidence}")
    number = limit.replace("limit:", "line:").replace('"1234.50"', '"078 000 000"').replace("euro_month", "phone")
    small = Small(tmp_path)
    small.write("facts", limit + number)
    small.change("example", "facts: [limit]\nsources", "facts: [limit, line]\nsources")
    document = of_small(small, day)
    for value in ("1.234,50 euro", "078 000 000"):
        assert (value in json.dumps(document)) == stands
    assert ("2026-12-31" in json.dumps(document)) == stands
    assert faults(graph_of(document)) == []


def test_exactly_the_facts_that_stand_are_said_in_the_house() -> None:
    facts = {key: catalog().facts[key] for card in catalog().cards.values() for key in card.facts}
    rules = {str(whole().value(r, DCTERMS.identifier)) for r in whole().subjects(RDF.type, CPSV.Rule)}
    assert {rule for rule in rules if ":" not in rule} == {
        key for key, fact in facts.items() if fact.unit != "phone" and fact.stands_on(DAY)
    }
    phones = {fact.value for fact in catalog().facts.values() if fact.unit == "phone" and fact.stands_on(DAY)}
    assert {str(number) for number in whole().objects(None, CV.telephone)} <= phones


def test_nothing_leads_to_a_card_that_was_withdrawn() -> None:
    card = catalog().cards["leefloon"]
    gone = [right.card for right in card.opens if right.card]
    assert gone
    left = laid_over(catalog(), Overlay(withdrawn=frozenset(gone)))
    for document in (card_document(left, card, SITE, DAY), catalog_document(left, SITE, DAY)):
        graph = graph_of(document)
        assert not [slug for slug in gone if (None, None, URIRef(f"{SITE}/cards/{slug}")) in graph]
        assert faults(graph) == []


def test_marks_of_bold_and_links_are_left_out(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.change("example", "Dit is geld van het OCMW.", "Dit is **geld** van [het OCMW](card:example).")
    graph = graph_of(of_small(small))
    assert "Je krijgt elke maand geld. Dit is geld van het OCMW." in texts_in(graph, "nl")


def test_the_service_gives_all_cards_and_one(browser: Browser) -> None:
    site = browser.app.state.settings.public_url
    one = card_document(catalog(), catalog().cards["leefloon"], site, clock.today())
    for address, document in (
        ("/cards.jsonld", catalog_document(catalog(), site, clock.today())),
        ("/cards/leefloon.jsonld", one),
    ):
        answer = browser.client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/ld+json")
        assert answer.headers["cache-control"] == PUBLIC_CACHE
        assert "set-cookie" not in answer.headers
        assert answer.json() == document
    assert one["@graph"][1]["@id"] == f"{site}/cards/leefloon"


def test_a_card_that_does_not_exist_is_not_there_as_data_either(browser: Browser) -> None:
    browser.get("/cards/no-such-card.jsonld", status=404)
