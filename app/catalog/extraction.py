"""The texts of the cards as a message template: key in msgctxt, Dutch in msgid, the reader as a comment."""

from pathlib import Path

from babel.messages.catalog import Catalog as Messages

from app.catalog import keys
from app.catalog.loading import SHARED, card_files, read_card, read_shared


def template(root: Path) -> Messages:
    """``forms.pot`` for the cards of this checkout. Raises ``BrokenCard``."""
    messages = Messages(project="Koffie & Formulieren", charset="utf-8")
    folder = root / "forms_catalog"
    owners = {f"_{name}": read_shared(folder, name) for name in SHARED}
    owners |= {file.parent.name: read_card(file) for file in card_files(folder)}
    for owner, value in owners.items():
        for text, key, _spot in keys.walk(value, f"{owner}:"):
            messages.add(text.nl, None, auto_comments=[f"read by: {text.profile}"], context=key)
    return messages
