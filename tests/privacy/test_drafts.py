"""The sealed answers of one visit: whoever has the cookie opens them, nobody else."""

from datetime import timedelta
from typing import Any

import pytest

from app import clock
from app.db import Database
from app.errors import Clash, NotFound
from app.privacy import service
from app.privacy.models import Draft, Receipt
from app.privacy.service import DRAFT_LASTS, DraftKey
from tests.rows import rows

pytestmark = pytest.mark.db
CONTENT: dict[str, Any] = {"leefloon": {"first_name": {"value": "Kanarie"}}}
OTHER: dict[str, Any] = {"leefloon": {"first_name": {"value": "Mus"}}}


def begin(database: Database, content: dict[str, Any] | None = None) -> DraftKey:
    """A draft of a visit that has just begun."""
    with database.writing() as db:
        return service.begin_draft(db, content=content or CONTENT)


def content_of(database: Database, key: DraftKey) -> dict[str, Any] | None:
    """What this key opens."""
    with database.reading() as db:
        found = service.read_draft(db, key)
    return found.content if found else None


def save(database: Database, key: DraftKey, content: dict[str, Any], based_on: int) -> int:
    """Keep something newer."""
    with database.writing() as db:
        return service.save_draft(db, key, content=content, based_on=based_on)


def test_the_key_opens_what_was_kept(database: Database) -> None:
    assert content_of(database, begin(database)) == CONTENT


def test_a_row_tells_nothing(database: Database) -> None:
    key = begin(database)
    row = rows(database, Draft)[0]
    assert set(row.model_dump()) == {"handle", "save_number", "expires_at", "sealed", "wrapped_key"}
    for secret in (b"Kanarie", b"first_name", b"leefloon", key.key):
        assert secret not in row.sealed + row.wrapped_key


def test_another_tablet_opens_nothing(database: Database) -> None:
    mine, other = begin(database), begin(database, OTHER)
    assert content_of(database, DraftKey(mine.handle, other.key)) is None
    assert content_of(database, DraftKey("XXXXXXXX", mine.key)) is None
    assert content_of(database, mine) == CONTENT


def test_each_save_has_a_number_and_a_key_of_its_own(database: Database) -> None:
    key = begin(database)
    first = rows(database, Draft)[0]
    assert save(database, key, CONTENT, 1) == 2
    second = rows(database, Draft)[0]
    assert second.save_number == 2
    assert (first.sealed, first.wrapped_key) != (second.sealed, second.wrapped_key)
    assert save(database, key, OTHER, 2) == 3
    assert content_of(database, key) == OTHER


def test_two_tabs_do_not_overwrite_each_other(database: Database) -> None:
    key = begin(database)
    save(database, key, OTHER, 1)
    with pytest.raises(Clash) as refused:
        save(database, key, CONTENT, 1)
    assert refused.value.facts == {"save_number": 2}
    assert content_of(database, key) == OTHER


def test_rows_that_changed_places_are_refused(database: Database) -> None:
    mine, other = begin(database), begin(database, OTHER)
    with database.writing() as db:
        one, two = db.get_one(Draft, mine.handle), db.get_one(Draft, other.handle)
        one.sealed, two.sealed = two.sealed, one.sealed
        one.wrapped_key, two.wrapped_key = two.wrapped_key, one.wrapped_key
    assert content_of(database, mine) is None
    assert content_of(database, other) is None


@pytest.mark.parametrize("what", ["save_number", "expires_at", "sealed", "wrapped_key"])
def test_a_changed_row_is_refused(what: str, database: Database) -> None:
    key = begin(database)
    with database.writing() as db:
        row = db.get_one(Draft, key.handle)
        changed = {
            "save_number": row.save_number + 1,
            "expires_at": row.expires_at + timedelta(days=30),
            "sealed": row.sealed[:-1] + bytes([row.sealed[-1] ^ 1]),
            "wrapped_key": row.wrapped_key[:-1] + bytes([row.wrapped_key[-1] ^ 1]),
        }
        setattr(row, what, changed[what])
    assert content_of(database, key) is None


def test_it_is_over_after_twelve_hours(database: Database) -> None:
    key = begin(database)
    with clock.shifted(DRAFT_LASTS - timedelta(minutes=1)):
        assert content_of(database, key) == CONTENT
    with clock.shifted(DRAFT_LASTS):
        assert content_of(database, key) is None
        with pytest.raises(NotFound):
            save(database, key, OTHER, 1)


def test_wiped_is_gone_and_a_receipt_says_that_and_no_more(database: Database) -> None:
    key = begin(database)
    for _twice in range(2):
        with database.writing() as db:
            service.wipe_draft(db, key)
    assert content_of(database, key) is None
    assert rows(database, Draft) == []
    assert [(receipt.what, receipt.how_many) for receipt in rows(database, Receipt)] == [("draft", 1)]
    with pytest.raises(NotFound):
        save(database, key, OTHER, 1)


def test_a_cookie_carries_the_key(database: Database) -> None:
    key = begin(database)
    assert DraftKey.of(key.cookie()) == key


@pytest.mark.parametrize(
    "cookie", [None, "", "x", "ABCDEFGH", "ABCDEFGH.", "ABCDEFGH.AAAA", "ABCDEFGH.é", ".", "a.b.c"]
)
def test_what_is_no_key_of_ours_is_none(cookie: str | None) -> None:
    assert DraftKey.of(cookie) is None
