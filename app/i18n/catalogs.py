"""The .po files, read into memory at the start. A broken one stops the start with file and line."""

import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

from app.i18n.languages import DEFAULT, LANGUAGES

LINE = re.compile(r'|#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s+)?"([^"\\]|\\.)*"')
INTERFACE_DOMAINS = ("visitor", "staff")


class BrokenTranslation(Exception):
    """A .po file that cannot be read: where, what, and what to do."""

    def __init__(self, file: Path, line: int, what: str) -> None:
        super().__init__(f"{file}:{line}: {what}. Correct this line, or restore the file, and start again.")
        self.file = file
        self.line = line


def po_file(locales_dir: Path, language: str, domain: str) -> Path:
    """Where the translation of a domain stands."""
    return locales_dir / language / "LC_MESSAGES" / f"{domain}.po"


def _check_lines(file: Path, content: bytes) -> None:
    """Babel takes a missing quote for the end of the line and cuts a letter off."""
    try:
        lines = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenTranslation(file, line, "this is not UTF-8 text") from error
    for number, text in enumerate(lines, 1):
        if not LINE.fullmatch(text.strip()):
            raise BrokenTranslation(file, number, "a quote or a keyword is missing here")


def read_catalog(file: Path, language: str) -> Catalog:
    """One .po file. Raises ``BrokenTranslation`` with file and line."""
    content = file.read_bytes()
    _check_lines(file, content)
    try:
        catalog = read_po(BytesIO(content), locale=language, abort_invalid=True)
    except (PoFileError, LookupError) as error:
        raise BrokenTranslation(file, (getattr(error, "lineno", None) or 0) + 1, str(error)) from error
    if not content.strip():
        raise BrokenTranslation(file, 1, "this file is empty")
    for message in catalog:
        for problem in message.check(catalog):
            raise BrokenTranslation(file, message.lineno or 0, str(problem))
    return catalog


@lru_cache(maxsize=32)
def _compiled(file: Path, language: str, _stamp: tuple[int, int]) -> bytes:
    """The file as gettext reads it, without what is fuzzy or empty. The same file is read once a process."""
    buffer = BytesIO()
    write_mo(buffer, read_catalog(file, language))
    return buffer.getvalue()


class Words:
    """Interface words of every language; fuzzy ones are left out, so an outdated one reaches nobody.

    Each language falls back on Dutch, Dutch and English on the English msgid.
    """

    def __init__(self, locales_dir: Path) -> None:
        self.locales_dir = locales_dir
        self.by_language = {code: self._load(code) for code in LANGUAGES}
        for code, words in self.by_language.items():
            if code not in (DEFAULT, "en"):
                words.add_fallback(self.by_language[DEFAULT])

    def _load(self, language: str) -> NullTranslations:
        merged: NullTranslations = NullTranslations()
        for domain in INTERFACE_DOMAINS:
            file = po_file(self.locales_dir, language, domain)
            if not file.exists():
                continue
            known = file.stat()
            loaded = Translations(BytesIO(_compiled(file, language, (known.st_mtime_ns, known.st_size))))
            loaded.add_fallback(merged)
            merged = loaded
        return merged

    def of(self, language: str) -> NullTranslations:
        """Words of one language; Dutch for one we do not have."""
        return self.by_language.get(language, self.by_language[DEFAULT])

    def translate(self, language: str, msgid: str, context: str | None = None) -> str:
        """Language → Dutch → the English msgid."""
        words = self.of(language)
        return str(words.pgettext(context, msgid) if context else words.gettext(msgid))

    def translate_plural(self, language: str, one: str, many: str, n: int, context: str | None = None) -> str:
        """The same with the plural forms of the language."""
        words = self.of(language)
        return str(words.npgettext(context, one, many, n) if context else words.ngettext(one, many, n))
