"""What was typed at a step: read, or refused in words. Without a page and without a database."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog.loading import Catalog
from app.catalog.model import Choice, Field, Question, Triage, VolunteerText
from app.i18n import speaking
from app.visits.answers import LONGEST, MOST_PEOPLE, Reading, given_elsewhere, in_words

CHOICES = (
    Choice.model_validate({"id": "rent", "text": "Ik huur"}),
    Choice.model_validate({"id": "own", "text": "Mijn huis"}),
)


def shared(kind: str, keep: str = "draft", **more: Any) -> Field:
    """A field of the dictionary."""
    about = {"official": "Veld", "ask": "Wat?", "kind": kind, "who": "visitor", "keep": keep}
    return Field.model_validate(about | more)


FIELDS = {
    "first_name": shared("name"),
    "born": shared("date"),
    "relation": shared("choice", choices=CHOICES),
    "insz": shared("insz", keep="never"),
}
NO_TREE = Triage.model_construct(
    start="", before=(), things={}, lights={}, words={}, questions={}, ends={}, not_understood=VolunteerText(""),
)  # fmt: skip
CATALOG = Catalog(
    folder=Path(), cards={}, topics={}, documents={}, fields=FIELDS, facts={}, terms={}, partners={}, senders={},
    triage=NO_TREE,
)  # fmt: skip


def question(kind: str, keep: str = "draft", **more: Any) -> Question:
    """A question ``q`` of this kind."""
    about = {"id": "q", "official": "Vraag", "ask": "Wat?", "kind": kind, "who": "visitor", "keep": keep}
    return Question.model_validate(about | more)


def read(asked: Question, typed: Mapping[str, Sequence[str]]) -> tuple[Any, Reading]:
    """The value that is kept, and what was wrong."""
    reading = Reading(CATALOG, typed)
    answers = reading.answers([asked])
    return (answers["q"]["value"] if answers else None), reading


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("money", "1250,50", "1250.50"),
        ("money", "1250.5", "1250.50"),
        ("money", "1.250,50", "1250.50"),
        ("money", "1.250", "1250.00"),
        ("money", "€ 1 250", "1250.00"),
        ("money", "1\u00a0250,50 euro", "1250.50"),
        ("money", "1250 EUR", "1250.00"),
        ("money", "0", "0.00"),
        ("money", "١٢٥٠", "1250.00"),
        ("date", "30/7/1985", "1985-07-30"),
        ("date", "30-07-1985", "1985-07-30"),
        ("date", "30.07.1985", "1985-07-30"),
        ("date", "30 7 1985", "1985-07-30"),
        ("date", "1985-07-30", "1985-07-30"),
        ("date", "29/2/2024", "2024-02-29"),
        ("number", "3", "3"),
        ("number", " 1 200 ", "1200"),
        ("number", "007", "7"),
        ("number", "٣", "3"),
        ("text", "  Kwartsappel  ", "Kwartsappel"),
        ("choice", "rent", "rent"),
        ("yesno", "no", "no"),
        ("money", "", ""),
        ("date", "   ", ""),
    ],
)
def test_it_is_kept_in_one_form(kind: str, typed: str, kept: str) -> None:
    value, reading = read(question(kind, choices=CHOICES), {"a.q": [typed]})
    assert reading.errors == {}
    assert value == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("money", "1,250.50"),
        ("money", "12,345"),
        ("money", "1.2.3"),
        ("money", "0.125"),
        ("money", "-5"),
        ("money", "1e5"),
        ("money", "NaN"),
        ("money", "veel"),
        ("money", "10000000"),
        ("date", "30/07/85"),
        ("date", "31/4/2026"),
        ("date", "29/2/2023"),
        ("date", "gisteren"),
        ("date", "2026-13-01"),
        ("number", "-3"),
        ("number", "1,5"),
        ("number", "drie"),
        ("number", "1_0"),
        ("choice", "castle"),
        ("yesno", "perhaps"),
        ("text", "x" * (LONGEST + 1)),
    ],
)
def test_what_is_not_sure_is_refused_in_words_and_not_kept(kind: str, typed: str) -> None:
    value, reading = read(question(kind, choices=CHOICES), {"a.q": [typed]})
    assert list(reading.errors) == ["a.q"]
    assert str(reading.errors["a.q"]).strip()
    assert value == ""
    assert reading.secret_fields == set()


@pytest.mark.parametrize(("typed", "is_there"), [("31/2/2026", False), ("30/07/85", True), ("0/1/2026", False)])
def test_a_day_that_no_calendar_has_is_not_called_badly_written(typed: str, is_there: bool) -> None:
    _value, reading = read(question("date"), {"a.q": [typed]})
    with speaking("en"):
        assert ("does not exist" not in str(reading.errors["a.q"])) is is_there


@given(cents=st.integers(0, 999_999_999))
def test_an_amount_is_read_as_belgians_write_it(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    dotted = f"{euros:,}".replace(",", ".")
    for typed in (f"{euros},{rest:02}", f"{euros}.{rest:02}", f"€ {dotted},{rest:02}"):
        value, reading = read(question("money"), {"a.q": [typed]})
        assert not reading.errors, typed
        assert Decimal(value) == Decimal(cents) / 100, typed


@given(days=st.integers(0, 60_000), sign=st.sampled_from("/-. "))
def test_a_day_is_read_whatever_sign_stands_between(days: int, sign: str) -> None:
    day = date(1900, 1, 1) + timedelta(days=days)
    value, _reading = read(question("date"), {"a.q": [f"{day.day}{sign}{day.month}{sign}{day.year}"]})
    assert value == day.isoformat()


@given(typed=st.text(max_size=40), kind=st.sampled_from(["money", "date", "number", "text", "choice", "yesno"]))
def test_nothing_that_can_be_typed_breaks_it_and_what_is_kept_reads_the_same_again(typed: str, kind: str) -> None:
    value, reading = read(question(kind, choices=CHOICES), {"a.q": [typed]})
    if not reading.errors:
        again, second = read(question(kind, choices=CHOICES), {"a.q": [value]})
        assert again == value
        assert second.errors == {}


def test_several_choices_are_kept_and_a_strange_one_is_refused() -> None:
    asked = question("choices", choices=CHOICES)
    assert read(asked, {"a.q": ["rent", "own"]})[0] == ["rent", "own"]
    value, reading = read(asked, {"a.q": ["rent", "castle"]})
    assert value == ["rent"]
    assert list(reading.errors) == ["a.q"]
    assert read(asked, {})[0] == []


def test_not_knowing_yet_wins_from_what_was_typed() -> None:
    reading = Reading(CATALOG, {"a.q": ["veel"], "u.q": ["yes"]})
    assert reading.answers([question("money")]) == {"q": {"value": "", "unknown": True}}
    assert reading.errors == {}


def test_what_is_never_kept_is_not_even_read() -> None:
    reading = Reading(CATALOG, {"a.q": ["85.07.30-033.28"]})
    assert reading.answers([question("insz", keep="never")]) == {}
    assert reading.errors == {}


@pytest.mark.parametrize(
    ("kind", "typed", "refused"),
    [
        ("text", "85.07.30-033.28", True),
        ("name", "BE71 0961 2345 6769", True),
        ("addr", "pincode 4831", True),
        ("text", "0470 12 34 56", True),
        ("phone", "0470 12 34 56", False),
        ("email", "chris@voorbeeld.be", False),
        ("text", "chris@voorbeeld.be", True),
        ("phone", "85.07.30-033.28", True),
    ],
)
def test_a_secret_is_refused_where_it_has_no_place(kind: str, typed: str, refused: bool) -> None:
    value, reading = read(question(kind), {"a.q": [typed]})
    assert reading.secret_fields == ({"a.q"} if refused else set())
    assert (value == "") is refused
    assert typed not in str(reading.errors)


def person(row: int, **fields: str) -> dict[str, list[str]]:
    """One row of people as the page sends it."""
    return {f"a.q.{row}.{name}": [value] for name, value in fields.items()}


PEOPLE = question("people", per_person=("first_name", "born", "relation", "insz"))


def test_people_are_read_row_by_row_and_empty_rows_go() -> None:
    typed = person(0, first_name="Amal", born="1/2/2015", relation="own") | person(2, first_name="Sami")
    value, reading = read(PEOPLE, typed)
    assert reading.errors == {}
    assert value == [
        {"first_name": "Amal", "born": "2015-02-01", "relation": "own"},
        {"first_name": "Sami", "born": "", "relation": ""},
    ]


def test_a_fault_of_one_person_is_told_at_her_row() -> None:
    _value, reading = read(PEOPLE, person(1, first_name="Amal", born="31/4/2026"))
    assert list(reading.errors) == ["a.q.1.born"]


def test_a_large_family_fits_and_nobody_is_dropped_in_silence() -> None:
    everybody: dict[str, list[str]] = {}
    for row in range(MOST_PEOPLE):
        everybody |= person(row, first_name=f"Kind {row}")
    value, reading = read(PEOPLE, everybody)
    assert len(value) == MOST_PEOPLE
    assert reading.errors == {}
    _value, reading = read(PEOPLE, everybody | person(MOST_PEOPLE, first_name="Nog een"))
    assert list(reading.errors) == ["a.q"]


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("yesno", "yes", ["Ja"]),
        ("yesno", "no", ["Nee"]),
        ("choice", "rent", ["Ik huur"]),
        ("choice", "gone", ["gone"]),
        ("choices", ["rent", "own"], ["Ik huur", "Mijn huis"]),
        ("date", "1985-07-30", ["30 juli 1985"]),
        ("text", "Kwartsappel", ["Kwartsappel"]),
        ("text", "", []),
        ("choices", [], []),
        ("people", [{"first_name": "Amal", "born": "2015-02-01", "relation": ""}], ["Amal · 1 februari 2015"]),
    ],
)
def test_an_answer_is_said_as_people_read_it(kind: str, value: Any, said: list[str]) -> None:
    with speaking("nl"):
        assert in_words(CATALOG, question(kind, choices=CHOICES), {"value": value}, "nl") == said


def test_an_amount_is_said_with_its_currency_and_nothing_without_an_answer() -> None:
    with speaking("nl"):
        assert "1.250,50" in in_words(CATALOG, question("money"), {"value": "1250.50"}, "nl")[0]
    assert in_words(CATALOG, question("money"), None, "nl") == []


def test_a_question_of_its_own_is_answered_nowhere_else() -> None:
    assert given_elsewhere(CATALOG, question("text"), {"card": {"q": {"value": "x"}}}) is None


def test_answers_of_a_card_that_is_gone_are_not_read() -> None:
    asked = question("name", field="first_name")
    assert given_elsewhere(CATALOG, asked, {"gone": {"first_name": {"value": "Amal"}}}) is None
