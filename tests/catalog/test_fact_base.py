"""What the cards state against the marks of the facts they were written from: nothing doubtful stands as a statement.

The facts lie beside the project, as notes in English with a mark at what is unverified, old or of one town. A machine
can compare figures, not sentences: every amount, day, number and length of time that we state must stand there
somewhere without such a mark.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from app import clock
from app.catalog import keys
from app.catalog.loading import Catalog
from app.catalog.model import Fact, Term, Text
from app.catalog.shelf import read_catalog
from app.settings import ROOT

NOTES = [ROOT.parent / "shared" / "domain" / f"forms-{part}.md" for part in "ab"]
pytestmark = pytest.mark.skipif(not NOTES[0].exists(), reason="the notes with the facts do not lie beside the project")

DOUBT = re.compile(r"\[(?:u|u-low|unverified|old|local)\b[^\]]*\]|\[seen[^\]]*\b(?:local|old)\b[^\]]*\]")
NEW_LINE = re.compile(r"\s*([-*|#>]|\d+\.)")
CLAUSE = re.compile(r"(?<=[;.|])\s+|\s\|\s")
FIGURE = re.compile(r"\d[\d.,]*")
LENGTH = re.compile(r"(?<![\d,.])(\d+(?:,\d+)?) (dag|dagen|week|weken|maand|maanden|jaar|jaren|uur|procent|%)(?!\w)")
UNITS = {
    "dag": r"(?:\w+ )?(?:days?|d)\b", "week": r"(?:weeks?|w)\b", "maand": r"(?:\w+ )?(?:months?|m)\b",
    "jaar": r"(?:\w+ )?(?:years?|y)\b", "uur": r"(?:hours?|h)\b", "procent": "%",
}  # fmt: skip
SINGULAR = {"dagen": "dag", "weken": "week", "maanden": "maand", "jaren": "jaar", "%": "procent"}
OTHERWISE = {
    "igo-pensioen:for_whom.1": r"66 since 2025, 67 from 2030",
    "maximumfactuur:for_whom.3": r"child under 19",
    "tegemoetkoming-handicap:for_whom.1": r"\b18 \(.*\) to 64",
    "ziekenfonds:for_whom.3": r"dependants of a parent until 25",
    "ziekenfonds:step.home.example": r"dependants of a parent until 25",
    "tegemoetkoming-handicap:not_for.1.when": r"from the day of the 65th birthday",
    "tegemoetkoming-handicap:step.check.stop.3.when": r"from the day of the 65th birthday",
    "zorgbudget:step.budget.pitfall": r"from the day of the 65th birthday",
    "schoolinschrijving:step.start.show": r"3 years",
}
"""texts whose number the notes write in other words"""
OURS = re.compile(r":after\.\d+\.(?:when|if_not)$|\.example$")
"""when to ring if nothing comes is our own advice, and an example is made up: neither says anything of a law"""


@cache
def catalog() -> Catalog:
    """The cards as they are shipped."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales")


@cache
def clauses() -> tuple[str, ...]:
    """The notes, cut where one statement ends; lines that were wrapped are one."""
    lines: list[str] = []
    for file in NOTES:
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.strip() or NEW_LINE.match(line) or not lines:
                lines.append(line.strip())
            else:
                lines[-1] += " " + line.strip()
    return tuple(clause for line in lines for clause in CLAUSE.split(line) if clause.strip())


def stands(pattern: re.Pattern[str]) -> bool:
    """Whether the notes say it somewhere without doubt."""
    return any(pattern.search(clause) and not DOUBT.search(clause) for clause in clauses())


def figures(text: str) -> set[str]:
    """The figures of a text without the signs that group them: one writes 1.288,46 and the other 1,288.46."""
    return {re.sub(r"\D", "", found) for found in FIGURE.findall(text)}


def stands_as_figure(value: str) -> bool:
    """Whether an amount or number stands somewhere without doubt."""
    wanted = {re.sub(r"\D", "", value)}
    if "." in value:
        wanted.add(re.sub(r"\D", "", str(Decimal(value).normalize())))
    return any(figures(clause) & wanted and not DOUBT.search(clause) for clause in clauses())


