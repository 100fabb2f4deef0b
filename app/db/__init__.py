"""Two databases behind one door.

SQLite (one desk, one laptop) and PostgreSQL (many desks, many workers) take the same code.
``engine`` connects, ``transactions`` opens and closes, ``types`` stores moments as UTC, ``live`` tells others
that something changed once it is truly kept. One request is one transaction; commit stands nowhere else.
"""

from sqlmodel import SQLModel

# Set before any model is imported: without names SQLite cannot drop a constraint.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

from app.db.engine import Database  # noqa: E402 -- the convention above must stand first
from app.db.live import tell  # noqa: E402
from app.db.transactions import Db, ReadDb, database_of  # noqa: E402
from app.db.types import UtcDateTime, choice_of  # noqa: E402

__all__ = ["Database", "Db", "ReadDb", "UtcDateTime", "choice_of", "database_of", "tell"]
