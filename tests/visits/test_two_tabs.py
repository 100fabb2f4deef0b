"""The same visit in two tabs, on another tablet, or with the button pressed twice: nothing is lost in silence."""

from collections.abc import Callable

import pytest

from app.db import Database
from app.privacy.models import Draft
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.rows import rows
from tests.staff.people import at_tablet, bilal
from tests.visits.sitting import LEEFLOON, RENT, Sitting, faults, in_visit, visits

Open = Callable[[], Browser]
NAME, FIRST = "a.last_name", "a.first_name"


def save_number(database: Database) -> int:
    """How often the answers were kept."""
    return rows(database, Draft)[0].save_number


def two_tabs(sitting: Sitting) -> tuple[Page, Page]:
    """The same step, opened twice."""
    return sitting.step(LEEFLOON, "who"), sitting.step(LEEFLOON, "who")


def test_the_second_tab_is_shown_both_values_and_nothing_is_overwritten(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    first, second = two_tabs(sitting)
    browser.fill(first, "/walk/", {"go": "stay", NAME: "Kwartsappel"})
    clash = browser.fill(second, "/walk/", {"go": "next", NAME: "Kwartspeer"})
    assert clash.path == second.path
    assert faults(clash)
    assert clash.form("/walk/").values()[NAME] == ["Kwartspeer"], "what was typed here"
    kept = [words_of(p) for p in clash.tree.iter("p") if p.get("class") == "other-tab"]
    assert len(kept) == 1
    assert "Kwartsappel" in kept[0]
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()[NAME] == ["Kwartsappel"]


def test_after_looking_at_both_she_keeps_what_is_right(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    first, second = two_tabs(sitting)
    browser.fill(first, "/walk/", {"go": "stay", NAME: "Kwartsappel"})
    clash = browser.fill(second, "/walk/", {"go": "next", NAME: "Kwartspeer"})
    further = browser.fill(clash, "/walk/", {"go": "next"})
    assert further.path != clash.path
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()[NAME] == ["Kwartspeer"]


def test_answers_of_the_other_tab_at_other_questions_stay(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    old = sitting.step(LEEFLOON, "costs")
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    clash = browser.fill(old, "/walk/", {"go": "next", "a.savings": "12"})
    assert faults(clash)
    browser.fill(clash, "/walk/", {"go": "next"})
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()[NAME] == ["Kwartsappel"]
    assert sitting.step(LEEFLOON, "costs").form("/walk/").values()["a.savings"] == ["12,00"]


def test_the_button_pressed_twice_goes_on_and_keeps_once(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = sitting.step(LEEFLOON, "who")
    further = [browser.fill(page, "/walk/", {"go": "next", NAME: "Kwartsappel"}) for _press in range(2)]
    assert further[0].path == further[1].path != page.path
    assert faults(further[1]) == []
    assert save_number(database) == 2


def test_a_number_that_is_no_number_of_a_save_comes_back(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    for based_on in ("many", "", "99"):
        page = sitting.keeps(LEEFLOON, "who", {"based_on": based_on, NAME: "Kwartsappel"})
        assert faults(page), based_on
    assert save_number(database) == 1


def test_another_tablet_has_no_key_and_cannot_answer(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, other = in_visit(make, browser, LEEFLOON), open_browser()
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    at_tablet(make, other, bilal(make, sitting.desk), sitting.desk)
    page = other.get(f"{sitting.walk(LEEFLOON)}/who")
    assert "Kwartsappel" not in page.html
    refused = other.fill(page, "/walk/", {"go": "next", FIRST: "Amal"})
    assert refused.path == page.path
    assert faults(refused)
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()[NAME] == ["Kwartsappel"]


def test_another_tablet_reads_nothing_back_and_prints_nothing_of_it(
    make: Make, browser: Browser, open_browser: Open
) -> None:
    sitting, other = in_visit(make, browser, LEEFLOON), open_browser()
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    at_tablet(make, other, bilal(make, sitting.desk), sitting.desk)
    page = other.get(f"{sitting.walk(LEEFLOON)}/sign")
    assert "Kwartsappel" not in page.html
    assert not [e for e in page.tree.iter("section") if "read-back" in (e.get("class") or "")]


def test_the_answers_begin_anew_on_the_other_tablet(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, other = in_visit(make, browser, LEEFLOON), open_browser()
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    at_tablet(make, other, bilal(make, sitting.desk), sitting.desk)
    page = other.submit(other.get(sitting.path), "/answers-anew")
    assert page.path == sitting.path
    assert not [form for form in page.forms if "answers-anew" in form.action]
    step = other.get(f"{sitting.walk(LEEFLOON)}/who")
    assert step.form("/walk/").values()[NAME] == [""]
    again = other.fill(step, "/walk/", {"go": "stay", NAME: "Kwartspeer"})
    assert again.form("/walk/").values()[NAME] == ["Kwartspeer"]


def test_somebody_without_a_number_in_between_costs_no_answers(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    first = sitting.path
    sitting.begins()
    sitting.adds(RENT)
    sitting.keeps(RENT, "who", {NAME: "Kwartspeer"})
    sitting.ends()
    sitting.path = first
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()[NAME] == ["Kwartsappel"]
    sitting.ends()
    assert rows(database, Draft) == []
    assert all(visit.ended_at for visit in visits(database))


def test_a_key_that_is_no_key_opens_nothing(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    code = sitting.path.rpartition("/")[2]
    for value in ("", "rubbish", f"{code}~", f"{code}~AAAA.AAAA", f"{code}~no key at all"):
        browser.carry("kf_draft", value)
        page = sitting.page
        assert [form for form in page.forms if "answers-anew" in form.action], value


@pytest.mark.parametrize("number", ["-1", str(2**31), str(2**63), "9" * 5000, "x", "1.5"])
def test_a_save_that_never_was_is_refused_with_words(make: Make, browser: Browser, number: str) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    step = sitting.step(LEEFLOON, "who")
    refused = browser.fill(step, "/walk/", {"go": "next", NAME: "Kwartsappel", "based_on": number})
    assert refused.path == step.path
    assert faults(refused)
    assert refused.form("/walk/").values()[NAME] == ["Kwartsappel"]
