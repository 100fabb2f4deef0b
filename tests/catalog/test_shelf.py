"""The catalog in memory: a broken file stops the start, and never replaces a good one later."""

import shutil
import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.catalog.loading import BrokenCatalog
from app.catalog.shelf import LOOK_AGAIN_SECONDS, Shelf
from app.i18n import BrokenTranslation
from app.main import create_app
from app.settings import ROOT, Settings
from tests.browser import Browser
from tests.catalog.small import Small


def installed(settings: Settings, tmp_path: Path, *, demo: bool = True) -> tuple[Small, Settings]:
    """A small catalog with a folder of translations that a test may break, and settings that name both."""
    small = Small(tmp_path / "cards")
    root = tmp_path / "checkout"
    shutil.copytree(ROOT / "locales", root / "locales", ignore=shutil.ignore_patterns("forms.po"))
    return small, settings.model_copy(update={"catalog_dir": small.folder, "root": root, "demo": demo})


def later(shelf: Shelf) -> Shelf:
    """So much later that it looks again."""
    shelf.looked = time.monotonic() - LOOK_AGAIN_SECONDS - 1
    return shelf


def test_a_broken_card_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    file = small.change("example", "topic: money", "topic: gold")
    with pytest.raises(BrokenCatalog) as caught:
        create_app(settings.model_copy(update={"catalog_dir": small.folder}))
    assert f"{file}:" in str(caught.value)


def test_a_desk_can_serve_cards_of_its_own(settings: Settings, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    app = create_app(settings.model_copy(update={"catalog_dir": small.folder}))
    with TestClient(app):
        browser = Browser(app)
        assert "Geld vragen" in browser.get("/cards?lang=nl").text
        assert browser.get("/cards/example?lang=nl").h1 == "Geld vragen"
        browser.get("/cards/leefloon", status=404)
        browser.close()


def test_a_running_shelf_takes_a_better_card(settings: Settings, tmp_path: Path) -> None:
    small, its = installed(settings, tmp_path)
    shelf = Shelf(its)
    small.change("example", "title: Geld vragen", "title: Hulp vragen")
    assert later(shelf).catalog.cards["example"].title.nl == "Hulp vragen"


def test_a_running_shelf_keeps_the_old_card_while_the_new_one_is_broken(settings: Settings, tmp_path: Path) -> None:
    small, its = installed(settings, tmp_path)
    shelf = Shelf(its)
    small.change("example", "title: Geld vragen", "title: [Hulp]")
    assert later(shelf).catalog.cards["example"].title.nl == "Geld vragen"
    small.change("example", "title: [Hulp]", "title: Hulp vragen")
    assert later(shelf).catalog.cards["example"].title.nl == "Hulp vragen"


def test_a_running_shelf_keeps_the_old_texts_while_a_translation_is_broken(settings: Settings, tmp_path: Path) -> None:
    _small, its = installed(settings, tmp_path)
    shelf = Shelf(its)
    file = its.root / "locales" / "fr" / "LC_MESSAGES" / "forms.po"
    file.write_text("this is no .po file\n", encoding="utf-8")
    assert later(shelf).catalog.cards["example"].title.nl == "Geld vragen"


def test_a_broken_translation_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    _small, its = installed(settings, tmp_path)
    file = its.root / "locales" / "fr" / "LC_MESSAGES" / "forms.po"
    file.write_text("this is no .po file\n", encoding="utf-8")
    with pytest.raises(BrokenTranslation) as caught:
        Shelf(its)
    assert str(caught.value).startswith(f"{file}:1: ")


def test_a_real_desk_does_not_look_at_files_while_it_runs(settings: Settings, tmp_path: Path) -> None:
    small, its = installed(settings, tmp_path, demo=False)
    shelf = Shelf(its)
    small.change("example", "title: Geld vragen", "title: Hulp vragen")
    assert later(shelf).catalog.cards["example"].title.nl == "Geld vragen"
