"""One file of the catalog: from YAML to plain data, and back to the line where something stands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

LARGEST = 200_000  # bytes; the longest card we wrote is a tenth of this
DEEPEST = 12

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


class _Plain(Composer):
    """Composes nodes without aliases and without endless depth: no bomb fits in a card."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse what a card never needs."""
        if self.parser.check_event(AliasEvent):
            mark = self.parser.peek_event().start_mark
            raise MarkedYAMLError(problem="an alias (*name) has no place in a card", problem_mark=mark)
        self.depth += 1
        if self.depth > DEEPEST:
            raise MarkedYAMLError(problem="this is nested too deep", problem_mark=self.parser.peek_event().start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        for key, _value in node.value if isinstance(node, MappingNode) else ():
            if key.value == "<<":
                raise MarkedYAMLError(problem="a merge (<<) has no place in a card", problem_mark=key.start_mark)
        return node


def _reader() -> YAML:
    yaml = YAML(typ="safe", pure=True)  # YAML 1.2: yes, no and off are words
    yaml.Composer = _Plain
    return yaml


def _text_of(file: Path) -> str:
    if not file.is_file():  # a folder, a link to nowhere, a pipe that would never end
        raise BrokenCard(file, 1, "this is no file", "Take it away, or put a card in its place.")
    if file.stat().st_size > LARGEST:
        raise BrokenCard(file, 1, "this file is larger than 200 kB", "Split it, or take out what is not text.")
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BrokenCard(file, line, "this is not UTF-8 text", "Save the file as UTF-8.") from error


def _as_json(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no place in a card")


def read(file: Path) -> str:
    """The file as JSON text, ready to be validated.

    Raises ``BrokenCard`` with the line on anything that is no plain YAML 1.2 mapping.
    """
    source = _text_of(file)
    try:
        data = _reader().load(source)
        if not isinstance(data, dict):
            raise BrokenCard(file, 1, "this file holds no 'key: value' lines", "Begin from another card.")
        return json.dumps(data, default=_as_json)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = (error.problem or "this is no YAML").splitlines()[0]
        raise BrokenCard(file, line, what, "Look at this line and the one above it.") from error
    except (YAMLError, ValueError, TypeError, RecursionError) as error:
        what = str(error).splitlines()[0] or type(error).__name__
        raise BrokenCard(file, 1, what, "Compare the file with another card.") from error


def line_of(file: Path, place: Place) -> int:
    """The line (from 1) where the value at ``place`` begins; of its nearest parent when it is not there."""
    try:
        node: Node | None = _reader().compose(_text_of(file))
    except (YAMLError, BrokenCard, OSError):
        return 1
    line = 1
    for part in place:
        found = _inside(node, part)
        if found is None:
            continue  # pydantic also names union members, which are no keys
        key, node = found
        line = key.start_mark.line + 1
    return line


def _inside(node: Node | None, part: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None
