"""The start page of Els: what goes on now at her desks, and what this morning brought."""

import re
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from app import clock
from app.db import Database
from app.demand.models import Hint
from app.demand.service import when_left
from app.desks.models import Desk, Opening
from app.i18n import _, ngettext, speaking
from app.queue.models import TicketState
from app.staff.models import Membership, Role
from app.visits.models import Origin
from tests.browser import Browser, Form, Page, words_of
from tests.demand.asking import NINE, asks, counted, ends, half_day, hints, weeks_ago
from tests.make import Make
from tests.staff.people import at_tablet, bilal, els, sign_in

SVG = "{http://www.w3.org/2000/svg}"
CARD, OTHER = "leefloon", "huurpremie"


def morning(make: Make, browser: Browser) -> tuple[Desk, Opening]:
    """Els is signed in, her desk is open."""
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    return desk, half_day(make, desk)


def figures(page: Page) -> list[int]:
    """Questions, visits finished, left without help."""
    shown = next(e for e in page.tree.iter("dl") if e.get("class") == "figures")
    return [int(words_of(dd)) for dd in shown.iter("dd") if not dd.get("class")]


def verdicts(page: Page) -> list[Form]:
    """The hints that wait for a yes or no, and those that can be changed."""
    return [form for form in page.forms if "/coach/hints/" in form.action]


def open_hints(page: Page) -> list[str]:
    """The heading of each hint without a verdict."""
    cards = [e for e in page.tree.iter("section") if "peak" in (e.get("class") or "").split()]
    return [words_of(next(card.iter("h2"))) for card in cards]


def bars(page: Page) -> list[str]:
    """What the bars of the first picture say, oldest first."""
    picture = next(e for e in page.tree.iter(f"{SVG}svg") if "bars" in (e.get("class") or "").split())
    return [words_of(e).rpartition(" ")[2] for e in picture.iter(f"{SVG}rect")]


def test_the_figures_are_those_of_the_rows(make: Make, browser: Browser, database: Database) -> None:
    with clock.stopped(NINE):
        _desk, opening = morning(make, browser)
        ends(make, asks(make, opening, CARD))
        ends(make, asks(make, opening, OTHER, origin=Origin.FOUND))
        asks(make, opening, topic="money")
        with database.writing() as db:
            when_left(db, opening, None, "tired")
        page = browser.get("/coach?lang=nl")
    assert figures(page) == [3, 2, 1]
    with speaking("nl"):
        found = ngettext("of which %(count)s found at the table", "of which %(count)s found at the table", 1)
    assert found % {"count": 1} in page.text


