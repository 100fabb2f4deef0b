"""A quick look at a .po file of the plain shape that ``./run messages`` writes.

Fifteen thousand texts in five languages must be there within a second after a start, and Babel needs four. So the plain
shape is read here: context, msgid, msgstr, comments, blocks with a blank line between. For anything else there is
``None``, and Babel reads the file, with its own words about what is wrong.
"""

import re
from typing import NamedTuple

from babel.messages.pofile import unescape

_STRING = r'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'
_STRINGS = rf"({_STRING}(?:\n{_STRING})*)"
_ENTRY = re.compile(rf"((?:#(?!~)[^\n]*\n)*)(?:msgctxt {_STRINGS}\n)?msgid {_STRINGS}\nmsgstr {_STRINGS}")
_UTF8 = "charset=utf-8"


class Entry(NamedTuple):
    """One message: its context, source, translation, whether it is fuzzy, and the translator's comments."""

    context: str
    source: str
    text: str
    fuzzy: bool
    comments: tuple[str, ...]


def _joined(quoted: str) -> str:
    if "\n" not in quoted and "\\" not in quoted:
        return quoted[1:-1]
    return "".join(unescape(line) for line in quoted.split("\n"))


def _entry(found: re.Match[str]) -> Entry:
    notes, context, source, text = found.groups()
    is_noted = "#," in notes or "# " in notes
    lines = notes.split("\n") if is_noted else ()
    fuzzy = is_noted and any(line.startswith("#,") and "fuzzy" in line for line in lines)
    comments = tuple(line[2:].strip() for line in lines if line.startswith("# "))
    return Entry(_joined(context) if context else "", _joined(source), _joined(text), fuzzy, comments)


def plain_entries(content: bytes) -> list[Entry] | None:
    """The translated messages of a plain .po file, without its header; ``None`` for a file of any other shape."""
    try:
        blocks = content.decode("utf-8").strip("\n").split("\n\n")
    except UnicodeDecodeError:
        return None
    matches = [_ENTRY.fullmatch(block) for block in blocks]
    if not all(matches):
        return None
    # Half of a file may wait for its translator: nothing to show there, so no time is spent on it.
    entries = [_entry(found) for at, found in enumerate(matches) if found and (at == 0 or found[4] != '""')]
    about, *messages = entries
    if about.source or _UTF8 not in about.text.lower():
        return None
    names = {(entry.context, entry.source) for entry in messages}
    return messages if len(names) == len(messages) and all(entry.source for entry in messages) else None
