"""A letter that somebody does not understand becomes a question with its sender and kind."""

import pytest
from fastapi import FastAPI

from app.catalog.model import Triage
from app.catalog.reading import UNKNOWN, follow
from app.db import Database
from app.demand.models import DailyFact
from tests.browser import Browser
from tests.make import Make
from tests.rows import rows
from tests.visits.sitting import adding, in_visit, questions


def shortest_paths(tree: Triage) -> dict[str, str]:
    """End of the tree → the first path of answers that leads there."""
    found: dict[str, str] = {}
    todo = [""]
    while todo:
        path = todo.pop(0)
        place = follow(tree, path)
        if place.end is not None:
            found.setdefault(place.end_id, path)
        elif place.question is not None and path.count(".") < 8:
            todo += [place.with_answer(answer.id) for answer in place.question.answers]
    return found


def test_the_tree_is_walked_with_links_and_i_dont_know_is_one(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    page = browser.get(f"{sitting.path}/letter")
    tree = sitting.catalog.triage
    answers = [answer.id for answer in tree.questions[tree.start].answers]
    paths = [a.get("href", "").rpartition("path=")[2] for a in page.tree.iter("a") if "path=" in a.get("href", "")]
    assert paths == [*answers, UNKNOWN]
    further = browser.get(page.link(f"path={answers[0]}"))
    assert further.link("path=")


def test_every_end_of_the_tree_is_reached_and_says_what_to_do(app: FastAPI, make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, language="ar")
    tree = app.state.shelf.catalog.triage
    for end_id, path in shortest_paths(tree).items():
        page = browser.get(f"{sitting.path}/letter?path={path}&lang=nl")
        end = tree.ends[end_id]
        assert page.h1 == end.title.nl
        assert len([e for e in page.tree.iter("p") if e.get("class") == "face-dutch"]) >= len(end.do)
        assert adding(page).values()["letter"] == [end_id]
        for code in end.partners:
            assert app.state.shelf.catalog.partners[code].title.nl in page.text


def test_it_is_kept_with_sender_and_kind(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser)
    end_id, path = next(iter(shortest_paths(sitting.catalog.triage).items()))
    form = adding(browser.get(f"{sitting.path}/letter?path={path}"))
    browser.client.post(form.action, data={**form.values(), "sender": ["energy"]})
    kept = questions(database)[0]
    assert (kept.card, kept.letter_kind, kept.letter_sender) == (None, end_id, "energy")
    page = sitting.page
    assert sitting.catalog.triage.ends[end_id].title.nl in page.text
    assert sitting.catalog.senders["energy"].title.nl in page.text
    assert "/walk/" not in page.html, "a letter without a card has no steps"
    sitting.ends("handed_over")
    facts = {(f.kind, f.subject): f.count for f in rows(database, DailyFact)}
    assert facts[("letter", f"energy|{end_id}")] == 1
    assert facts[("question", "")] == 1


def test_a_letter_of_an_unknown_sender_is_no_demand_of_anybody(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser)
    sitting.adds(letter="end_plan")
    sitting.ends()
    assert not [fact for fact in rows(database, DailyFact) if fact.kind == "letter"]


@pytest.mark.parametrize("path", ["nowhere", "yes.nowhere.yes", "..", "yes" * 100])
def test_a_path_that_leads_nowhere_stops_where_it_can(make: Make, browser: Browser, path: str) -> None:
    sitting = in_visit(make, browser)
    assert browser.get(f"{sitting.path}/letter?path={path}").h1


def test_a_walk_through_a_letter_is_not_there(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser)
    sitting.adds(letter="end_plan")
    browser.get(f"{sitting.path}/walk/{questions(database)[0].code}/who", status=404)
