"""Who may import whom. The contracts stand in `pyproject.toml`."""

import ast
import tomllib

import pytest
from importlinter.cli import lint_imports

from app.settings import ROOT
from tests.house.tree import functions, name_of, python_files

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
# A heavy library that only one process needs: file → what it imports inside a function.
IMPORTED_LATE = {
    "app/paper/engine.py": {"weasyprint", "weasyprint.urls", "weasyprint.text.fonts"},
    "app/demo/filling.py": {"app.demo"},
}


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_every_arrow_points_down(contract: str, capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(str(ROOT / "pyproject.toml"), limit_to_contracts=(contract,), no_cache=True, no_logo=True)
    assert not broken, capsys.readouterr().out


def test_no_arrow_is_ignored() -> None:
    assert not [contract["id"] for contract in CONTRACTS if contract.get("ignore_imports")]


def test_every_room_has_its_doors() -> None:
    rooms = {file.parent.name for file in python_files("app/") if file.name in ("routes.py", "queries.py", "forms.py")}
    rooms = {room for room in rooms if room != "web"}
    guarded = {contract["id"].removeprefix("door-") for contract in CONTRACTS}
    assert rooms <= guarded


def test_imports_stand_at_the_top() -> None:
    late = []
    for file in python_files("app/", "tests/", "migrations/"):
        for function in functions(file):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    names = {node.module or ""} if isinstance(node, ast.ImportFrom) else {a.name for a in node.names}
                    if not names <= IMPORTED_LATE.get(name_of(file), set()):
                        late.append(f"{name_of(file)}:{node.lineno} {ast.unparse(node)}")
    assert not late


def test_rules_import_the_standard_library_and_what_is_pure() -> None:
    """numpy where it is needed; of ours only what knows no database either (the contract ``rules`` looks further)."""
    allowed = {
        "collections",
        "dataclasses",
        "datetime",
        "enum",
        "hashlib",
        "itertools",
        "json",
        "math",
        "re",
        "typing",
        "unicodedata",
        "numpy",
        "app",
    }
    strange = []
    for file in python_files("app/"):
        if file.stem != "rules":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange += [f"{name_of(file)}: {name}" for name in names if name.split(".")[0] not in allowed]
    assert not strange
