"""What she takes home opens with her paper, at home or at the desk, and with nothing else."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from app import clock
from app.db import Database
from app.i18n import format_date, speaking
from app.privacy.models import Receipt, Slip
from app.visits.models import Outcome
from app.visits.papers import COME_BACK
from app.visits.words import OUTCOME_WORDS
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.rows import rows
from tests.visits.sitting import LEEFLOON, RENT, Sitting, faults, in_visit, questions, visits

Open = Callable[[], Browser]


def make_slip(sitting: Sitting, with_answers: str = "no") -> tuple[str, str]:
    """Handle and digits, as they stand on the paper."""
    page = sitting.browser.submit(sitting.browser.get(f"{sitting.path}/slip"), "/slip", with_answers=with_answers)
    assert page.path == f"{sitting.path}/slip/ready"
    handle, digits = (words_of(p) for p in page.tree.iter("p") if p.get("class") == "slip-code")
    return handle, digits


def opens(browser: Browser, handle: str, digits: str) -> Page:
    """Somebody types what stands on a paper."""
    return browser.submit(browser.get("/slip?lang=nl"), "/slip", handle=handle, digits=digits)


def kept(database: Database) -> Slip:
    """The only slip there is."""
    return rows(database, Slip)[0]


def test_the_code_is_seven_groups_of_four_and_stands_on_the_screen_too(
    make: Make, browser: Browser, database: Database
) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    groups = digits.split()
    assert [len(group) for group in groups] == [4] * 7
    assert "".join(groups).isdigit()
    row = kept(database)
    assert row.handle == handle
    assert row.sealed_answers is None
    assert "".join(groups).encode() not in row.sealed_steps + row.wrapped_key + row.salt


def test_the_code_can_be_read_once_more_for_five_minutes_and_only_here(
    make: Make, browser: Browser, open_browser: Open
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.submit(browser.get(f"{sitting.path}/slip"), "/slip")
    assert browser.get(page.url).text == page.text
    with clock.shifted(timedelta(minutes=6)):
        browser.get(page.url, status=404)
        assert browser.client.get(page.link("slip.pdf")).status_code == 404
    browser.get(f"{sitting.path}/slip/ready", status=404)


def test_at_home_it_shows_the_steps(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, home = in_visit(make, browser, LEEFLOON), open_browser()
    sitting.keeps(LEEFLOON, "who", {"u.address": "yes", "a.last_name": "Kwartsappel"})
    handle, digits = make_slip(sitting)
    sitting.ends()
    page = opens(home, handle, digits)
    card = sitting.catalog.cards[LEEFLOON]
    assert page.path == "/slip/open"
    assert card.title.nl in page.text
    assert sitting.catalog.fields["address"].ask.nl in page.text, "what is still to find out"
    assert sitting.desk.reach_us in page.text
    assert "Kwartsappel" not in page.html
    assert not [form for form in page.forms if "/slip/go-on" in form.action], "that is for the desk"
    assert digits.replace(" ", "") not in page.html + page.url


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace(" ", ""), lambda text: text.replace(" ", "-")])
def test_spaces_dashes_and_small_letters_do_no_harm(
    make: Make, browser: Browser, open_browser: Open, change: Callable[[str], str]
) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    assert opens(open_browser(), change(handle), change(digits)).path == "/slip/open"


def test_the_day_to_come_back_does_not_move_away(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, home = in_visit(make, browser), open_browser()
    sitting.adds(topic="health")
    handle, digits = make_slip(sitting)
    with speaking("nl"):
        day = format_date(clock.today() + COME_BACK)
    with clock.shifted(timedelta(days=10)):
        assert day in opens(home, handle, digits).text


def test_after_sixty_days_it_opens_nothing(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    with clock.shifted(timedelta(days=59)):
        assert opens(open_browser(), handle, digits).path == "/slip/open"
    with clock.shifted(timedelta(days=61)):
        assert opens(open_browser(), handle, digits).path == "/slip"


def test_where_the_desk_does_not_allow_it_it_opens_only_there(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, home = in_visit(make, browser, LEEFLOON), open_browser()
    with database.writing() as db:
        db.get_one(type(sitting.desk), sitting.desk.id).is_slip_readable_at_home = False
    handle, digits = make_slip(sitting)
    assert opens(home, handle, digits).path == "/slip"
    assert opens(browser, handle, digits).path == "/slip/open"


def test_at_the_desk_she_goes_on_with_her_answers(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT, language="fr")
    sitting.adds(topic="health")
    sitting.adds(letter="end_plan", sender="energy")
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"}, go="next")
    handle, digits = make_slip(sitting, with_answers="yes")
    browser.submit(sitting.page, "/wipe")
    page = browser.submit(opens(browser, handle, digits), "/slip/go-on")
    again = visits(database)[1]
    sitting.path = page.path
    assert page.path == f"/visits/{again.code}"
    assert again.language == "fr"
    now = [q for q in questions(database) if q.visit_id == again.id]
    assert [(q.card, q.topic, q.letter_kind) for q in now] == [
        (LEEFLOON, None, None), (RENT, None, None), (None, "health", None), (None, None, "end_plan"),
    ]  # fmt: skip
    assert now[0].at_step == "home"
    step = browser.get(f"{page.path}/walk/{now[0].code}/who")
    assert step.form("/walk/").values()["a.last_name"] == ["Kwartsappel"]


def test_without_answers_she_goes_on_with_the_steps(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    handle, digits = make_slip(sitting)
    sitting.ends("done")
    page = browser.submit(opens(browser, handle, digits), "/slip/go-on")
    question = questions(database)[1]
    step = browser.get(f"{page.path}/walk/{question.code}/who")
    assert step.form("/walk/").values()["a.last_name"] == [""]


def test_answers_are_gone_after_thirty_days_the_steps_are_not(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    handle, digits = make_slip(sitting, with_answers="yes")
    sitting.ends()
    with database.writing() as db:
        row = db.get_one(Slip, handle)
        row.answers_until = clock.now() - timedelta(seconds=1)
    page = browser.submit(opens(browser, handle, digits), "/slip/go-on")
    step = browser.get(f"{page.path}/walk/{questions(database)[1].code}/who")
    assert step.form("/walk/").values()["a.last_name"] == [""]


def test_who_is_not_at_a_table_cannot_go_on(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON), with_answers="yes")
    home = open_browser()
    kept_page = opens(home, handle, digits)
    answer = home.post(kept_page.url.replace("/slip/open", "/slip/go-on").replace("http://testserver", ""))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_with_the_paper_in_hand_it_is_wiped_for_good(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON), with_answers="yes")
    home = open_browser()
    page = home.submit(opens(home, handle, digits), "/slip/wipe")
    assert page.path == "/slip"
    assert rows(database, Slip) == []
    assert [(r.what, r.how_many) for r in rows(database, Receipt)] == [("slip", 1)]
    assert faults(opens(home, handle, digits))


def test_what_was_opened_is_gone_after_five_minutes(make: Make, browser: Browser, open_browser: Open) -> None:
    handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    home = open_browser()
    page = opens(home, handle, digits)
    with clock.shifted(timedelta(minutes=6)):
        home.get(page.url, status=404)
        home.submit(page, "/slip/wipe", status=404)


def test_how_things_stand_is_said_before_and_stands_on_it(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    outcome = f"outcome.{questions(database)[0].code}"
    page = browser.get(f"{sitting.path}/slip?lang=nl")
    refused = browser.fill(page, "/slip", {outcome: "finished"})
    assert faults(refused)
    assert rows(database, Slip) == []
    ready = browser.fill(page, "/slip", {outcome: "visitor_continues"})
    handle, digits = (words_of(p) for p in ready.tree.iter("p") if p.get("class") == "slip-code")
    with speaking("nl"):
        assert str(OUTCOME_WORDS[Outcome.VISITOR_CONTINUES]) in opens(open_browser(), handle, digits).text
    finish = browser.get(f"{sitting.path}/finish")
    assert finish.form("/finish").values()[outcome] == ["visitor_continues"], "said once, chosen already"
    sitting.ends("done")
    assert questions(database)[0].outcome is Outcome.DONE, "the end may say otherwise"


def test_what_was_done_is_not_asked_again(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT)
    outcome = f"outcome.{questions(database)[0].code}"
    ready = browser.fill(browser.get(f"{sitting.path}/slip"), "/slip", {outcome: "done"})
    handle, digits = (words_of(p) for p in ready.tree.iter("p") if p.get("class") == "slip-code")
    sitting.ends()
    browser.submit(opens(browser, handle, digits), "/slip/go-on")
    assert [q.card for q in questions(database)[2:]] == [RENT]


def test_at_a_table_it_is_the_visit_of_this_table(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    handle, digits = make_slip(sitting)
    sitting.ends()
    page = browser.submit(opens(browser, handle, digits), "/slip/go-on")
    assert browser.get("/table").link(page.path)


@pytest.mark.slow
def test_the_paper_shows_the_same_code(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.submit(browser.get(f"{sitting.path}/slip"), "/slip")
    paper = browser.paper(page.link("slip.pdf"))
    assert paper.startswith(b"%PDF")
    sheet = browser.paper(sitting.page.link("/sheet/"))
    assert sheet.startswith(b"%PDF")


def test_the_paper_pressed_twice_is_one_paper(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.get(f"{sitting.path}/slip")
    first, second = (browser.submit(page, "/slip") for _press in range(2))
    assert first.text == second.text
    assert len(rows(database, Slip)) == 1
    browser.submit(browser.get(f"{sitting.path}/slip"), "/slip")  # asked anew it is another one
    assert len(rows(database, Slip)) == 2


@pytest.mark.db
def test_going_on_pressed_twice_is_one_visit_with_its_answers(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"}, go="next")
    handle, digits = make_slip(sitting, with_answers="yes")
    browser.submit(sitting.page, "/wipe")
    page = opens(browser, handle, digits)
    first = browser.submit(page, "/slip/go-on")
    browser.client.cookies.delete("kf_draft")  # the browser had dropped the first answer when the second press came
    second = browser.submit(page, "/slip/go-on")
    assert first.path == second.path
    assert len(visits(database)) == 2
    now = next(q for q in questions(database) if q.visit_id == visits(database)[1].id)
    step = browser.get(f"{second.path}/walk/{now.code}/who")
    assert step.form("/walk/").values()["a.last_name"] == ["Kwartsappel"]


def test_forged_fields_keep_no_digits_and_no_steps(make: Make, browser: Browser) -> None:
    _handle, digits = make_slip(in_visit(make, browser, LEEFLOON))
    browser.get("/slip?lang=nl")
    fields = {"handle": "ABCD2345", "digits": digits, "steps": "[", "last_day": "x", "came_from": "/slip/open"}
    answer = browser.post("/slip", **fields)
    assert answer.status_code == 303
    kept_ = answer.headers["location"]
    assert "".join(digits.split())[:8] not in browser.client.get(kept_).text
    assert browser.client.get(kept_).status_code < 500


def test_what_was_kept_for_one_page_opens_at_no_other(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = browser.submit(browser.get(f"{sitting.path}/slip"), "/slip")
    handle, digits = (words_of(p) for p in page.tree.iter("p") if p.get("class") == "slip-code")
    other = browser.get(f"/slip?{urlsplit(page.url).query}")
    assert handle not in other.html
    assert digits.split()[0] not in other.html
