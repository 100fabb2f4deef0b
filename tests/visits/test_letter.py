"""A letter that somebody does not understand becomes a question with its sender and kind."""

import pytest
from fastapi import FastAPI

from app.catalog.model import Triage
from app.catalog.reading import UNKNOWN, follow
from app.db import Database
from app.demand.models import DailyFact, Hint
from tests.browser import Browser, words_of
from tests.make import Make
from tests.rows import rows
from tests.visits.sitting import Sitting, adding, at_table, in_visit, questions


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


def kept_letter(sitting: Sitting, end_id: str, sender: str = "energy") -> str:
    """A letter read to this end and kept; the way there."""
    path = shortest_paths(sitting.catalog.triage)[end_id]
    sitting.browser.submit(sitting.browser.get(f"{sitting.path}/letter?path={path}"), "/questions", sender=sender)
    return path


def test_the_result_of_a_letter_opens_again_and_every_answer_can_be_changed(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser)
    tree = sitting.catalog.triage
    path = kept_letter(sitting, "end_pay")
    result = browser.click(sitting.page, "/letter?question=")
    assert result.h1 == tree.ends["end_pay"].title.nl
    assert result.form("/read-again").values()["sender"] == ["energy"]
    before = browser.click(result, path.rpartition(".")[0])
    assert before.h1 == tree.questions["q_debt"].ask.nl
    other = browser.get(before.link("cannot_pay"))
    page = browser.submit(other, "/read-again", sender="bailiff")
    assert page.path == sitting.path
    kept = questions(database)
    assert [(q.letter_kind, q.letter_sender) for q in kept] == [("end_plan", "bailiff")]
    assert browser.click(page, "/letter?question=").h1 == tree.ends["end_plan"].title.nl
    start = next(a for a in browser.click(page, "/letter?question=").links().values() if a.endswith("path="))
    assert browser.get(start).h1 == tree.questions[tree.start].ask.nl


def test_the_light_of_a_letter_is_that_of_its_answers_not_of_its_end(make: Make, browser: Browser) -> None:
    """A bailiff who asks for a plan is orange, whatever the end says by itself."""
    sitting = in_visit(make, browser)
    path = "yes.paper.yes.bailiff.no.can_pay"
    assert follow(sitting.catalog.triage, path).end_id == "end_pay"
    read = browser.get(f"{sitting.path}/letter?path={path}&lang=nl")
    browser.submit(read, "/questions", sender="bailiff")
    result = browser.click(sitting.page, "/letter?question=")
    light = next(words_of(e) for e in read.tree.iter("p") if e.get("class") == "light-line")
    assert light in [words_of(e) for e in result.tree.iter("p")]
    assert sitting.catalog.triage.lights["orange"].title.nl in light


@pytest.mark.parametrize("path", ["", "yes.paper", "yes.paper.no.yes.no.yes", "unknown" * 40])
def test_a_way_that_does_not_lead_there_is_not_kept_and_the_end_shows_all_the_same(
    make: Make, browser: Browser, database: Database, path: str
) -> None:
    sitting = in_visit(make, browser)
    sitting.adds(letter="end_plan", path=path)
    assert questions(database)[0].at_step == ""
    assert browser.click(sitting.page, "/letter?question=").h1 == sitting.catalog.triage.ends["end_plan"].title.nl


def test_reading_again_pressed_twice_is_one_letter_and_an_end_of_ones_own_is_none(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser, "leefloon")
    kept_letter(sitting, "end_form")
    page = browser.click(sitting.page, "/letter?question=")
    for _press in range(2):
        browser.submit(page, "/read-again", sender="finance")
    browser.submit(page, "/read-again", letter="end_of_the_world")
    assert [(q.letter_kind, q.letter_sender) for q in questions(database)] == [(None, None), ("end_form", "finance")]
    card = questions(database)[0].code
    assert browser.post(f"{sitting.path}/questions/{card}/read-again", letter="end_form").status_code == 404


def test_a_letter_whose_sender_becomes_known_may_be_the_third(make: Make, browser: Browser, database: Database) -> None:
    sitting = at_table(make, browser)
    for _visit in range(3):
        sitting.begins()
        kept_letter(sitting, "end_form", sender="")
        assert rows(database, Hint) == []
        page = browser.click(sitting.page, "/letter?question=")
        browser.submit(page, "/read-again", sender="finance")
    assert [(h.kind, h.subject, h.count) for h in rows(database, Hint)] == [("letter", "finance|end_form", 3)]


def test_when_the_visit_ends_the_answers_about_the_letter_are_gone(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser)
    path = kept_letter(sitting, "end_pay")
    assert questions(database)[0].at_step == path
    sitting.ends()
    assert questions(database)[0].at_step == ""


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
