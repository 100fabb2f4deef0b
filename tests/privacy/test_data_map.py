"""Every table says for how long and in plain words what it keeps; no column holds who a visitor is."""

import re

import pytest
from sqlmodel import SQLModel

from app.i18n import speaking
from app.privacy.data_map import ABOUT_VISITORS, WORDS, kept
from tests.browser import Browser, words_of

TABLES = SQLModel.metadata.tables
PERSONAL = re.compile(
    r"(?:^|_)(?:name|birth|born|age|gender|sex|national|insz|rrn|nrn|bis|iban|account|card_number|phone|gsm|"
    r"mobile|mail|email|address|street|city|place|zip|postcode|nationality|country|residence|health|disease|medical|"
    r"income|wage|salary|money|note|notes|remark|comment|free_text|photo|signature|ip|agent)(?:$|_)"
)
# Not of a visitor. Table and column → whose it is.
OF_THE_HOUSE = {
    "person.name": "the first name of somebody of the team",
    "person.sign_in_name": "how a coordinator signs in",
    "person.note_signed_on": "the day a helper signed the secrecy note",
    "desk.name": "the name of the desk",
    "desk.place": "the address of the hall",
    "local_partner.phone": "the public number of an organisation we refer to",
}


def columns() -> list[str]:
    """``table.column``, every one."""
    return [f"{name}.{column.name}" for name, table in TABLES.items() for column in table.columns]


def test_every_table_has_words_and_no_words_are_left_over() -> None:
    assert set(WORDS) == set(TABLES)


def test_every_table_says_how_long_it_keeps() -> None:
    models = {str(mapper.local_table): mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    assert set(models) == set(TABLES)
    for name, model in models.items():
        assert len(getattr(model, "retention", "")) > 3, name


def test_no_column_is_called_after_who_a_visitor_is() -> None:
    named = {column for column in columns() if PERSONAL.search(column.split(".")[1])}
    assert named == set(OF_THE_HOUSE)


def test_what_is_about_visitors_is_known_by_table() -> None:
    assert set(ABOUT_VISITORS) <= set(TABLES)
    assert not {column.split(".")[0] for column in OF_THE_HOUSE} & set(ABOUT_VISITORS)


@pytest.mark.parametrize("table", sorted(set(ABOUT_VISITORS)))
def test_no_row_about_a_visitor_points_at_somebody_of_the_team(table: str) -> None:
    """But a running visit, until it ends, and a hint that a coordinator judged: a count."""
    pointing = {key.target_fullname.split(".")[0] for key in TABLES[table].foreign_keys}
    assert pointing <= {"opening", "desk", "ticket", "visit"} | {"visit": {"sign_in"}, "hint": {"person"}}.get(
        table, set()
    )


def test_nothing_leads_from_a_ticket_or_visit_to_its_draft_or_slip() -> None:
    for table in ("draft", "slip", "receipt", "form_state"):
        assert not TABLES[table].foreign_keys, table
        assert not [
            key for t in TABLES.values() for key in t.foreign_keys if key.target_fullname.startswith(f"{table}.")
        ]


def test_each_table_is_told_once() -> None:
    told = [row.table for row in (*kept(about_visitors=True), *kept(about_visitors=False))]
    assert sorted(told) == sorted(TABLES)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_the_page_tells_all_of_it(language: str, browser: Browser) -> None:
    page = browser.get(f"/what-we-keep?lang={language}")
    told = [words_of(row) for row in page.tree.iter("tr")]
    with speaking(language):
        for table, (what, how_long) in WORDS.items():
            assert [row for row in told if str(what) in row and str(how_long) in row], table
