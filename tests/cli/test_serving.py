"""`koffie migrate` and what `koffie serve` refuses."""

import stat
from pathlib import Path

import pytest

from app.db import migrations
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
