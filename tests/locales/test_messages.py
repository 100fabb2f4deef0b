"""The texts of the interface: every one is in the .po files, complete where a visitor or helper needs it."""

from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from app.cli import messages
from app.i18n.catalogs import po_file, read_catalog
from app.settings import ROOT
from tests.locales.signs import differences

LANGUAGES = [(domain, language) for domain, needed in messages.COMPLETE.items() for language in needed]


@cache
def catalog_of(domain: str, language: str) -> Catalog:
    """One .po file."""
    return read_catalog(po_file(ROOT / "locales", language, domain), language)


def texts_of(domain: str, language: str) -> list[Message]:
    """Its messages, without the header."""
    return [message for message in catalog_of(domain, language) if message.id]


def strings(value: object) -> list[str]:
    """One text, or each plural form of it."""
    return [str(part) for part in value] if isinstance(value, list | tuple) else [str(value or "")]


@pytest.mark.slow
def test_the_files_are_those_of_the_code_of_now() -> None:
    """When this fails: ``./run messages``, then translate what is new."""
    stale = [file.name for file, text in messages.files() if not file.exists() or file.read_text() != text]
    assert not stale


@pytest.mark.parametrize(("domain", "language"), LANGUAGES)
def test_nothing_is_left_to_translate(domain: str, language: str) -> None:
    empty = [message.id for message in texts_of(domain, language) if not all(strings(message.string))]
    assert not empty, f"{len(empty)} empty: {empty[:5]}"


@pytest.mark.parametrize(("domain", "language"), LANGUAGES)
def test_nothing_is_doubtful(domain: str, language: str) -> None:
    fuzzy = [message.id for message in texts_of(domain, language) if message.fuzzy]
    assert not fuzzy, f"{len(fuzzy)} fuzzy: {fuzzy[:5]}"


@pytest.mark.parametrize(("domain", "language"), LANGUAGES)
def test_placeholders_and_tags_are_those_of_the_source(domain: str, language: str) -> None:
    wrong = []
    for message in texts_of(domain, language):
        sources, translations = strings(message.id), strings(message.string)
        for translation in (text for text in translations if text):
            if all(differences(source, translation) for source in sources):
                wrong.append((message.id, translation, differences(sources[-1], translation)))
    assert not wrong


@pytest.mark.parametrize(("domain", "language"), LANGUAGES)
def test_every_plural_form_is_there(domain: str, language: str) -> None:
    forms = catalog_of(domain, language).num_plurals
    plural = [message for message in texts_of(domain, language) if isinstance(message.id, list | tuple)]
    assert not [message.id for message in plural if len(strings(message.string)) != forms]


@pytest.mark.parametrize("language", ["nl", "fr", "ar"])
def test_a_visitors_text_is_in_one_domain_only(language: str) -> None:
    """Staff pages fall back on visitor texts; the same text twice would be translated twice."""
    visitors = {(str(message.id), message.context) for message in texts_of("visitor", "nl")}
    staff = {(str(message.id), message.context) for message in texts_of("staff", "nl")}
    assert not visitors & staff
    assert {(str(m.id), m.context) for m in texts_of("visitor", language)} == visitors


@pytest.mark.parametrize(("source", "translation", "same"), [
    ("Your number is %(n)s", "Je nummer is %(n)s", True),
    ("Your number is %(n)s", "Je nummer", False),
    ("%(a)s and %(b)s", "%(b)s en %(a)s", True),
    ("<b>Now</b>", "<b>Nu</b>", True),
    ("<b>Now</b>", "<i>Nu</i>", False),
    ("[here](card:x)", "[hier](card:x)", True),
    ("[here](card:x)", "[hier](card:y)", False),
    ("**Now**", "**Nu**", True),
    ("**Now**", "**Nu", False),
])  # fmt: skip
def test_what_counts_as_a_difference(source: str, translation: str, same: bool) -> None:
    assert (differences(source, translation) == []) is same
