"""Numbers and codes are found however people write them, and what only stands in forms and letters is left alone."""

from datetime import date
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.iso7064 import mod_97_10

from app.errors import Invalid
from app.privacy.guard import find_secrets, refuse_secrets, remove_secrets
from tests.privacy.sentences import ALLOWED, REFUSED, national

SEPARATORS = [
    " ", "\t", "\n", "\u00a0", "\u2009", "\u3000", "-", "\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\u30fb", ".",
    ",", "\u060c", "/", "\\", "_", "·", ":", ";", "|", "*", "…", "'", "(", ")", "\u2800",
]  # fmt: skip
HIDDEN = ["", "\u200b", "\u200d", "\u200f", "\u00ad", "\u0338", "\u20dd", "\ufe0f", "\u2066", "\U000e0041"]
DIGITS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡"]


@st.composite
def national_numbers(draw: st.DrawFn) -> str:
    """Somebody born on a day between 1930 and 2025, who is nobody."""
    born = draw(st.dates(min_value=date(1930, 1, 1), max_value=date(2025, 1, 1)))
    nine = f"{born:%y%m%d}{draw(st.integers(1, 998)):03}"
    return national(nine, since_2000=born.year >= 2000)


@st.composite
def accounts(draw: st.DrawFn) -> str:
    """An account of one of three countries, at no bank."""
    country, size = draw(st.sampled_from([("BE", 12), ("DE", 18), ("PL", 24)]))
    number = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=size, max_size=size)))
    return f"{country}{mod_97_10.calc_check_digits(number + country)}{number}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A payment card of no bank."""
    begin, size = draw(st.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6703", 16), ("6703", 17)]))
    more = size - len(begin) - 1
    number = begin + "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=more, max_size=more)))
    return number + luhn.calc_check_digit(number)


@st.composite
def written(draw: st.DrawFn, numbers: st.SearchStrategy[str]) -> str:
    """A number with up to three signs between any two of its own, in digits of any script."""
    number, digits = draw(numbers), draw(st.sampled_from(DIGITS))
    gap = st.lists(st.sampled_from(SEPARATORS), max_size=3).map("".join)
    gaps, hidden = draw(st.lists(gap, min_size=1, max_size=7)), draw(st.lists(st.sampled_from(HIDDEN), min_size=1))
    parts = [digits[int(sign)] if sign.isdigit() else sign for sign in number]
    between = [f"{mark}{signs}" for mark, signs, _part in zip(cycle(hidden), cycle(gaps), parts[1:], strict=False)]
    return "".join(part + signs for part, signs in zip(parts, [*between, ""], strict=True))


def kinds(text: str) -> set[str]:
    """What was found."""
    return {finding.kind for finding in find_secrets(text)}


@given(written(national_numbers()))
def test_a_national_number_is_found_however_it_is_written(number: str) -> None:
    assert "national_number" in kinds(f"haar nummer {number} staat op de kaart")


@given(written(accounts()))
def test_an_account_is_found_however_it_is_written(number: str) -> None:
    assert "iban" in kinds(f"haar rekening {number}, en niet die andere")


@given(written(cards()))
def test_a_payment_card_is_found_however_it_is_written(number: str) -> None:
    assert "card" in kinds(f"haar kaart {number} is stuk")


@pytest.mark.parametrize("text", REFUSED)
def test_what_holds_a_secret_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        refuse_secrets("text", text)
    assert set(refused.value.fields) == {"text"}
    assert {"national_number", "iban", "card", "code"} & kinds(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_what_people_write_about_forms_stays(text: str) -> None:
    assert find_secrets(text) == []


def test_the_text_itself_is_not_changed_by_looking() -> None:
    text = "Café\u0301 İn de Zürichstraße … ﷺ: 12 stappen"
    assert remove_secrets(text) == text


def test_where_it_stands_is_told_in_the_text_as_typed() -> None:
    text = "İ ﷺ ½ … de pin van haar kaart is ٤-٨-٢-١, zegt ze"
    assert remove_secrets(text) == "İ ﷺ ½ … de pin van haar kaart is ▢▢▢, zegt ze"
