"""Real databases, a real app, people who use it. Arrange with ``make``, act with ``browser``."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from app.db import Database
from app.main import create_app
from app.queue import brakes
from app.settings import ROOT, Settings
from tests.browser import Browser
from tests.databases import Databases
from tests.make import Make

TEST_SECRET = "only-for-tests-0123456789abcdef0123456789abcdef"


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--whole``: everything in every language and size, where a run usually takes them in turn."""
    parser.addoption("--whole", action="store_true", help="every card, language and size; takes minutes")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What carries the mark ``db`` runs on both databases, everything else on SQLite."""
    if "backend" in metafunc.fixturenames:
        both = metafunc.definition.get_closest_marker("db") is not None
        metafunc.parametrize("backend", ["sqlite", "postgres"] if both else ["sqlite"], indirect=False)


@pytest.fixture(autouse=True)
def _released() -> None:
    """Brakes live as long as the process; in each test's empty database the first opening has the same number."""
    for brake in (brakes.taps, brakes.numbers, brakes.alarm):
        brake.limiter.storage.reset()


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Hands out migrated, empty databases of either kind; starts PostgreSQL at the first wish."""
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture
def database_url(backend: str, databases: Databases, tmp_path: Path) -> str:
    """The address of an empty database with all its tables."""
    return databases.fresh(backend, tmp_path)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """An installation of its own in a folder of its own."""
    return Settings(
        data_dir=tmp_path,
        database_url=database_url,
        secret_key=SecretStr(TEST_SECRET),
        demo=False,
        root=ROOT,
        pdf_workers=1,
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    """The whole service, opened and closed around one test."""
    made = create_app(settings)
    with TestClient(made):
        yield made


@pytest.fixture(scope="module")
def house(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """A whole service for all tests of a module that only look, or only print."""
    folder = tmp_path_factory.mktemp("house")
    url, secret = databases.fresh("sqlite", folder), SecretStr(TEST_SECRET)
    made = create_app(Settings(data_dir=folder, database_url=url, secret_key=secret, root=ROOT, pdf_workers=1))
    with TestClient(made):
        yield made


@pytest.fixture
def database(app: FastAPI) -> Database:
    """The database of the app."""
    found: Database = app.state.database
    return found


@pytest.fixture
def make(app: FastAPI) -> Make:
    """Puts desks, people, tickets and visits in place."""
    return Make(app)


@pytest.fixture
def open_browser(app: FastAPI) -> Iterator[Callable[[], Browser]]:
    """Another browser, with its own cookies."""
    opened: list[Browser] = []

    def another() -> Browser:
        opened.append(Browser(app))
        return opened[-1]

    yield another
    for browser in opened:
        browser.close()


@pytest.fixture
def browser(open_browser: Callable[[], Browser]) -> Browser:
    """One browser that checks every page it sees."""
    return open_browser()
