"""Searches that found nothing: counted word by word, and told only when a word came from several days.

A word that somebody types once may be her name. So until it came often enough only a keyed mark of it is kept; the word
itself is written by whoever types it then.
"""

import hmac

from sqlmodel import Session

from app import clock
from app.catalog import queries
from app.catalog.models import UnmetWord
from app.catalog.plain_words import telling, words_of
from app.privacy import guard

TOLD_AFTER = 3
TOLD_DAYS = 2
LONGEST = 32
MOST_WORDS = 6


def note_unmet(db: Session, secret: bytes, text: str, language: str) -> None:
    """Count the words of a search that found nothing. A text that holds a number or code of a person is not counted."""
    if guard.find_secrets(text):
        return
    for word in dict.fromkeys(telling(words_of(text))[:MOST_WORDS]):
        if len(word) <= LONGEST and word.isalpha():
            _count(db, secret, word, language)


def _count(db: Session, secret: bytes, word: str, language: str) -> None:
    mark = hmac.new(secret, f"unmet|{language}|{word}".encode(), "sha256").hexdigest()
    row = queries.unmet(db, mark) or UnmetWord(mark=mark, language=language)
    if row.days == 0 or row.last_on != clock.today():
        row.days += 1
    row.count, row.last_on = row.count + 1, clock.today()
    if row.count >= TOLD_AFTER and row.days >= TOLD_DAYS:
        row.word = word
    db.add(row)
