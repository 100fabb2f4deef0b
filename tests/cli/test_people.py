"""`koffie staff …`: letting somebody in from the terminal."""

import re
from pathlib import Path

import pytest

from app.staff.access import hashed
from app.staff.models import Desk, OneTimeLink, Person
from tests.cli.installation import Installation
from tests.rows import rows


def with_desk(koffie: Installation) -> Installation:
    """An installation with one desk."""
    koffie.keep(Desk(slug="zaal", name="Zaal Noord"))
    return koffie


def team(koffie: Installation) -> dict[str, list[str]]:
    """Name → roles."""
    return {one["name"]: one["roles"] for one in koffie.run("staff", "list", "--json").json}


def links(koffie: Installation) -> list[OneTimeLink]:
    """What lets somebody in once."""
    database = koffie.database()
    found = list(rows(database, OneTimeLink))
    database.close()
    return found


def test_a_volunteer_gets_a_code_for_the_tablet(koffie: Installation) -> None:
    desk = with_desk(koffie)
    said = desk.run("staff", "add", "Bilal", "--role", "volunteer", "--languages", "nl,ar")
    found = re.search(r"\n\s+(\d{4}) (\d{4})\n", said.words)
    assert found
    assert team(desk) == {"Bilal": ["volunteer@zaal"]}
    database = desk.database()
    person = rows(database, Person)[0]
    database.close()
    assert person.languages == ["nl", "ar"]
    assert [link.token_hash for link in links(desk)] == [hashed(f"{person.code}:{found[1]}{found[2]}")]


def test_a_coordinator_gets_an_address(koffie: Installation) -> None:
    desk = with_desk(koffie)
    said = desk.run("staff", "add", "Els", "--role", "coordinator", public_url="https://koffie.voorbeeld.be/")
    found = re.search(r"https://koffie\.voorbeeld\.be/join/(\S+)", said.words)
    assert found
    assert [(link.purpose, link.token_hash) for link in links(desk)] == [("join", hashed(found[1]))]
    assert team(desk) == {"Els": ["coordinator@zaal"]}


def test_an_administrator_also_leads_the_desk(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Els", "--role", "administrator")
    assert sorted(team(desk)["Els"]) == ["administrator@*", "coordinator@zaal"]


def test_a_new_code_takes_the_place_of_the_old_one(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Bilal")
    before = links(desk)[0].token_hash
    desk.run("staff", "reset", "Bilal")
    assert len(links(desk)) == 1
    assert links(desk)[0].token_hash != before


def test_who_signs_in_with_a_password_gets_a_new_address(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Els", "--role", "coordinator")
    assert "/join/" in desk.run("staff", "reset", "Els").words


@pytest.mark.parametrize("name", ["Niemand", "", "bilal"])
def test_a_name_that_is_not_there_once_is_not_reset(name: str, koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Bilal")
    assert "koffie staff list" in desk.run("staff", "reset", name, code=2).words


def test_two_of_the_same_name_are_not_confused(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Bilal")
    desk.run("staff", "add", "Bilal", "--role", "host")
    assert "2" in desk.run("staff", "reset", "Bilal", code=2).words


def test_with_two_desks_one_is_named(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.keep(Desk(slug="noord", name="Noord"))
    said = desk.run("staff", "add", "Bilal", code=2)
    assert "zaal, noord" in said.words
    desk.run("staff", "add", "Bilal", "--desk", "noord")
    assert team(desk) == {"Bilal": ["volunteer@noord"]}
    desk.run("staff", "add", "Chris", "--desk", "zuid", code=2)


def test_without_a_desk_there_is_nobody_to_add(koffie: Installation) -> None:
    koffie.run("staff", "add", "Bilal", code=2)
    assert koffie.run("staff", "list", "--json").json == []


def test_people_read_the_list_too(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Bilal")
    assert "Bilal: volunteer@zaal" in desk.run("staff", "list").words


def test_before_the_first_migrate_it_says_what_to_do(tmp_path: Path) -> None:
    for words in (("staff", "list"), ("staff", "add", "Bilal"), ("staff", "reset", "Bilal")):
        assert "koffie migrate" in Installation(tmp_path / "desk").run(*words, code=1).words


def test_a_role_that_does_not_exist_is_refused(koffie: Installation) -> None:
    desk = with_desk(koffie)
    desk.run("staff", "add", "Bilal", "--role", "boss", code=2)
