"""The checkout as the house tests see it: its files, parsed once."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.settings import ROOT

# What is not ours, or is made anew at every start.
NOT_OURS = {".git", ".venv", "var", "build", "__pycache__"}
ROOMS = ("catalog", "coaching", "demand", "desks", "paper", "privacy", "queue", "staff", "visits", "web")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_ours(file: Path) -> bool:
    """A file of the project, not of a tool, an environment or a run."""
    parts = file.relative_to(ROOT).parts
    return not NOT_OURS & set(parts) and not any(p.endswith(("_cache", ".egg-info")) for p in parts)


@cache
def every_file() -> tuple[Path, ...]:
    """Every file of the project."""
    ours = [top for top in sorted(ROOT.iterdir()) if is_ours(top)]
    found = [file for top in ours for file in ([top] if top.is_file() else sorted(top.rglob("*")))]
    return tuple(file for file in found if file.is_file() and is_ours(file))


def name_of(file: Path) -> str:
    """As people write it: ``app/queue/rules.py``."""
    return file.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> list[Path]:
    """The Python files under these folders."""
    return [f for f in every_file() if f.suffix == ".py" and name_of(f).startswith(folders)]


def templates() -> list[Path]:
    """Every page, fragment, component and paper."""
    return [f for f in every_file() if f.suffix == ".html" and name_of(f).startswith("templates/")]


@cache
def parsed(file: Path) -> ast.Module:
    """One Python file."""
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[Function]:
    """Every function of a file, also those inside others."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, Function):
            yield node


def lines_of(node: ast.stmt) -> int:
    """How many lines it takes, without what decorates it."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@cache
def comments(file: Path) -> tuple[tuple[int, str], ...]:
    """Line and text of every comment."""
    source = io.StringIO(file.read_text(encoding="utf-8"))
    return tuple(
        (t.start[0], t.string) for t in tokenize.generate_tokens(source.readline) if t.type == tokenize.COMMENT
    )
