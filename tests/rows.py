"""Looking straight into the database: what is really kept."""

from collections.abc import Sequence
from typing import TypeVar

from sqlmodel import SQLModel, select

from app.db import Database

Row = TypeVar("Row", bound=SQLModel)


def rows(database: Database, model: type[Row]) -> Sequence[Row]:
    """Every row of a table."""
    with database.reading() as db:
        return db.exec(select(model)).all()


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has."""
    with database.reading() as db:
        connection = db.connection()
        return {name: len(connection.execute(table.select()).all()) for name, table in SQLModel.metadata.tables.items()}
