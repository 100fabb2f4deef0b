"""The texts of the cards in other languages: complete, and holding nothing that the Dutch may not hold."""

from functools import cache

import pytest

from app.catalog import keys
from app.catalog.checking import completeness, is_needed
from app.catalog.loading import Catalog
from app.catalog.model import Text
from app.catalog.model.text import clean
from app.catalog.shelf import read_catalog
from app.settings import ROOT
from tests.locales.signs import differences

LANGUAGES = ("nl", "fr", "en", "ar")


@cache
def catalog() -> Catalog:
    """The cards of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


@cache
def texts() -> list[tuple[str, Text]]:
    """Owner and text, every one."""
    return [
        (owner, text) for owner, value in catalog().owners().items() for text, _, _ in keys.walk(value, f"{owner}:")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_needed_is_there_and_of_now(language: str) -> None:
    done, needed = completeness(catalog(), language)
    missing = [
        text.key for owner, text in texts()
        if is_needed(owner, text, language) and catalog().say(text, language).state != "current"
    ]  # fmt: skip
    assert done == needed, f"{needed - done} of {needed}: {missing[:5]}"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_links_and_bold_are_those_of_the_dutch(language: str) -> None:
    said = [(text, catalog().say(text, language)) for _, text in texts()]
    wrong = {text.key: differences(text.nl, one.text) for text, one in said if differences(text.nl, one.text)}
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_holds_no_html_and_no_hidden_mark(language: str) -> None:
    wrong = {}
    for _, text in texts():
        said = catalog().say(text, language)
        try:
            assert clean(said.text) == said.text
        except (ValueError, AssertionError) as problem:
            wrong[text.key] = str(problem)
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_is_in_its_own_script(language: str) -> None:
    """An Arabic text with no Arabic letter is a text that was pasted in the wrong file."""
    arabic = {text.key for _, text in texts() if (said := catalog().say(text, language)).language == language
              and any("\u0600" <= sign <= "\u06ff" for sign in said.text)}  # fmt: skip
    translated = {text.key for _, text in texts() if catalog().say(text, language).language == language}
    assert arabic == (translated if language == "ar" else set())
