"""A machine without our fonts prints nothing, says so, and does everything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.i18n import speaking
from app.main import create_app
from app.paper import printer
from app.paper.fonts import FONTS, NEEDED, font_file, missing
from app.settings import Settings
from tests.browser import Browser


@contextmanager
def bare(settings: Settings, **headers: str) -> Iterator[Browser]:
    """A browser at the service on a machine that has no fonts."""
    app = create_app(settings.model_copy(update={"fonts_dir": settings.data_dir / "no-fonts"}))
    with TestClient(app):
        browser = Browser(app, **headers)
        yield browser
        browser.close()


@pytest.mark.parametrize("address", ["/cards/leefloon/guide.pdf", "/cards/leefloon/blank.pdf"])
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_paper_answers_that_printing_is_not_possible(address: str, language: str, settings: Settings) -> None:
    with bare(settings, **{"Accept-Language": language}) as browser, speaking(language):
        page = browser.get(f"{address}?lang={language}", status=503)
        assert str(printer.CANNOT) in page.text
        assert page.links(), "a way back"


def test_everything_else_works(settings: Settings) -> None:
    with bare(settings) as browser:
        for address in ("/cards", "/cards/leefloon", "/letters", "/what-we-keep", "/healthz", "/readyz"):
            browser.get(address)


def test_no_worker_is_started_for_nothing(settings: Settings) -> None:
    with bare(settings) as browser:
        browser.app.state.printer.warm()
        assert browser.app.state.printer.started == 0
        assert "NotoSans-Regular" in (browser.app.state.printer.why_not() or "")


def test_one_missing_font_is_named(settings: Settings, tmp_path: Path) -> None:
    for name in NEEDED[1:]:
        (tmp_path / f"{name}.ttf").touch()
    assert missing(tmp_path) == [NEEDED[0]]
    assert missing(settings.fonts_dir) == []


@pytest.mark.parametrize("name", [*FONTS, *(f"{name}.ttf" for name in FONTS[:1])])
def test_our_fonts_are_served_to_screens_too(name: str, browser: Browser, settings: Settings) -> None:
    response = browser.client.get(f"/fonts/{name}")
    assert response.status_code == (200 if font_file(settings.fonts_dir, name) else 404)
    assert "immutable" in response.headers["cache-control"] or response.status_code == 404


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "..%2F..%2Fpasswd", "NotoSans-Regular.ttf.ttf", "secret_key"])
def test_no_other_file_is_a_font(name: str, browser: Browser) -> None:
    assert browser.client.get(f"/fonts/{name}").status_code == 404
