"""What she came for, and what turns out to be needed besides."""

from urllib.parse import urlencode

import pytest

from app.db import Database
from app.errors import NotFound
from app.visits import service
from app.visits.models import Origin
from app.visits.service import MOST_QUESTIONS
from tests.browser import Browser, words_of
from tests.make import Make
from tests.visits.sitting import LEEFLOON, RENT, adding, at_table, faults, in_visit, questions


def test_a_card_that_is_chosen_opens_at_its_first_step(make: Make, browser: Browser) -> None:
    sitting = at_table(make, browser)
    sitting.begins()
    page = sitting.adds(LEEFLOON)
    assert page.path == f"{sitting.walk(LEEFLOON)}/{sitting.catalog.cards[LEEFLOON].steps[0].id}"


def test_several_are_asked_and_found(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.adds(RENT, origin="found")
    sitting.adds(topic="health", origin="found")
    kept = [(q.card, q.topic, q.origin) for q in questions(database)]
    assert kept == [
        (LEEFLOON, None, Origin.ASKED), (RENT, None, Origin.FOUND), (None, "health", Origin.FOUND),
    ]  # fmt: skip
    shown = [words_of(h2) for li in sitting.page.tree.iter("li") for h2 in li.iter("h2")]
    titles = [sitting.catalog.cards[slug].title.nl for slug in (LEEFLOON, RENT)]
    assert shown == [*titles, sitting.catalog.topics["health"].title.nl]


@pytest.mark.parametrize(
    "about",
    [{"card": LEEFLOON}, {"topic": "health"}, {"letter": "end_plan", "sender": "energy"}],
    ids=["card", "topic", "letter"],
)
def test_the_same_one_is_kept_once(make: Make, browser: Browser, database: Database, about: dict[str, str]) -> None:
    sitting = in_visit(make, browser)
    first, second = (sitting.adds(**about) for _press in range(2))
    assert first.path == second.path
    assert len(questions(database)) == 1


def test_two_letters_of_which_nobody_knows_the_sender_stay_two(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser)
    for sender in ("", "", "energy"):
        sitting.adds(letter="end_plan", sender=sender)
    assert [q.letter_sender for q in questions(database)] == [None, None, "energy"]


@pytest.mark.parametrize(
    "about",
    [
        {"card": "no-such-card"},
        {"topic": "astronomy"},
        {"letter": "end_nowhere"},
        {"letter": "end_plan", "sender": "aunt"},
        {"sender": "energy"},
        {},
    ],
)
def test_what_we_do_not_know_is_refused(
    make: Make, browser: Browser, database: Database, about: dict[str, str]
) -> None:
    page = in_visit(make, browser).adds(**about)
    assert faults(page)
    assert questions(database) == []


def test_a_visit_has_room_for_twelve(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser)
    for _letter in range(MOST_QUESTIONS):
        sitting.adds(letter="end_plan")
    assert faults(sitting.adds(LEEFLOON))
    assert len(questions(database)) == MOST_QUESTIONS


def test_what_was_added_by_mistake_is_taken_away(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT)
    mistaken = questions(database)[0]
    page = browser.submit(sitting.page, f"/questions/{mistaken.code}/remove")
    assert page.path == sitting.path
    assert [q.card for q in questions(database)] == [RENT]
    browser.get(f"{sitting.path}/walk/{mistaken.code}/who", status=404)
    assert browser.post(f"{sitting.path}/questions/{mistaken.code}/remove").status_code == 404


def test_a_question_of_another_visit_is_not_in_this_one(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    elsewhere = make.question(make.visit(sitting.opening), RENT)
    browser.get(f"{sitting.path}/walk/{elsewhere.code}/who", status=404)
    assert browser.post(f"{sitting.path}/questions/{elsewhere.code}/remove").status_code == 404
    assert len(questions(database)) == 2


def test_nobody_goes_to_a_step_that_does_not_exist(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.adds(topic="health")
    for question, step in zip(questions(database), ("nowhere", "who"), strict=True):
        with database.writing() as db, pytest.raises(NotFound):
            service.go_to_step(db, sitting.catalog, question, step)
    assert [question.at_step for question in questions(database)] == ["", ""]


def test_searching_shows_what_fits_and_nothing_found_says_so(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    found = browser.get(f"{sitting.path}?{urlencode({'q': 'dokter te duur'})}")
    cards = [b.get("value") for b in adding(found).buttons]
    assert cards[0] == "verhoogde-tegemoetkoming"
    assert len(cards) < len(sitting.catalog.cards)
    nothing = browser.get(f"{sitting.path}?q=zzzzqqqq")
    assert adding(nothing).buttons == []
    assert nothing.text != found.text


def test_without_a_search_every_card_and_topic_is_one_tap_away(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    values = [b.get("value") for b in adding(sitting.page).buttons]
    by_topic = [card.slug for cards in sitting.catalog.by_topic().values() for card in cards]
    assert sorted(by_topic) == sorted(sitting.catalog.cards)
    assert values == [*by_topic, *sitting.catalog.topics]


def test_she_goes_on_where_she_was(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    steps = [step.id for step in sitting.catalog.cards[LEEFLOON].steps]
    browser.submit(sitting.step(LEEFLOON, steps[0]), "/walk/", go="next")
    assert sitting.page.link(f"{sitting.walk(LEEFLOON)}/{steps[1]}")
    kept = questions(database)[0]
    assert (kept.at_step, kept.steps_done) == (steps[1], [steps[0]])
