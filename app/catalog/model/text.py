"""A text of a card: its Dutch, its key, and the reader it is written for."""

import re
import unicodedata
from dataclasses import dataclass
from sys import intern
from typing import Any, ClassVar, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

Profile = Literal["kiosk", "visitor", "volunteer"]
State = Literal["current", "stale", "missing"]

# Direction marks that can make a text read otherwise than it stands, and control signs.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2066-\u2069\u3164\ufeff\ufffe\uffff]"
)
LINK = re.compile(r"\[[^\[\]]+\]\(([^()\s]+)\)")
_NO_LINK = re.compile(r"\]\s*[(\[:]\S*")
_TAG = re.compile(r"<\s*/?\s*[A-Za-z!]")


def clean(raw: str) -> str:
    """The text as we keep it: NFC, no spaces around. Raises ``ValueError`` on what a card may not hold."""
    text = unicodedata.normalize("NFC", raw).strip()
    if not text:
        raise ValueError("this text is empty; write it, or take the line out")
    if hidden := _HIDDEN.search(text):
        raise ValueError(f"there is an invisible sign (U+{ord(hidden[0]):04X}) in this text; type it again")
    if strange := _NO_LINK.search(LINK.sub("", text)):
        raise ValueError(f"'{strange[0]}' is no link; a link is [words](card:slug) or [words](https://…)")
    if _TAG.search(text):
        raise ValueError("HTML has no effect here; use **bold**, a list, or [words](card:slug)")
    return text


@dataclass(slots=True)
class Text:
    """Dutch source of one text, for a visitor. ``key`` is given by the loader: ``leefloon:step.income.show``."""

    nl: str
    key: str = ""

    profile: ClassVar[Profile] = "visitor"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A plain string in the file."""
        return core_schema.no_info_after_validator_function(
            lambda raw: cls(intern(clean(raw))),
            core_schema.str_schema(strict=True),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.nl),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """For the editor: a string, and who reads it."""
        return {"type": "string", "description": f"Plain Dutch, read by: {cls.profile}"}


class VolunteerText(Text):
    """Read by the helper (B1)."""

    __slots__ = ()
    profile: ClassVar[Profile] = "volunteer"


class KioskText(Text):
    """Stands on the kiosk or a tile: the shortest there is."""

    __slots__ = ()
    profile: ClassVar[Profile] = "kiosk"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as it can be shown: ``language`` is what it is really in, ``state`` how its translation stands.

    ``proofread`` tells whether a native speaker read it (the Dutch source always counts as read).
    """

    text: str
    language: str
    state: State
    proofread: bool = False
