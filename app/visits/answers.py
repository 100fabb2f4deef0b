"""What was typed at a step: read, checked, refused when it may not be kept. Pure: no database, no request."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from app.catalog.loading import Catalog
from app.catalog.model import Question
from app.catalog.rules import Answers
from app.errors import Message
from app.i18n import _, format_date, format_money, lazy, without_turning
from app.i18n.days import NoSuchDay, day_from
from app.privacy import guard

LONGEST = 300
MOST_PEOPLE = 20
CURRENCY = re.compile("€|euros?|eur")
PLAIN_AMOUNT = re.compile(r"\d+([.,]\d{1,2})?")
IN_THOUSANDS = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d{1,2})?")
TOO_MUCH = 10_000_000
MAY_HOLD = {"phone": {"phone"}, "email": {"email"}, "ean": {"card", "phone"}, "ref": {"phone"}, "number": {"phone"}}
Typed = Mapping[str, Sequence[str]]


class Reading:
    """Reads the answers of one step; gathers what is wrong by field name, and which fields held a secret."""

    def __init__(self, catalog: Catalog, typed: Typed) -> None:
        self.catalog = catalog
        self.typed = typed
        self.errors: dict[str, Message] = {}
        self.secret_fields: set[str] = set()

    def answers(self, questions: Sequence[Question]) -> dict[str, dict[str, Any]]:
        """Question id → answer, for every question that may be kept."""
        return {q.id: self._one(q) for q in questions if q.keep != "never"}

    def _values(self, name: str) -> list[str]:
        return [clean for value in self.typed.get(name, []) if (clean := without_turning(value).strip())]

    def _one(self, question: Question) -> dict[str, Any]:
        name = f"a.{question.id}"
        if self._values(f"u.{question.id}"):
            return {"value": "", "unknown": True}
        if question.kind == "people":
            return {"value": self._people(question, name), "unknown": False}
        if question.kind == "choices":
            return {"value": [v for v in self._values(name) if self._is_choice(question, v, name)], "unknown": False}
        raw = (self._values(name) or [""])[0]
        return {"value": self._value(question, raw, name), "unknown": False}

    def _people(self, question: Question, name: str) -> list[dict[str, str]]:
        people = []
        for row in range(MOST_PEOPLE):
            person = {}
            for ident in question.per_person:
                field = self.catalog.fields[ident]
                if field.keep == "never":
                    continue
                asked = Question(id=ident, field=ident, kind=field.kind, choices=field.choices)
                place = f"{name}.{row}.{ident}"
                person[ident] = self._value(asked, (self._values(place) or [""])[0], place)
            if any(person.values()):
                people.append(person)
        if any(self._values(place) for place in self.typed if place.startswith(f"{name}.{MOST_PEOPLE}.")):
            self.errors[name] = lazy("This is too long.")
        return people

    def _is_choice(self, question: Question, value: str, name: str) -> bool:
        if question.kind == "yesno":
            known = value in ("yes", "no")
        else:
            known = value in {choice.id for choice in question.choices}
        if not known:
            self.errors[name] = lazy("Choose one of these.")
        return known

    def _value(self, question: Question, raw: str, name: str) -> str:
        if not raw:
            return ""
        if question.kind in ("choice", "yesno"):
            return raw if self._is_choice(question, raw, name) else ""
        if len(raw) > LONGEST:
            self.errors[name] = lazy("This is too long.")
            return ""
        allowed = MAY_HOLD.get(question.kind or "text", set())
        if found := [item for item in guard.find_secrets(raw) if item.kind not in allowed]:
            self.errors[name] = guard.explain(found)
            self.secret_fields.add(name)
            return ""
        try:
            return READERS.get(question.kind or "text", str)(raw)
        except NoSuchDay:
            self.errors[name] = lazy("This day does not exist. Look at the calendar once more.")
        except ValueError:
            self.errors[name] = WRONG.get(question.kind or "", lazy("Look at this once more."))
        return ""


def _day(raw: str) -> str:
    return day_from(raw).isoformat()


def _money(raw: str) -> str:
    """1250,50 or 1250.50 or 1.250,50. Refuses what could be read in two ways, such as 1,250.50."""
    plain = "".join(CURRENCY.sub("", raw.lower()).split())
    if IN_THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    elif not PLAIN_AMOUNT.fullmatch(plain):
        raise ValueError
    amount = Decimal(plain.replace(",", "."))
    if amount >= TOO_MUCH:
        raise ValueError
    return str(amount.quantize(Decimal("0.01")))


def _number(raw: str) -> str:
    plain = "".join(raw.split())
    if not plain.isdecimal():
        raise ValueError
    return str(int(plain))


READERS = {"date": _day, "money": _money, "number": _number}
WRONG = {
    "date": lazy("Write the day like this: 30/7/1985."),
    "money": lazy("Write an amount, like 1250,50."),
    "number": lazy("Write a whole number."),
}


def given_elsewhere(catalog: Catalog, question: Question, everything: Mapping[str, Answers]) -> dict[str, Any] | None:
    """The answer to the same shared question at another card of this visit: nothing is asked twice."""
    if question.field is None:
        return None
    for slug, answers in everything.items():
        card = catalog.cards.get(slug)
        twin = next((q.id for q in card.questions if q.field == question.field), None) if card else None
        if twin is not None and (found := answers.get(twin)) and (found.get("value") or found.get("unknown")):
            return dict(found)
    return None


def as_typed(catalog: Catalog, question: Question, answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer as it stands in a field: days and amounts as people here write them."""
    value = answer.get("value")
    if isinstance(value, str):
        return {**answer, "value": _typed(question.kind, value)}
    if question.kind == "people" and isinstance(value, list):
        people = [{i: _typed(catalog.fields[i].kind, word) for i, word in person.items()} for person in value]
        return {**answer, "value": people}
    return dict(answer)


def _typed(kind: str | None, value: str) -> str:
    if value and kind == "date":
        day = date.fromisoformat(value)
        return f"{day.day}/{day.month}/{day.year}"
    return value.replace(".", ",") if kind == "money" else value


def in_words(catalog: Catalog, question: Question, answer: Mapping[str, Any] | None, language: str) -> list[str]:
    """The answer as people read it, one line each; empty when there is none."""
    value = (answer or {}).get("value") or ""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_person(catalog, person, language) for person in value]
    words = [value] if isinstance(value, str) else list(value)
    return [_word(catalog, question, word, language) for word in words if word]


def _person(catalog: Catalog, person: Mapping[str, str], language: str) -> str:
    parts = []
    for ident, value in person.items():
        field = catalog.fields[ident]
        if value:
            asked = Question(id=ident, field=ident, kind=field.kind, choices=field.choices)
            parts.append(_word(catalog, asked, value, language))
    return " · ".join(parts)


def _word(catalog: Catalog, question: Question, value: str, language: str) -> str:
    if question.kind == "yesno":
        return _("Yes") if value == "yes" else _("No")
    if question.kind in ("choice", "choices"):
        choice = next((c for c in question.choices if c.id == value), None)
        return catalog.say(choice.text, language).text if choice else value
    if question.kind == "date":
        return format_date(date.fromisoformat(value))
    if question.kind == "money":
        return format_money(float(value))
    return value
