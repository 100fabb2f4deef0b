"""Els brings people in, changes what they do, and lets them go."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from app import clock
from app.db import Database
from app.errors import Invalid
from app.i18n import _, speaking
from app.i18n.formats import language_name
from app.keeping import purge_all
from app.staff.models import Attempts, Desk, Membership, OneTimeLink, Person, Role, SignIn
from app.staff.service import add_person
from app.staff.service.purging import purge
from app.staff.service.team import add_role, make_administrator
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import anna, at_tablet, bilal, els, enrol, sign_in

Open = Callable[[], Browser]


def roles_of(db: Session, person: Person) -> set[tuple[Role, int | None]]:
    """What somebody does where."""
    found = db.exec(select(Membership).where(Membership.person_id == person.id)).all()
    return {(member.role, member.desk_id) for member in found}


def test_somebody_new_has_a_tile_and_needs_a_code(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    page = hers.get(hers.get("/admin").link("/people/new"))
    page = hers.submit(page, "/admin/people", name="Dina", roles=["volunteer", "host"], languages=["tr"])
    assert page.path == "/admin"
    assert "Dina" in page.text
    with speaking("nl"):
        assert language_name("tr") in page.text
    enrol(make, tablet, desk)
    page = tablet.click(tablet.get("/sign-in"), "Dina")
    assert page.link("/new-pin")


WRONG: list[dict[str, str | list[str]]] = [
    {"roles": []},
    {"roles": ["administrator"]},
    {"roles": ["boss"]},
    {"languages": []},
    {"languages": ["xx"]},
    {"name": ""},
    {"name": "n" * 81},
    {"desk_id": "1 OR 1=1"},
    {"is_administrator": "1"},
    {"pin_hash": "x"},
]


def test_what_does_not_fit_adds_nobody(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    right: dict[str, str | list[str]] = {"desk_id": str(desk.id), "name": "Dina", "roles": ["host"]}
    for wrong in WRONG:
        answer = browser.post("/admin/people", **{**right, "languages": ["nl"], "came_from": "/admin", **wrong})
        assert answer.status_code == 303
        page = browser.get(answer.headers["location"])
        assert [e for e in page.tree.iter() if e.get("role") == "alert"], wrong
    with database.reading() as db:
        assert [person.name for person in db.exec(select(Person)).all()] == ["Els"]


def test_a_coordinator_adds_nobody_at_another_desk(make: Make, browser: Browser, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    sign_in(make, browser, els(make, desk))
    answer = browser.post("/admin/people", desk_id=str(other.id), name="Dina", roles=["host"], languages=["nl"])
    assert answer.status_code == 404
    with database.reading() as db:
        assert len(db.exec(select(Person)).all()) == 1


@pytest.mark.parametrize("desk_id", ["999", "99999999999999999999999"])
def test_an_administrator_adds_nobody_at_a_desk_that_is_not_there(
    make: Make, browser: Browser, database: Database, desk_id: str
) -> None:
    sign_in(make, browser, els(make, make.desk(), Role.ADMINISTRATOR))
    answer = browser.post("/admin/people", desk_id=desk_id, name="Dina", roles=["host"], languages=["nl"])
    assert answer.status_code in (303, 404)
    with database.reading() as db:
        assert len(db.exec(select(Person)).all()) == 1


def test_other_roles_and_languages_count_at_once(make: Make, open_browser: Open, database: Database) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    bilal_ = bilal(make, desk)
    at_tablet(make, tablet, bilal_, desk)
    sign_in(make, hers, els(make, desk))
    tablet.get("/host/kalmthout", status=404)
    page = hers.get(hers.get("/admin").link(f"/people/{bilal_.code}"))
    page = hers.submit(page, f"/admin/people/{bilal_.code}", roles=["host"], languages=["nl", "ar"])
    assert page.path == "/admin"
    tablet.get("/host/kalmthout")
    tablet.get("/table", status=403)
    with database.reading() as db:
        assert roles_of(db, bilal_) == {(Role.HOST, desk.id)}
        assert db.get_one(Person, bilal_.id).languages == ["nl", "ar"]


def test_a_person_with_a_fault_comes_back_as_she_was_typed(make: Make, browser: Browser) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    page = browser.get("/admin/desks/kalmthout/people/new")
    page = browser.submit(page, "/admin/people", name="Dina", roles=["host"], languages=[], families=["health"])
    assert page.path == "/admin/desks/kalmthout/people/new"
    with speaking("nl"):
        assert _("Choose at least one language.") in page.text
    typed = page.form("/admin/people").values()
    assert (typed["name"], typed["roles"], typed["families"]) == (["Dina"], ["host"], ["health"])
    page = browser.submit(page, "/admin/people", languages=["tr"])
    assert page.path == "/admin"
    assert "Dina" in page.text


def test_the_page_of_a_person_is_for_who_leads_her_desk(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    bilal_, dina = bilal(make, desk), make.person("Dina", other, Role.VOLUNTEER)
    sign_in(make, browser, els(make, desk))
    browser.get(f"/admin/desks/kalmthout/people/{bilal_.code}")
    for path in (
        f"/admin/desks/zoersel/people/{dina.code}",
        f"/admin/desks/kalmthout/people/{dina.code}",
        f"/admin/desks/zoersel/people/{bilal_.code}",
        "/admin/desks/zoersel/people/new",
    ):
        browser.get(path, status=404)


def test_a_code_is_offered_only_for_whom_she_may_give_one(make: Make, open_browser: Open, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    mine, both = bilal(make, desk), make.person("Gia", desk, Role.VOLUNTEER)
    with database.writing() as db:
        add_role(db, both, other.id or 0, Role.COORDINATOR)
    hers, host = open_browser(), open_browser()
    sign_in(make, hers, els(make, desk))
    at_tablet(make, host, anna(make, desk), desk)
    for browser, path in ((hers, "/admin"), (host, "/desks/kalmthout/today")):
        html = browser.get(path).html
        assert f"/admin/people/{mine.code}/code" in html
        assert f"/admin/people/{both.code}/code" not in html


def test_without_a_role_left_she_is_not_at_this_desk_any_more(make: Make, open_browser: Open) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    bilal_ = bilal(make, desk)
    at_tablet(make, tablet, bilal_, desk)
    sign_in(make, hers, els(make, desk))
    hers.post(f"/admin/people/{bilal_.code}", desk_id=str(desk.id), languages=["nl"])
    page = tablet.get("/table")
    assert page.path == "/sign-in"
    assert bilal_.name not in page.text
    assert bilal_.name not in hers.get("/admin").text


def test_a_coordinator_changes_nothing_at_another_desk(make: Make, browser: Browser, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    hugo = make.person("Hugo", other, Role.VOLUNTEER)
    bilal_ = bilal(make, desk)
    sign_in(make, browser, els(make, desk))
    for person, at in ((hugo, other), (hugo, desk), (bilal_, other)):
        answer = browser.post(
            f"/admin/people/{person.code}", desk_id=str(at.id), roles=["coordinator"], languages=["nl"]
        )
        assert answer.status_code == 404
    with database.reading() as db:
        assert roles_of(db, hugo) == {(Role.VOLUNTEER, other.id)}
        assert roles_of(db, bilal_) == {(Role.VOLUNTEER, desk.id)}


def test_who_leaves_is_out_everywhere_at_once(make: Make, open_browser: Open, database: Database) -> None:
    desk = make.desk()
    hers, tablet = open_browser(), open_browser()
    bilal_ = bilal(make, desk)
    at_tablet(make, tablet, bilal_, desk)
    sign_in(make, hers, els(make, desk))
    hers.submit(hers.get("/admin"), f"/admin/people/{bilal_.code}/leaves")
    page = tablet.get("/table")
    assert page.path == "/sign-in"
    assert bilal_.name not in page.text
    tablet.get(f"/sign-in/{bilal_.code}", status=404)
    with database.reading() as db:
        kept = db.get_one(Person, bilal_.id)
    assert (kept.pin_hash, kept.left_on) == (None, clock.today())


def test_the_only_administrator_cannot_leave(make: Make, browser: Browser) -> None:
    person = els(make, make.desk(), Role.ADMINISTRATOR, Role.COORDINATOR)
    sign_in(make, browser, person)
    page = browser.submit(browser.get("/admin"), f"/admin/people/{person.code}/leaves")
    assert [e for e in page.tree.iter() if e.get("role") == "alert"]
    assert browser.get("/admin").path == "/admin"


def test_one_of_two_administrators_can(make: Make, browser: Browser) -> None:
    desk = make.desk()
    person = els(make, desk, Role.ADMINISTRATOR, Role.COORDINATOR)
    els(make, desk, Role.ADMINISTRATOR, name="Dina")
    sign_in(make, browser, person)
    assert browser.submit(browser.get("/admin"), f"/admin/people/{person.code}/leaves").path == "/sign-in"


def test_an_administrator_adds_a_desk_and_coordinates_it(make: Make, browser: Browser, database: Database) -> None:
    person = els(make, make.desk(), Role.ADMINISTRATOR)
    sign_in(make, browser, person)
    page = browser.submit(browser.get("/admin"), "/admin/desks", name="Koffie Zoersel", slug="zoersel", tables="3")
    assert "Koffie Zoersel" in page.text
    with database.reading() as db:
        desk = db.exec(select(Desk).where(Desk.slug == "zoersel")).one()
        assert (Role.COORDINATOR, desk.id) in roles_of(db, person)
    page = browser.submit(browser.get("/admin"), "/admin/desks", name="Nog een", slug="zoersel", tables="3")
    assert page.form("/admin/desks").values()["name"] == ["Nog een"]
    with database.reading() as db:
        assert len(db.exec(select(Desk)).all()) == 2


def test_a_coordinator_sees_only_the_team_of_her_desks(make: Make, browser: Browser) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    bilal(make, desk)
    make.person("Hugo", other, Role.VOLUNTEER)
    sign_in(make, browser, els(make, desk))
    text = browser.get("/admin").text
    assert "Bilal" in text
    assert "Hugo" not in text
    assert all(not form.action.endswith("/admin/desks") for form in browser.get("/admin").forms)


def test_the_verb_refuses_an_administrator_at_a_desk_also_from_the_command_line(make: Make, database: Database) -> None:
    desk = make.desk()
    with pytest.raises(Invalid), database.writing() as db:
        add_person(db, name="Dina", desk_id=desk.id or 0, roles=[Role.ADMINISTRATOR], languages=["nl"])


def test_the_command_line_names_an_administrator_and_a_role_at_one_more_desk(make: Make, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    person = els(make, desk)
    with database.writing() as db:
        make_administrator(db, person)
        add_role(db, person, other.id or 0, Role.HOST)
    with database.reading() as db:
        assert roles_of(db, person) == {
            (Role.COORDINATOR, desk.id), (Role.HOST, other.id), (Role.ADMINISTRATOR, None),
        }  # fmt: skip


def test_half_a_year_is_counted_in_days_of_the_desk(make: Make, database: Database) -> None:
    desk, late = make.desk(), datetime(2026, 7, 15, 23, 30, tzinfo=UTC)
    make.person("Hugo", desk, Role.HOST, left_on=date(2026, 1, 13))
    with clock.stopped(late), database.writing() as db:
        assert purge(db)["person"] == 1


def test_a_line_of_a_summer_night_stands_on_the_day_of_the_desk(make: Make, browser: Browser) -> None:
    with clock.stopped(datetime(2026, 7, 15, 23, 30, tzinfo=UTC)):
        desk = make.desk()
        sign_in(make, browser, els(make, desk))
        browser.submit(browser.get("/admin"), "/admin/devices", label="Tablet 1")
        assert "16 juli 2026 01:30" in browser.get("/admin/audit?lang=nl").text


@pytest.mark.db
def test_the_staff_room_lets_go_of_what_is_past_its_time(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    later = clock.now() + timedelta(days=184)
    gone = make.person("Hugo", desk, Role.HOST, left_on=clock.now().date())
    left = make.person("Gia", desk, Role.HOST, left_on=(later - timedelta(days=182)).date())
    anna_ = anna(make, desk)
    device = enrol(make, browser, desk)
    sign_in(make, browser, anna_, device)
    sign_in(make, browser, anna_, device, ends_at=later + timedelta(hours=1))
    make.keep(Attempts(subject="pin:1:1", wrong=1, last_at=later - timedelta(hours=25)))
    make.keep(Attempts(subject="pin:1:2", wrong=1, last_at=later - timedelta(hours=23)))
    make.keep(OneTimeLink(purpose="join", token_hash="a", expires_at=later - timedelta(hours=1)))
    make.keep(OneTimeLink(purpose="join", token_hash="b", expires_at=later + timedelta(days=1), used_at=later))
    make.keep(OneTimeLink(purpose="join", token_hash="c", expires_at=later + timedelta(days=1)))
    with clock.stopped(later):
        purge_all(database, make.app.state.epochs)
    with database.reading() as db:
        assert [p.name for p in db.exec(select(Person)).all() if p.id in (gone.id, left.id)] == ["Gia"]
        assert [link.token_hash for link in db.exec(select(OneTimeLink)).all()] == ["c"]
        assert [row.subject for row in db.exec(select(Attempts)).all()] == ["pin:1:2"]
        assert len(db.exec(select(SignIn)).all()) == 1
