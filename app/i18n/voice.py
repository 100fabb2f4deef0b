"""The language of the moment, and the gettext functions that speak it.

The ContextVar holds a small box, not a string: a dependency that runs in a worker thread may change what is in
the box (a staff page narrows to staff languages) and the handler, in another thread, sees it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from babel.support import LazyProxy

from app.i18n.catalogs import Words
from app.i18n.languages import DEFAULT
from app.settings import ROOT


@dataclass
class Voice:
    """Language code of one request or print; ``chosen`` when a person picked it herself."""

    language: str = DEFAULT
    chosen: bool = False


_voice: ContextVar[Voice | None] = ContextVar("voice", default=None)
_words: Words | None = None


def load_words(words: Words) -> None:
    """Put the words of this process in place (at the start, and in tests of broken files)."""
    global _words
    _words = words


def words() -> Words:
    """The words in memory; read at first use by commands and tests that start no app."""
    global _words
    if _words is None:
        _words = Words(ROOT / "locales")
    return _words


def voice() -> Voice:
    """The voice of this request; a Dutch one outside any."""
    current = _voice.get()
    return current if current is not None else Voice()


def language() -> str:
    """The language code now spoken."""
    return voice().language


@contextmanager
def speaking(code: str, *, chosen: bool = True) -> Iterator[Voice]:
    """Speak another language for a while: a request, a print, a mail, a command."""
    box = Voice(code, chosen)
    token = _voice.set(box)
    try:
        yield box
    finally:
        _voice.reset(token)


def gettext(message: str) -> str:
    """The message in the language of the moment."""
    return words().translate(language(), message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for ``n`` things."""
    return words().translate_plural(language(), one, many, n)


def pgettext(context: str, message: str) -> str:
    """The message in one meaning of a word that has several."""
    return words().translate(language(), message, context)


def npgettext(context: str, one: str, many: str, n: int) -> str:
    """Both of the above."""
    return words().translate_plural(language(), one, many, n, context)


_ = gettext


def lazy(message: str) -> LazyProxy:
    """A message named at import and spoken later, in whatever language is then spoken."""
    return LazyProxy(gettext, message, enable_cache=False)
