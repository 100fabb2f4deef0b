"""The pages of the catalog change nothing, so one service shows them all."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.browser import Browser


@pytest.fixture(scope="module")
def browser(house: FastAPI) -> Iterator[Browser]:
    """One browser for all tests of a module that only look."""
    opened = Browser(house)
    yield opened
    opened.close()
