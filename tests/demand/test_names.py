"""What a count is called on the page; a card that left the catalog keeps its own key, a letter says so."""

from pathlib import Path

import pytest

from app.demand.names import Names
from app.i18n import _, speaking
from tests.catalog.small import Small


@pytest.mark.parametrize(
    ("kind", "subject", "said"),
    [
        ("card", "example", "Geld vragen"),
        ("card", "a-card-of-last-year", "a-card-of-last-year"),
        ("letter", "ocmw|end_file", "Bewaar de brief"),
        ("letter", "ocmw|end_of_last_year", "a letter that is not in the list any more"),
        ("sender", "ocmw|end_file", "OCMW"),
        ("sender", "aunt|end_file", "a sender that is not in the list any more"),
    ],
)
def test_it_is_said_in_words_when_the_catalog_knows_it(tmp_path: Path, kind: str, subject: str, said: str) -> None:
    names = Names(Small(tmp_path).load())
    with speaking("nl"):
        assert getattr(names, kind)(subject) in (said, _(said))


def test_no_card_has_a_name_too(tmp_path: Path) -> None:
    with speaking("nl"):
        assert Names(Small(tmp_path).load()).card("") == _("Without a card")
