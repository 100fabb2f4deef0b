"""Typing commands in an installation of its own, and looking at what they did."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from sqlmodel import SQLModel
from typer.testing import CliRunner

from app.cli import app
from app.db import Database


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    code: int
    words: str
    data: str

    @property
    def json(self) -> Any:
        """What a script reads."""
        return json.loads(self.data)


class Installation:
    """One ``DATA_DIR``."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env: dict[str, str | None] = {
            "KOFFIE_DATA_DIR": str(home), "KOFFIE_DATABASE_URL": None, "KOFFIE_DEMO": None, "KOFFIE_SECRET_KEY": None,
            "KOFFIE_SECRET_KEY_FILE": None, "KOFFIE_CATALOG_DIR": None, "KOFFIE_FONTS_DIR": None,
            "KOFFIE_PUBLIC_URL": None, "KOFFIE_PDF_WORKERS": "1",
        }  # fmt: skip

    @property
    def file(self) -> Path:
        """Its database."""
        return self.home / "koffie.db"

    def run(self, *words: str, code: int = 0, **settings: str) -> Said:
        """``koffie words…``; ``settings`` as ``KOFFIE_<NAME>``."""
        more = {f"KOFFIE_{name.upper()}": value for name, value in settings.items()}
        result = CliRunner().invoke(app, list(words), env={**self.env, **more})
        structlog.reset_defaults()  # the command logged into a stream that is closed now
        told = f"koffie {' '.join(words)}: {result.exit_code}\n{result.output}\n{result.exception!r}"
        assert result.exit_code == code, told
        assert result.exception is None or isinstance(result.exception, SystemExit), told
        return Said(result.exit_code, result.stderr, result.stdout)

    def keep(self, *rows: SQLModel) -> None:
        """Store rows."""
        database = self.database()
        with database.writing() as db:
            db.add_all(rows)
        database.close()

    def database(self) -> Database:
        """Its database; the caller closes it."""
        return Database(f"sqlite:///{self.file}")
