"""What a helper learned at a step: written, read by the coordinator, seen by the next helper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from app import clock
from app.coaching import service
from app.coaching.forms import TIP_LENGTH
from app.coaching.models import Tip, TipState
from app.coaching.service import LOOK_AGAIN_AFTER
from app.db import Database
from app.i18n import _, ngettext, speaking
from app.staff.models import Role
from tests.browser import Browser, Form, Page, words_of
from tests.make import Make
from tests.rows import rows
from tests.staff.people import at_tablet, bilal, els, sign_in
from tests.visits.sitting import LEEFLOON, Sitting, faults, in_visit

Open = Callable[[], Browser]
NINE = datetime(2026, 11, 26, 9, 11, 12, 13, tzinfo=UTC)
STEP, OTHER_STEP = "home", "money"
WORDS = "Vraag ook wie er af en toe slaapt."


@dataclass
class Team:
    """Bilal at a table, Els at her own screen."""

    sitting: Sitting
    els: Browser

    def writes(self, text: str = WORDS, step: str = STEP) -> Page:
        """Bilal leaves a tip beside a step and stays there."""
        return self.sitting.browser.submit(self.sitting.step(LEEFLOON, step), "/coach/tips", text=text)

    def answers(self, verb: str, text: str | None = None) -> Page:
        """Els presses a button of the first tip on her page."""
        return self.els.fill(self.els.get("/coach/tips"), f"/{verb}", {} if text is None else {"text": text})


def team(make: Make, open_browser: Open) -> Team:
    """Both are at work."""
    sitting, own = in_visit(make, open_browser(), LEEFLOON), open_browser()
    sign_in(make, own, els(make, sitting.desk))
    return Team(sitting, own)


def seen(page: Page) -> list[str]:
    """The tips beside a step."""
    return [words_of(li) for li in page.tree.iter("li") if li.get("class") == "tip"]


def listed(page: Page, verb: str = "/approve") -> list[Form]:
    """The tips on the page of the coordinator."""
    return [form for form in page.forms if form.action.endswith(verb)]


def test_a_tip_is_written_beside_the_step_and_waits(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    page = both.writes()
    assert page.path.endswith(f"/{STEP}")
    assert seen(page) == []
    kept = rows(database, Tip)[0]
    assert (kept.card, kept.step, kept.text, kept.state) == (LEEFLOON, STEP, WORDS, TipState.WAITING)
    assert (kept.desk_id, kept.author_id) == (both.sitting.desk.id, both.sitting.bilal.id)
    with speaking("nl"):
        waits = ngettext("%(count)s tip waits for your yes", "%(count)s tips wait for your yes", 1)
    assert waits % {"count": 1} in both.els.get("/coach?lang=nl").text


def test_approved_with_other_words_every_helper_of_the_desk_sees_it_at_its_step(
    make: Make, open_browser: Open, database: Database
) -> None:
    both, other = team(make, open_browser), open_browser()
    both.writes()
    page = both.answers("approve", text="Vraag ook naar wie soms blijft slapen.")
    assert page.path == "/coach/tips"
    assert seen(both.sitting.step(LEEFLOON, STEP)) == ["Vraag ook naar wie soms blijft slapen."]
    assert seen(both.sitting.step(LEEFLOON, OTHER_STEP)) == []
    at_tablet(make, other, make.person("Dina", both.sitting.desk, Role.VOLUNTEER), both.sitting.desk)
    assert seen(other.get(f"{both.sitting.walk(LEEFLOON)}/{STEP}")) == ["Vraag ook naar wie soms blijft slapen."]
    assert rows(database, Tip)[0].approved_by is not None


def test_another_desk_does_not_see_it(make: Make, open_browser: Open) -> None:
    both = team(make, open_browser)
    both.writes()
    both.answers("approve", text=WORDS)
    elsewhere, browser = make.desk("zoersel"), open_browser()
    opening = make.opening(elsewhere)
    at_tablet(make, browser, bilal(make, elsewhere), elsewhere)
    question = make.question(visit := make.visit(opening), LEEFLOON)
    assert seen(browser.get(f"/visits/{visit.code}/walk/{question.code}/{STEP}")) == []


def test_the_newest_stands_first(make: Make, open_browser: Open) -> None:
    both = team(make, open_browser)
    for text in ("Eerst dit.", "Dan dat."):
        both.writes(text)
        both.answers("approve", text=text)
    assert seen(both.sitting.step(LEEFLOON, STEP)) == ["Dan dat.", "Eerst dit."]


@pytest.mark.parametrize("was", [TipState.WAITING, TipState.APPROVED])
def test_declined_nobody_sees_it_any_more(make: Make, open_browser: Open, database: Database, was: TipState) -> None:
    both = team(make, open_browser)
    both.writes()
    if was is TipState.APPROVED:
        both.answers("approve", text=WORDS)
    page = both.answers("decline")
    assert listed(page) == []
    assert seen(both.sitting.step(LEEFLOON, STEP)) == []
    kept = rows(database, Tip)[0]
    assert (kept.state, kept.review_on) == (TipState.DECLINED, None)


def test_the_button_pressed_twice_keeps_it_once(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    for _press in range(2):
        both.writes()
    assert len(rows(database, Tip)) == 1
    both.writes(step=OTHER_STEP)
    both.writes("Andere woorden.")
    assert len(rows(database, Tip)) == 3


def test_what_was_declined_goes_the_rest_stays(make: Make, database: Database) -> None:
    desk_id = make.desk().id or 0
    for state in TipState:
        make.keep(Tip(desk_id=desk_id, card=LEEFLOON, step=STEP, text=WORDS, state=state))
    with database.writing() as db:
        assert service.purge(db) == {"tip": 1}
    assert {tip.state for tip in rows(database, Tip)} == {TipState.WAITING, TipState.APPROVED}


def test_what_was_declined_may_be_written_again(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    both.writes()
    both.answers("decline")
    both.writes()
    assert sorted(tip.state for tip in rows(database, Tip)) == [TipState.DECLINED, TipState.WAITING]


@pytest.mark.parametrize("text", ["", "   ", "x" * (TIP_LENGTH + 1)])
def test_nothing_and_too_much_come_back(make: Make, open_browser: Open, database: Database, text: str) -> None:
    page = team(make, open_browser).writes(text)
    assert faults(page)
    assert page.form("/coach/tips").values()["text"] == [text]
    assert rows(database, Tip) == []


def test_the_number_of_a_partner_is_welcome_that_of_a_person_is_not(
    make: Make, open_browser: Open, database: Database
) -> None:
    both = team(make, open_browser)
    both.writes("Bel het OCMW op 03 201 02 03.")
    assert len(rows(database, Tip)) == 1
    assert faults(both.writes("Het nummer was 85.07.30-033.28."))
    refused = both.answers("approve", text="Het nummer was 85.07.30-033.28.")
    assert faults(refused)
    assert "85.07.30" not in refused.html
    assert rows(database, Tip)[0].state is TipState.WAITING


def test_a_step_that_does_not_exist_has_no_tip(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    for card, step in ((LEEFLOON, "nowhere"), ("no-such-card", STEP)):
        answer = both.sitting.browser.post("/coach/tips", card=card, step=step, text=WORDS)
        assert answer.status_code == 404
    assert rows(database, Tip) == []


def test_a_year_later_it_is_looked_at_again(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    both.writes()
    both.answers("approve", text=WORDS)
    due = clock.today() + LOOK_AGAIN_AFTER
    assert rows(database, Tip)[0].review_on == due
    with speaking("nl"):
        again, in_use = _("A year old: is it still right?"), _("In use")
    headings = [words_of(h2) for h2 in both.els.get("/coach/tips?lang=nl").tree.iter("h2")]
    assert (again in headings, in_use in headings) == (False, True)
    with database.writing() as db:
        db.get_one(Tip, 1).review_on = clock.today()
    headings = [words_of(h2) for h2 in both.els.get("/coach/tips?lang=nl").tree.iter("h2")]
    assert (again in headings, in_use in headings) == (True, False)
    assert seen(both.sitting.step(LEEFLOON, STEP)) == [WORDS], "until she says otherwise it stands"
    both.answers("approve", text=WORDS)
    assert rows(database, Tip)[0].review_on == due


def test_the_day_is_kept_and_not_the_hour(make: Make, open_browser: Open, database: Database) -> None:
    """Beside a card, the hour would tell at which visit its author sat."""
    with clock.stopped(NINE):
        team(make, open_browser).writes()
    written = rows(database, Tip)[0].written_at
    assert (written.hour, written.minute, written.second, written.microsecond) == (0, 0, 0, 0)
    assert written.date() == NINE.date()


def test_each_tip_has_its_own_words_to_polish(make: Make, open_browser: Open) -> None:
    both = team(make, open_browser)
    for text in ("Eerst dit.", "Dan dat."):
        both.writes(text)
    first, second = listed(both.els.get("/coach/tips"))
    refused = both.els.submit(both.els.get("/coach/tips"), second.action.rpartition("/coach")[2], text="")
    shown = [form.values()["text"][0] for form in listed(refused)]
    assert shown == ["Eerst dit.", ""]
    assert first.action != second.action
    assert sum(e.get("aria-invalid") == "true" for e in refused.tree.iter("textarea")) == 1


def test_the_tip_of_another_desk_is_not_hers(make: Make, open_browser: Open, database: Database) -> None:
    both, outsider = team(make, open_browser), open_browser()
    both.writes()
    sign_in(make, outsider, els(make, make.desk("zoersel"), name="Fatima"))
    code = rows(database, Tip)[0].code
    assert listed(outsider.get("/coach/tips")) == []
    assert outsider.post(f"/coach/tips/{code}/approve", text=WORDS).status_code == 404
    assert outsider.post(f"/coach/tips/{code}/decline").status_code == 404
    assert rows(database, Tip)[0].state is TipState.WAITING


def test_a_helper_approves_nothing_herself(make: Make, open_browser: Open, database: Database) -> None:
    both = team(make, open_browser)
    both.writes()
    code = rows(database, Tip)[0].code
    both.sitting.browser.get("/coach/tips", status=403)
    assert both.sitting.browser.post(f"/coach/tips/{code}/approve", text=WORDS).status_code == 403


def test_a_tip_at_a_card_that_left_the_catalog_is_still_named(make: Make, open_browser: Open) -> None:
    both = team(make, open_browser)
    desk_id = both.sitting.desk.id or 0
    make.keep(Tip(desk_id=desk_id, card="a-card-of-last-year", step="gone", text=WORDS))
    make.keep(Tip(desk_id=desk_id, card=LEEFLOON, step="gone", text="Nog een."))
    page = both.els.get("/coach/tips")
    assert "a-card-of-last-year" in page.text
    assert len(listed(page)) == 2


def test_what_is_written_in_arabic_is_shown_from_right_to_left(make: Make, open_browser: Open) -> None:
    both = team(make, open_browser)
    desk_id = both.sitting.desk.id or 0
    make.keep(Tip(desk_id=desk_id, card=LEEFLOON, step=STEP, text="اسأل", language="ar", state=TipState.APPROVED))
    tip = next(e for e in both.sitting.step(LEEFLOON, STEP).tree.iter("li") if e.get("class") == "tip")
    assert (tip.get("lang"), tip.get("dir")) == ("ar", "rtl")
