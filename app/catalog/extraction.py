"""The texts of the cards as messages: key in msgctxt, Dutch in msgid, the reader as a comment."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message

from app.catalog import keys
from app.catalog.loading import SHARED, card_files, read_card, read_shared

PROJECT = "Koffie & Formulieren"
HEADER = """\
# The texts of the cards. msgctxt says which card and where; msgid is the Dutch, which is the source.
# Write "proofread" as a comment on a translation that a native speaker has read.
#"""


def owners(folder: Path) -> Iterator[tuple[str, Any]]:
    """Every shared list (``_topics``) and every card (``leefloon``) of a folder. Raises ``BrokenCard``."""
    for name in SHARED:
        yield f"_{name}", read_shared(folder, name)
    for file in card_files(folder):
        yield file.parent.name, read_card(file)


def template(root: Path) -> Messages:
    """``forms.pot`` for the cards of this checkout. Raises ``BrokenCard``."""
    messages = Messages(domain="forms", project=PROJECT, charset="utf-8")
    messages.header_comment = HEADER
    for owner, value in owners(root / "forms_catalog"):
        for text, key, _spot in keys.walk(value, f"{owner}:"):
            messages.add(text.nl, None, auto_comments=[f"read by: {text.profile}"], context=key)
    return messages


def carried_over(old: Messages, new: Messages, given: Mapping[str, str]) -> Messages:
    """The translations of ``old`` on the texts of ``new``, with ``given`` (key → translation) put in.

    A text is found back by its key. When its Dutch changed, the old translation stays for the translator to see, marked
    fuzzy, and is shown to nobody; a translation that is given anew counts as made for the Dutch of now.
    """
    before = {str(message.context): message for message in old if message.id and message.context}
    made = Messages(locale=old.locale, domain="forms", project=PROJECT, charset="utf-8", fuzzy=False)
    made.header_comment = HEADER
    for message in new:
        if message.id and message.context:
            _carry(made, message, before.get(str(message.context)), given.get(str(message.context), ""))
    return made


def _carry(made: Messages, new: Message, old: Message | None, given: str) -> None:
    text = str(old.string or "") if old else ""
    is_stale = bool(old and text and (old.fuzzy or old.id != new.id))
    comments = old.user_comments if old else []
    if given and given != text:
        text, is_stale, comments = given, False, []
    dutch_before = old.previous_id or [str(old.id)] if old and is_stale else []
    made.add(
        new.id, text, flags={"fuzzy"} if is_stale else set(), auto_comments=new.auto_comments, user_comments=comments,
        previous_id=dutch_before, context=new.context,
    )  # fmt: skip
