"""One request, one transaction: the two dependencies every handler uses."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from app.db.engine import Database


def database_of(request: Request) -> Database:
    """The database this app was made with."""
    database: Database = request.app.state.database
    return database


def open_db(request: Request) -> Iterator[Session]:
    """The writing transaction of this request."""
    with database_of(request).writing() as db:
        yield db


def open_read_db(request: Request) -> Iterator[Session]:
    """A reading look for pages that change nothing."""
    with database_of(request).reading() as db:
        yield db


# scope="function": the commit must happen before the answer leaves. With FastAPI's default the visitor
# would hold a number that a failing commit then takes away.
Db = Annotated[Session, Depends(open_db, scope="function")]
ReadDb = Annotated[Session, Depends(open_read_db, scope="function")]
