"""Is it alive, is it ready: for whoever watches the machine."""

from pathlib import Path

from fastapi import FastAPI
from sqlalchemy import text

from app.db import Database
from app.settings import ROOT
from tests.browser import Browser


def test_the_process_says_that_it_lives(browser: Browser) -> None:
    answer = browser.client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "set-cookie" not in answer.headers


def test_it_is_ready_when_every_part_is_well(browser: Browser) -> None:
    answer = browser.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "catalog": True}


def test_it_is_not_ready_with_tables_of_another_version(browser: Browser, database: Database) -> None:
    with database.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '0000_other'"))
    answer = browser.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": False, "catalog": True}


def test_it_is_not_ready_without_its_database(app: FastAPI, browser: Browser, database: Database) -> None:
    with database.writing() as db:
        db.execute(text("DROP TABLE alembic_version"))
    answer = browser.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert browser.client.get("/healthz").status_code == 200


def test_the_newest_migration_is_the_one_in_the_folder() -> None:
    head = (ROOT / "migrations" / "HEAD").read_text().strip()
    assert Path(ROOT / "migrations" / "versions" / f"{head}.py").exists()
