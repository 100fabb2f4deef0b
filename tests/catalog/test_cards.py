"""What every card of the house promises, whatever it is about."""

from datetime import UTC, datetime
from functools import cache

import pytest
from fastapi import FastAPI

from app import clock
from app.catalog import papers, rules
from app.catalog.loading import Catalog
from app.catalog.model import Card, Fact
from app.catalog.shelf import read_catalog
from app.catalog.showing import fact_words
from app.i18n import speaking
from app.settings import ROOT
from tests.browser import Browser

LONG_AFTER = datetime(2031, 1, 2, 12, tzinfo=UTC)


@cache
def catalog() -> Catalog:
    """The cards of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


CARDS = sorted(catalog().cards)


def card_of(slug: str) -> Card:
    """One card."""
    return catalog().cards[slug]


@pytest.mark.parametrize("slug", CARDS)
def test_every_step_can_be_reached_and_left(slug: str, browser: Browser) -> None:
    """From the card, by the links on the pages alone."""
    page = browser.get(f"/cards/{slug}?lang=nl")
    to_see, seen = [page.link(f"/cards/{slug}/walk/")], set()
    while to_see:
        address = to_see.pop()
        step = address.split("/walk/")[1].split("?")[0]
        if step in seen:
            continue
        seen.add(step)
        links = [link for link in browser.get(address).links().values() if f"/cards/{slug}" in link]
        onwards = [link for link in links if f"/walk/{step}?" not in link]
        assert onwards, f"{step} has no way out"
        to_see += [link for link in onwards if "/walk/" in link]
    assert seen == {step.id for step in card_of(slug).steps}


@pytest.mark.parametrize("slug", CARDS)
def test_a_step_with_a_condition_can_be_met_and_missed(slug: str) -> None:
    card = card_of(slug)
    for thing in (*card.steps, *card.questions):
        if thing.show_if is None:
            continue
        asked = catalog().question(card, thing.show_if.question)
        words = ["yes", "no"] if asked.kind == "yesno" else [choice.id for choice in asked.choices]
        shown = {rules.is_shown(thing.show_if, {asked.id: {"value": word}}) for word in words}
        assert shown == {True, False}, f"{thing.id} depends on {asked.id}"
        assert rules.is_shown(thing.show_if, {asked.id: {"unknown": True}})


@pytest.mark.parametrize("slug", CARDS)
def test_every_question_is_asked_by_one_step(slug: str) -> None:
    card = card_of(slug)
    asked = [ident for step in card.steps for ident in step.asks]
    assert sorted(asked) == sorted(question.id for question in card.questions)


@pytest.mark.parametrize("slug", CARDS)
def test_there_is_a_way_without_login_or_the_card_says_there_is_none(slug: str) -> None:
    card = card_of(slug)
    assert any(way.for_everybody for way in card.ways) or card.no_free_way is not None
    for step in card.steps:
        if step.kind == "login":
            assert len(step.instead) >= 2, step.id


@pytest.mark.parametrize("slug", CARDS)
def test_secrets_are_never_kept(slug: str) -> None:
    for question in rules.questions_of(catalog(), card_of(slug)):
        if question.kind in ("insz", "iban", "sign"):
            assert question.keep == "never", question.id


@pytest.mark.parametrize("slug", CARDS)
def test_nobody_is_sent_away_with_nothing(slug: str) -> None:
    card = card_of(slug)
    assert card.helps
    assert card.after
    assert all(item.if_not for item in card.after)
    assert all(catalog().documents[item.document].if_missing for item in card.bring)


def facts_of(card: Card) -> set[str]:
    """Every fact a card or one of its steps shows."""
    shown = {key for step in card.steps for key in step.facts} | set(card.facts)
    return shown | {step.number for step in card.steps if step.kind == "call" and step.number}


def words_of(key: str) -> tuple[str, str]:
    """The value as it would be said if it stood, and what is to be asked."""
    fact = catalog().facts[key]
    with speaking("nl"):
        sure = fact.model_copy(update={"confidence": "high"})
        return fact_words(sure, "", fact.valid_from), fact.ask.nl


@pytest.mark.parametrize("slug", [slug for slug in CARDS if facts_of(card_of(slug))])
def test_facts_past_their_time_become_a_question(slug: str, browser: Browser) -> None:
    card = card_of(slug)
    addresses = [f"/cards/{slug}?lang=nl"] * bool(card.facts)
    addresses += [f"/cards/{slug}/walk/{step.id}?lang=nl" for step in card.steps if step.facts]
    with clock.stopped(LONG_AFTER):
        text = " ".join(browser.get(address).text for address in addresses)
    for key in set(card.facts) | {key for step in card.steps for key in step.facts}:
        value, ask = words_of(key)
        assert ask in text, key
        assert value not in text, key


@pytest.mark.parametrize("slug", CARDS)
def test_a_paper_says_no_fact_that_does_not_stand(slug: str, house: FastAPI) -> None:
    card = card_of(slug)
    with clock.stopped(LONG_AFTER), speaking("nl"):
        values = papers.values_of("guide", catalog(), card)
        paper = house.state.templates.render_text(papers.template_of("guide"), **values)
    assert not [key for key in facts_of(card) if words_of(key)[0] in paper]


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        ("euro_month", "1234.5", "1.234,50 euro"),
        ("euro_year", "25000", "25.000 euro"),
        ("percent", "6.5", "6,5 %"),
        ("day", "12-31", "31 december"),
        ("days", "14", "14 dagen"),
        ("months", "1", "1 maand"),
        ("months", "24", "24 maanden"),
        ("phone", "0800 13 500", "0800 13 500"),
        ("site", "voorbeeld.be", "voorbeeld.be"),
    ],
)
def test_a_fact_that_stands_is_said_with_its_unit(unit: str, value: str, said: str) -> None:
    fact = a_fact(unit=unit, value=value)
    with speaking("nl"):
        assert fact_words(fact, "Vraag het.", fact.valid_from).replace("\u202f", " ") == said


@pytest.mark.parametrize(
    ("confidence", "day", "stands"),
    [("high", "2026-01-01", True), ("medium", "2026-12-31", True), ("low", "2026-06-01", False),
     ("high", "2025-12-31", False), ("high", "2027-01-01", False)],
)  # fmt: skip
def test_a_fact_stands_between_its_days_and_only_when_we_are_sure(confidence: str, day: str, stands: bool) -> None:
    fact = a_fact(unit="phone", value="0800 13 500", confidence=confidence)
    said = fact_words(fact, "Vraag het.", datetime.fromisoformat(day).date())
    assert said == ("0800 13 500" if stands else "Vraag het.")


def a_fact(*, unit: str, value: str, confidence: str = "high") -> Fact:
    """A fact of the year 2026."""
    return Fact.model_validate_json(
        '{"what": "Iets", "ask": "Vraag het.", "source": "voorbeeld.be", "valid_from": "2026-01-01",'
        ' "valid_until": "2026-12-31", "checked_on": "2026-01-01",'
        f' "unit": "{unit}", "value": "{value}", "confidence": "{confidence}"}}'
    )
