"""The texts of the cards in other languages, from ``forms.po``: current, stale, or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern

from app.catalog.model.text import Said, Text
from app.i18n.catalogs import po_file, read_catalog
from app.i18n.plain_po import plain_entries

SOURCE = "nl"
DOMAIN = "forms"
PROOFREAD = "proofread"  # the translator's comment on a message that a native speaker read


@dataclass(frozen=True, slots=True)
class Translation:
    """What a translator wrote, and for which Dutch."""

    dutch: str
    text: str
    fuzzy: bool
    proofread: bool


@dataclass(frozen=True)
class Translations:
    """Language → key → translation. Dutch is the source and is not in here."""

    by_language: Mapping[str, Mapping[str, Translation]]

    def say(self, text: Text, language: str) -> Said:
        """The text in ``language``; in Dutch with the reason when that cannot be.

        ``stale``: the Dutch changed after it was translated. ``missing``: nobody translated it yet.
        """
        if language == SOURCE:
            return Said(text.nl, SOURCE, "current", proofread=True)
        found = self.by_language.get(language, {}).get(text.key)
        if found is None or not found.text:
            return Said(text.nl, SOURCE, "missing", proofread=True)
        if found.fuzzy or found.dutch != text.nl:
            return Said(text.nl, SOURCE, "stale", proofread=True)
        return Said(found.text, language, "current", found.proofread)


def _read(file: Path, language: str) -> dict[str, Translation]:
    # The same keys and the same Dutch stand in five files: each is kept once.
    plain = plain_entries(file.read_bytes())
    if plain is not None:
        return {
            intern(entry.context): Translation(intern(entry.source), entry.text, entry.fuzzy, _was_read(entry.comments))
            for entry in plain
            if entry.context and entry.text
        }
    return {
        intern(str(message.context)): Translation(
            intern(str(message.id)), str(message.string), message.fuzzy, _was_read(message.user_comments)
        )
        for message in read_catalog(file, language)
        if message.id and message.context and message.string
    }


def _was_read(comments: Iterable[str]) -> bool:
    return any(line.strip().startswith(PROOFREAD) for line in comments)


def read_translations(locales_dir: Path, languages: Iterable[str]) -> Translations:
    """Read ``forms.po`` of each language. Raises ``BrokenTranslation`` with file and line."""
    files = {language: po_file(locales_dir, language, DOMAIN) for language in languages if language != SOURCE}
    return Translations({language: _read(file, language) for language, file in files.items() if file.exists()})


NONE = Translations({})
