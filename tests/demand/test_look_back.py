"""The figures of weeks and years: every number on the page is the number of the rows."""

from datetime import date, timedelta

import pytest

from app import clock
from app.db import Database
from app.demand import service
from app.demand.models import DailyFact
from app.demand.rules import monday
from app.desks.models import Desk
from app.staff.models import Membership, Role
from tests.browser import Browser, Page, words_of
from tests.demand.asking import NINE, THURSDAY, counted, half_day, weeks_ago
from tests.make import Make
from tests.rows import rows
from tests.staff.people import els, sign_in

CARD, OTHER = "leefloon", "huurpremie"


def her_desk(make: Make, browser: Browser, *others: str) -> list[Desk]:
    """Els is signed in; she coordinates these desks."""
    desks = [make.desk(slug) for slug in ("kalmthout", *others)]
    person = els(make, desks[0])
    for desk in desks[1:]:
        make.keep(Membership(person_id=person.id or 0, desk_id=desk.id, role=Role.COORDINATOR))
    sign_in(make, browser, person)
    return desks


def table(page: Page) -> list[list[str]]:
    """The table of weeks: head, body newest first, foot."""
    weeks = next(e for e in page.tree.iter("table") if e.get("class") == "weeks")
    return [[words_of(cell) for cell in row if cell.tag in ("th", "td")] for row in weeks.iter("tr")]


def figures(page: Page) -> list[list[int]]:
    """The same without names."""
    return [[int(cell) for cell in row[1:]] for row in table(page)[1:]]


def calendar(page: Page) -> dict[str, str]:
    """What the cells of two years say that are not nought: the class, the number."""
    grid = next(e for e in page.tree.iter("table") if e.get("class") == "calendar")
    found = {}
    for cell in grid.iter("td"):
        name = cell.get("class") or ""
        if name.startswith("shade-") and words_of(cell).rpartition(" ")[2] != "0":
            found[words_of(cell).rpartition(" ")[2]] = name
    return found


def test_the_table_holds_the_figures_of_the_rows(make: Make, browser: Browser, database: Database) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        for weeks, asked, also in ((0, 2, 1), (1, 5, 0), (3, 4, 3)):
            day = weeks_ago(weeks)
            half_day(make, desk, day)
            counted(make, desk, day, asked, CARD)
            counted(make, desk, day, 1, CARD, outcome="stopped")
            counted(make, desk, day, also, OTHER, origin="found")
        counted(make, desk, weeks_ago(1), 2, "topic:money")
        page = browser.get("/demand?weeks=4&lang=nl")
    catalog = make.app.state.shelf.catalog
    assert table(page)[0][2:4] == [catalog.cards[CARD].title.nl, catalog.cards[OTHER].title.nl]
    assert figures(page) == [
        [1, 3, 1, 0, 4],
        [1, 6, 0, 2, 8],
        [0, 0, 0, 0, 0],
        [1, 5, 3, 0, 8],
        [3, 14, 4, 2, 20],
    ]
    questions = [fact.count for fact in rows(database, DailyFact) if fact.kind == "question"]
    assert figures(page)[-1][-1] == sum(questions)
    assert page.link(f"/cards/{CARD}")


