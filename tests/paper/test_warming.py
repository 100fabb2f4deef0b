"""The first worker starts by itself, and holds nothing up."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.paper import printer as printing
from app.settings import Settings


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so within some seconds."""
    until = time.monotonic() + 10
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def test_the_first_paper_finds_a_warm_worker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "WARM_AFTER", 0.2)
    app = create_app(settings)
    printer = app.state.printer
    with TestClient(app) as client:
        assert client.get("/").status_code == 200
        assert soon(lambda: bool(printer.free))
        process = printer.free[0].process
        assert client.get("/cards/leefloon/guide.pdf").status_code == 200
        assert printer.free[0].process is process
        printer.warm()
        assert printer.started == 1, "one is enough"
    assert printer.started == 0


def test_a_house_that_closes_at_once_leaves_no_worker(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "WARM_AFTER", 0)
    app = create_app(settings)
    with TestClient(app) as client:
        client.get("/healthz")
    assert app.state.printer.started == 0


def test_missing_fonts_stop_no_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "WARM_AFTER", 0)
    app = create_app(settings.model_copy(update={"fonts_dir": settings.data_dir / "no-fonts"}))
    with TestClient(app) as client:
        assert client.get("/").status_code == 200
        assert app.state.printer.started == 0


def test_a_worker_that_cannot_start_leaves_its_place_free(settings: Settings) -> None:
    with printing.Printer(settings) as printer:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (len(list(Path("/proc/self/fd").iterdir())) - 1, hard))
        try:
            with pytest.raises(printing.NoPrinting):
                printer.pdf("<p>Koffie</p>")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert printer.started == 0
        assert printer.pdf("<!doctype html><html lang=nl><title>Koffie</title><p>Koffie</p></html>").startswith(b"%PDF")
