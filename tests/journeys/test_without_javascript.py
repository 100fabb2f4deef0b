"""The whole visit over plain HTTP: no script ever runs, on both databases."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlmodel import select

from app.privacy.models import Draft, Slip
from app.settings import Settings
from tests.browser import Browser
from tests.journeys import papers
from tests.journeys.story import CARD, DAY_MARK, MONEY_MARK, WORD_MARK, Story
from tests.journeys.team import Team
from tests.make import Make

pytestmark = [pytest.mark.db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _temp_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What anybody, the PDF processes included, puts aside for a moment lies where we can look."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture
def story(app: FastAPI, make: Make, settings: Settings, open_browser: Callable[[], Browser]) -> Story:
    """Visitor, Bilal and Els, each with a browser of her own."""
    return Story(Team(make, settings), open_browser(), open_browser(), open_browser())


def _everything_kept(app: FastAPI, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every byte that stays: files of the installation and of PostgreSQL, and each row as the database hands it out."""
    for file in folder.rglob("*"):
        if file.is_file():
            yield str(file), file.read_bytes()
    with app.state.database.reading() as db:
        if db.get_bind().dialect.name == "postgresql":
            place = db.connection().exec_driver_sql("SHOW data_directory").scalar_one()
            db.connection().exec_driver_sql("CHECKPOINT")
            done = subprocess.run(
                ["grep", "-rlaE", f"{WORD_MARK}|{MONEY_MARK}|{DAY_MARK}", str(place)], capture_output=True, check=False
            )
            yield "postgres", done.stdout


def test_the_whole_visit(
    story: Story, app: FastAPI, settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    story.coordinator_signs_in()
    before = story.count_of_week()
    ticket = story.takes_a_number()
    assert ticket.tree.get("dir") == "rtl"
    story.signs_in()
    story.calls_and_begins()
    board = story.visitor.fragment("/board/kalmthout/now")
    assert re.search(r"\b1\b", board.text)
    overview = story.walks()
    assert CARD in overview.html

    made = story.prints()
    for name, pdf in made.items():
        papers.check(pdf)
        assert len(papers.read(pdf)) > 100, name
    sheet, guide, slip = (papers.read(made[name]) for name in ("sheet", "guide", "slip"))
    card = app.state.shelf.catalog.cards[CARD]
    arabic = app.state.shelf.catalog.say(card.in_one_sentence, "ar")
    assert arabic.language == "ar"
    assert papers.plain(arabic.text) in guide
    assert papers.plain(card.in_one_sentence.nl) in guide
    typed_words = [mark for mark in story.typed if mark.startswith(WORD_MARK)]
    assert typed_words
    for word in typed_words:
        assert word in sheet, f"{word} was typed and is not on the sheet"
        assert word not in slip, "a slip holds steps, never answers"
    assert papers.plain(app.state.shelf.catalog.say(card.after[0].expect, "ar").text) in slip

    story.finishes()
    assert story.count_of_week() == before + 1

    said = capfd.readouterr()
    kept = dict(_everything_kept(app, tmp_path))
    assert any(name.endswith("epochs") or "/epochs/" in name for name in kept)
    marks = [WORD_MARK.encode(), MONEY_MARK.encode(), DAY_MARK.encode()]
    for name, content in kept.items():
        for mark in marks:
            assert mark not in content, f"{mark!r} stands in clear in {name}"
    assert kept.get("postgres", b"") == b"", "a mark stands in clear in the files of PostgreSQL"
    for word in (WORD_MARK, MONEY_MARK, DAY_MARK):
        assert word not in said.err + said.out, "a mark stands in the log"
    with app.state.database.reading() as db:
        assert db.exec(select(Draft)).all() == [], "the answers are wiped at the end"
        assert len(db.exec(select(Slip)).all()) == 1


def test_what_is_kept_of_the_same_answers_differs_at_every_save(story: Story, app: FastAPI) -> None:
    story.takes_a_number()
    story.signs_in()
    story.calls_and_begins()
    page = story.bilal.get(story.visit_path)
    page = story.bilal.submit(page, "/questions", card=CARD)
    while "/walk/" in page.path and not page.form("/walk/").element.findall(".//input[@name='a.first_name']"):
        page = story.bilal.submit(page, "/walk/", go="next")
    seen = set()
    for _save in range(3):
        page = story.bilal.fill(page, "/walk/", {"go": "stay", "a.first_name": WORD_MARK})
        with app.state.database.reading() as db:
            row = db.exec(select(Draft)).one()
            seen.add((row.sealed, row.wrapped_key))
            assert WORD_MARK.encode() not in row.sealed
    assert len(seen) == 3
    assert len({sealed for sealed, _key in seen}) == 3
