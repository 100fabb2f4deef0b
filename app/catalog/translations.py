"""The texts of the cards in other languages, from ``forms.po``: current, stale, or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from app.catalog.model.text import Said, Text
from app.i18n.catalogs import po_file, read_catalog

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


def _one(message: Message) -> Translation:
    read = any(line.strip().startswith(PROOFREAD) for line in message.user_comments)
    return Translation(str(message.id), str(message.string or ""), message.fuzzy, read)


def read_translations(locales_dir: Path, languages: Iterable[str]) -> Translations:
    """Read ``forms.po`` of each language. Raises ``BrokenTranslation`` with file and line."""
    found: dict[str, dict[str, Translation]] = {}
    for language in languages:
        file = po_file(locales_dir, language, DOMAIN)
        if language != SOURCE and file.exists():
            messages = read_catalog(file, language)
            found[language] = {str(m.context): _one(m) for m in messages if m.id and m.context}
    return Translations(found)


NONE = Translations({})
