"""From files to a catalog: a good one loads, a broken one says where and what to do."""

import os
from pathlib import Path

import pytest

from app.catalog import shelf
from app.catalog.loading import BrokenCatalog
from app.catalog.yaml_files import DEEPEST, LARGEST, BrokenCard
from app.settings import ROOT
from tests.catalog.small import Small

DEEP = "[" * (DEEPEST + 1) + "x" + "]" * (DEEPEST + 1)
DEADLINE = "deadline:\n  - {term: T-3M, event: De brief met nee., what: Je mag nee zeggen.}\n"
BOMB = "also_called: &a [steun, hulp, aide]\nrisk: [*a, *a, *a, *a, *a, *a, *a, *a]"
# what is wrong → file, words taken out, words put in, what stands on the line that is named, part of what is said
BROKEN = {
    "an unknown key": ("example", "topic: money", "topik: money", "topik", "topik"),
    "a missing key": ("example", "title: Geld vragen\n", "", "slug", "title"),
    "a key twice": ("example", "scope: volunteer", "scope: volunteer\nscope: volunteer", "scope", "duplicate"),
    "a number for words": ("example", "title: Geld vragen", "title: 12", "title", "title"),
    "words for a number": ("example", "desk_minutes: 30", "desk_minutes: veel", "desk_minutes", "integer"),
    "a number out of bounds": ("example", "desk_minutes: 30", "desk_minutes: 3000", "desk_minutes", "180"),
    "a kind that does not exist": ("example", "kind: fill", "kind: fil", "kind: fil", "kind"),
    "a kind of step that does not exist": ("example", "kind: decide", "kind: choose", "- id: choose", "kind"),
    "a day that does not exist": ("example", "checked_on: 2026-11-01", "checked_on: 2026-02-30", "", "day"),
    "an empty text": ("example", "title: Geld vragen", 'title: " "', "title", "empty"),
    "HTML": ("example", "Ga naar het loket.", "Ga naar het <b>loket</b>.", "loket", "HTML"),
    "a script": ("example", "Jij kiest.", "Jij kiest.<script>alert(1)</script>", "script", "HTML"),
    "a hidden direction mark": ("example", "Jij kiest.", "Jij \u202ekiest.", "kiest", "U+202E"),
    "a sign of no width": ("example", "Jij kiest.", "Jij\u200bkiest.", "kiest", "U+200B"),
    "an alias": ("example", "title: Geld vragen\n", "title: &a Geld\nyou_say: *a\n", "*a", "alias"),
    "an alias bomb": ("example", "also_called: [steun, hulp, aide]", BOMB, "*a", "alias"),
    "a merge key": ("terms", "T-3M:\n", "T-1M: &a {amount: 1}\nT-3M:\n  <<: *a\n", "<<", "merge"),
    "a merge of its own": ("terms", "T-3M:\n", "T-3M:\n  <<: {amount: 9}\n", "<<", "merge"),
    "lists in lists": ("example", "also_called: [steun, hulp, aide]", f"also_called: {DEEP}", "also_called", "deep"),
    "a Python object": ("example", "title: Geld vragen", "title: !!python/name:os.system x", "title", "tag"),
    "no YAML": ("example", "topic: money", "topic: money: more", "topic", "mapping"),
    "another slug than the folder": ("example", "slug: example", "slug: other", "slug", "other"),
    "an address with a slash": ("example", "slug: example", "slug: ../example", "slug", "slug"),
    "a topic that does not exist": ("example", "topic: money", "topic: gold", "topic", "gold"),
    "a sender that does not exist": ("example", "authority: ocmw", "authority: cpas", "authority", "cpas"),
    "a document that does not exist": ("example", "{document: eid}", "{document: pass}", "bring", "pass"),
    "a term that does not exist": ("example", "term: T-3M", "term: T-9M", "deadline", "T-9M"),
    "a partner that does not exist": ("example", "helps: [R-OCMW]", "helps: [R-CAW]", "helps", "R-CAW"),
    "a fact that does not exist": ("example", "facts: [limit]\nsour", "facts: [top]\nsour", "facts: [top]", "top"),
    "a field that does not exist": ("example", "{field: insz}", "{field: rrn}", "rrn", "rrn"),
    "a step that does not exist": ("example", "step: hand_in", "step: nowhere", "- id: choose", "nowhere"),
    "a way that leads back": ("example", "step: hand_in", "step: choose", "- id: choose", "back"),
    "a question nobody asks": ("example", "asks: [wage]\n", "asks: [first_name]\n", "", "asked by"),
    "a question asked twice": ("example", "asks: [wage]\n", "asks: [wage, works]\n", "- id: works", "2 steps"),
    "a question called like another": ("example", "- {field: insz}", "- {field: first_name}", "questions", "called"),
    "a condition on a later question": (
        "example", "asks: [first_name, insz, works]", "asks: [first_name, insz]", "", "asked by 0",
    ),
    "a condition on an answer that is not there": (
        "example", "keep: draft\n    show_if: {question: works, is: [yes]}",
        "keep: draft\n    show_if: {question: works, is: [often]}", "- id: wage", "often",
    ),
    "an account that is kept": ("example", "official: Loon per maand", "official: IBAN", "- id: wage", "kept"),
    "a diagnosis that is kept": ("example", "official: Beroep", "official: Medische diagnose", "- id: works", "kept"),
    "a secret that is kept under a harmless name": (
        "example", "ask: Werk je?", "ask: Wat is je wachtwoord?", "- id: works", "kept",
    ),
    "a national number that is kept": ("fields", "keep: never", "keep: draft", "keep: draft", "kept"),
    "a choice without choices": ("example", "kind: yesno", "kind: choice", "- id: works", "choices"),
    "choices where none fit": (
        "example", "kind: money", "kind: money\n    choices: [{id: a, text: Veel}]", "- id: wage", "choices",
    ),
    "a list of people without what is asked": ("fields", "kind: name", "kind: people", "first_name", "per_person"),
    "a question half written": ("example", "    official: Beroep\n", "", "- id: works", "official"),
    "a step that asks nothing": ("example", "    asks: [wage]\n", "", "- id: pay", "asks"),
    "a stop that never stops": ("example", "kind: decide", "kind: stop", "options", "options"),
    "an option with two ways": ("example", "step: hand_in}", "step: hand_in, card: example}", "id: on", "exactly one"),
    "an option with no way": ("example", "text: Verder, step: hand_in}", "text: Verder}", "id: on", "exactly one"),
    "somebody sent away": ("example", "automatic:", "not_for: [{if: Je bent rijk.}]\nautomatic:", "rijk", "can go"),
    "a deadline without its formula": ("example", "{term: T-3M, event", "{event", "event", "term"),
    "a deadline that only says when not": (
        "example", "{term: T-3M, event: De brief met nee.,", "{compute: false,", "compute", "instead",
    ),
    "handing in without how": ("example", "hand_in:\n  copy", "hand_over:\n  copy", "hand_over", "hand_over"),
    "no word about before when": ("example", DEADLINE, "", "slug", "no_deadline"),
    "a link to a card that is not there": ("example", "Jij kiest.", "Kijk [hier](card:nowhere).", "nowhere", "nowhere"),
    "a link without TLS": ("example", "Jij kiest.", "Kijk [hier](http://voorbeeld.be).", "http:", "http://"),
    "a link that runs": ("example", "Jij kiest.", "Kijk [hier](javascript:alert(1)).", "javascript", "javascript"),
    "an amount that is no number": ("facts", '"1234.50"', '"veel"', "limit", "no number"),
    "a fact that ends before it begins": ("facts", "2026-12-31", "2025-12-31", "limit", "before"),
    "a pictogram that does not exist": ("topics", "receipt-euro", "no-such-picture", "pictogram", "no-such-picture"),
    "an answer that leads nowhere": ("triage", "to: end_file", "to: end_lost", "q_money", "end_lost"),
    "an end nobody reaches": ("triage", "Nee, to: end_file", "Nee, to: end_stop", "end_file:", "nothing leads"),
    "a stop without somebody": ("triage", "partners: [R-OCMW]\n    today: true", "today: true", "end_stop", "partners"),
}  # fmt: skip


