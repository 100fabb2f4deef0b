"""The file of a card with other words in it: every other sign stays, so a difference is easy to read."""

import json
from pathlib import Path

import yaml

from app.catalog import keys
from app.catalog.model import Card
from app.catalog.overlay import Words
from app.catalog.yaml_files import scalars_at
from app.errors import Clash
from app.i18n import lazy


def with_words(file: Path, card: Card, texts: Words) -> str:
    """The text of ``file`` with the Dutch of ``texts`` (key → words) in place.

    Raises ``Clash`` when the file is not any more what ``card`` was read from.
    """
    wanted = [(spot, texts[key]) for _text, key, spot in keys.walk(card, f"{card.slug}:") if key in texts]
    try:
        source = file.read_text(encoding="utf-8-sig")
        spans = scalars_at(source, [spot for spot, _words in wanted])
    except (KeyError, OSError, yaml.YAMLError) as error:
        raise Clash(lazy("The file of this card changed. Start the service again, then the file is right.")) from error
    places = [(*span, words) for span, (_spot, words) in zip(spans, wanted, strict=True)]
    for start, end, words in sorted(places, reverse=True):  # from the end, so that places before stay where they are
        source = source[:start] + json.dumps(words, ensure_ascii=False) + source[end:]
    return source
