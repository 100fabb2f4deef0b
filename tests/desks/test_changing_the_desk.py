"""Els changes the hours, and everybody reads the new ones."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from app import clock
from app.db import Database
from app.desks.models import OpeningState
from app.staff.models import AuditEvent, Desk, Role
from tests.browser import Browser, Page, words_of
from tests.make import Make
from tests.rows import rows
from tests.staff.people import anna, at_tablet, els, sign_in

Open = Callable[[], Browser]
THURSDAY_NOON = datetime(2060, 11, 25, 12, 0, tzinfo=UTC)  # 13:00 in the hall
HOURS = [{"weekday": 3, "begins": "09:00", "ends": "12:30"}]
PATH = "/admin/desks/kalmthout"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \"'%(x)s"


def desk_of(database: Database) -> Desk:
    """The desk as it is kept now."""
    with database.reading() as db:
        return db.exec(select(Desk).where(Desk.slug == "kalmthout")).one()


def alerts(page: Page) -> str:
    """What is said to be wrong."""
    return " ".join(words_of(e) for e in page.tree.iter() if e.get("role") == "alert")


def said_at(page: Page, field: str) -> str:
    """What is said beside one field."""
    return next((words_of(e) for e in page.tree.iter() if e.get("id") == f"error-{field}"), "")


@pytest.mark.db
def test_what_she_changes_is_kept_and_noted(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk(weekly_hours=HOURS, languages=["ar", "nl"])
    person = els(make, desk)
    sign_in(make, browser, person)
    page = browser.fill(browser.get(PATH), PATH, {
        "name": "Koffie Kalmthout", "place": "Voorbeeldplein 1", "reach_us": "03 000 00 00", "tables": "6",
        "languages": ["ar", "nl", "tr"], "begins_3_2": "13:30", "ends_3_2": "16:00", "responsible": "vzw Voorbeeld",
        "privacy_contact": "privacy@voorbeeld.example", "assessed_on": "2026-01-02", "is_slip_readable_at_home": [],
    })  # fmt: skip
    assert page.path == PATH
    assert not alerts(page)
    kept = desk_of(database)
    assert kept.weekly_hours == [*HOURS, {"weekday": 3, "begins": "13:30", "ends": "16:00"}]
    assert (kept.name, kept.place, kept.reach_us) == ("Koffie Kalmthout", "Voorbeeldplein 1", "03 000 00 00")
    assert (kept.tables, kept.languages, kept.assessed_on) == (6, ["ar", "nl", "tr"], date(2026, 1, 2))
    assert (kept.responsible, kept.privacy_contact) == ("vzw Voorbeeld", "privacy@voorbeeld.example")
    assert kept.is_slip_readable_at_home is False
    assert (kept.slug, kept.zone) == ("kalmthout", "Europe/Brussels")
    noted = rows(database, AuditEvent)[-1]
    assert (noted.what, noted.person_id, noted.desk_id, noted.about) == (
        "desk_changed", person.id, desk.id, "kalmthout",
    )  # fmt: skip


@pytest.mark.db
def test_kept_without_a_change_nothing_moves_and_nothing_is_noted(
    make: Make, browser: Browser, database: Database
) -> None:
    before = make.desk(weekly_hours=HOURS, languages=["uk", "nl"], assessed_on=date(2026, 1, 2))
    sign_in(make, browser, els(make, before))
    browser.submit(browser.get(PATH), PATH)
    assert desk_of(database) == before
    assert [event.what for event in rows(database, AuditEvent)] == []


WRONG: list[tuple[dict[str, str | list[str]], str]] = [
    ({"name": ""}, "name"),
    ({"name": "n" * 81}, "name"),
    ({"tables": "0"}, "tables"),
    ({"tables": "veel"}, "tables"),
    ({"languages": []}, "languages"),
    ({"languages": ["xx"]}, "languages"),
    ({"assessed_on": "gisteren"}, "assessed_on"),
    ({"assessed_on": "2999-01-01"}, "assessed_on"),
    ({"responsible": "Els 85.07.30-033-28"}, "responsible"),
    ({"begins_1_1": "9:00"}, "ends_1_1"),
    ({"begins_1_1": "12:00", "ends_1_1": "9:00"}, "ends_1_1"),
    ({"begins_3_2": "12:00", "ends_3_2": "16:00"}, "begins_3_2"),
]


def test_what_does_not_fit_is_said_at_its_field_and_the_rest_is_still_there(
    make: Make, browser: Browser, database: Database
) -> None:
    before = make.desk(weekly_hours=HOURS)
    sign_in(make, browser, els(make, before))
    for wrong, field in WRONG:
        page = browser.fill(browser.get(PATH), PATH, {"place": "Ander plein 2", "begins_5_1": "10:00", **wrong})
        assert alerts(page), wrong
        assert said_at(page, field), wrong
        values = page.form(PATH).values()
        assert (values["place"], values["begins_5_1"], values["begins_3_1"]) == (
            ["Ander plein 2"], ["10:00"], ["09:00"],
        )  # fmt: skip
    assert desk_of(database) == before


def test_hours_that_overlap_are_refused_in_words(make: Make, browser: Browser) -> None:
    sign_in(make, browser, els(make, make.desk(weekly_hours=HOURS)))
    page = browser.fill(
        browser.get(f"{PATH}?lang=en"), PATH, {"begins_3_2": "12:00", "ends_3_2": "16:00"}
    )  # fmt: skip
    assert "overlap" in said_at(page, "begins_3_2")


@pytest.mark.parametrize("more", [{"slug": "other"}, {"is_open": "1"}, {"begins_9_1": "09:00"}])
def test_nothing_else_can_be_sent(make: Make, browser: Browser, database: Database, more: dict[str, str]) -> None:
    before = make.desk()
    sign_in(make, browser, els(make, before))
    page = browser.fill(browser.get(PATH), PATH, {"name": "Anders", **more})
    assert alerts(page)
    assert desk_of(database) == before


@pytest.mark.db
def test_the_second_of_two_who_change_it_hears_what_stands_now(
    make: Make, open_browser: Open, database: Database
) -> None:
    desk = make.desk(weekly_hours=HOURS, reach_us="03 000 00 00")
    one, other = open_browser(), open_browser()
    sign_in(make, one, els(make, desk))
    sign_in(make, other, els(make, desk, name="Dina"))
    first, second = one.get(f"{PATH}?lang=en"), other.get(f"{PATH}?lang=en")
    one.fill(first, PATH, {"reach_us": "03 000 00 99", "begins_3_1": "08:30"})
    page = other.fill(second, PATH, {"place": "Ander plein 2"})
    assert "Somebody else changed this desk" in alerts(page)
    assert "03 000 00 99" in said_at(page, "reach_us")
    assert "08:30–12:30" in said_at(page, "weekly_hours")
    assert desk_of(database).reach_us == "03 000 00 99"
    assert desk_of(database).place == ""
    assert page.form(PATH).values()["place"] == ["Ander plein 2"]
    again = other.fill(page, PATH, {"reach_us": "03 000 00 99"})
    assert not alerts(again)
    assert (desk_of(database).place, desk_of(database).weekly_hours) == ("Ander plein 2", HOURS)


def test_pressed_twice_is_no_quarrel(make: Make, browser: Browser) -> None:
    sign_in(make, browser, els(make, make.desk()))
    page = browser.get(PATH)
    for _ in range(2):
        assert not alerts(browser.fill(page, PATH, {"place": "Ander plein 2"}))


def test_what_is_typed_stays_text(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, anybody = open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    hers.fill(hers.get(PATH), PATH, {"name": HOSTILE, "place": HOSTILE, "responsible": HOSTILE})
    pages = (
        hers.get(PATH),
        hers.get("/admin"),
        anybody.get("/open"),
        anybody.get("/"),
        anybody.get("/kiosk/kalmthout"),
    )
    for page in pages:
        assert "<script>alert" not in page.html
        assert " ".join(HOSTILE.split()) in page.text or HOSTILE in page.form(PATH).values()["name"]


def test_the_new_hours_stand_everywhere_at_once(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, anybody = open_browser(), open_browser()
    with clock.stopped(THURSDAY_NOON):
        sign_in(make, hers, els(make, desk))
        assert "Open again" not in anybody.get("/kiosk/kalmthout?lang=en").text
        hers.fill(hers.get(PATH), PATH, {"begins_3_1": "13:30", "ends_3_1": "17:45"})
        assert "13:30–17:45" in anybody.get("/open?lang=nl").text
        assert "25 November at 13:30" in anybody.get("/kiosk/kalmthout?lang=en").text
        assert hers.get("/desks/kalmthout/today").form("/open").values()["until"] == ["17:45"]


def test_a_closed_kiosk_names_the_next_half_day_and_not_the_one_that_is_over(make: Make, browser: Browser) -> None:
    with clock.stopped(THURSDAY_NOON):
        desk = make.desk(weekly_hours=[{"weekday": 3, "begins": "09:00", "ends": "17:00"}])
        page = browser.get("/kiosk/kalmthout?lang=en")
        assert "Open again" not in page.text, "it should be open now: nobody can say when"
        make.opening(desk, state=OpeningState.CLOSED)
        assert "Thursday 2 December at 09:00" in browser.get("/kiosk/kalmthout?lang=en").text


def test_whoever_leads_the_desk_finds_the_page_and_nobody_else(make: Make, open_browser: Open) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    hers, hosting, admins = open_browser(), open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    at_tablet(make, hosting, anna(make, desk), desk)
    sign_in(make, admins, els(make, other, Role.ADMINISTRATOR, name="Dina"))
    for start in ("/admin", "/desks/kalmthout/today"):
        assert hers.get(hers.get(start).link(PATH)).path == PATH
    assert PATH not in hosting.get("/desks/kalmthout/today").html
    hosting.get(PATH, status=404)
    hers.get("/admin/desks/zoersel", status=404)
    assert hers.post("/admin/desks/zoersel", name="Van mij", tables="1", languages=["nl"]).status_code == 404
    page = admins.get(PATH)
    assert "/desks/kalmthout/today" not in page.html, "that page is for who works at the desk"
