"""The .po files: what is missing falls back, what is doubtful stays out, what is broken stops the start."""

from pathlib import Path

import pytest

from app.i18n import LANGUAGES, BrokenTranslation, Words, _, lazy, ngettext, npgettext, pgettext, speaking
from app.i18n.catalogs import INTERFACE_DOMAINS, po_file
from app.i18n.voice import load_words
from app.main import create_app
from app.settings import ROOT, Settings

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {language}\\n"\n{more}\n'
ARABIC = (
    '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 :'
    ' n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"\n'
)


def write(folder: Path, language: str, text: str, domain: str = "visitor", more: str = "") -> Path:
    """One .po file with these messages."""
    file = po_file(folder, language, domain)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD.format(language=language, more=more) + text)
    return file


def message(msgid: str, msgstr: str, flag: str = "") -> str:
    """One message."""
    return f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"\n\n'


def test_a_word_is_sought_in_the_language_then_in_dutch_then_as_it_stands(tmp_path: Path) -> None:
    write(tmp_path, "nl", message("Coffee", "Koffie") + message("Tea", "Thee"))
    write(tmp_path, "fr", message("Coffee", "Café") + message("Tea", ""))
    words = Words(tmp_path)
    assert words.translate("fr", "Coffee") == "Café"
    assert words.translate("fr", "Tea") == "Thee"
    assert words.translate("fr", "Milk") == "Milk"
    assert words.translate("ar", "Coffee") == "Koffie"
    assert words.translate("en", "Coffee") == "Coffee"
    assert words.translate("xx", "Coffee") == "Koffie"


def test_a_word_that_is_the_same_as_in_english_is_not_said_in_dutch(tmp_path: Path) -> None:
    both = 'msgid "one table"\nmsgid_plural "tables"\n{forms}\n'
    dutch = both.format(forms='msgstr[0] "een tafel"\nmsgstr[1] "tafels"\n')
    french = both.format(forms='msgstr[0] "une table"\nmsgstr[1] "tables"\n')
    two = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    write(tmp_path, "nl", message("Table", "Tafel") + dutch, more=two)
    write(tmp_path, "fr", message("Table", "Table") + french, more=two)
    words = Words(tmp_path)
    assert words.translate("fr", "Table") == "Table"
    assert words.translate_plural("fr", "one table", "tables", 2) == "tables"


def test_a_word_may_stand_in_either_file(tmp_path: Path) -> None:
    write(tmp_path, "nl", message("Coffee", "Koffie"))
    write(tmp_path, "nl", message("Table", "Tafel"), domain="staff")
    words = Words(tmp_path)
    assert [words.translate("nl", word) for word in ("Coffee", "Table")] == ["Koffie", "Tafel"]


def test_a_doubtful_translation_reaches_nobody(tmp_path: Path) -> None:
    write(tmp_path, "nl", message("Coffee", "Koffie"))
    write(tmp_path, "fr", message("Coffee", "Thé", flag="#, fuzzy\n"))
    assert Words(tmp_path).translate("fr", "Coffee") == "Koffie"


def test_one_word_has_several_meanings(tmp_path: Path) -> None:
    one = 'msgctxt "furniture"\nmsgid "Table"\nmsgstr "Tafel"\n\n'
    write(tmp_path, "nl", one + message("Table", "Tabel"))
    words = Words(tmp_path)
    assert words.translate("nl", "Table", "furniture") == "Tafel"
    assert words.translate("nl", "Table") == "Tabel"
    assert words.translate("nl", "Table", "sums") == "Table"


@pytest.mark.parametrize(
    ("n", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (102, 5), (103, 3), (111, 4)]
)
def test_arabic_counts_in_six_ways(tmp_path: Path, n: int, form: int) -> None:
    forms = "".join(f'msgstr[{i}] "form {i}"\n' for i in range(6))
    write(tmp_path, "ar", f'msgid "one number"\nmsgid_plural "%(n)s numbers"\n{forms}\n', more=ARABIC)
    assert Words(tmp_path).translate_plural("ar", "one number", "%(n)s numbers", n) == f"form {form}"


def test_a_plural_falls_back_as_a_word_does(tmp_path: Path) -> None:
    both = 'msgid "one number"\nmsgid_plural "numbers"\nmsgstr[0] "een nummer"\nmsgstr[1] "nummers"\n\n'
    write(tmp_path, "nl", both, more='"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n')
    words = Words(tmp_path)
    assert [words.translate_plural("fr", "one number", "numbers", n) for n in (1, 2)] == ["een nummer", "nummers"]
    assert [words.translate_plural("en", "one number", "numbers", n) for n in (1, 2)] == ["one number", "numbers"]
    assert [words.translate_plural("nl", "one", "many", n, "sums") for n in (1, 0)] == ["one", "many"]


BROKEN = {
    "no quote": ('msgid "Coffee\nmsgstr "Koffie"\n', 6),
    "no word of gettext": ('msgid "Coffee"\nmsgstr "Koffie"\nmsgsrt "x"\n', 8),
    "a lost placeholder": ('msgid "Number %(number)s"\nmsgstr "Nummer %(nummer)s"\n', 6),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, kind: str) -> None:
    text, line = BROKEN[kind]
    if "%(" in text:
        text = "#, python-format\n" + text
        line += 1
    file = write(tmp_path, "nl", text)
    with pytest.raises(BrokenTranslation) as broken:
        Words(tmp_path)
    assert broken.value.file == file
    assert abs(broken.value.line - line) <= 1
    assert str(broken.value).startswith(f"{file}:{broken.value.line}: ")


def test_a_file_that_is_not_utf8_is_named_too(tmp_path: Path) -> None:
    file = write(tmp_path, "nl", message("Coffee", "Koffie"))
    file.write_bytes(file.read_bytes() + b'msgid "Tea"\nmsgstr "Th\xe9"\n')
    with pytest.raises(BrokenTranslation) as broken:
        Words(tmp_path)
    assert broken.value.line == len(file.read_bytes().split(b"Th")[0].splitlines())


def test_a_broken_file_stops_the_start(settings: Settings, tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for part in ("app", "templates", "migrations"):
        (root / part).symlink_to(ROOT / part)
    file = write(root / "locales", "fr", 'msgid "Coffee\nmsgstr "Café"\n')
    with pytest.raises(BrokenTranslation, match=str(file)):
        create_app(settings.model_copy(update={"root": root}))


def test_no_file_at_all_means_english(tmp_path: Path) -> None:
    words = Words(tmp_path)
    assert {words.translate(code, "Coffee") for code in LANGUAGES} == {"Coffee"}


def test_a_word_named_early_is_said_in_the_language_of_the_moment(tmp_path: Path) -> None:
    write(tmp_path, "nl", message("Coffee", "Koffie"))
    write(tmp_path, "fr", message("Coffee", "Café"))
    word = lazy("Coffee")
    try:
        load_words(Words(tmp_path))
        with speaking("fr"):
            assert str(word) == _("Coffee") == "Café"
            with speaking("nl"):
                assert str(word) == pgettext("", "Coffee") or str(word) == "Koffie"
            assert str(word) == "Café"
            assert ngettext("one", "many", 2) == npgettext("sums", "one", "many", 2) == "many"
        assert str(word) == "Koffie"
    finally:
        load_words(Words(ROOT / "locales"))


def test_our_own_files_can_all_be_read() -> None:
    words = Words(ROOT / "locales")
    assert set(words.by_language) == set(LANGUAGES)
    for language in ("nl", "fr"):
        for domain in INTERFACE_DOMAINS:
            assert po_file(ROOT / "locales", language, domain).exists()
