"""`koffie print …`: papers of the cards without a browser."""

from pathlib import Path

import pytest

from tests.cli.installation import Installation
from tests.paper.reading import Paper

pytestmark = pytest.mark.slow


def test_a_guide_in_arabic_and_large(koffie: Installation, tmp_path: Path) -> None:
    file = tmp_path / "leefloon.pdf"
    words = ("print", "guide", "leefloon", "--lang", "ar", "--with", "fr", "--size", "large", "-o", str(file))
    assert str(file) in koffie.run(*words).words
    paper = Paper(file.read_bytes())
    assert paper.faults == []
    assert min(paper.letters_pt) >= 16


def test_several_cards_become_files_in_a_folder(koffie: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    koffie.run("print", "blank", "leefloon", "afbetalingsplan", "-o", str(folder))
    assert sorted(file.name for file in folder.iterdir()) == ["afbetalingsplan-blank-nl.pdf", "leefloon-blank-nl.pdf"]
    assert all(Paper(file.read_bytes()).faults == [] for file in folder.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("guide", "nowhere"),
        ("guide", "leefloon", "--lang", "xx"),
        ("guide", "leefloon", "--with", "xx"),
        ("guide", "leefloon", "--size", "huge"),
        ("blank", "brief-lezen"),
        ("guide",),
    ],
    ids=" ".join,
)
def test_a_wish_that_cannot_be_met_is_said(words: tuple[str, ...], koffie: Installation, tmp_path: Path) -> None:
    koffie.run("print", *words, "-o", str(tmp_path / "x.pdf"), code=2)
    assert not (tmp_path / "x.pdf").exists()


def test_without_fonts_nothing_is_written(koffie: Installation, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    said = koffie.run("print", "guide", "leefloon", "-o", str(out), code=1, fonts_dir=str(tmp_path))
    assert "koffie check" in said.words
    assert not out.exists()
