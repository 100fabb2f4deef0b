"""What is answered is kept on the page, checked, and never asked twice."""

import pytest

from app.catalog.rules import asked_by
from app.db import Database
from app.privacy.models import Draft
from tests.browser import Browser, words_of
from tests.make import Make
from tests.rows import rows
from tests.visits.sitting import LEEFLOON, RENT, faults, in_visit, questions

LAWYER = "juridische-tweedelijnsbijstand"


def test_an_answer_is_there_when_the_step_comes_back(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    typed = {"a.last_name": "Kwartsappel", "a.birth_date": "27/11/1931", "a.lives_elsewhere": "no"}
    values = sitting.keeps(LEEFLOON, "who", typed).form("/walk/").values()
    assert values["a.last_name"] == ["Kwartsappel"]
    assert values["a.birth_date"] == ["27/11/1931"]
    assert values["a.lives_elsewhere"] == ["no"]
    again = sitting.keeps(LEEFLOON, "who", {})
    assert again.form("/walk/").values()["a.last_name"] == ["Kwartsappel"]
    assert faults(again) == []


@pytest.mark.parametrize(
    ("card", "question", "typed"),
    [
        (LEEFLOON, "birth_date", "31/4/1985"),
        (LEEFLOON, "birth_date", "gisteren"),
        (LEEFLOON, "savings", "1,250.50"),
        (LEEFLOON, "savings", "weinig"),
        (LAWYER, "savings", "-5"),
        (LAWYER, "dependants", "drie"),
    ],
)
def test_what_cannot_be_read_comes_back_in_words_with_what_was_typed(
    make: Make, browser: Browser, card: str, question: str, typed: str
) -> None:
    sitting = in_visit(make, browser, card)
    asking = asked_by(sitting.catalog.cards[card], question)
    assert asking is not None
    field = f"a.{question}"
    page = sitting.keeps(card, asking.id, {field: typed}, go="next")
    assert page.path.endswith(f"/{asking.id}")
    assert len(faults(page)) == 1
    assert page.form("/walk/").values()[field] == [typed]
    marked = next(e for e in page.tree.iter("input") if e.get("name") == field)
    assert marked.get("aria-invalid") == "true"
    assert f"error-{field}" in (marked.get("aria-describedby") or "")
    assert page.link(f"#field-{field}")


def test_a_refused_step_keeps_nothing_and_every_fault_is_told_at_once(
    make: Make, browser: Browser, database: Database
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    before = rows(database, Draft)[0].save_number
    page = sitting.keeps(LEEFLOON, "costs", {"a.savings": "veel", "a.rent": "weinig"})
    assert len(faults(page)) == 2
    assert rows(database, Draft)[0].save_number == before
    kept = browser.get(page.path).form("/walk/").values()
    assert kept["a.savings"] == kept["a.rent"] == [""]


def test_a_secret_comes_back_without_itself(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    page = sitting.keeps(LEEFLOON, "who", {"a.last_name": "85.07.30-033.28", "a.first_name": "Amal"})
    assert faults(page)
    assert "85.07.30" not in page.html
    values = page.form("/walk/").values()
    assert values["a.last_name"] == [""]
    assert values["a.first_name"] == ["Amal"]


def test_not_known_yet_is_kept_and_can_be_taken_back(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, RENT)
    page = sitting.keeps(RENT, "rent", {"u.lease_date": "yes"})
    assert page.form("/walk/").values()["u.lease_date"] == ["yes"]
    page = sitting.keeps(RENT, "rent", {"u.lease_date": [], "a.lease_date": "1/2/2024"})
    assert "u.lease_date" not in page.form("/walk/").values()
    assert page.form("/walk/").values()["a.lease_date"] == ["1/2/2024"]


def test_days_and_amounts_come_back_as_people_write_them_and_are_kept_unchanged(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, RENT)
    day, amount = "a.lease_date", "a.rent"
    page = sitting.keeps(RENT, "rent", {day: "2024-02-01", amount: "€ 1.250"})
    for _save in range(2):
        assert [page.form("/walk/").values()[name] for name in (day, amount)] == [["1/2/2024"], ["1250,00"]]
        page = sitting.keeps(RENT, "rent", {})


def test_the_birthday_of_a_child_comes_back_too(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    place = "a.household.0.person_birth_date"
    page = sitting.keeps(LEEFLOON, "home", {place: "1.2.2015", "a.household.0.person_first_name": "Amal"})
    assert page.form("/walk/").values()[place] == ["1/2/2015"]


def test_people_get_a_row_more_each_time(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    row = "a.household.{}.person_first_name"

    def shown(names: list[str]) -> int:
        typed = {row.format(n): name for n, name in enumerate(names)}
        page = sitting.keeps(LEEFLOON, "home", dict(typed))
        values = page.form("/walk/").values()
        assert [values[row.format(n)] for n in range(len(names))] == [[name] for name in names]
        return sum(name.endswith("person_first_name") for name in values)

    assert [shown(["Amal"]), shown(["Amal", "Sami"]), shown(["Amal", "Sami", "Nour"])] == [2, 3, 4]


def test_a_person_taken_out_leaves_no_gap(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    row = "a.household.{}.person_first_name"
    sitting.keeps(LEEFLOON, "home", {row.format(0): "Amal", row.format(1): "Sami"})
    values = sitting.keeps(LEEFLOON, "home", {row.format(0): ""}).form("/walk/").values()
    assert values[row.format(0)] == ["Sami"]


def test_a_person_with_a_fault_comes_back_as_typed(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    typed = {"a.household.0.person_first_name": "Amal", "a.household.0.person_birth_date": "31/4/2015"}
    page = sitting.keeps(LEEFLOON, "home", dict(typed))
    assert len(faults(page)) == 1
    values = page.form("/walk/").values()
    assert {name: values[name] for name in typed} == {name: [value] for name, value in typed.items()}


def test_what_one_card_knows_is_filled_in_at_the_next(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel", "a.birth_date": "27/11/1931"})
    values = sitting.step(RENT, "who").form("/walk/").values()
    assert values["a.last_name"] == ["Kwartsappel"]
    assert values["a.first_name"] == [""]
    sitting.keeps(RENT, "who", {"a.last_name": "Kwartspeer"})
    assert sitting.step(LEEFLOON, "who").form("/walk/").values()["a.last_name"] == ["Kwartsappel"]


def test_what_nobody_knows_yet_is_not_asked_again_either(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON, RENT)
    sitting.keeps(LEEFLOON, "home", {"u.household": "yes"})
    assert sitting.step(RENT, "home").form("/walk/").values()["u.household"] == ["yes"]


def test_what_is_answered_stands_nowhere_in_clear(make: Make, browser: Browser, database: Database) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    draft = rows(database, Draft)[0]
    assert b"Kwartsappel" not in draft.sealed + draft.wrapped_key
    assert "Kwartsappel" not in str(questions(database))


def test_before_she_signs_everything_is_read_back_with_its_way_to_change_it(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel", "a.birth_date": "27/11/1931", "u.address": "yes"})
    sitting.keeps(LEEFLOON, "costs", {"a.savings": "739,15"})
    page = sitting.step(LEEFLOON, "sign")
    section = next(e for e in page.tree.iter("section") if "read-back" in (e.get("class") or ""))
    said = words_of(section)
    for answer in ("Kwartsappel", "27 november 1931", "739,15"):
        assert answer in said
    changes = [a.get("href", "") for a in section.iter("a")]
    assert f"{sitting.walk(LEEFLOON)}/who" in changes
    assert all(words_of(a).count(":") for a in section.iter("a")), "each link names its question"
    asked = sitting.catalog.fields["iban"].ask.nl
    never = [div for div in section.iter("div") if asked in words_of(div)]
    assert len(never) == 1
    assert not list(never[0].iter("a")), "what she writes herself is not changed here"


def test_what_does_not_concern_her_is_not_read_back(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    asked = sitting.catalog.fields["real_address"].ask.nl
    sitting.keeps(LEEFLOON, "who", {"a.lives_elsewhere": "yes", "a.real_address": "Kwartslaan 1"})
    assert asked in sitting.step(LEEFLOON, "sign").text
    sitting.keeps(LEEFLOON, "who", {"a.lives_elsewhere": "no"})
    page = sitting.step(LEEFLOON, "sign")
    assert asked not in page.text
    assert "Kwartslaan" not in page.text
