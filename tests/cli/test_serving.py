"""`koffie migrate` and what `koffie serve` refuses."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from app import clock
from app.cli.at_work import AtWork, at_work
from app.db import migrations
from app.demo.filling import is_demonstration
from app.demo.people import MAIN_DESK
from app.desks.models import Desk, Opening, OpeningState
from app.settings import ROOT
from tests.cli.installation import Installation


def test_migrate_makes_tables_and_a_secret_once(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "new" / "desk")
    said = fresh.run("migrate")
    secret = fresh.home / "secret_key"
    assert migrations.newest(ROOT) in said.words
    assert str(secret) in said.words
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    before = secret.read_text()
    assert len(before) >= 32
    assert before not in said.words
    assert str(secret) not in fresh.run("migrate").words
    assert secret.read_text() == before


def test_migrate_makes_no_secret_when_one_is_given(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "desk")
    fresh.run("migrate", secret_key="x" * 40)
    assert not (fresh.home / "secret_key").exists()


def test_serve_refuses_two_workers_on_sqlite(koffie: Installation) -> None:
    assert "SQLite" in koffie.run("serve", "--workers", "2", code=1).words


def test_serve_refuses_a_database_without_the_tables_of_now(tmp_path: Path) -> None:
    fresh = Installation(tmp_path / "desk")
    assert "koffie migrate" in fresh.run("serve", code=1).words
    assert "koffie migrate" in fresh.run("serve", "--port", "0", code=1, secret_key="x" * 40).words


@pytest.mark.parametrize("port", ["abc", ""])
def test_serve_refuses_a_port_that_is_none(port: str, koffie: Installation) -> None:
    koffie.run("serve", "--port", port, code=2)


def test_a_real_desk_is_never_served_as_a_demonstration(koffie: Installation) -> None:
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"))
    (koffie.home / "demo.json").write_text("{}")
    assert "real desk" in koffie.run("serve", "--port", "0", code=1, demo="1").words
    for words in (("demo",), ("demo", "--keep-running")):
        assert "not empty" in koffie.run(*words, code=1).words


def test_a_real_desk_at_the_same_place_is_no_demonstration_either(koffie: Installation) -> None:
    koffie.keep(Desk(slug=MAIN_DESK.slug, name="Kalmthout"))
    for told in (None, "{}", json.dumps({"tokens": {"kiosk": "of-another-database"}})):
        if told is not None:
            (koffie.home / "demo.json").write_text(told)
        assert "real desk" in koffie.run("serve", "--port", "0", code=1, demo="1").words


@pytest.mark.slow
def test_a_demonstration_stays_one_whatever_its_pages_change(koffie: Installation) -> None:
    koffie.run("demo", "--weeks", "1")
    database = koffie.database()
    with database.writing() as db:
        for desk in db.exec(select(Desk)).all():
            desk.privacy_contact = "iemand@voorbeeld.example"
    assert is_demonstration(database, koffie.home)
    database.close()


def test_a_real_desk_that_is_open_is_no_running_demonstration(koffie: Installation) -> None:
    koffie.keep(Desk(id=1, slug="zaal", name="Zaal Noord"))
    now = clock.now()
    begun, ends = now - timedelta(hours=1), now + timedelta(hours=1)
    koffie.keep(Opening(desk_id=1, day=clock.today(), begins_at=begun, ends_at=ends, state=OpeningState.OPEN))
    (koffie.home / "demo.json").write_text("{}")
    assert "not empty" in koffie.run("demo", "--keep-running", code=1).words


def test_one_folder_is_served_once(koffie: Installation) -> None:
    with at_work(koffie.home, alone=True):
        assert str(koffie.home) in koffie.run("serve", "--port", "0", code=1).words


def test_several_may_serve_from_one_folder_on_postgresql(tmp_path: Path) -> None:
    one, other = at_work(tmp_path, alone=False), at_work(tmp_path, alone=False)
    with one, other, pytest.raises(AtWork), at_work(tmp_path, alone=True):
        raise AssertionError("beside two others")
    with at_work(tmp_path, alone=True):
        assert (tmp_path / "serving").exists()


def test_an_empty_secret_is_said_in_words(koffie: Installation) -> None:
    (koffie.home / "secret_key").write_text("")
    for command in ("serve", "migrate", "check"):
        assert "secret_key is empty" in koffie.run(command, code=1).words
