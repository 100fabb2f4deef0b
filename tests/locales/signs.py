"""What must be the same in a text and its translation."""

import re

KINDS = {
    "placeholders": re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}"),
    "tags": re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>"),
    "links": re.compile(r"\]\(([^)\s]+)\)"),
    "bold": re.compile(r"\*\*"),
}


def differences(source: str, translation: str) -> list[str]:
    """The kinds of signs that the two do not have alike."""
    return [
        kind
        for kind, pattern in KINDS.items()
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation))
    ]
