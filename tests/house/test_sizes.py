"""Files, functions, handlers and templates that a person can read in one go."""

import ast

from tests.house.tree import Function, functions, lines_of, name_of, parsed, python_files, templates

MOST_LINES = 300
MOST_IN_FUNCTION = 40
MOST_IN_HANDLER = 15
MOST_IN_TEMPLATE = 150
METHODS = {"get", "post", "put", "patch", "delete"}
# Longer for a reason.
LONG_FILES = {
    "migrations/versions/0001_first_desk.py": "every table of the first desk, written by Alembic, never edited"
}
LONG_FUNCTIONS = {
    "migrations/versions/0001_first_desk.py:upgrade": "every table of the first desk",
    "migrations/versions/0001_first_desk.py:downgrade": "every table of the first desk",
}


def test_no_file_is_longer_than_300_lines() -> None:
    long = {}
    for file in python_files("app/", "tests/", "migrations/", "benchmarks/"):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES and name_of(file) not in LONG_FILES:
            long[name_of(file)] = lines
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = {}
    for file in python_files("app/", "tests/", "migrations/", "benchmarks/"):
        for function in functions(file):
            place = f"{name_of(file)}:{function.name}"
            if lines_of(function) > MOST_IN_FUNCTION and place not in LONG_FUNCTIONS:
                long[place] = lines_of(function)
    assert not long


def test_no_template_is_longer_than_150_lines() -> None:
    long = {}
    for file in templates():
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > MOST_IN_TEMPLATE:
            long[name_of(file)] = lines
    assert not long


def handlers() -> list[tuple[str, Function]]:
    """Every function that answers a request."""
    found = []
    for file in python_files("app/"):
        for node in parsed(file).body:
            if isinstance(node, Function) and any(_is_route(d) for d in node.decorator_list):
                found.append((f"{name_of(file)}:{node.name}", node))
    return found


def _is_route(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in METHODS


def _work(handler: Function) -> list[ast.stmt]:
    """What it does, without what it says of itself."""
    return handler.body[1:] if ast.get_docstring(handler) is not None else handler.body


def test_no_handler_is_longer_than_15_lines() -> None:
    found = handlers()
    assert len(found) > 40
    long = {}
    for place, handler in found:
        work = _work(handler)
        lines = (work[-1].end_lineno or 0) - work[0].lineno + 1
        if lines > MOST_IN_HANDLER:
            long[place] = lines
    assert not long


def test_every_handler_says_in_a_line_what_it_is() -> None:
    assert not [place for place, handler in handlers() if not ast.get_docstring(handler)]


def test_a_longer_one_that_became_short_is_taken_off_the_list() -> None:
    known = {name_of(file) for file in python_files("app/", "tests/", "migrations/")}
    assert {place.split(":")[0] for place in (*LONG_FILES, *LONG_FUNCTIONS)} <= known
