"""Every command explains itself with an example."""

from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from app.cli import app


def commands(group: typer.Typer = app, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of each command."""
    for command in group.registered_commands:
        name = command.name or getattr(command.callback, "__name__", "").rstrip("_")
        yield (*path, name.replace("_", "-"))
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from commands(inner.typer_instance, (*path, str(inner.name)))


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_command_shows_an_example(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert f"Example: koffie {' '.join(words)}" in " ".join(result.stdout.split())


def test_the_commands_of_the_contract_are_there() -> None:
    named = {" ".join(words) for words in commands()}
    assert {
        "serve", "migrate", "demo", "check", "backup", "restore", "purge", "staff add", "staff list", "staff reset",
        "catalog check", "catalog search", "catalog export", "print guide", "print blank",
    } <= named  # fmt: skip


def test_without_a_command_it_says_what_there_is() -> None:
    result = CliRunner().invoke(app, [])
    assert "migrate" in result.output
    assert result.exit_code in (0, 2)
