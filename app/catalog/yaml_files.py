"""One file of the catalog: from YAML to plain data, and back to the line where something stands.

libyaml parses, which is fast enough for a whole catalog at the start; what its events mean is decided here, so that
words are the words of YAML 1.2 (`no` and `off` are no booleans) and nothing is built that a card never needs.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yaml.nodes import MappingNode, Node, SequenceNode

LARGEST = 200_000  # bytes; the longest card we wrote is a tenth of this
DEEPEST = 12
LOOK = "Look at this line and the one above it."
WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})")  # a longer one stays a word
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")

Place = Sequence[str | int]


@dataclass
class BrokenCard(Exception):
    """A file of the catalog that cannot be used: where, what, and what to do about it."""

    file: Path
    line: int
    what: str
    what_to_do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.what_to_do}"


class _Refused(yaml.YAMLError):
    """YAML that a card never needs."""

    def __init__(self, event: Event, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.line = event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    """Plain data from the events of one file: no alias, no tag, no merge, no key twice, no endless depth."""

    def __init__(self, source: str) -> None:
        self.events: Iterator[Event] = yaml.parse(source, Loader=yaml.CSafeLoader)

    def document(self) -> Any:
        """The one document of the file; ``None`` for an empty one."""
        found = None
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if found is not None:
                    raise _Refused(event, "a card ends where the file ends")
                found = self.value(next(self.events), 0)
        return found

    def value(self, event: Event, depth: int) -> Any:
        """What begins with ``event``."""
        if isinstance(event, AliasEvent):
            raise _Refused(event, "an alias (*name) has no place in a card")
        if depth > DEEPEST:
            raise _Refused(event, "this is nested too deep")
        if getattr(event, "tag", None) is not None:
            raise _Refused(event, "a tag (!name) has no place in a card")
        if isinstance(event, MappingStartEvent):
            return self.mapping(depth + 1)
        return _word(event) if isinstance(event, ScalarEvent) else self.sequence(depth + 1)

    def sequence(self, depth: int) -> list[Any]:
        """A list, up to its end."""
        found = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            found.append(self.value(event, depth))
        return found

    def mapping(self, depth: int) -> dict[str, Any]:
        """Keys and values, up to the end."""
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent) or event.tag is not None:
                raise _Refused(event, "a key must be a word")
            if event.value == "<<":
                raise _Refused(event, "a merge (<<) has no place in a card")
            if event.value in found:
                raise _Refused(event, f"a duplicate of the key '{event.value}'")
            found[event.value] = self.value(next(self.events), depth)
        return found


def _word(event: ScalarEvent) -> str | int | float | bool | None:
    """A word, or what YAML 1.2 takes an unquoted one for; a day stays the word it is."""
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in WORDS:
        return WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _text_of(file: Path) -> str:
    if not file.is_file():  # a folder, a link to nowhere, a pipe that would never end
        raise BrokenCard(file, 1, "this is no file", "Take it away, or put a card in its place.")
    if file.stat().st_size > LARGEST:
        raise BrokenCard(file, 1, "this file is larger than 200 kB", "Split it, or take out what is not text.")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BrokenCard(file, line, "this is not UTF-8 text", "Save the file as UTF-8.") from error


def read(file: Path) -> str:
    """The file as JSON text, ready to be validated.

    Raises ``BrokenCard`` with the line on anything that is no plain YAML 1.2 mapping.
    """
    return as_json(_text_of(file), file)


def as_json(source: str, file: Path) -> str:
    """YAML text as JSON text; ``file`` names it in what is raised. Raises ``BrokenCard`` with the line."""
    try:
        data = _Builder(source).document()
    except _Refused as error:
        raise BrokenCard(file, error.line, error.what, LOOK) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = (error.problem or "this is no YAML").splitlines()[0]
        raise BrokenCard(file, line, what, LOOK) from error
    except yaml.reader.ReaderError as error:
        line = source[: error.position].count("\n") + 1
        raise BrokenCard(file, line, "a sign that no text may hold", "Type this line again.") from error
    except (yaml.YAMLError, RecursionError) as error:
        what = str(error).splitlines()[0] or type(error).__name__
        raise BrokenCard(file, 1, what, "Compare the file with another card.") from error
    if not isinstance(data, dict):
        raise BrokenCard(file, 1, "this file holds no 'key: value' lines", "Begin from another card.")
    return json.dumps(data)


def line_of(file: Path, place: Place) -> int:
    """The line (from 1) where the value at ``place`` begins; of its nearest parent when it is not there."""
    try:
        return line_in(_text_of(file), place)
    except (BrokenCard, OSError):
        return 1


def line_in(source: str, place: Place) -> int:
    """The same for the text of a file that could be read."""
    try:
        node: Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return 1
    line = 1
    for part in place:
        found = _inside(node, part)
        if found is None:
            continue  # pydantic also names union members, which are no keys
        key, node = found
        line = key.start_mark.line + 1
    return line


def scalars_at(source: str, places: Sequence[Place]) -> list[tuple[int, int]]:
    """Where the word at each place begins and ends in the text of a file that was read. Raises ``KeyError``."""
    top: Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    return [_span(top, place) for place in places]


def _span(node: Node | None, place: Place) -> tuple[int, int]:
    for part in place:
        found = _inside(node, part)
        if found is None:
            raise KeyError(part)
        node = found[1]
    if node is None:
        raise KeyError(place)
    return node.start_mark.index, node.end_mark.index


def _inside(node: Node | None, part: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None
