"""The quick reader of plain .po files says what Babel says, or leaves the file to Babel."""

import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from app.i18n.catalogs import po_file
from app.i18n.plain_po import plain_entries
from app.settings import ROOT

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
ONE = 'msgctxt "a:b"\nmsgid "Kom"\nmsgstr "Viens"\n'
Said = dict[tuple[str, str], tuple[str, bool, list[str]]]


def by_babel(content: bytes, language: str) -> Said:
    messages = read_po(BytesIO(content), locale=language)
    return {
        (str(m.context or ""), str(m.id)): (str(m.string), m.fuzzy, [line.strip() for line in m.user_comments])
        for m in messages
        if m.id and m.string
    }


def quickly(content: bytes) -> Said:
    found = plain_entries(content)
    assert found is not None
    return {(entry.context, entry.source): (entry.text, entry.fuzzy, list(entry.comments)) for entry in found}


@pytest.mark.parametrize("language", ["fr", "en", "ar", "tr", "uk"])
def test_the_texts_of_the_cards_are_read_as_babel_reads_them(language: str) -> None:
    content = po_file(ROOT / "locales", language, "forms").read_bytes()
    found = quickly(content)
    assert len(found) > 500
    assert found == by_babel(content, language)


PLAIN = re.compile(r"[ -~À-ÿ\u0400-\u04ff\u0620-\u064a]+")
words = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('"\\\n\t'), min_size=1, max_size=200)


@given(st.dictionaries(words, st.tuples(words, st.booleans()), min_size=1, max_size=6))
def test_whatever_is_written_is_read_back(texts: dict[str, tuple[str, bool]]) -> None:
    messages = Catalog(locale="fr", fuzzy=False)
    for at, (dutch, (french, fuzzy)) in enumerate(texts.items()):
        messages.add(
            dutch, french, context=f"card:{at}", flags={"fuzzy"} if fuzzy else set(), user_comments=["gelezen"]
        )
    buffer = BytesIO()
    write_po(buffer, messages)
    found = plain_entries(buffer.getvalue())
    ordinary = all(PLAIN.fullmatch(word) for dutch, (french, _) in texts.items() for word in (dutch, french))
    assert found is not None or not ordinary  # some signs end a line for Babel; then the file is Babel's
    if found is not None:
        assert quickly(buffer.getvalue()) == by_babel(buffer.getvalue(), "fr")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"",
        ONE.encode(),
        (HEADER.replace("utf-8", "latin-1") + "\n" + ONE).encode(),
        (HEADER + "\n" + ONE.replace('Viens"', "Viens")).encode(),
        (HEADER + "\n" + ONE + "\n" + ONE).encode(),
        (HEADER + "\n" + ONE + '\n#~ msgid "weg"\n#~ msgstr "parti"\n').encode(),
        (HEADER + '\nmsgid "een"\nmsgid_plural "veel"\nmsgstr[0] "un"\nmsgstr[1] "des"\n').encode(),
    ],
    ids=["no text", "empty", "no header", "another charset", "a quote lost", "twice the same", "obsolete", "plural"],
)
def test_any_other_shape_is_left_to_babel(content: bytes) -> None:
    assert plain_entries(content) is None
