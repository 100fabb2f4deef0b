"""Step by step through a card, two faces beside each other."""

import re

import pytest
from fastapi import FastAPI

from app.catalog.model import Card
from app.db import Database
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.visits.sitting import LEEFLOON, RENT, faults, fields, in_visit, questions, step_of_kind


def helper_side(page: Page) -> str:
    """What stands on the helper's half."""
    return " ".join(words_of(e) for e in page.tree.iter("section") if e.get("class") in ("face-helper", "shield"))


def visitor_side(page: Page) -> str:
    """What stands on the visitor's half."""
    return " ".join(words_of(e) for e in page.tree.iter("section") if e.get("class") == "face-visitor")


def buttons(page: Page) -> list[str]:
    """Where the buttons of the step lead."""
    return [b.get("value", "") for b in page.form("/walk/").buttons if b.get("name") == "go"]


CARDS_OF_A_VISIT = 8
"""a visit holds no more questions than anybody brings"""


def test_every_step_of_every_card_opens_and_shows_two_faces(app: FastAPI, make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, language="ar")
    for place, (slug, card) in enumerate(app.state.shelf.catalog.cards.items()):
        if place and place % CARDS_OF_A_VISIT == 0:
            sitting.ends()
            sitting.begins("ar")
        sitting.adds(slug)
        for number, step in enumerate(card.steps, start=1):
            page = sitting.step(slug, step.id)
            assert page.h1 == step.title.nl
            assert step.show.nl in visitor_side(page), f"{slug} {step.id}: no Dutch beneath"
            assert [e for e in page.tree.iter() if e.get("class") == "face-theirs"], f"{slug} {step.id}"
            progress = next(page.tree.iter("progress"))
            assert progress.get("value") == str(number), f"{slug} {step.id}"
            assert progress.get("max") == str(len(card.steps))


