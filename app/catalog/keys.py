"""Every text of a card gets a key from its place: ``leefloon:step.income.say``."""

from collections.abc import Iterator
from sys import intern
from typing import Any

from pydantic import BaseModel

from app.catalog.model import Text

Spot = tuple[str | int, ...]


def _entries(value: Any) -> Iterator[tuple[str, str | int, Any]]:
    """Key part, place in the file, value; for one layer of a model, dict or tuple."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield name.rstrip("_"), info.alias or name, getattr(value, name)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield str(name), name, inner
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield getattr(inner, "id", "") or str(index + 1), index, inner


def _joined(prefix: str, part: str, parent: Any, value: Any) -> str:
    """``steps`` becomes ``step`` before the id of one step, so that keys read like a phrase."""
    named = isinstance(value, tuple) and value and hasattr(value[0], "id")
    part = part.removesuffix("s") if named else part
    if not prefix:
        return part
    return f"{prefix}{'' if prefix.endswith(':') else '.'}{part}"


def walk(value: Any, prefix: str, spot: Spot = ()) -> Iterator[tuple[Text, str, Spot]]:
    """Every text under ``value`` with its key and its place in the file."""
    if isinstance(value, Text):
        yield value, prefix, spot
        return
    for part, place, inner in _entries(value):
        if isinstance(inner, BaseModel | dict | tuple | Text):
            yield from walk(inner, _joined(prefix, part, value, inner), (*spot, place))


def give_keys(value: Any, owner: str) -> None:
    """Write the keys into the texts of one card (owner ``leefloon``) or shared file (owner ``_documents``)."""
    for text, key, _ in walk(value, f"{owner}:"):
        text.key = intern(key)
