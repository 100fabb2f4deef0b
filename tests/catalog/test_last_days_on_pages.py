"""The last safe day on a card, on paper and at a letter: worked out, explained, never for what is not ours to count."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI

from app import clock
from app.catalog import reckoning
from app.catalog.loading import Catalog
from app.catalog.model import Triage
from app.i18n import speaking
from tests.browser import Browser
from tests.paper.reading import Paper

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day"),
    [("nl", "dinsdag 2 februari 2027"), ("fr", "mardi 2 février 2027"), ("en", "Tuesday 2 February 2027"),
     ("ar", "الثلاثاء 2 فبراير 2027")],
)  # fmt: skip
def test_a_card_says_the_last_safe_day_and_how_it_was_counted(language: str, day: str, browser: Browser) -> None:
    with clock.stopped(NOW):
        page = browser.get(f"/cards/leefloon?lang={language}&day1=2026-11-03")
    assert day in page.text
    assert "70" in page.text
    assert [link for link in page.tree.iter("a") if "day1=2026-11-03" in link.get("href", "")]


def test_the_guide_prints_the_day_and_the_counting(house: FastAPI) -> None:
    browser = Browser(house)
    with clock.stopped(NOW):
        paper = Paper(browser.client.get("/cards/leefloon/guide.pdf?lang=nl&day1=2026-11-03").content)
    browser.close()
    assert paper.faults == []
    assert paper.holds("Laatste veilige dag: dinsdag 2 februari 2027", "We blijven er één werkdag voor.") == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31/2/2026", "Deze dag bestaat niet."),
        ("1926-11-24", "Kijk het jaar nog eens na."),
        ("morgen", "Schrijf de dag zo: 24/11/2026."),
        ("<script>", "Schrijf de dag zo: 24/11/2026."),
        ("20261301", "Schrijf de dag zo: 24/11/2026."),
    ],
)
def test_a_day_that_cannot_be_is_asked_again_and_stays_in_the_box(typed: str, said: str, browser: Browser) -> None:
    page = browser.get(f"/cards/leefloon?{urlencode({'lang': 'nl', 'day1': typed})}")
    assert said in page.text
    box = next(box for box in page.tree.iter("input") if box.get("name") == "day1")
    assert box.get("value") == typed
    assert box.get("aria-invalid") == "true"


def test_a_day_that_has_passed_says_call_today(browser: Browser) -> None:
    with clock.stopped(NOW):
        page = browser.get("/cards/leefloon?lang=nl&day1=2026-01-05")
    assert "De laatste veilige dag was" in page.text
    assert "Bel vandaag nog." in page.text


def test_court_eviction_and_residence_are_never_counted(house: FastAPI) -> None:
    catalog: Catalog = house.state.shelf.catalog
    for card in catalog.cards.values():
        counted = [one.deadline for one in reckoning.of_card(catalog, card, {}) if one.deadline]
        assert all(deadline.compute for deadline in counted)
        if card.scope == "professional" or "residence" in card.risk:
            assert not counted, card.slug
    for end in catalog.triage.ends.values():
        assert not (end.light == "red" and end.term), end.title.nl


def test_an_answered_day_need_not_be_typed_again(house: FastAPI) -> None:
    catalog: Catalog = house.state.shelf.catalog
    answers = {"lives_there_since": {"value": "2026-11-20", "unknown": False}}
    with clock.stopped(NOW), speaking("nl"):
        found = reckoning.of_card(catalog, catalog.cards["adreswijziging"], {}, answers)
    assert [one.found.safe for one in found if one.found] == [date(2026, 11, 27), date(2026, 12, 18)]


def test_a_letter_counts_from_its_date(browser: Browser, house: FastAPI) -> None:
    tree = house.state.shelf.catalog.triage
    with_term = [key for key, end in tree.ends.items() if end.term]
    assert with_term
    paths = list(_paths_to(tree, with_term[0]))
    with clock.stopped(NOW):
        page = browser.get(f"/letters?lang=nl&path={paths[0]}&day1=2026-11-20")
    assert "Laatste veilige dag" in page.text


def _paths_to(tree: Triage, end: str) -> Iterator[str]:
    waiting = [(tree.start, "")]
    seen: set[str] = set()
    while waiting:
        here, path = waiting.pop()
        if here == end:
            yield path
        if here in tree.questions and here not in seen:
            seen.add(here)
            waiting += [(a.to, f"{path}.{a.id}".strip(".")) for a in tree.questions[here].answers]


def test_a_number_of_a_person_in_the_box_leaves_the_address(house: FastAPI) -> None:
    browser = Browser(house)
    response = browser.client.get("/cards/leefloon?lang=nl&day1=85.07.30-033.28", follow_redirects=False)
    assert response.status_code == 303
    assert "85" not in response.headers["location"]
    browser.close()


def test_a_day_of_one_person_is_kept_by_nobody_between(house: FastAPI) -> None:
    browser = Browser(house)
    assert browser.client.get("/cards/leefloon?day1=2026-11-03").headers["cache-control"] == "no-store"
    assert "public" in browser.client.get("/cards/leefloon").headers["cache-control"]
    browser.close()


def test_one_day_does_not_forget_the_others(browser: Browser) -> None:
    with clock.stopped(NOW):
        page = browser.get("/cards/ziekte-melden?lang=nl&day1=2026-11-20&day2=2026-11-21")
    forms = [form for form in page.forms if "day" in "".join(form.names())]
    assert len(forms) > 2
    for form in forms:
        assert {"day1", "day2"} <= form.names()
