"""Invisible signs that turn text round. In what people type they are only ever a trick or an accident of copying."""

# Embeddings, overrides and isolates. The joiners that Persian needs, and plain left-to-right marks, stay.
_TURNING = {ord(sign): None for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


def without_turning(text: str) -> str:
    """The same words, in the direction they stand in."""
    return text.translate(_TURNING)
