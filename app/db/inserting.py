"""An insert that knows what to do when the row is there already, on both databases."""

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def insert_into(db: Session, table: Any) -> Any:
    """An ``INSERT`` of this database, with ``on_conflict_do_update`` and ``excluded``."""
    return INSERTS[db.get_bind().dialect.name](table)
