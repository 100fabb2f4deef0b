"""What is answered is kept; what is not kept is not answered."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.db import Database, Db, ReadDb
from app.errors import Clash, Invalid
from app.staff.models import Attempts, Membership, Role
from app.staff.role_table import ROLE_TABLE, Who
from tests.browser import HERE, Browser, Page
from tests.make import Make


def serve(app: FastAPI, monkeypatch: pytest.MonkeyPatch, handler: Callable[..., Any]) -> str:
    """Put a handler of the test at an address of the house."""
    monkeypatch.setitem(ROLE_TABLE, "tried", frozenset({Who.EVERYONE}))
    app.add_api_route("/tried", handler, methods=["POST"], name="tried")
    return "/tried"


def kept(database: Database) -> list[str]:
    """The rows that another connection sees."""
    with database.reading() as db:
        return sorted(row.subject for row in db.exec(select(Attempts)).all())


def keep_one(db: Session, subject: str = "one") -> None:
    """A row that hangs on nothing."""
    db.add(Attempts(subject=subject))


def judge_at_commit(db: Session) -> None:
    """A broken link between rows is found when the transaction ends, not before."""
    if db.get_bind().dialect.name == "sqlite":
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
    else:
        name = "fk_membership_person_id_person"
        db.execute(text(f"ALTER TABLE membership ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED"))


class Watch:
    """Looks into the database at the moment an answer begins to leave."""

    def __init__(self, app: FastAPI, database: Database) -> None:
        self.app, self.database = app, database
        self.seen: list[list[str]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand everything on."""

        async def look(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.seen.append(kept(self.database))
            await send(message)

        await self.app(scope, receive, look)


@pytest.mark.db
def test_it_is_kept_before_the_answer_leaves(
    app: FastAPI, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handler(db: Db) -> dict[str, str]:
        keep_one(db)
        return {}

    address = serve(app, monkeypatch, handler)
    token = Page(browser.client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"]
    watch = Watch(app, database)
    client = TestClient(watch, base_url=HERE)
    client.cookies.update(browser.client.cookies)
    assert client.post(address, data={"csrf_token": token}).status_code == 200
    assert watch.seen == [["one"]]


@pytest.mark.db
def test_a_commit_that_fails_is_said_and_nothing_is_kept(
    app: FastAPI, make: Make, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make.desk()

    def handler(db: Db) -> dict[str, str]:
        judge_at_commit(db)
        keep_one(db)
        db.add(Membership(person_id=4711, desk_id=desk.id, role=Role.HOST))
        db.flush()
        return {}

    answer = browser.post(serve(app, monkeypatch, handler))
    assert answer.status_code == 409
    assert kept(database) == []


@pytest.mark.db
@pytest.mark.parametrize("error", [Clash("first"), Invalid({"name": "wrong"}), RuntimeError("ours")])
def test_what_went_wrong_undoes_everything(
    app: FastAPI, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def handler(db: Db) -> dict[str, str]:
        keep_one(db)
        db.flush()
        raise error

    address = serve(app, monkeypatch, handler)
    token = Page(browser.client.get("/sign-in/password")).form("/sign-in/password").values()["csrf_token"]
    client = TestClient(app, base_url=HERE, raise_server_exceptions=False, follow_redirects=False)
    client.cookies.update(browser.client.cookies)
    answer = client.post(address, data={"csrf_token": token})
    assert answer.status_code in (409, 303, 500)
    assert kept(database) == []


@pytest.mark.db
def test_looking_keeps_nothing(
    app: FastAPI, browser: Browser, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handler(db: ReadDb) -> dict[str, str]:
        keep_one(db)
        db.flush()
        return {}

    assert browser.post(serve(app, monkeypatch, handler)).status_code == 200
    assert kept(database) == []


@pytest.mark.db
def test_nobody_sees_half_of_it(database: Database) -> None:
    with database.writing() as db:
        keep_one(db, "first")
        db.flush()
        assert kept(database) == []
        keep_one(db, "second")
    assert kept(database) == ["first", "second"]


@pytest.mark.db
def test_after_a_failure_the_next_one_works(database: Database) -> None:
    for _again in range(3):
        with pytest.raises(IntegrityError), database.writing() as db:
            db.add(Membership(person_id=4711, desk_id=None, role=Role.HOST))
    with database.writing() as db:
        keep_one(db)
    assert kept(database) == ["one"]


@pytest.mark.db
def test_rows_can_be_read_after_the_transaction(database: Database) -> None:
    with database.writing() as db:
        row = Attempts(subject="one", wrong=2)
        db.add(row)
    assert row.wrong == 2


def test_writers_on_one_file_wait_for_each_other(database: Database) -> None:
    with database.writing() as db:
        keep_one(db, "count")

    def count() -> None:
        for _again in range(20):
            with database.writing() as db:
                db.get_one(Attempts, "count").wrong += 1

    threads = [threading.Thread(target=count) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as db:
        assert db.get_one(Attempts, "count").wrong == 120


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS.items())
def test_a_file_is_opened_so_that_nothing_kept_is_lost(database: Database, pragma: str, value: object) -> None:
    for opened in (database.writing, database.reading):
        with opened() as db:
            assert db.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_new_file_gets_its_folder_and_closing_waits_for_who_is_at_work(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'folder' / 'own.db'}")
    begun, ended = threading.Event(), list[str]()

    def work() -> None:
        with database.writing() as db:
            db.execute(text("CREATE TABLE own (id INTEGER)"))
            begun.set()
            time.sleep(0.2)
        ended.append("work")

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    database.close()
    ended.append("closed")
    thread.join()
    assert ended == ["work", "closed"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="file"):
        Database(url)


def test_an_error_of_the_database_quotes_nothing_that_was_typed(database: Database) -> None:
    with database.writing() as db:
        keep_one(db, "zeldzaamwoord")
    with pytest.raises(IntegrityError) as broken, database.writing() as db:
        keep_one(db, "zeldzaamwoord")
    assert "zeldzaamwoord" not in str(broken.value)
