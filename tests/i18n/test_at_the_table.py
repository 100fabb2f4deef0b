"""The line above Dutch screens for whom they are not."""

import unicodedata

import pytest

from app.i18n import LANGUAGE_NAMES, LANGUAGES
from app.i18n.at_the_table import OWN_LINES, own_line

SCRIPTS = {"uk": "CYRILLIC", "bg": "CYRILLIC", "ru": "CYRILLIC", "fa-AF": "ARABIC", "ps": "ARABIC", "ti": "ETHIOPIC"}


def test_every_language_without_screens_has_one() -> None:
    assert set(OWN_LINES) == set(LANGUAGE_NAMES) - set(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_who_has_screens_needs_none(code: str) -> None:
    assert own_line(code) == ""


@pytest.mark.parametrize("code", ["", "xx", "../etc"])
def test_what_is_no_language_has_none(code: str) -> None:
    assert own_line(code) == ""


@pytest.mark.parametrize("code", OWN_LINES)
def test_it_stands_in_its_own_script_and_is_two_short_sentences(code: str) -> None:
    line = own_line(code)
    letters = [unicodedata.name(sign).split()[0] for sign in line if sign.isalpha()]
    assert set(letters) == {SCRIPTS.get(code, "LATIN")}
    assert len(line) <= 120
    assert sum(line.count(stop) for stop in ".።") == 2
