"""The letter tree: every path ends, a light only goes up, whoever stops somebody says where she can go today."""

from collections.abc import Iterator
from functools import cache

import pytest

from app.catalog import reading
from app.catalog.model import Light, Triage
from app.catalog.reading import ORDER, UNKNOWN, Place, follow
from app.catalog.shelf import read_catalog
from app.settings import ROOT


@cache
def tree() -> Triage:
    """The tree of the house."""
    return read_catalog(ROOT / "forms_catalog", ROOT / "locales").triage


def answers_of(place: Place) -> list[str]:
    """What can be answered here."""
    return [answer.id for answer in place.question.answers] + [UNKNOWN] if place.question else []


def every_path(path: str = "") -> Iterator[list[Place]]:
    """Each way from the first question to an end, as the places passed."""
    here = follow(tree(), path)
    if here.end is not None:
        yield [here]
        return
    assert len(here.path) < len(tree().questions), f"{path} goes round in circles"
    for answer in answers_of(here):
        for rest in every_path(here.with_answer(answer)):
            yield [here, *rest]


def test_every_path_ends_and_no_light_goes_down() -> None:
    ends = set()
    paths = 0
    for places in every_path():
        paths += 1
        end = places[-1]
        ends.add(end.end_id)
        levels = [ORDER.index(place.light) for place in places if place.light is not None]
        assert levels == sorted(levels), end.path
        assert end.end is not None
        assert end.light is not None
        assert end.light in tree().lights
        assert ORDER.index(end.light) >= ORDER.index(end.end.light)
    assert paths > 50
    assert ends == set(tree().ends), "an end that nobody reaches"


def test_every_stop_is_red_names_a_partner_and_is_for_today() -> None:
    stops = {key: end for key, end in tree().ends.items() if end.kind == "stop"}
    assert len(stops) >= 5
    for key, end in stops.items():
        assert end.light == "red", key
        assert end.partners, key
        assert end.today, key


def test_not_knowing_never_makes_a_letter_less_urgent() -> None:
    """At each question "I don't know" leads to where some answer leads, or to a question asked before."""
    for key, question in tree().questions.items():
        assert question.unknown in {*tree().questions, *tree().ends}, key
        assert question.unknown != key


def test_doubt_about_a_court_is_a_court() -> None:
    place = follow(tree(), "yes.paper.yes.unknown")
    assert place.end_id == "stop_court"
    assert place.light == "red"


def test_who_knows_nothing_of_a_letter_is_sent_to_somebody_today() -> None:
    """Not to a court that nobody saw; and not to wait."""
    place = follow(tree(), "unknown.unknown.unknown")
    assert place.end is not None
    assert place.end.today
    assert place.end.partners


@pytest.mark.parametrize(
    ("path", "end", "light"),
    [
        ("no", "end_return", "yellow"),
        ("yes.digital.fake", "end_fake", "grey"),
        ("yes.paper.yes.bailiff.yes", "stop_title", "red"),
        ("yes.paper.yes.bailiff.no.first_reminder", "end_reminder", "orange"),
        ("yes.paper.no.yes.yes.first_reminder", "end_reminder", "yellow"),
        ("yes.paper.no.yes.no.no.no", "end_file", "green"),
        ("yes.paper.no.yes.no.no.bad", "end_bad", "orange"),
        ("unknown.unknown.unknown", "end_read_today", "orange"),
        ("unknown.unknown.yes.unknown", "stop_court", "red"),
    ],
)
def test_well_known_letters(path: str, end: str, light: Light) -> None:
    place = follow(tree(), path)
    assert (place.end_id, place.light) == (end, light)
    assert place.question is None


@pytest.mark.parametrize("path", ["nonsense", "yes.nonsense.yes", "..", "yes..paper", "<script>", "yes.paper.no." * 40])
def test_an_answer_that_does_not_exist_stays_at_its_question(path: str) -> None:
    place = follow(tree(), path)
    assert place.question is not None or place.end is not None
    assert all(part.isidentifier() for part in place.path)


def test_back_is_one_answer_less() -> None:
    place = follow(tree(), "yes.paper.no")
    assert place.back() == "yes.paper"
    assert follow(tree(), place.back()).question_id == "q_red"
    assert follow(tree(), "").back() == ""


@pytest.mark.parametrize(
    ("one", "other", "brighter"),
    [(None, None, None), ("red", None, "red"), (None, "grey", "grey"), ("orange", "yellow", "orange"),
     ("green", "red", "red")],
)  # fmt: skip
def test_the_brighter_light_wins(one: Light | None, other: Light | None, brighter: Light | None) -> None:
    assert reading.brighter(one, other) == brighter
