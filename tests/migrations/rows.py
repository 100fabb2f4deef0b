"""A row in every table, parents before children, whatever the tables look like at that revision."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Date, DateTime, Float, Integer, LargeBinary, MetaData, Table

WORDS = {"state": "waiting", "must_act": "unknown", "origin": "asked", "purpose": "setup", "zone": "Europe/Brussels"}
BY_TYPE: list[tuple[type[Any], Any]] = [
    (Boolean, True), (Integer, 1), (Float, 1.0), (DateTime, datetime(2026, 11, 26, 9, tzinfo=UTC)),
    (Date, date(2026, 11, 26)), (LargeBinary, b"x"), (JSON, []),
]  # fmt: skip


def tables(connection: Connection) -> list[Table]:
    """Every table of the database, parents first, without Alembic's own."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _value(column: Column[Any]) -> Any:
    if column.foreign_keys:
        return 1
    if column.name in WORDS:
        return WORDS[column.name]
    return next((value for kind, value in BY_TYPE if isinstance(column.type, kind)), "x")


def put_a_row_everywhere(connection: Connection) -> None:
    """One row a table; what may be empty and points nowhere stays empty."""
    for table in tables(connection):
        wanted = [column for column in table.columns if not column.nullable or column.foreign_keys]
        connection.execute(table.insert().values({column.name: _value(column) for column in wanted}))
    connection.commit()


def how_many(connection: Connection) -> dict[str, int]:
    """Rows of each table."""
    return {table.name: len(connection.execute(table.select()).all()) for table in tables(connection)}