def broken(small: Small) -> list[BrokenCard]:
    """All that keeps it from loading."""
    with pytest.raises(BrokenCatalog) as caught:
        small.load()
    return caught.value.problems


def test_the_small_one_is_good(tmp_path: Path) -> None:
    catalog = Small(tmp_path).load()
    assert list(catalog.cards) == ["example"]
    assert catalog.question(catalog.cards["example"], "first_name").official == "Voornaam"


def test_the_catalog_of_the_house_loads_in_a_second_or_so() -> None:
    catalog = shelf.read_catalog(ROOT / "forms_catalog", ROOT / "locales")
    assert {"leefloon", "verhoogde-tegemoetkoming", "brief-lezen"} <= set(catalog.cards)


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_with_its_line(what: str, tmp_path: Path) -> None:
    name, old, new, on_line, said = BROKEN[what]
    small = Small(tmp_path)
    file = small.change(name, old, new)
    found = [problem for problem in broken(small) if problem.file == file]
    assert found, "another file is blamed"
    fitting = [problem for problem in found if said.lower() in problem.what.lower()]
    assert fitting, [str(problem) for problem in found]
    assert on_line in file.read_text(encoding="utf-8").splitlines()[fitting[0].line - 1]
    assert fitting[0].what_to_do.endswith(".")
    assert str(fitting[0]).startswith(f"{file}:{fitting[0].line}: ")


