"""The migrations as files: numbered, named in HEAD, independent of the code of today."""

import ast
import re
from pathlib import Path

import pytest

from app.db import migrations
from app.settings import ROOT
from tests.migrations.test_migrations import revisions

FILES = sorted((ROOT / "migrations" / "versions").glob("*.py"))


def assigned(file: Path, name: str) -> str | None:
    """What a migration says of itself."""
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            value: str | None = ast.literal_eval(node.value)
            return value
    raise AssertionError(f"{file.name} has no {name}")


def test_head_names_the_newest() -> None:
    assert migrations.newest(ROOT) == revisions()[-1] == FILES[-1].stem


def test_they_stand_in_one_row() -> None:
    numbers = [int(file.stem[:4]) for file in FILES]
    assert numbers == list(range(1, len(FILES) + 1))
    assert revisions() == [file.stem for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_is_named_says_why_and_imports_nothing_of_ours(file: Path) -> None:
    tree = ast.parse(file.read_text())
    assert re.fullmatch(r"\d{4}_[a-z0-9_]+", file.stem)
    assert assigned(file, "revision") == file.stem
    assert ast.get_docstring(tree)
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"alembic", "sqlalchemy"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_uses_what_both_databases_know(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"\bEnum\(|ARRAY|JSONB|postgresql|sqlite|ILIKE|server_default|now\(\)", text)
    for name in ("PrimaryKeyConstraint", "ForeignKeyConstraint", "UniqueConstraint", "CheckConstraint"):
        calls = re.findall(rf"sa\.{name}\((?:[^()]|\([^()]*\))*\)", text)
        assert all("name=" in call for call in calls), name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_can_be_undone_or_says_why_not(file: Path) -> None:
    functions = {node.name: node for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}
    undo = functions["downgrade"]
    assert ast.get_docstring(undo) or not all(isinstance(node, ast.Pass) for node in undo.body)