def test_next_back_and_overview_keep_the_way(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    ids = [step.id for step in sitting.catalog.cards[LEEFLOON].steps]
    first = sitting.step(LEEFLOON, ids[0])
    assert buttons(first) == ["next", "overview"]
    second = browser.submit(first, "/walk/", go="next")
    assert second.path.endswith(f"/{ids[1]}")
    assert {"next", "back", "overview"} <= set(buttons(second))
    assert browser.submit(second, "/walk/", go="back").path == first.path
    assert browser.submit(second, "/walk/", go="overview").path == sitting.path
    assert questions(database)[0].steps_done == ids[:2]


def test_the_last_step_leads_to_the_overview(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    last = sitting.step(LEEFLOON, sitting.catalog.cards[LEEFLOON].steps[-1].id)
    assert buttons(last) == ["next", "back"]
    assert browser.submit(last, "/walk/", go="next").path == sitting.path


def test_before_the_first_step_lies_the_overview(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    first = sitting.step(LEEFLOON, sitting.catalog.cards[LEEFLOON].steps[0].id)
    assert browser.submit(first, "/walk/", go="back").path == sitting.path


def test_a_step_that_does_not_exist_is_not_there(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    browser.get(f"{sitting.walk(LEEFLOON)}/nowhere", status=404)
    assert browser.post(f"{sitting.walk(LEEFLOON)}/nowhere", go="next").status_code == 404


def test_a_login_shows_the_shield_two_other_ways_and_nothing_to_type(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    logins = [(c, s) for c in sitting.catalog.cards.values() for s in c.steps if s.kind == "login"]
    assert logins
    for card, step in logins:
        sitting.adds(card.slug)
        page = sitting.step(card.slug, step.id)
        assert [e for e in page.tree.iter("section") if e.get("class") == "shield"], card.slug
        assert fields(page) == set(), card.slug
        assert {e.get("type") for e in page.form("/walk/").element.iter("input")} == {"hidden"}
        ways = [text.nl for text in getattr(step, "instead", ())]
        assert len(ways) >= 2
        for way in ways:
            assert way in visitor_side(page)
        for password in ("password", "pin"):
            assert f'type="{password}"' not in page.html


def test_a_decision_leads_where_it_says(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, RENT)
    card = sitting.catalog.cards[RENT]
    step = next(step for step in card.steps if step.kind == "decide")
    page = sitting.step(RENT, step.id)
    ways = [value for value in buttons(page) if value.startswith("step:")]
    assert len(ways) == 2
    for way in ways:
        assert browser.submit(page, "/walk/", go=way).path.endswith("/" + way.removeprefix("step:"))
    assert browser.submit(page, "/walk/", go="step:nowhere").path == sitting.path


def test_a_decision_may_lead_to_another_card_or_a_partner(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    for card in sitting.catalog.cards.values():
        for step in card.steps:
            options = [o for o in getattr(step, "options", ()) if not o.step]
            if not options:
                continue
            sitting.ends()
            sitting.begins()
            sitting.adds(card.slug)
            page = sitting.step(card.slug, step.id)
            for option in options:
                if option.partner:
                    assert sitting.catalog.partners[option.partner].title.nl in page.text
                else:
                    assert page.link(option.text.nl).startswith(browser.get(sitting.path).url + "?q=")


def _stops(card: Card, step_id: str) -> list[str]:
    return [stop.to for step in card.steps if step.id == step_id for stop in step.stop]


def test_a_stop_names_who_can_help_today(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    card, step = step_of_kind(sitting.catalog, "stop")
    sitting.adds(card.slug)
    side = helper_side(sitting.step(card.slug, step.id))
    for partner in _stops(card, step.id):
        assert sitting.catalog.partners[partner].title.nl in side


def test_a_call_has_the_papers_the_first_sentence_and_what_to_do_on_hold(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    card, step = step_of_kind(sitting.catalog, "call")
    sitting.adds(card.slug)
    page = sitting.step(card.slug, step.id)
    assert step.kind == "call"
    for said in (step.opening, step.whom, *step.ready):
        assert said.nl in visitor_side(page)
    for said in (step.note, step.on_hold):
        assert said.nl in helper_side(page)


def test_handing_in_ends_with_a_proof(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    card, step = step_of_kind(sitting.catalog, "hand-in")
    sitting.adds(card.slug)
    assert card.hand_in is not None
    side = visitor_side(sitting.step(card.slug, step.id))
    for part in (card.hand_in.copy_first, card.hand_in.envelope, card.hand_in.posted_by, card.hand_in.proof):
        assert part.nl in side


def test_a_conditional_question_follows_the_answer_before_it(make: Make, browser: Browser) -> None:
    """The call for the sheet is only for who has none; the reference only for who has it."""
    sitting = in_visit(make, browser, RENT)
    page = sitting.keeps(RENT, "letter", {"a.has_letter": "yes"}, go="next")
    assert not page.path.endswith("/call")
    page = sitting.keeps(RENT, "letter", {"a.has_letter": "no"}, go="next")
    assert page.path.endswith("/call")
    assert "a.file_ref" not in fields(sitting.step(RENT, "letter"))
    sitting.keeps(RENT, "letter", {"a.has_letter": "yes"})
    assert "a.file_ref" in fields(sitting.step(RENT, "letter"))


def test_what_hangs_on_the_same_step_can_be_reached_before_it_is_answered(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    assert "a.income_work" in fields(sitting.step(LEEFLOON, "money"))
    sitting.keeps(LEEFLOON, "money", {"a.income_sources": ["benefit"]})
    shown = fields(sitting.step(LEEFLOON, "money"))
    assert "a.income_work" not in shown
    assert "a.income_benefit" in shown
    sitting.keeps(LEEFLOON, "money", {"u.income_sources": "yes"})
    assert {"a.income_work", "a.income_benefit"} <= fields(sitting.step(LEEFLOON, "money"))


def test_what_is_never_kept_has_no_field_but_a_word(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = sitting.step(LEEFLOON, "who")
    never = [q for q in sitting.catalog.fields if sitting.catalog.fields[q].keep == "never"]
    assert not {f"a.{ident}" for ident in never} & fields(page)
    by_hand = [words_of(p) for p in page.tree.iter("p") if p.get("class") == "by-hand"]
    asked = next(step for step in sitting.catalog.cards[LEEFLOON].steps if step.id == "who").asks
    assert len(by_hand) == len(set(asked) & {*never})
    assert any(sitting.catalog.fields["insz"].official in words for words in by_hand)


def test_a_step_that_asks_only_what_is_never_kept_goes_on(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.fill(sitting.step(LEEFLOON, "call"), "/walk/", {"go": "next"})
    assert re.search(r"/walk/[\w-]+/sign$", page.path)
    assert faults(page) == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_why_it_is_asked_and_the_official_words_stand_beside_it(make: Make, browser: Browser, language: str) -> None:
    sitting = in_visit(make, browser, RENT, language=language)
    page = sitting.step(RENT, "rent")
    official = sitting.catalog.question(sitting.catalog.cards[RENT], "rent").official
    assert [c for c in page.tree.iter("cite") if words_of(c) == official and c.get("lang") == "nl"]
    assert [d for d in page.tree.iter("details") if d.get("id") == "why-rent"]