def test_a_file_that_is_not_utf_8_names_the_line(tmp_path: Path) -> None:
    small = Small(tmp_path)
    file = small.file("example")
    file.write_bytes(file.read_bytes().replace(b"Jij kiest.", b"Jij ki\xebst."))
    problem = broken(small)[0]
    assert problem.file == file
    assert b"ki\xebst" in file.read_bytes().splitlines()[problem.line - 1]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    small = Small(tmp_path)
    file = small.file("example")
    file.write_text(file.read_text() + "# " + "x" * LARGEST)
    assert [problem.file for problem in broken(small)] == [file]


@pytest.mark.parametrize("content", ["", "- a list\n", "only words\n", "12\n", "null\n"])
def test_a_file_without_keys_is_no_card(content: str, tmp_path: Path) -> None:
    small = Small(tmp_path)
    file = small.write("example", content)
    assert [(problem.file, problem.line) for problem in broken(small)] == [(file, 1)]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nowhere"])
def test_what_is_no_file_is_named(kind: str, tmp_path: Path) -> None:
    small = Small(tmp_path)
    place = small.file("example")
    place.unlink()
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to("nowhere")
    with pytest.raises(BrokenCatalog, match="no file") as broken:
        small.load()
    assert str(place) in str(broken.value)


def test_a_missing_shared_list_is_named(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.file("terms").unlink()
    assert [problem.file for problem in broken(small)] == [small.file("terms")]


def test_everything_that_is_broken_is_told_at_once(tmp_path: Path) -> None:
    small = Small(tmp_path)
    files = {small.change("example", "topic: money", "topik: money"), small.change("facts", '"1234.50"', '"veel"')}
    assert {problem.file for problem in broken(small)} == files


def test_yes_and_no_are_words(tmp_path: Path) -> None:
    catalog = Small(tmp_path).load()
    condition = catalog.cards["example"].steps[1].show_if
    assert condition is not None
    assert condition.is_ == ("yes",)
