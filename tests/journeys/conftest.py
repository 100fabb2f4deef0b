"""A served house, a real browser, and a team that works in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import sync_playwright

from app.settings import Settings
from tests.browser import Browser
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