def test_what_is_no_question_is_not_in_it(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        half_day(make, desk)
        counted(make, desk, THURSDAY, 3, CARD)
        for kind, subject in (("visit", ""), ("letter", "energy|end_plan"), ("left", "tired")):
            counted(make, desk, THURSDAY, 50, subject, kind=kind)
        assert figures(browser.get("/demand?weeks=2"))[-1] == [1, 3, 3]


@pytest.mark.parametrize("weeks", [2, 12, 26, 52, 104])
def test_a_period_is_so_many_weeks(make: Make, browser: Browser, weeks: int) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        for back in (0, weeks - 1, weeks):
            half_day(make, desk, weeks_ago(back))
            counted(make, desk, weeks_ago(back), 1, CARD)
        page = browser.get(f"/demand?weeks={weeks}")
    assert len(figures(page)) == weeks + 1
    assert figures(page)[-1] == [2, 2, 2]


@pytest.mark.parametrize("weeks", ["1", "105", "many"])
def test_a_period_of_ones_own_making_is_not_there(make: Make, browser: Browser, weeks: str) -> None:
    her_desk(make, browser)
    browser.get(f"/demand?weeks={weeks}", status=404)


def test_each_desk_alone_and_all_of_hers_together(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        first, second = her_desk(make, browser, "zoersel")
        stranger = make.desk("aalst")
        for desk, count in ((first, 1), (second, 10), (stranger, 100)):
            half_day(make, desk)
            counted(make, desk, THURSDAY, count, CARD)
        sums = {slug: figures(browser.get(f"/demand?desk={slug}"))[-1] for slug in ("", "kalmthout", "zoersel")}
    assert sums == {"": [2, 11, 11], "kalmthout": [1, 1, 1], "zoersel": [1, 10, 10]}
    choices = [e.get("value") for e in browser.get("/demand").tree.iter("option")]
    assert "aalst" not in choices


@pytest.mark.parametrize("slug", ["aalst", "nowhere"])
def test_a_desk_that_is_not_hers_is_not_there(make: Make, browser: Browser, slug: str) -> None:
    her_desk(make, browser)
    make.desk("aalst")
    browser.get(f"/demand?desk={slug}", status=404)


def test_eight_cards_get_a_picture_the_rest_stands_together(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        half_day(make, desk)
        for number in range(1, 11):
            counted(make, desk, THURSDAY, number, f"card-{number}")
        page = browser.get("/demand?weeks=2")
    shown = [f"card-{number}" for number in range(10, 2, -1)]
    assert table(page)[0][2:10] == shown
    assert figures(page)[0] == [1, *range(10, 2, -1), 3, 55]
    pictures = [words_of(h3) for h3 in page.tree.iter("h3")]
    assert pictures == shown, "a card that left the catalog keeps its own key"


def test_before_anything_is_counted_the_page_explains_itself(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        her_desk(make, browser)
        page = browser.get("/demand")
    assert not list(page.tree.iter("table"))
    assert page.h1


def test_two_years_stand_week_by_week_the_busiest_the_darkest(make: Make, browser: Browser) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        for weeks, count in ((0, 20), (1, 10), (60, 1)):
            half_day(make, desk, weeks_ago(weeks))
            counted(make, desk, weeks_ago(weeks), count, CARD)
        page = browser.get("/demand")
    assert calendar(page) == {"20": "shade-5", "10": "shade-3", "1": "shade-1"}


def test_a_week_without_an_opening_says_so_one_with_nothing_asked_says_nought(
    make: Make, browser: Browser, database: Database
) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        half_day(make, desk, weeks_ago(1))
        with database.reading() as db:
            grid = service.calendar(db, desk_ids=[desk.id or 0], until=THURSDAY)
    cells = {cell.week: cell.count for row in grid for weeks in row.weeks for cell in weeks}
    assert cells[monday(weeks_ago(1))] == 0
    assert cells[monday(weeks_ago(2))] is None
    assert len(grid) == 12
    assert grid[-1].months == (date(2025, 11, 1), date(2026, 11, 1))
    assert 104 <= len(cells) <= 106, "no week is missing and none stands twice"


def test_an_opening_that_is_only_planned_was_not_held(make: Make, browser: Browser, database: Database) -> None:
    with clock.stopped(NINE):
        (desk,) = her_desk(make, browser)
        half_day(make, desk, weeks_ago(1), state="planned")
        half_day(make, desk)
        with database.reading() as db:
            counts = service.counts(db, desk_ids=[desk.id or 0], until=THURSDAY, weeks=2)
    assert list(counts.openings) == [0, 1]


def test_an_ordinary_week_is_the_mean_of_the_weeks_that_were_held(make: Make, database: Database) -> None:
    desk = make.desk()
    for weeks, count in ((0, 90), (1, 4), (3, 8)):
        half_day(make, desk, weeks_ago(weeks))
        counted(make, desk, weeks_ago(weeks), count, CARD)
    with database.reading() as db:
        counts = service.counts(db, desk_ids=[desk.id or 0], until=THURSDAY, weeks=4)
    assert counts.shown(counts.totals) == [8, None, 4, 90]
    assert counts.ordinary_week(counts.totals) == 6
    assert list(counts.of_card("never-asked").counts) == [0, 0, 0, 0]


def test_a_desk_that_opened_this_week_has_no_ordinary_week(make: Make, database: Database) -> None:
    desk = make.desk()
    half_day(make, desk)
    counted(make, desk, THURSDAY, 3, "topic:money")
    with database.reading() as db:
        counts = service.counts(db, desk_ids=[desk.id or 0], until=THURSDAY, weeks=4)
    assert counts.ordinary_week(counts.totals) is None
    assert (counts.n, counts.without_card, counts.top) == (3, 3, 0)


def test_counts_of_tomorrow_and_of_before_are_not_in_the_period(make: Make, database: Database) -> None:
    desk = make.desk()
    for day in (THURSDAY + timedelta(days=1), monday(weeks_ago(1)) - timedelta(days=1)):
        counted(make, desk, day, 3, CARD)
    with database.reading() as db:
        assert service.counts(db, desk_ids=[desk.id or 0], until=THURSDAY, weeks=2).n == 0
