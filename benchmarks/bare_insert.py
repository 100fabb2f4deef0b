"""Yardstick of P5 and P6: one bare statement with the same durability, and nothing else."""

import os

from fastapi import FastAPI
from sqlalchemy import text

from app.db import Database

database = Database(os.environ["BARE_URL"])  # noqa: TID251 -- the yardstick has no settings of ours
KEY = "INTEGER PRIMARY KEY" if database.is_sqlite else "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
with database.writer.begin() as first:
    first.execute(text(f"CREATE TABLE IF NOT EXISTS bare (id {KEY}, state VARCHAR(10), note VARCHAR(40))"))
app = FastAPI()


INSERT = "INSERT INTO bare (state, note) VALUES ('waiting', 'x')"
IDS = "SELECT id FROM bare WHERE state = 'waiting' ORDER BY id LIMIT 1"


@app.get("/healthz")
def healthz() -> dict[str, str]:
    """Alive."""
    return {"status": "ok"}


@app.post("/insert")
def insert() -> dict[str, int]:
    """One row, durable before the answer."""
    with database.writer.begin() as connection:
        connection.execute(text(INSERT))
    return {"done": 1}


@app.post("/take")
def take() -> dict[str, int]:
    """Compare and set: the first that waits."""
    with database.writer.begin() as connection:
        found = connection.execute(text(IDS)).scalar()
        changed = connection.execute(
            text("UPDATE bare SET state = 'called' WHERE id = :id AND state = 'waiting'"), {"id": found}
        )
    return {"done": changed.rowcount}
