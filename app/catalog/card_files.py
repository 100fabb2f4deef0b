"""The file of a card with other words in it: every other sign stays, so a difference is easy to read."""

import json
from pathlib import Path

from app.catalog import keys
from app.catalog.model import Card
from app.catalog.overlay import Words
from app.catalog.yaml_files import scalar_at


def with_words(file: Path, card: Card, texts: Words) -> str:
    """The text of ``file`` with the Dutch of ``texts`` (key → words) in place. Raises ``OSError``."""
    source = file.read_text(encoding="utf-8")
    places = [
        (*scalar_at(source, spot), texts[key]) for _text, key, spot in keys.walk(card, f"{card.slug}:") if key in texts
    ]
    for start, end, words in sorted(places, reverse=True):  # from the end, so that places before stay where they are
        source = source[:start] + json.dumps(words, ensure_ascii=False) + source[end:]
    return source
