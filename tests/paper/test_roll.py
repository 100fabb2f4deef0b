"""The 80 mm paper of a ticket printer: as wide as it is, as long as it needs."""

from datetime import UTC, datetime

import pytest
from fastapi import FastAPI

from app import clock
from tests.make import Make
from tests.paper.reading import Paper
from tests.paper.test_card_papers import get_paper

THURSDAY = datetime(2026, 11, 26, 9, 15, tzinfo=UTC)


def roll(house: FastAPI, lines: int) -> Paper:
    """A roll with so many lines."""
    body = "".join(f"<p>Regel {n}</p>" for n in range(lines))
    styles = '<link rel="stylesheet" href="koffie://css/paper.css"><link rel="stylesheet" href="koffie://css/roll.css">'
    html = f'<!doctype html><html lang="nl" class="roll"><title>Rol</title>{styles}<h1>Rol</h1>{body}</html>'
    return Paper(house.state.printer.pdf(html, roll=True))


@pytest.mark.parametrize("lines", [1, 8, 80])
def test_a_roll_is_80_mm_wide_and_ends_where_its_words_end(lines: int, house: FastAPI) -> None:
    paper = roll(house, lines)
    width, height = paper.sizes_mm[0]
    assert width == 80
    assert len(paper.sizes_mm) == 1
    assert 3 <= paper.lowest_mm <= 9, f"{paper.lowest_mm} mm of nothing below, {height} mm long"
    assert paper.faults == []


def test_more_lines_make_a_longer_roll(house: FastAPI) -> None:
    lengths = [roll(house, lines).sizes_mm[0][1] for lines in (1, 10, 40)]
    assert lengths == sorted(set(lengths))
    assert lengths[0] < 40


def test_a_roll_that_is_longer_than_any_printer_takes_goes_on_a_second_page(house: FastAPI) -> None:
    paper = roll(house, 900)
    assert len(paper.sizes_mm) > 1
    assert paper.sizes_mm[0][0] == 80


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_a_ticket_on_paper(language: str, house: FastAPI) -> None:
    make = Make(house)
    with clock.stopped(THURSDAY):
        desk = make.desk(f"hal-{language}", name="Zaal Noord")
        opening = make.opening(desk, last_number=86)
        ticket = make.ticket(opening, language=language)
        paper = get_paper(house, f"/ticket/{ticket.code}/paper.pdf?lang={language}")
    assert paper.faults == []
    assert paper.sizes_mm[0][0] == 80
    assert paper.sizes_mm[0][1] < 250
    assert paper.holds("87", "Zaal Noord", "10:15") == []
    assert "87" in paper.title
    assert ticket.code is not None
    assert paper.holds(ticket.code) == [ticket.code], "the code is in the picture only"
    assert min(paper.letters_pt) >= 12