def test_it_says_who_waits_how_long_and_which_tables_are_busy(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        _desk, opening = morning(make, browser)
        for minutes in (50, 12):
            make.ticket(opening, came_at=NINE - timedelta(minutes=minutes))
        make.ticket(opening, state=TicketState.STEPPED_OUT)
        make.visit(opening)
        page = browser.get("/coach?lang=nl")
        with speaking("nl"):
            people = ngettext("%(count)s person waits", "%(count)s people wait", 2) % {"count": 2}
            longest = _("%(busy)s of %(tables)s tables busy") % {"busy": 1, "tables": 4}
        assert people in page.text
        assert longest in page.text
        assert "50" in page.text
        assert [e for e in page.tree.iter() if "long-wait" in (e.get("class") or "")]


def test_a_wait_under_the_bound_is_not_marked(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        make.ticket(morning(make, browser)[1], came_at=NINE - timedelta(minutes=44))
        assert "long-wait" not in browser.get("/coach").html


def test_a_clock_that_is_set_back_shows_no_wait_under_nought(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        make.ticket(morning(make, browser)[1], came_at=NINE + timedelta(hours=1))
        assert not re.search(r"[-−]\s?\d", browser.get("/coach").text)


def test_a_hint_shows_count_and_expected_and_the_weeks_of_its_card(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        desk, opening = morning(make, browser)
        for weeks in (1, 2):
            half_day(make, desk, weeks_ago(weeks))
            counted(make, desk, weeks_ago(weeks), 1, CARD)
            counted(make, desk, weeks_ago(weeks), 7, OTHER)
        for _ask in range(4):
            asks(make, opening, CARD)
        page = browser.get("/coach?lang=nl")
    heading = open_hints(page)[0]
    assert "4" in heading
    assert make.app.state.shelf.catalog.cards[CARD].title.nl in heading
    assert page.link(f"/cards/{CARD}")
    assert bars(page) == ["1", "1", "4"]


def test_without_a_hint_the_picture_shows_all_questions_those_at_the_tables_too(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        desk, opening = morning(make, browser)
        half_day(make, desk, weeks_ago(1))
        counted(make, desk, weeks_ago(1), 6, OTHER)
        ends(make, asks(make, opening, CARD))
        asks(make, opening, topic="money")
        assert bars(browser.get("/coach")) == ["6", "2"]


@pytest.mark.parametrize("kind", ["card", "letter", "left"])
def test_every_hint_can_be_said(make: Make, browser: Browser, database: Database, kind: str) -> None:
    subject = {"card": CARD, "letter": "energy|end_plan", "left": ""}[kind]
    with clock.stopped(NINE):
        desk, opening = morning(make, browser)
        hint = make.keep(
            Hint(desk_id=desk.id or 0, opening_id=opening.id or 0, kind=kind, subject=subject, count=0, compared=3)
        )
        said = set()
        for count, expected in product((2, 3, 5), (None, 0.0, 0.3, 1.4)):
            with database.writing() as db:
                row = db.get_one(Hint, hint.id)
                row.count, row.expected = count, expected
            page = browser.get("/coach?lang=fr")
            assert len(verdicts(page)) == 1
            said.add(open_hints(page)[0])
    assert len(said) == 3, "each count has a sentence of its own"


@pytest.mark.parametrize("verdict", ["true", "false"])
def test_she_says_true_or_chance_and_may_change_her_mind(
    make: Make, browser: Browser, database: Database, verdict: str
) -> None:
    with clock.stopped(NINE):
        _desk, opening = morning(make, browser)
        for _ask in range(3):
            asks(make, opening, CARD)
        page = browser.submit(browser.get("/coach?lang=nl"), "/judge", verdict=verdict)
        assert page.path == "/coach"
        assert open_hints(page) == []
        assert len(verdicts(page)) == 1, "it can be changed"
        assert hints(database)[0].is_true is (verdict == "true")
        refused = browser.post(f"/coach/hints/{hints(database)[0].code}/judge", verdict="perhaps", came_from="/coach")
    assert refused.status_code == 303
    assert hints(database)[0].is_true is (verdict == "true")


def test_it_says_how_often_a_hint_was_true(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        desk, opening = morning(make, browser)
        for number, verdict in enumerate((True, True, False, None)):
            about: dict[str, Any] = {"kind": "card", "subject": f"card-{number}", "count": 3, "is_true": verdict}
            make.keep(Hint(desk_id=desk.id or 0, opening_id=opening.id or 0, **about))
        page = browser.get("/coach?lang=nl")
        with speaking("nl"):
            one = "Of the %(count)s hint judged so far, %(real)s was a real peak."
            said = ngettext(one, "Of the %(count)s hints judged so far, %(real)s were real peaks.", 3)
    assert said % {"count": 3, "real": 2} in page.text
    assert len(open_hints(page)) == 1


def test_a_hint_of_a_letter_is_a_sentence_in_the_readers_language(make: Make, browser: Browser) -> None:
    catalog = make.app.state.shelf.catalog
    with clock.stopped(NINE):
        _desk, opening = morning(make, browser)
        for _ask in range(3):
            asks(make, opening, letter_sender="bailiff", letter_kind="end_plan")
        for lang in ("nl", "fr"):
            heading = open_hints(browser.get(f"/coach?lang={lang}"))[0]
            who = catalog.say(catalog.senders["bailiff"].title, lang).text
            what = catalog.say(catalog.triage.ends["end_plan"].title, lang).text.rstrip(".")
            assert heading.endswith(f": {who} – {what}")
            assert "end_plan" not in heading


def test_hints_of_another_desk_and_another_day_are_not_shown(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        desk, _opening = morning(make, browser)
        other = make.desk("zoersel")
        for opening in (half_day(make, other), half_day(make, desk, weeks_ago(1))):
            make.keep(Hint(desk_id=opening.desk_id, opening_id=opening.id or 0, kind="card", subject=CARD, count=3))
        page = browser.get("/coach")
    assert verdicts(page) == []
    assert "Zoersel" not in page.text


def test_the_hint_of_another_desk_cannot_be_judged(make: Make, browser: Browser, database: Database) -> None:
    morning(make, browser)
    opening = half_day(make, make.desk("zoersel"))
    hint = make.keep(Hint(desk_id=opening.desk_id, opening_id=opening.id or 0, kind="card", subject=CARD, count=3))
    assert browser.post(f"/coach/hints/{hint.code}/judge", verdict="true").status_code == 404
    assert hints(database)[0].is_true is None


def test_two_desks_of_hers_stand_beside_each_other_the_open_one_first(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        first, second = make.desk("aalst"), make.desk("zoersel")
        person = els(make, first)
        make.keep(Membership(person_id=person.id or 0, desk_id=second.id, role=Role.COORDINATOR))
        sign_in(make, browser, person)
        asks(make, half_day(make, second), CARD)
        page = browser.get("/coach")
    names = [words_of(e) for e in page.tree.iter("strong")]
    assert [name for name in names if name in ("Aalst", "Zoersel")] == ["Zoersel", "Aalst"]
    assert figures(page)[0] == 1
    live = next(e.get("data-live") for e in page.tree.iter() if e.get("data-live"))
    assert live == f"/live/desk-{first.id},desk-{second.id}"


def test_on_a_day_without_an_opening_there_is_coffee(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE - timedelta(days=1)):
        morning(make, browser)
        page = browser.get("/coach?lang=nl")
    with speaking("nl"):
        assert _("No desk is open today") in page.text
    assert not [e for e in page.tree.iter("dl") if e.get("class") == "figures"]


def test_the_live_part_is_the_part_of_the_page(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        _desk, opening = morning(make, browser)
        make.ticket(opening, came_at=NINE)
        part = browser.fragment("/coach/now")
        assert part.text in browser.get("/coach").text


def test_a_helper_has_no_start_page_of_a_coordinator(make: Make, browser: Browser) -> None:
    desk = make.desk()
    at_tablet(make, browser, bilal(make, desk), desk)
    for path in ("/coach", "/coach/now", "/demand"):
        assert browser.client.get(path).status_code == 403
