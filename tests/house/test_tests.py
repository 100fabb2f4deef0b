"""The tests keep the manners they ask of others."""

import ast

from app.settings import ROOT
from tests.house.tree import Function, name_of, parsed, python_files

# The house asks for fifteen; a served house, a real browser and a shared one for papers brought the others.
MOST_FIXTURES = 24
LONGEST_CONFTEST = 120


def _is_fixture(node: ast.stmt) -> bool:
    return isinstance(node, Function) and any("pytest.fixture" in ast.unparse(d) for d in node.decorator_list)


def test_there_are_few_fixtures_and_they_are_explained() -> None:
    fixtures = [(name_of(f), n) for f in python_files("tests/") for n in parsed(f).body if _is_fixture(n)]
    assert len(fixtures) <= MOST_FIXTURES, [(file, n.name) for file, n in fixtures if isinstance(n, Function)]
    assert not [file for file, n in fixtures if isinstance(n, Function) and not ast.get_docstring(n)]


def test_no_conftest_is_long() -> None:
    files = [file for file in python_files("tests/") if file.name == "conftest.py"]
    assert all(len(file.read_text().splitlines()) <= LONGEST_CONFTEST for file in files)


def test_rules_are_tested_without_fixtures() -> None:
    """What a test of rules is given comes from its table."""
    for file in python_files("tests/"):
        if file.name != "test_rules.py":
            continue
        for node in parsed(file).body:
            if isinstance(node, Function) and node.name.startswith("test_"):
                table = " ".join(ast.unparse(d) for d in node.decorator_list)
                assert all(a.arg in table for a in node.args.args), f"{name_of(file)}: {node.name}"


def test_warnings_are_errors_and_marks_are_known() -> None:
    settings = (ROOT / "pyproject.toml").read_text()
    for wanted in ('"error",', "--strict-markers", "xfail_strict = true"):
        assert wanted in settings


def test_no_test_replaces_our_own_code() -> None:
    """Clock, network and chance are replaced through their doors, the settings of a process in its environment."""
    for file in python_files("tests/"):
        for node in ast.walk(parsed(file)):
            assert not (isinstance(node, ast.ImportFrom) and node.module == "unittest.mock"), name_of(file)
