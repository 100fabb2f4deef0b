"""`koffie catalog …`: check, search, export."""

import json
from pathlib import Path

import pytest

from app.catalog.schema import card_schema
from app.catalog.shelf import read_catalog
from app.settings import ROOT
from tests.catalog.small import Small
from tests.cli.installation import Installation


def slugs() -> list[str]:
    """The cards of the house."""
    return list(read_catalog(ROOT / "forms_catalog", ROOT / "locales").cards)


def test_check_counts_cards_and_texts_for_a_script(koffie: Installation, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    found = koffie.run("catalog", "check", "--json", code=1, catalog_dir=str(small.folder)).json
    assert found["cards"] == 1
    assert found["complete"]["nl"]["done"] == found["complete"]["nl"]["needed"] > 50
    assert found["complete"]["fr"]["done"] < found["complete"]["fr"]["needed"]
    assert set(found["findings"][0]) == {"owner", "key", "language", "what"}


def test_check_of_one_card_in_one_language(koffie: Installation, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    where = str(small.folder)
    assert "1 cards, 0 things to mend" in koffie.run("catalog", "check", "--lang", "nl", catalog_dir=where).words
    small.change("example", "Jij kiest.", "Gelieve te kiezen.")
    said = koffie.run("catalog", "check", "--card", "example", "--lang", "nl", code=1, catalog_dir=where)
    assert "example:step.choose.say [nl]: 'Gelieve'" in said.words
    assert "1 cards, 1 things to mend" in said.words


def test_a_broken_card_ends_every_command_with_its_line(koffie: Installation, tmp_path: Path) -> None:
    small = Small(tmp_path / "cards")
    file = small.change("example", "topic: money", "topic: gold")
    line = file.read_text().splitlines().index("topic: gold") + 1
    for words in (("check",), ("search", "geld"), ("export", str(tmp_path / "out"))):
        said = koffie.run("catalog", *words, code=1, catalog_dir=str(small.folder))
        assert f"{file}:{line}: " in said.words


def test_search_finds_for_people_and_for_scripts(koffie: Installation) -> None:
    assert "verhoogde-tegemoetkoming" in koffie.run("catalog", "search", "tegemoetkomng").words
    hits = koffie.run("catalog", "search", "leefloon", "--json").json
    assert hits[0]["slug"] == "leefloon"
    assert 0 < hits[0]["score"] <= 100


def test_search_ends_with_one_when_nothing_fits(koffie: Installation) -> None:
    assert koffie.run("catalog", "search", "zzzzqqqq", "--json", code=1).json == []


@pytest.mark.parametrize("secret", ["85.07.30-033.28", "BE68 5390 0754 7034"])
def test_search_refuses_a_secret_and_does_not_repeat_it(secret: str, koffie: Installation) -> None:
    said = koffie.run("catalog", "search", secret, code=1)
    assert secret not in said.words + said.data


def test_export_writes_every_card_as_data(koffie: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "cards"
    assert str(len(slugs())) in koffie.run("catalog", "export", "--format", "json", str(folder)).words
    assert sorted(file.stem for file in folder.iterdir()) == sorted(slugs())
    card = json.loads((folder / "leefloon.json").read_text(encoding="utf-8"))
    assert (card["slug"], card["name"]["nl"]) == ("leefloon", "Leefloon")


def test_export_writes_every_card_as_a_public_service(koffie: Installation, tmp_path: Path) -> None:
    words, site = ("catalog", "export", "--format", "cpsv-ap"), "https://koffie.example"
    assert str(len(slugs())) in koffie.run(*words, str(tmp_path / "out"), public_url=f"{site}/").words
    assert {file.name for file in (tmp_path / "out").iterdir()} == {f"{name}.jsonld" for name in ("catalog", *slugs())}
    whole = json.loads((tmp_path / "out" / "catalog.jsonld").read_text(encoding="utf-8"))
    services = [node for node in whole["@graph"] if node["@type"] == "PublicService"]
    assert [node["@id"] for node in services] == [f"{site}/cards/{slug}" for slug in slugs()]
    one = json.loads((tmp_path / "out" / "leefloon.jsonld").read_text(encoding="utf-8"))
    assert services[slugs().index("leefloon")] in one["@graph"]


def test_a_format_that_is_not_there_yet_is_said(koffie: Installation, tmp_path: Path) -> None:
    assert "hsds" in koffie.run("catalog", "export", "--format", "hsds", str(tmp_path / "out"), code=2).words
    assert not (tmp_path / "out").exists()


def test_the_schema_is_given_or_written(koffie: Installation, tmp_path: Path) -> None:
    assert koffie.run("catalog", "schema").data == card_schema()
    koffie.run("catalog", "schema", "-o", str(tmp_path / "schema.json"))
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == card_schema()
