"""Several hands at the same moment: they all wait for one row before the first of them can change anything."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import inspect
from sqlmodel import SQLModel

from app.db import Database

HELD_SECONDS = 0.4
Answer = TypeVar("Answer")


@contextmanager
def held(database: Database, row: SQLModel) -> Iterator[None]:
    """Nobody changes this row meanwhile."""
    with database.writing() as db:
        db.get_one(type(row), inspect(row).identity, with_for_update={"key_share": True})
        yield


def at_once(database: Database, row: SQLModel, jobs: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """What came of each job; all of them have begun before the first can change ``row``."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        with held(database, row):
            begun = [pool.submit(job) for job in jobs]
            time.sleep(HELD_SECONDS)
        return [job.result(20) for job in begun]
