"""The warm processes: a page that is too much ends itself, and the next paper works."""

import threading

import pytest
from fastapi import FastAPI

from app.paper import printer as printing
from app.paper.printer import NoPrinting, Printer, Worker
from app.settings import Settings
from tests.paper.reading import Paper
from tests.paper.test_engine import html

GOOD = html("<p>Alles goed.</p>")
TOO_MANY_PAGES = html('<p style="break-before:page">x</p>' * 60)
ENDLESS = html("<table>" + "<tr><td><div><p>traag</p></div></td><td><ul><li>x</ul></td></tr>" * 20000 + "</table>")


def worker_of(printer: Printer) -> Worker:
    """The one worker, while it is free."""
    worker: Worker = printer.free[0]
    return worker


def prints(printer: Printer) -> bool:
    """Whether an ordinary paper comes out."""
    return Paper(printer.pdf(GOOD)).holds("Alles goed.") == []


def test_a_worker_makes_one_paper_after_the_other(house: FastAPI) -> None:
    assert prints(house.state.printer)
    before = worker_of(house.state.printer).process.pid
    assert prints(house.state.printer)
    assert worker_of(house.state.printer).process.pid == before


def test_too_many_pages_are_refused_and_the_next_paper_works(house: FastAPI) -> None:
    with pytest.raises(NoPrinting) as refused:
        house.state.printer.pdf(TOO_MANY_PAGES)
    assert refused.value.message is printing.TOO_LONG
    assert prints(house.state.printer)


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_ended_and_its_worker_replaced(
    house: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prints(house.state.printer)
    stuck = worker_of(house.state.printer).process
    pid = stuck.pid
    monkeypatch.setattr(printing, "SECONDS", 0.3)
    with pytest.raises(NoPrinting) as refused:
        house.state.printer.pdf(ENDLESS)
    assert refused.value.message is printing.TOO_LONG
    monkeypatch.undo()
    assert prints(house.state.printer)
    assert worker_of(house.state.printer).process.pid != pid


@pytest.mark.slow
def test_a_page_that_eats_memory_is_refused_and_the_next_paper_works(house: FastAPI) -> None:
    with pytest.raises(NoPrinting):
        house.state.printer.pdf(html("<p>" + "veel woorden " * 4_000_000 + "</p>"))
    assert prints(house.state.printer)


def test_a_worker_that_dies_is_replaced(house: FastAPI) -> None:
    assert prints(house.state.printer)
    worker_of(house.state.printer).process.kill()
    worker_of(house.state.printer).process.join(2)
    with pytest.raises(NoPrinting):
        house.state.printer.pdf(GOOD)
    assert prints(house.state.printer)


def test_no_page_at_all_breaks_nothing(house: FastAPI) -> None:
    for nothing in ("", "<", "\x00", "<html>" * 300):
        try:
            house.state.printer.pdf(nothing)
        except NoPrinting:
            continue
    assert prints(house.state.printer)


def test_two_who_print_at_once_wait_for_the_one_worker(house: FastAPI) -> None:
    made: list[bool] = []
    threads = [threading.Thread(target=lambda: made.append(prints(house.state.printer))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert made == [True] * 4
    assert house.state.printer.started == 1


def test_only_public_papers_are_kept_in_memory(house: FastAPI) -> None:
    printer = house.state.printer
    printer.kept.clear()
    printer.pdf(html("<p>Van één mens.</p>"))
    assert not printer.kept
    public = html("<p>Van iedereen.</p>")
    assert printer.pdf(public, public=True) == printer.pdf(public, public=True)
    assert len(printer.kept) == 1


def test_what_is_kept_in_memory_is_bounded(house: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "CACHE_BYTES", 20_000)
    for number in range(6):
        house.state.printer.pdf(html(f"<p>Nummer {number}</p>"), public=True)
    assert 1 <= len(house.state.printer.kept) < 6


def test_closing_ends_every_process(settings: Settings) -> None:
    with Printer(settings) as printer:
        assert prints(printer)
        process = worker_of(printer).process
        assert process.is_alive()
    assert printer.started == 0
    with pytest.raises(ValueError, match="closed"):
        process.is_alive()