def stands_as_day(value: str) -> bool:
    """Whether a day of the year does."""
    month, day = (int(part) for part in value.split("-"))
    name = date(2026, month, 1).strftime("%b")
    return stands(
        re.compile(rf"(?<!\d)0?{day}(?:th|st)? {name}|{name}\w* 0?{day}\b|(?<!\d)0?{day}[-/]0?{month}\b", re.I)
    )


def is_founded(fact: Fact) -> bool:
    """Whether the notes know it without doubt."""
    if fact.unit == "day":
        return stands_as_day(fact.value)
    if fact.unit == "phone":
        return stands(re.compile(r"\D{0,2}".join(re.findall(r"\d", fact.value))))
    if fact.unit == "site":
        return stands(re.compile(re.escape(fact.value)))
    return stands_as_figure(fact.value)


@pytest.mark.parametrize("key", [key for key, fact in catalog().facts.items() if fact.confidence != "low"])
def test_what_is_said_as_a_fact_has_no_mark_of_doubt(key: str) -> None:
    fact = catalog().facts[key]
    assert is_founded(fact) or not fact.stands_on(clock.today())


def lengths(text: str) -> Iterator[tuple[str, str]]:
    """How long and how much a Dutch text says: number, and unit in one."""
    for number, unit in LENGTH.findall(text):
        yield number, SINGULAR.get(unit, unit)


def founded(number: str, unit: str) -> bool:
    """Whether the notes say such a length without doubt; they write a point where we write a comma."""
    return stands(re.compile(rf"(?<![\d.,]){re.escape(number.replace(',', '.'))}[- ]?{UNITS[unit]}", re.I))


def stated() -> Iterator[tuple[Text, str]]:
    """Every text of a card that says how long, how old or how much."""
    for card in catalog().cards.values():
        for text, key, _spot in keys.walk(card, f"{card.slug}:"):
            if not OURS.search(key):
                yield text, key


def test_no_card_says_a_length_or_age_that_is_doubtful() -> None:
    wrong = [
        (key, number, unit)
        for text, key in stated()
        for number, unit in lengths(text.nl)
        if key not in OTHERWISE and not founded(number, unit)
    ]
    assert wrong == []


def test_many_lengths_are_compared() -> None:
    assert sum(1 for text, _key in stated() for _ in lengths(text.nl)) > 100


@pytest.mark.parametrize("key", OTHERWISE)
def test_what_the_notes_say_in_other_words_stands_there(key: str) -> None:
    assert any(list(lengths(text.nl)) for text, found in stated() if found == key) or OURS.search(key)
    assert stands(re.compile(OTHERWISE[key]))


def counted(term: Term) -> list[tuple[str, str]]:
    """How long a term is, also in the smaller unit somebody may have written."""
    unit = {"days": "dag", "months": "maand", "years": "jaar"}[term.unit]
    more = [(str(term.amount // 7), "week")] if unit == "dag" and term.amount % 7 == 0 else []
    more += [(str(term.amount * 12), "maand")] if unit == "jaar" else []
    more += [(str(term.amount + 1), "dag")] if "telt mee" in term.what.nl else []
    return [(str(term.amount), unit), *more]


@pytest.mark.parametrize("key", [key for key, term in catalog().terms.items() if term.amount])
def test_a_term_is_as_long_as_the_notes_say(key: str) -> None:
    assert any(founded(*length) for length in counted(catalog().terms[key]))


@pytest.mark.parametrize("key", [key for key, term in catalog().terms.items() if term.fixed])
def test_a_yearly_term_is_on_the_day_of_the_notes(key: str) -> None:
    assert stands_as_day(str(catalog().terms[key].fixed))


def test_a_doubtful_figure_would_be_seen() -> None:
    unverified = catalog().facts["caw_phone"]
    assert unverified.confidence == "low"
    assert not is_founded(unverified)
    assert not stands_as_figure("123456.78")
    assert not stands_as_day("02-17")
    assert not founded("413", "dag")
    assert stands_as_figure("1288.46")
