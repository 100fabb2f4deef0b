"""Searches that found nothing: counted word by word, once a day, and told only when a word was typed on many days.

A word that somebody types may be her name. So until then only a keyed mark of it is kept; the word itself is written by
whoever types it on that day. Nobody can know whether it was the same person each time, and the page says so.
"""

import hmac

from sqlmodel import Session

from app import clock
from app.catalog import queries
from app.catalog.plain_words import telling, words_of
from app.privacy import guard

TOLD_DAYS = 5
LONGEST_WORD = 32
WORDS_OF_ONE = 6
MOST_KEPT = 20_000
"""so many words at most: whoever types nonsense all day fills no disk"""


def note_unmet(db: Session, secret: bytes, text: str, language: str) -> None:
    """Count the words of a search that found nothing. A text that holds a number or code of a person is not counted."""
    if guard.find_secrets(text) or queries.how_many_unmet(db) >= MOST_KEPT:
        return
    marks = {}
    for word in telling(words_of(text))[:WORDS_OF_ONE]:
        if len(word) <= LONGEST_WORD and word.isalpha():
            marks[hmac.new(secret, f"unmet|{language}|{word}".encode(), "sha256").hexdigest()] = word
    for mark in sorted(marks):  # in one order for everybody, so that two never wait for each other
        row = queries.add_unmet(db, mark, language, clock.today())
        if row.days >= TOLD_DAYS and row.word is None:
            row.word = marks[mark]
            db.add(row)
