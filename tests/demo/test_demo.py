"""`koffie demo`: a believable desk in the middle of an opening."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from app import clock
from app.coaching.models import Tip, TipState
from app.db import Database
from app.demand.models import DailyFact, Hint
from app.demo import filling
from app.demo.morning import CAME, OPEN_FOR_MINUTES, STILL_OPEN
from app.demo.people import DEVICES, TEAM
from app.desks.models import Desk, Opening, OpeningState
from app.main import create_app
from app.queue.models import Ticket, TicketState
from app.settings import Settings
from app.staff.access import hashed
from app.staff.models import ApiToken, Device, DeviceKind, Person
from app.staff.service.secrets import fits
from app.visits.models import Visit
from tests.browser import Browser
from tests.cli.installation import Installation
from tests.conftest import TEST_SECRET
from tests.rows import counts, rows

pytestmark = pytest.mark.slow
WEEKS = "8"


def fill(home: Path, *words: str) -> Installation:
    """An installation with a demonstration."""
    made = Installation(home)
    made.run("demo", "--weeks", WEEKS, *words, secret_key=TEST_SECRET)
    return made


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Database]]:
    """One demonstration to look at, not to change."""
    made = fill(tmp_path_factory.mktemp("demo"))
    database = made.database()
    yield made, database
    database.close()


Demo = tuple[Installation, Database]


def told(home: Path) -> dict[str, object]:
    """What stands in demo.json."""
    found: dict[str, object] = json.loads(filling.demo_file(home).read_text())
    return found


def test_demo_json_has_what_the_contract_says(demo: Demo) -> None:
    made, database = demo
    found = told(made.home)
    assert set(found) == {"desk", "staff", "tokens", "ticket", "visit"}
    assert found["desk"] in {desk.slug for desk in rows(database, Desk)}
    assert isinstance(found["tokens"], dict)
    assert set(found["tokens"]) == {"kiosk", "board", "host", "table", "coach"}
    assert {(token.scope, token.token_hash) for token in rows(database, ApiToken)} == {
        (scope, hashed(token)) for scope, token in found["tokens"].items()
    }
    assert isinstance(found["staff"], list)
    assert [set(one) for one in found["staff"]] == [{"name", "pin", "roles"}] * len(TEAM)
    assert found["ticket"] in {ticket.code for ticket in rows(database, Ticket)}
    assert found["visit"] in {visit.code for visit in rows(database, Visit) if visit.ended_at is None}


def test_every_pin_opens(demo: Demo) -> None:
    people = {person.name: person for person in rows(demo[1], Person)}
    assert set(people) == {helper.name for helper in TEAM}
    assert all(fits(helper.pin, people[helper.name].pin_hash) for helper in TEAM)


def test_the_devices_are_called_as_a_desk_would_call_them(demo: Demo) -> None:
    labels = {device.label: device.kind for device in rows(demo[1], Device)}
    assert labels["Tablet tafel 1"] is DeviceKind.DESK
    assert (labels["Kiosk ingang"], labels["Bord zaal"]) == (DeviceKind.KIOSK, DeviceKind.BOARD)
    assert len(labels) == len(DEVICES)


def test_the_opening_began_42_minutes_ago_and_ends_in_three_hours(demo: Demo) -> None:
    now = clock.now()
    openings = [opening for opening in rows(demo[1], Opening) if opening.state is OpeningState.OPEN]
    assert len(openings) == 1
    slack = timedelta(minutes=3)
    assert abs(now - openings[0].begins_at - timedelta(minutes=OPEN_FOR_MINUTES)) < slack
    assert abs(openings[0].ends_at - now - STILL_OPEN) < slack
    assert OPEN_FOR_MINUTES == 42
    assert timedelta(hours=3) == STILL_OPEN


def test_the_desk_is_at_work(demo: Demo) -> None:
    tickets = rows(demo[1], Ticket)
    assert [ticket.number for ticket in tickets] == list(range(1, len(CAME) + 1))
    states = {ticket.state for ticket in tickets}
    assert {
        TicketState.WAITING, TicketState.AT_TABLE, TicketState.DONE, TicketState.LEFT_UNHELPED, TicketState.STEPPED_OUT,
        TicketState.CALLED,
    } <= states  # fmt: skip
    assert sum(visit.ended_at is None for visit in rows(demo[1], Visit)) == 2
    assert all(ticket.came_at <= clock.now() for ticket in tickets)


def test_a_hint_stands(demo: Demo) -> None:
    hints = rows(demo[1], Hint)
    assert [(hint.kind, hint.subject) for hint in hints if hint.is_true is None] == [("letter", "landlord|end_form")]
    assert hints[0].count == 3


def test_two_tips_are_read_and_one_waits(demo: Demo) -> None:
    states = sorted(tip.state.value for tip in rows(demo[1], Tip))
    assert states == [TipState.APPROVED.value] * 2 + [TipState.WAITING.value]


def test_the_past_is_counts_and_nothing_else(demo: Demo) -> None:
    facts = rows(demo[1], DailyFact)
    assert {fact.kind for fact in facts} == {"visit", "question", "letter", "left"}
    days = {fact.day for fact in facts} - {clock.today()}
    assert 4 <= len(days) <= int(WEEKS)
    assert {day.weekday() for day in days} == {3}
    assert all(fact.count > 0 for fact in facts)


def test_the_pages_show_it(demo: Demo, tmp_path: Path) -> None:
    home = shutil.copytree(demo[0].home, tmp_path / "copy")
    url, secret = f"sqlite:///{home / 'koffie.db'}", SecretStr(TEST_SECRET)
    app = create_app(Settings(data_dir=home, database_url=url, secret_key=secret, demo=True))
    found = told(home)
    with TestClient(app):
        browser = Browser(app)
        board = browser.get(f"/board/{found['desk']}?lang=nl")
        called = [str(t.number) for t in rows(demo[1], Ticket) if t.state in (TicketState.CALLED, TicketState.AT_TABLE)]
        assert all(number in board.text for number in called)
        assert "12" in browser.get(f"/ticket/{found['ticket']}?lang=nl").text
        sign_in = browser.submit(browser.get("/sign-in?lang=nl"), "/sign-in/demo")
        assert all(helper.name in sign_in.text and helper.pin in sign_in.text for helper in TEAM)
        browser.close()


def test_the_same_seed_gives_the_same_past(demo: Demo, tmp_path: Path) -> None:
    def past(database: Database) -> list[tuple[object, ...]]:
        facts = [fact.model_dump(exclude={"id"}) for fact in rows(database, DailyFact)]
        return sorted(tuple(str(value) for value in fact.values()) for fact in facts)

    again = fill(tmp_path / "again").database()
    other = fill(tmp_path / "other", "--seed", "7").database()
    assert past(again) == past(demo[1])
    assert counts(again) == counts(demo[1])
    assert past(other) != past(demo[1])
    again.close()
    other.close()


def test_a_database_that_is_not_empty_is_left_alone(demo: Demo, tmp_path: Path) -> None:
    full = Installation(tmp_path)
    full.run("migrate", secret_key=TEST_SECRET)
    full.keep(Desk(slug="echt", name="Echte zaal"))
    assert "KOFFIE_DATA_DIR" in full.run("demo", "--weeks", WEEKS, code=1, secret_key=TEST_SECRET).words
    assert not filling.demo_file(tmp_path).exists()
    database = full.database()
    assert [desk.name for desk in rows(database, Desk)] == ["Echte zaal"]
    assert rows(database, Person) == []
    database.close()


def test_a_running_demonstration_is_kept_and_one_that_is_over_begins_anew(tmp_path: Path) -> None:
    made = fill(tmp_path)
    before = told(tmp_path)
    made.run("demo", "--weeks", WEEKS, "--keep-running", secret_key=TEST_SECRET)
    assert told(tmp_path) == before
    made.run("demo", "--weeks", WEEKS, code=1, secret_key=TEST_SECRET)
    with clock.shifted(STILL_OPEN + timedelta(minutes=1)):
        made.run("demo", "--weeks", WEEKS, "--keep-running", secret_key=TEST_SECRET)
        database = made.database()
        assert filling.still_runs(database)
        database.close()
    assert told(tmp_path)["ticket"] != before["ticket"]


def test_a_real_desk_is_never_emptied_for_a_demonstration(tmp_path: Path) -> None:
    """A demo.json of long ago lies in the folder, and the database is another one now."""
    made = fill(tmp_path)
    for file in tmp_path.glob("koffie.db*"):
        file.unlink()
    made.run("migrate", secret_key=TEST_SECRET)
    made.keep(Desk(slug="echt", name="Echte zaal"))
    made.run("demo", "--weeks", WEEKS, "--keep-running", code=1, secret_key=TEST_SECRET)
    database = made.database()
    assert [desk.name for desk in rows(database, Desk)] == ["Echte zaal"]
    database.close()
