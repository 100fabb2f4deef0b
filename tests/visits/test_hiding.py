"""Somebody comes too near: the screen is hidden at once, and the work is still there afterwards."""

from collections.abc import Callable

import pytest

from tests.browser import Browser, Page
from tests.make import Make
from tests.staff.people import PIN, anna, at_tablet
from tests.visits.sitting import LEEFLOON, Sitting, faults, in_visit

Open = Callable[[], Browser]
NAME, BORN = "a.last_name", "a.birth_date"


def hides(sitting: Sitting, **typed: str) -> Page:
    """Hide is pressed at a step while something is typed there."""
    step = sitting.step(LEEFLOON, "who")
    named = {NAME: typed.get("name", ""), BORN: typed.get("born", "")}
    return sitting.browser.fill(step, "/walk/", {"go": "hide", **named})


def comes_back(sitting: Sitting, hidden: Page) -> dict[str, list[str]]:
    """What stands in the fields when the PIN is typed."""
    page = sitting.browser.submit(hidden, "/unlock", secret=PIN)
    assert page.path == f"{sitting.walk(LEEFLOON)}/who"
    assert faults(page) == []
    return page.form("/walk/").values()


def test_hide_stands_on_every_page_of_a_visit(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    for part in ("", "/letter", "/slip", "/finish"):
        assert browser.get(sitting.path + part).form("/lock")
    step = sitting.step(LEEFLOON, "who")
    outside = [b for b in step.tree.iter("button") if b.get("value") == "hide"]
    assert [b.get("form") for b in outside] == [step.form("/walk/").element.get("id")]


def test_what_was_typed_is_kept_and_hidden(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    hidden = hides(sitting, name="Kwartsappel", born="27/11/1931")
    assert hidden.path == "/lock"
    assert "Kwartsappel" not in hidden.html
    assert browser.get(sitting.path).path == "/lock"
    values = comes_back(sitting, hidden)
    assert (values[NAME], values[BORN]) == (["Kwartsappel"], ["27/11/1931"])


@pytest.mark.parametrize("born", ["gisteren", "85.07.30-033.28"])
def test_what_does_not_fit_keeps_nobody_from_hiding_nor_the_rest_from_being_kept(
    make: Make, browser: Browser, born: str
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    hidden = hides(sitting, name="Kwartsappel", born=born)
    assert hidden.path == "/lock"
    values = comes_back(sitting, hidden)
    assert (values[NAME], values[BORN]) == (["Kwartsappel"], [""])


def test_the_answer_of_another_tab_is_not_overwritten_by_hiding(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    old = sitting.step(LEEFLOON, "who")
    sitting.keeps(LEEFLOON, "who", {NAME: "Kwartsappel"})
    hidden = browser.fill(old, "/walk/", {"go": "hide", NAME: "Kwartspeer"})
    assert hidden.path == "/lock"
    assert comes_back(sitting, hidden)[NAME] == ["Kwartsappel"]


def test_a_visit_that_ended_meanwhile_hides_all_the_same(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, door = in_visit(make, browser, LEEFLOON), open_browser()
    step = sitting.step(LEEFLOON, "who")
    at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
    door.post("/desks/kalmthout/close")
    assert browser.fill(step, "/walk/", {"go": "hide", NAME: "Kwartsappel"}).path == "/lock"


def test_a_tablet_without_the_key_hides_too(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, other = in_visit(make, browser, LEEFLOON), open_browser()
    at_tablet(make, other, sitting.bilal, sitting.desk)
    step = other.get(f"{sitting.walk(LEEFLOON)}/who")
    assert other.fill(step, "/walk/", {"go": "hide", NAME: "Kwartsappel"}).path == "/lock"
