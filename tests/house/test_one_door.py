"""One door each: to the database, to time, to chance, to the settings."""

import ast
import re

from tests.house.tree import name_of, parsed, python_files, templates

SQL_WORDS = {"select", "update", "delete", "insert", "text", "func"}
SENDS = {"exec", "execute", "exec_driver_sql", "executescript", "scalars"}
# SQL elsewhere, each for a reason.
SQL_BUT = {
    "app/web/kept_forms.py": "one table that no room owns; four lines do not make a queries.py",
    "app/web/health.py": "asks whether the database answers at all",
    "app/cli/keeping.py": "a backup is a copy of the SQLite file, checked by SQLite itself",
}


def _sends_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("sqlmodel", "sqlalchemy"):
        return bool(SQL_WORDS & {alias.name for alias in node.names})
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SENDS


def test_sql_stands_behind_its_door() -> None:
    elsewhere = {}
    for file in python_files("app/"):
        if file.name == "queries.py" or name_of(file).startswith("app/db/") or "/queries/" in name_of(file):
            continue
        lines = [node.lineno for node in ast.walk(parsed(file)) if _sends_sql(node) and hasattr(node, "lineno")]
        if lines:
            elsewhere[name_of(file)] = lines
    assert set(elsewhere) == set(SQL_BUT), elsewhere


def test_commit_is_said_once() -> None:
    said = [name_of(file) for file in python_files("app/") for _ in re.findall(r"\.commit\(", file.read_text())]
    assert said == ["app/db/engine.py"]


def test_the_answer_leaves_after_the_commit() -> None:
    opened = [name for name in ("Db", "ReadDb") if _scope_of(name) == "function"]
    assert opened == ["Db", "ReadDb"]


def _scope_of(name: str) -> str:
    file = next(file for file in python_files("app/db/") if file.name == "transactions.py")
    for node in parsed(file).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            found = re.search(r"scope='(\w+)'", ast.unparse(node.value))
            return found[1] if found else ""
    return ""


def test_a_day_is_the_day_at_the_desk() -> None:
    """``at.date()`` is the day in Greenwich: in a summer night that of yesterday. ``clock.day`` knows."""
    files = [*python_files("app/"), *templates()]
    greenwich = [name_of(file) for file in files if ".date()" in file.read_text(encoding="utf-8")]
    assert greenwich == ["app/clock.py"]


def test_time_and_chance_come_through_their_doors() -> None:
    """ruff bans the calls; here the few who may import the modules are named. ``time``: how long a thing took."""
    stopwatches = {"app/web/logs.py", "app/catalog/shelf.py", "app/db/engine.py"}
    doors = {"random": set(), "secrets": {"app/chance.py"}, "time": stopwatches}
    for file in python_files("app/"):
        for node in ast.walk(parsed(file)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name_of(file) in doors.get(name, {name_of(file)}), f"{name_of(file)} imports {name}"
