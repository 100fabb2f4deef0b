"""A served house, a real browser, and a team that works in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright
from pydantic import SecretStr

from app.demo import filling
from app.settings import Settings
from tests.browser import Browser
from tests.conftest import TEST_SECRET
from tests.databases import Databases
from tests.journeys.demonstration import Demo
from tests.journeys.serving import Served
from tests.journeys.story import Story
from tests.journeys.team import Team
from tests.make import Make

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--autoplay-policy=no-user-gesture-required",  # as a board is started: nobody ever touches it
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def served(settings: Settings) -> Iterator[Served]:
    """The house on a port of its own."""
    with Served(settings) as house:
        yield house


@pytest.fixture
def team(served: Served) -> Team:
    """An open desk with Anna, Bilal and Els, each with a way to sign in."""
    return Team(served.make, served.settings)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Debian's own browser."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        with suppress(Exception):
            browser.close()


@pytest.fixture
def story(app: FastAPI, make: Make, settings: Settings, open_browser: Callable[[], Browser]) -> Story:
    """Bilal sits with somebody."""
    told = Story(Team(make, settings), open_browser(), open_browser(), open_browser())
    told.takes_a_number()
    told.signs_in()
    told.calls_and_begins()
    return told


@pytest.fixture(scope="module")
def demo(databases: Databases, tmp_path_factory: pytest.TempPathFactory, chromium: Chromium) -> Iterator[Demo]:
    """One demonstration for all these looks; nothing here changes it but its own browsers."""
    folder: Path = tmp_path_factory.mktemp("demo")
    settings = Settings(
        data_dir=folder, database_url=databases.fresh("sqlite", folder), secret_key=SecretStr(TEST_SECRET), demo=True,
        pdf_workers=1,
    )  # fmt: skip
    with Served(settings) as served:
        state = served.app.state
        filling.fill(state.database, state.shelf.catalog, folder, seed=1, weeks=8, say=lambda _words: None)
        yield Demo(served, chromium)
