"""What is printed of a visit, and what a slip still says when the catalog has changed. Rows in, rows out."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import clock
from app.catalog.loading import Catalog
from app.catalog.model import Card
from app.catalog.shelf import read_catalog
from app.i18n import _, format_date, speaking
from app.settings import ROOT
from app.visits import papers
from app.visits.models import Outcome, Question
from tests.catalog.small import Small

NINE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DESK = {"name": "Kalmthout", "place": "Voorbeeldplein 1", "reach_us": ""}


def small(folder: Path) -> tuple[Catalog, Card]:
    """A catalog of one card."""
    catalog = Small(folder).load()
    return catalog, catalog.cards["example"]


def kept(value: Any = "", *, unknown: bool = False) -> dict[str, Any]:
    """An answer as it is kept."""
    return {"value": value, "unknown": unknown}


def steps(catalog: Catalog, answers: dict[str, Any], **about: Any) -> dict[str, Any]:
    """What a slip seals of one question about the card."""
    question = Question(visit_id=1, **{"card": "example", **about})
    with clock.stopped(NINE):
        return papers.slip_steps(catalog, [question], {"example": answers}, spoken="ar", desk=DESK, near={})


def item(catalog: Catalog, sealed: dict[str, Any]) -> papers.Item:
    """The only block."""
    with speaking("nl"):
        return papers.slip_items(catalog, sealed)[0]


def test_what_was_chosen_stands_in_both_languages_what_was_typed_once(tmp_path: Path) -> None:
    catalog, card = small(tmp_path)
    answers = {"example": {"first_name": kept("Amal"), "works": kept("yes")}}
    with speaking("nl"):
        rows = papers.sheet(catalog, card, answers, beside="ar").rows
    with speaking("ar"):
        yes = _("Yes")
    assert [(row.lines, row.beside) for row in rows if row.lines] == [(["Amal"], []), (["Ja"], [yes])]


def test_the_sheet_follows_the_order_of_the_form_with_boxes_for_what_is_never_kept(tmp_path: Path) -> None:
    catalog, card = small(tmp_path)
    answers = {"example": {"first_name": kept("Amal"), "works": kept("yes"), "wage": kept(unknown=True)}}
    with speaking("nl"):
        sheet = papers.sheet(catalog, card, answers)
    assert [(row.question.id, row.lines, row.by_hand, row.is_unknown) for row in sheet.rows] == [
        ("first_name", ["Amal"], False, False),
        ("insz", [], True, False),
        ("works", ["Ja"], False, False),
        ("wage", [], False, True),
    ]
    assert [row.step for row in sheet.rows] == ["who", "who", "who", "pay"]
    assert [row.beside for row in sheet.rows] == [[], [], [], []]
    assert [question.id for question in sheet.to_find] == ["wage"]


@pytest.mark.parametrize(
    ("works", "shown"), [(kept("no"), False), (kept("yes"), True), (kept(unknown=True), True), (None, False)]
)
def test_what_does_not_concern_her_is_not_on_the_sheet(
    tmp_path: Path, works: dict[str, Any] | None, shown: bool
) -> None:
    catalog, card = small(tmp_path)
    answers = {"works": works} if works else {}
    assert ("wage" in [row.question.id for row in papers.sheet(catalog, card, {"example": answers}).rows]) is shown


def test_an_empty_sheet_is_a_sheet(tmp_path: Path) -> None:
    catalog, card = small(tmp_path)
    sheet = papers.sheet(catalog, card, {})
    assert all(row.lines == [] for row in sheet.rows)
    assert sheet.to_find == []


def test_a_slip_seals_keys_and_no_answer(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    sealed = steps(catalog, {"first_name": kept("Amal"), "works": kept("yes"), "wage": kept(unknown=True)})
    assert "Amal" not in str(sealed)
    assert sealed["items"][0]["to_find"] == ["wage"]
    assert (sealed["language"], sealed["desk"], sealed["made_on"]) == ("ar", DESK, "2026-11-26")


def test_what_does_not_concern_her_any_more_need_not_be_found(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    sealed = steps(catalog, {"works": kept("no"), "wage": kept(unknown=True)})
    assert sealed["items"][0]["to_find"] == []


@pytest.mark.parametrize(
    ("outcome", "to_do"),
    [
        (None, ["Je krijgt een brief.", "Kom terug."]),
        (Outcome.DONE, ["Je krijgt een brief.", "Kom terug."]),
        (Outcome.WAITING_FOR_AUTHORITY, ["Je krijgt een brief.", "Kom terug."]),
        (Outcome.VISITOR_CONTINUES, ["Jij geeft het af.", "Vraag een stempel.", "Kom terug."]),
        (Outcome.HANDED_OVER, []),
        (Outcome.NOT_POSSIBLE, []),
        (Outcome.STOPPED, []),
    ],
)
def test_what_she_does_follows_how_it_ended(tmp_path: Path, outcome: Outcome | None, to_do: list[str]) -> None:
    catalog, _card = small(tmp_path)
    block = item(catalog, steps(catalog, {}, outcome=outcome))
    assert block.outcome is outcome
    assert [text.nl for text in block.to_do] == to_do


def test_what_to_bring_is_said_by_the_question_itself_or_its_paper(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    block = item(catalog, steps(catalog, {"works": kept("yes"), "wage": kept(unknown=True)}))
    assert [text.nl for text in block.bring] == ["Hoeveel verdien je?"]


def test_a_letter_says_what_to_do_and_a_topic_only_its_name(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    letter = item(catalog, steps(catalog, {}, card=None, letter_kind="end_file"))
    assert letter.title is not None
    assert letter.title.nl == "Bewaar de brief."
    assert [text.nl for text in letter.to_do] == ["Leg hem weg."]
    topic = item(catalog, steps(catalog, {}, card=None, topic="money"))
    assert topic.title is not None
    assert (topic.title.nl, topic.to_do) == ("Geld", [])


def test_a_slip_outlives_its_card_and_its_questions(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    sealed = steps(catalog, {"works": kept("yes"), "wage": kept(unknown=True)}, outcome=Outcome.DONE)
    sealed["items"][0]["to_find"] += ["a_question_of_last_month"]
    assert len(item(catalog, sealed).bring) == 1
    sealed["items"][0]["card"] = "a-card-of-last-month"
    gone = item(catalog, sealed)
    assert (gone.title, gone.outcome, gone.to_do, gone.bring) == (None, Outcome.DONE, [], [])


def test_the_day_to_come_back_counts_from_the_day_of_the_slip(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    sealed = steps(catalog, {}, card=None, topic="money")
    with clock.stopped(NINE + timedelta(days=20)), speaking("nl"):
        assert papers.slip_items(catalog, sealed)[0].come_back == format_date(date(2026, 12, 17))


def test_a_card_that_names_its_own_term_gets_no_second_one(tmp_path: Path) -> None:
    catalog, _card = small(tmp_path)
    assert item(catalog, steps(catalog, {}, outcome=Outcome.DONE)).come_back == ""


def test_what_is_urgent_stands_first_and_is_not_waited_for() -> None:
    catalog = read_catalog(ROOT / "forms_catalog", ROOT / "locales")
    urgent = next(key for key, end in catalog.triage.ends.items() if end.light == "red")
    calm = next(key for key, end in catalog.triage.ends.items() if end.light == "green")
    items = [steps(catalog, {}, card=None, letter_kind=kind)["items"][0] for kind in (calm, urgent)]
    first, last = papers.slip_items(catalog, {**steps(catalog, {}, card=None), "items": items})
    assert (first.title, first.come_back) == (catalog.triage.ends[urgent].title, "")
    assert last.come_back != ""
