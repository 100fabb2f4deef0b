"""Who changed accounts, devices and desks: each line carries the hash of the one before it."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import text
from sqlmodel import select

from app import clock
from app.db import Database
from app.keeping import purge_all
from app.staff.models import AuditEvent, Role
from app.staff.service.audit import first_broken, note
from app.staff.words import AUDIT_WORDS
from tests.browser import Browser, Page
from tests.house.tree import parsed, python_files
from tests.make import Make
from tests.staff.people import bilal, els, sign_in


def lines(database: Database) -> list[AuditEvent]:
    """The whole audit, oldest first."""
    with database.reading() as db:
        return sorted(db.exec(select(AuditEvent)).all(), key=lambda event: event.id or 0)


def write(database: Database, *verbs: str, desk_id: int | None = None) -> None:
    """One line for each verb."""
    for verb in verbs:
        with database.writing() as db:
            note(db, verb, by=1, desk_id=desk_id, about="code")


def noted() -> set[str]:
    """Every verb that the code writes in the audit."""
    calls = [node for file in python_files("app/") for node in ast.walk(parsed(file)) if isinstance(node, ast.Call)]
    notes = [call for call in calls if ast.unparse(call.func) in ("audit.note", "note") and len(call.args) > 1]
    return {ast.literal_eval(call.args[1]) for call in notes}


def test_every_verb_of_the_code_has_a_sentence() -> None:
    assert {"person_added", "administrator_added", "device_cut_off"} <= noted()
    assert noted() == set(AUDIT_WORDS)


def warned(page: Page) -> bool:
    """Whether the page says that a line was changed."""
    return any("note" in (e.get("class") or "").split() for e in page.tree.iter())


@pytest.mark.db
def test_the_chain_of_untouched_lines_is_whole(database: Database) -> None:
    write(database, "person_added", "code_given", "pin_set")
    assert [event.what for event in lines(database)] == ["person_added", "code_given", "pin_set"]
    assert first_broken(lines(database)) is None


CHANGES: list[Callable[[AuditEvent], None]] = [
    lambda event: setattr(event, "what", "desk_added"),
    lambda event: setattr(event, "person_id", 9),
    lambda event: setattr(event, "about", "other"),
    lambda event: setattr(event, "at", event.at - timedelta(seconds=1)),
    lambda event: setattr(event, "desk_id", None),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_changed_line_is_found(database: Database, change: Callable[[AuditEvent], None], place: int) -> None:
    write(database, "person_added", "code_given", "pin_set", desk_id=4)
    changed = lines(database)
    change(changed[place])
    assert first_broken(changed) is changed[place]


def test_a_line_taken_out_is_found_at_the_next(database: Database) -> None:
    write(database, "person_added", "code_given", "pin_set")
    first, _gone, last = lines(database)
    assert first_broken([first, last]) is last


@pytest.mark.parametrize("number", [1, 2])
def test_the_page_names_the_line_that_somebody_changed_by_hand(
    make: Make, browser: Browser, database: Database, number: int
) -> None:
    sign_in(make, browser, els(make, make.desk(), Role.ADMINISTRATOR))
    write(database, "person_added", "code_given", "pin_set")
    assert not warned(browser.get("/admin/audit"))
    with database.writing() as db:
        db.execute(text("UPDATE audit_event SET about = 'other' WHERE id = :id"), {"id": number})
    page = browser.get("/admin/audit")
    assert warned(page)
    assert str(number) in page.text


def test_the_page_is_calm_after_old_lines_were_let_go(make: Make, browser: Browser, database: Database) -> None:
    sign_in(make, browser, els(make, make.desk(), Role.ADMINISTRATOR))
    with clock.shifted(timedelta(days=-366)):
        write(database, "person_added")
    write(database, "code_given", "pin_set")
    assert purge_all(database, make.app.state.epochs)["audit_event"] == 1
    assert not warned(browser.get("/admin/audit"))


def test_what_is_done_on_the_pages_stands_there_with_who_did_it(make: Make, browser: Browser) -> None:
    desk = make.desk()
    bilal_ = bilal(make, desk)
    sign_in(make, browser, els(make, desk, Role.ADMINISTRATOR))
    browser.post(f"/admin/people/{bilal_.code}/code")
    browser.post("/admin/devices", desk_id=str(desk.id), kind="kiosk", label="Kiosk 1")
    page = browser.get("/admin/audit")
    rows = [row for row in page.tree.iter("tr") if row.findall("td")]
    assert len(rows) == 2
    assert page.text.count("Els") >= 2
    assert "Bilal" not in page.text


def test_a_coordinator_reads_the_lines_of_her_own_desks(make: Make, browser: Browser, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    sign_in(make, browser, els(make, desk))
    write(database, "device_link", desk_id=other.id)
    assert not [row for row in browser.get("/admin/audit").tree.iter("tr") if row.findall("td")]
    write(database, "device_link", desk_id=desk.id)
    assert len([row for row in browser.get("/admin/audit").tree.iter("tr") if row.findall("td")]) == 1


@pytest.mark.db
def test_lines_written_at_the_same_moment_stand_one_after_the_other(database: Database) -> None:
    gate = Barrier(6)

    def at_once(_n: int) -> None:
        with database.reading() as db:
            db.exec(select(AuditEvent)).all()
        gate.wait()
        write(database, "code_given")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(at_once, range(6)))
    assert len(lines(database)) == 6
    assert first_broken(lines(database)) is None


def test_a_name_never_stands_in_the_audit(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    browser.post("/admin/people", desk_id=str(desk.id), name="Dina", roles=["host"], languages=["nl"])
    assert "Dina" not in str([event.model_dump() for event in lines(database)])
