"""Up, down and up again, with rows in parents and children, on both databases."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.db import Database, migrations
from app.settings import ROOT
from tests.databases import Databases
from tests.migrations.rows import how_many, put_a_row_everywhere, tables

pytestmark = pytest.mark.db
Step = Callable[[Database, Path, str], None]
CHANGE_OF_A_PARENT = '''"""A probe: another length of a column of a parent; for that SQLite makes the table anew."""
import sqlalchemy as sa
from alembic import op

revision = "9999_probe"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("desk") as batch:
        batch.alter_column("name", type_=sa.String(90), existing_type=sa.String(80), existing_nullable=False)
        batch.add_column(sa.Column("probe", sa.Integer(), nullable=True))
    {more}


def downgrade():
    with op.batch_alter_table("desk") as batch:
        batch.drop_column("probe")
        batch.alter_column("name", type_=sa.String(80), existing_type=sa.String(90), existing_nullable=False)
'''


def revisions(root: Path = ROOT) -> list[str]:
    """All of them, the oldest first."""
    config = Config()
    config.set_main_option("script_location", str(root / "migrations"))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@pytest.fixture
def nothing(backend: str, databases: Databases, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    database = Database(databases.empty(backend, tmp_path))
    yield database
    database.close()


def probed(tmp_path: Path, more: str = "pass") -> Path:
    """A checkout with one migration more, that changes a parent."""
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "migrations", root / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    text = CHANGE_OF_A_PARENT.format(head=migrations.newest(ROOT), more=more)
    (root / "migrations" / "versions" / "9999_probe.py").write_text(text)
    return root


def test_up_down_and_up_again(nothing: Database) -> None:
    assert migrations.present(nothing) is None
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        first = {table.name: [column.name for column in table.columns] for table in tables(connection)}
        put_a_row_everywhere(connection)
    assert migrations.present(nothing) == migrations.newest(ROOT)
    migrations.downgrade(nothing, ROOT, "base")
    with nothing.migrating() as connection:
        assert tables(connection) == []
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        assert {table.name: [column.name for column in table.columns] for table in tables(connection)} == first
        put_a_row_everywhere(connection)


def test_rows_survive_every_step_up_and_down(nothing: Database) -> None:
    """From the first tables to those of now, and back to the first."""
    first, *later = revisions()
    migrations.upgrade(nothing, ROOT, first)
    with nothing.migrating() as connection:
        put_a_row_everywhere(connection)
        before = how_many(connection)
    steps: list[tuple[Step, str]] = [(migrations.upgrade, revision) for revision in later]
    steps += [(migrations.downgrade, revision) for revision in reversed([first, *later][:-1])]
    for step, revision in steps:
        step(nothing, ROOT, revision)
        with nothing.migrating() as connection:
            now = how_many(connection)
        assert {name: n for name, n in now.items() if name in before} == {
            name: n for name, n in before.items() if name in now
        }, revision


def test_a_change_of_a_parent_keeps_its_children(nothing: Database, tmp_path: Path) -> None:
    """On SQLite the table is made anew; with foreign keys on, that silently deletes every child."""
    root = probed(tmp_path)
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        put_a_row_everywhere(connection)
        before = how_many(connection)
    assert before["desk"] == before["opening"] == before["ticket"] == before["period"] == 1
    migrations.upgrade(nothing, root)
    with nothing.migrating() as connection:
        assert how_many(connection) == before
    migrations.downgrade(nothing, root, migrations.newest(ROOT))
    with nothing.migrating() as connection:
        assert how_many(connection) == before
    migrations.drift(nothing, ROOT)


def test_a_migration_that_leaves_rows_pointing_at_nothing_is_refused(nothing: Database, tmp_path: Path) -> None:
    root = probed(tmp_path, more='op.execute("DELETE FROM person")')
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        put_a_row_everywhere(connection)
    if nothing.is_sqlite:
        with pytest.raises(RuntimeError, match="point at nothing"):
            migrations.upgrade(nothing, root)
    else:
        migrations.upgrade(nothing, root)  # PostgreSQL takes the children along, as the keys say


def test_foreign_keys_are_on_again_afterwards(nothing: Database) -> None:
    migrations.upgrade(nothing, ROOT)
    if nothing.is_sqlite:
        with nothing.writing() as db:
            assert db.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_tables_and_migrations_do_not_differ(nothing: Database) -> None:
    migrations.upgrade(nothing, ROOT)
    migrations.drift(nothing, ROOT)


def test_running_twice_changes_nothing(nothing: Database) -> None:
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        put_a_row_everywhere(connection)
        before = how_many(connection)
    migrations.upgrade(nothing, ROOT)
    with nothing.migrating() as connection:
        assert how_many(connection) == before
