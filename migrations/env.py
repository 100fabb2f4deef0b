"""How a migration runs: one connection, handed in by ``koffie migrate``, `alembic` itself or a test."""

from alembic import context
from sqlalchemy import Connection, String, TypeDecorator, text
from sqlmodel import SQLModel

from app import tables  # noqa: F401 -- makes the metadata whole
from app.db import Database, UtcDateTime
from app.settings import Settings


def _plain_types(kind, value, _autogen):
    """A migration is history: it names SQL types, never a class of ours."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, TypeDecorator) and isinstance(value.impl_instance, String):
        return f"sa.String({value.impl_instance.length})"
    return False


def run(connection: Connection) -> None:
    """On SQLite with foreign keys off: a batch change drops the parent table and would take its children along."""
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=_plain_types,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if on_sqlite:
        broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        if broken:
            raise RuntimeError(f"rows point at nothing after this migration: {broken[:5]}")


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(Settings().database_url)
    try:
        with database.migrating() as opened:
            run(opened)
    finally:
        database.close()
