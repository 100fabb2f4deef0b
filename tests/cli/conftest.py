"""The command line of an installation of its own."""

from pathlib import Path

import pytest

from tests.cli.installation import Installation
from tests.databases import Databases


@pytest.fixture
def koffie(databases: Databases, tmp_path: Path) -> Installation:
    """An installation with its tables and its secret, where a test types commands."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    databases.fresh("sqlite", home)
    (home / "secret_key").write_text("only-for-tests-0123456789abcdef0123456789abcdef")
    for file in home.iterdir():
        file.chmod(0o600)
    return Installation(home)
