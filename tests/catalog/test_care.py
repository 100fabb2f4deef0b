"""Taking care of the cards: withdrawn at once everywhere, checked, said to be wrong, noted, and what was not found."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi import FastAPI

from app import clock
from app.catalog import attention, service
from app.catalog.models import CardMark, CardReport, DeskNote, UnmetWord
from app.catalog.service import searches
from app.catalog.service.searches import TOLD_DAYS, note_unmet
from app.catalog.shelf import ASK_AGAIN_SECONDS
from app.main import create_app
from app.staff.models import AuditEvent, Role
from tests.browser import Browser
from tests.make import Make
from tests.rows import rows
from tests.staff.people import els, sign_in
from tests.visits.sitting import LEEFLOON, in_visit

Open = Callable[[], Browser]
SECRET = b"s" * 32
DAY = datetime(2026, 11, 26, 9, tzinfo=UTC)


def leader(make: Make, browser: Browser, *roles: Role) -> Browser:
    """Els at her own screen."""
    sign_in(make, browser, els(make, make.desk(), *roles))
    return browser


def withdraw(browser: Browser, slug: str = LEEFLOON, why: str = "Het bedrag klopt niet.") -> None:
    browser.submit(browser.get(f"/catalog/{slug}"), "/withdraw", why=why)


PLACES = {
    "card": f"/cards/{LEEFLOON}?lang=nl",
    "step": f"/cards/{LEEFLOON}/walk/check",
    "guide": f"/cards/{LEEFLOON}/guide.pdf?lang=ar",
    "questions": f"/cards/{LEEFLOON}/blank.pdf",
    "data": f"/api/v1/cards/{LEEFLOON}",
    "address": f"/cards/{LEEFLOON}/address.svg",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_withdrawn_card_is_gone_everywhere_at_once(place: str, make: Make, open_browser: Open) -> None:
    lead, visitor = leader(make, open_browser()), open_browser()
    assert visitor.client.get(PLACES[place]).status_code == 200
    withdraw(lead)
    assert visitor.client.get(PLACES[place]).status_code == 404


def test_a_withdrawn_card_is_not_found_listed_or_linked(make: Make, open_browser: Open) -> None:
    lead, visitor = leader(make, open_browser()), open_browser()
    withdraw(lead)
    for page in ("/cards?lang=nl&q=leefloon", "/cards?lang=nl", "/sitemap.xml", "/api/v1/cards?q=leefloon"):
        assert f"cards/{LEEFLOON}" not in visitor.client.get(page).text
        assert '"slug": "leefloon"' not in visitor.client.get(page).text
    for slug in ("verhoogde-tegemoetkoming", "uitpas-kansentarief", "tegemoetkoming-handicap"):
        assert f'href="/cards/{LEEFLOON}' not in visitor.get(f"/cards/{slug}?lang=nl").html


def test_another_worker_hears_of_it_within_a_second(make: Make, app: FastAPI, open_browser: Open) -> None:
    lead, other = leader(make, open_browser()), Browser(create_app(app.state.settings))
    assert other.client.get(PLACES["card"]).status_code == 200
    withdraw(lead)
    time.sleep(ASK_AGAIN_SECONDS + 0.1)
    assert other.client.get(PLACES["card"]).status_code == 404
    other.close()


def test_a_table_where_it_lies_open_is_told(make: Make, open_browser: Open) -> None:
    sitting, lead = in_visit(make, open_browser(), LEEFLOON), open_browser()
    sign_in(make, lead, els(make, sitting.desk))
    withdraw(lead)
    sitting.browser.get(f"{sitting.walk(LEEFLOON)}/check", status=404)
    assert sitting.page.h1


def test_it_comes_back_and_both_are_written_down(make: Make, open_browser: Open) -> None:
    lead = leader(make, open_browser())
    withdraw(lead)
    assert "Het bedrag klopt niet." in lead.get(f"/catalog/{LEEFLOON}").text
    lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/back")
    assert open_browser().get(PLACES["card"]).h1 == "Geld om van te leven"
    assert [event.what for event in rows(make.app.state.database, AuditEvent) if event.about == LEEFLOON] == [
        "card_withdrawn",
        "card_back",
    ]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.HOST])
def test_who_does_not_lead_takes_no_card_away(role: Role, make: Make, open_browser: Open) -> None:
    browser = leader(make, open_browser(), role)
    assert browser.post(f"/catalog/{LEEFLOON}/withdraw", why="Zomaar.").status_code in (403, 404)
    assert rows(make.app.state.database, CardMark) == []


def test_withdrawing_asks_why_and_twice_is_once(make: Make, open_browser: Open) -> None:
    lead = leader(make, open_browser())
    page = lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/withdraw", why="")
    assert "wat er niet klopt" in page.text
    assert rows(make.app.state.database, CardMark) == []
    form = lead.get(f"/catalog/{LEEFLOON}")
    lead.submit(form, "/withdraw", why="Fout bedrag.")
    lead.submit(form, "/withdraw", why="Nog eens gedrukt.")
    assert [mark.why for mark in rows(make.app.state.database, CardMark)] == ["Fout bedrag."]


def test_checked_today_moves_the_next_check(make: Make, open_browser: Open) -> None:
    with clock.stopped(DAY):
        lead = leader(make, open_browser())
        lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/checked", source="mi-is.be, gelezen met Anna")
    (mark,) = rows(make.app.state.database, CardMark)
    assert (mark.checked_on, mark.checked_source) == (date(2026, 11, 26), "mi-is.be, gelezen met Anna")
    shelf = make.app.state.shelf
    card, shipped = shelf.catalog.cards[LEEFLOON], shelf.shipped.cards[LEEFLOON]
    assert card.checked_on == date(2026, 11, 26)
    assert card.next_check == date(2026, 11, 26) + (shipped.next_check - shipped.checked_on)
    assert "Nagekeken op 26 november 2026" in open_browser().get(PLACES["card"]).text


@pytest.mark.parametrize(
    ("days", "due", "late"), [(31, False, False), (30, True, False), (0, True, False), (-1, False, True)]
)
def test_a_card_is_due_a_month_ahead_and_late_after(days: int, due: bool, late: bool, make: Make) -> None:
    catalog = make.app.state.shelf.catalog
    today = catalog.cards[LEEFLOON].next_check - timedelta(days=days)
    state = attention.state_of(catalog, catalog.cards[LEEFLOON], today)
    assert (state.is_due, state.is_late) == (due, late)


def test_old_amounts_are_listed_with_their_cards(make: Make) -> None:
    catalog = make.app.state.shelf.catalog
    old = attention.old_facts(catalog, date(2026, 11, 26))
    found = {one.key: [card.slug for card in one.cards] for one in old if one.has_passed}
    assert LEEFLOON in found["leefloon_single"]
    assert [one.fact.valid_until for one in old] == sorted(one.fact.valid_until for one in old)


def test_a_helper_says_what_is_wrong_and_the_coordinator_closes_it(make: Make, open_browser: Open) -> None:
    sitting, lead = in_visit(make, open_browser(), LEEFLOON), open_browser()
    sign_in(make, lead, els(make, sitting.desk))
    sitting.browser.submit(sitting.step(LEEFLOON, "home"), "/wrong", wrong="Dit blad bestaat niet meer.")
    sitting.browser.submit(sitting.step(LEEFLOON, "home"), "/wrong", wrong="Dit blad bestaat niet meer.")
    page = lead.get("/catalog")
    assert page.text.count("Dit blad bestaat niet meer.") == 1
    lead.submit(page, "/close")
    assert "Dit blad bestaat niet meer." not in lead.get("/catalog").text
    (report,) = rows(make.app.state.database, CardReport)
    assert (report.step, report.closed_on is not None) == ("home", True)


@pytest.mark.parametrize("secret", ["85.07.30-033.28", "BE68 5390 0754 7034"])
def test_nothing_about_a_visitor_comes_into_a_report_or_note(secret: str, make: Make, open_browser: Open) -> None:
    sitting, lead = in_visit(make, open_browser(), LEEFLOON), open_browser()
    sign_in(make, lead, els(make, sitting.desk))
    sitting.browser.submit(sitting.step(LEEFLOON, "home"), "/wrong", wrong=f"Bij {secret} lukte het niet.")
    lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/note", text=f"Vraag naar {secret}.")
    assert [*rows(make.app.state.database, CardReport), *rows(make.app.state.database, DeskNote)] == []


def test_a_note_of_the_desk_stands_on_the_card_at_the_table_and_on_paper(make: Make, open_browser: Open) -> None:
    sitting, lead = in_visit(make, open_browser(), LEEFLOON), open_browser()
    sign_in(make, lead, els(make, sitting.desk))
    note = "Bel het Sociaal Huis op 03 000 00 99, vraag naar het onthaal."
    lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/note", text=note)
    assert note in open_browser().get(f"/cards/{LEEFLOON}?lang=nl").text
    assert note in sitting.step(LEEFLOON, "home").text
    lead.submit(lead.get(f"/catalog/{LEEFLOON}"), "/note", text="")
    assert note not in open_browser().get(f"/cards/{LEEFLOON}?lang=nl").text
    assert rows(make.app.state.database, DeskNote) == []


def test_a_word_is_told_only_when_it_was_typed_on_many_days(make: Make, open_browser: Open) -> None:
    lead, database = leader(make, open_browser()), make.app.state.database
    for days in range(TOLD_DAYS):
        with clock.stopped(DAY + timedelta(days=days)), database.writing() as db:
            note_unmet(db, SECRET, "kattenpaspoort", "nl")
    for again in range(20):
        with clock.stopped(DAY + timedelta(minutes=again)), database.writing() as db:
            note_unmet(db, SECRET, "Janssens", "nl")
    kept = {(one.word, one.days) for one in rows(database, UnmetWord)}
    assert kept == {("kattenpaspoort", TOLD_DAYS), (None, 1)}
    page = lead.get("/catalog")
    assert "kattenpaspoort" in page.text
    assert "anssens" not in page.text.casefold()


def test_a_search_that_finds_nothing_is_counted_without_numbers(make: Make, open_browser: Open) -> None:
    make.desk()
    visitor = open_browser()
    visitor.get("/cards?lang=nl&q=zwembadkoord+xq7+4711")
    visitor.get("/cards?lang=nl&q=leefloon")
    assert [(one.word, one.days) for one in rows(make.app.state.database, UnmetWord)] == [(None, 1)]


def test_nobody_fills_the_disk_with_words(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "MOST_KEPT", 2)
    for number in range(4):
        with make.app.state.database.writing() as db:
            note_unmet(db, SECRET, "woord" + "abcd"[number], "nl")
    assert len(rows(make.app.state.database, UnmetWord)) == 2


@pytest.mark.db
def test_many_who_search_the_same_at_once_all_get_their_page(make: Make, open_browser: Open) -> None:
    make.desk()
    visitors = [open_browser() for _ in range(6)]
    words = ["zwembadkoord kattenpaspoort", "kattenpaspoort zwembadkoord"]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda n: visitors[n].client.get(f"/cards?q={words[n % 2]}").status_code, range(6)))
    assert found == [200] * 6
    assert {(one.word, one.days) for one in rows(make.app.state.database, UnmetWord)} == {(None, 1)}


def test_a_report_names_a_step_of_the_card_or_none(make: Make, open_browser: Open) -> None:
    sitting = in_visit(make, open_browser(), LEEFLOON)
    page = sitting.step(LEEFLOON, "home")
    sitting.browser.fill(page, "/wrong", {"wrong": "Fout.", "step": "85.07.30-033.28"}, status=404)
    assert rows(make.app.state.database, CardReport) == []


def test_an_administrator_reads_the_note_but_has_no_form_for_it(make: Make, open_browser: Open) -> None:
    browser = leader(make, open_browser(), Role.ADMINISTRATOR, Role.VOLUNTEER)
    page = browser.get(f"/catalog/{LEEFLOON}")
    assert not [form for form in page.forms if form.action.endswith("/note")]


def test_words_go_after_ninety_days_and_reports_a_year_after_closing(make: Make) -> None:
    desk = make.desk()
    with clock.stopped(DAY), make.app.state.database.writing() as db:
        note_unmet(db, SECRET, "kattenpaspoort", "nl")
        db.add(CardReport(card=LEEFLOON, text="Fout", desk_id=desk.id or 0, closed_on=clock.today()))
        db.add(CardReport(card=LEEFLOON, text="Nog open", desk_id=desk.id or 0))
    with clock.stopped(DAY + timedelta(days=90)), make.app.state.database.writing() as db:
        assert service.purge(db) == {"unmet_word": 0, "card_report": 0}
    with clock.stopped(DAY + timedelta(days=366)), make.app.state.database.writing() as db:
        assert service.purge(db) == {"unmet_word": 1, "card_report": 1}
    assert [report.text for report in rows(make.app.state.database, CardReport)] == ["Nog open"]


def test_the_page_names_every_card_and_what_it_needs(make: Make, open_browser: Open) -> None:
    page = leader(make, open_browser()).get("/catalog")
    for card in make.app.state.shelf.catalog.cards.values():
        assert card.title.nl in page.text
    assert page.h1 == "Zorg voor de fiches"
