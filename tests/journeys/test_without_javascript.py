"""The whole visit over plain HTTP: no script ever runs, on both databases."""

import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
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
    database = app.state.database
    if database.is_sqlite:
        return
    # A connection of our own: a checkpoint on a busy machine takes longer than a page may wait.
    with psycopg.connect(database.url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    marks = f"{WORD_MARK}|{MONEY_MARK}|{DAY_MARK}"
    yield "postgres", subprocess.run(["grep", "-rlaE", marks, row[0]], capture_output=True, check=False).stdout


def _papers_say_what_was_typed(story: Story, app: FastAPI) -> None:
    made = story.prints()
    for pdf in made.values():
        papers.check(pdf)
    sheet, guide, slip = (papers.read(made[name]) for name in ("sheet", "guide", "slip"))
    catalog = app.state.shelf.catalog
    card = catalog.cards[CARD]
    arabic = catalog.say(card.in_one_sentence, "ar")
    assert arabic.language == "ar"
    assert papers.plain(arabic.text) in guide
    assert papers.plain(card.in_one_sentence.nl) in guide
    assert papers.plain(catalog.say(card.after[0].expect, "ar").text) in slip
    typed_words = [mark for mark in story.typed if mark.startswith(WORD_MARK)]
    assert typed_words
    for word in typed_words:
        assert word in sheet, f"{word} was typed and is not on the sheet"
        assert word not in slip, "a slip holds steps, never answers"


def _nothing_stands_in_clear(app: FastAPI, folder: Path, said: str) -> None:
    kept = dict(_everything_kept(app, folder))
    assert any("/epochs/" in name for name in kept)
    for name, content in kept.items():
        for mark in (WORD_MARK, MONEY_MARK, DAY_MARK):
            assert mark.encode() not in content, f"{mark} stands in clear in {name}"
    assert kept.get("postgres", b"") == b"", "a mark stands in clear in the files of PostgreSQL"
    for mark in (WORD_MARK, MONEY_MARK, DAY_MARK):
        assert mark not in said, "a mark stands in the log"


def test_the_whole_visit(story: Story, app: FastAPI, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
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
    _papers_say_what_was_typed(story, app)
    story.finishes()
    assert story.count_of_week() == before + 1

    said = capfd.readouterr()
    _nothing_stands_in_clear(app, tmp_path, said.err + said.out)
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
