"""What must never be kept is found in free text, however it is written; what looks like it but is not, stays."""

import time
from itertools import pairwise

import pytest

from app.errors import Invalid
from app.i18n import speaking
from app.privacy import guard
from app.privacy.guard import find_secrets, refuse_secrets, remove_secrets


def national(nine: str, *, since_2000: bool = False) -> str:
    """The eleven digits of a number, with its check digits."""
    return f"{nine}{97 - int(('2' if since_2000 else '') + nine) % 97:02d}"


def spaced(number: str) -> str:
    """As it stands on a card: 85.07.30-033.28."""
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"


def arabic(text: str) -> str:
    """With Arabic digits."""
    return text.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})


BORN_1985 = national("850730033")
BORN_2005 = national("050101001", since_2000=True)
BIS_WOMAN = national("854730033")
BIS_UNKNOWN = national("852730033")
BIS_2003 = national("034215017", since_2000=True)
NATIONAL = [
    BORN_1985, spaced(BORN_1985), BORN_2005, spaced(BORN_2005), spaced(BIS_WOMAN), BIS_UNKNOWN, BIS_2003,
    BORN_1985.replace("850730", "85 07 30 "), f"{BORN_1985[:6]}/{BORN_1985[6:9]}/{BORN_1985[9:]}",
    f"{BORN_1985[:6]}-{BORN_1985[6:9]}-{BORN_1985[9:]}", " ".join(BORN_1985), arabic(BORN_1985),
    arabic(spaced(BORN_2005)), "\u200b".join(BORN_1985), f"\u2066{BORN_1985[:5]}\u200d{BORN_1985[5:]}\u2069",
    BORN_1985.translate({ord(str(d)): chr(0xFF10 + d) for d in range(10)}),
]  # fmt: skip
ACCOUNTS = [
    "BE68 5390 0754 7034", "BE68539007547034", "be68 5390 0754 7034", "BE68.5390.0754.7034", "BE68-5390-0754-7034",
    "NL91 ABNA 0417 1643 00", "FR14 2004 1010 0505 0001 3M02 606", "DE89 3704 0044 0532 0130 00",
    "LU28 0019 4006 4475 0000", "GB29 NWBK 6016 1331 9268 19", "PL61 1090 1014 0000 0712 1981 2874",
    "TR33 0006 1005 1978 6457 8413 26", "RO49 AAAA 1B31 0075 9384 0000", "BE68\u200b5390\u200b0754\u200b7034",
]  # fmt: skip
CARDS = [
    "4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "5500 0000 0000 0004", "6703 4444 4444 4449",
    "3782 822463 10005", arabic("4111 1111 1111 1111"),
]  # fmt: skip
CODES = [
    ("mijn pin is 1234", "1234"), ("PIN: 98 76", "98 76"), ("pincode 123456", "123456"), ("puk 12345678", "12345678"),
    ("de code van itsme: 54321", "54321"), ("code secret : 4821", "4821"), ("mon code pin est 4821", "4821"),
    ("cvc 123", "123"), ("mijn CVC is 123.", "123"), ("cvv 1234", "1234"), ("my PIN is 4821", "4821"),
    ("الرمز 4821", "4821"),
    ("الرقم السري هو ٤٨٢١", "٤٨٢١"), ("wachtwoord: Koffie123", "Koffie123"), ("paswoord is geheim", "geheim"),
    ("password = hunter22", "hunter22"), ("mot de passe : abcd1234", "abcd1234"), ("كلمة السر: abcd1234", "abcd1234"),
]  # fmt: skip
PHONES = [
    "0470 12 34 56", "0470/12.34.56", "0470123456", "+32 470 12 34 56", "0032 470 12 34 56", "03 666 12 34",
    "02/512.34.56", "+31 6 12345678", "+212 612-345678", "+380 67 123 4567",
]  # fmt: skip
MAILS = ["an@voorbeeld.be", "An.De-Smet+desk@mail.voorbeeld.example", "naam@voorbeeld.museum"]
ALLOWED = [
    "+++090/9337/55493+++", "***090/9337/55493***", "090/9337/55493", "EAN 541449012345678901", "541449012345678901",
    "dossier 2024/123456", "dossiernummer 24-0012345-B", "factuur 2026-00123", "kenmerk OC/2026/0455/ab",
    "1.234,56 euro", "€ 25 630,67", "1288.46", "tussen 1000 en 2000 euro", "26/11/2026", "26.11.2026 om 10:15",
    "2026-11-26", "donderdag 26 november 2026", "Dorpsstraat 12 bus 3, 2920 Kalmthout", "huisnummer 123-125",
    "artikel 60, paragraaf 7", "bijlage 12 en 13", "lokaal 3.14", "10 km en 250 m", "code 1 op het klevertje",
    "de code postal", "pin de boom vast", "www.voorbeeld.be/formulier", "@gemeente", "a@b", "twee keer 3 is 6",
    "BTW BE 0403.019.261", "nummer 47 aan tafel 2", "100 000 000", "123", "",
]  # fmt: skip


def kinds(text: str) -> list[str]:
    """What was found, in order."""
    return [finding.kind for finding in find_secrets(text)]


@pytest.mark.parametrize("number", NATIONAL)
@pytest.mark.parametrize("around", ["{}", "haar nummer is {}.", "rrn:{},", "({})"])
def test_national_numbers_are_found(number: str, around: str) -> None:
    text = around.format(number)
    assert kinds(text) == ["national_number"]
    finding = find_secrets(text)[0]
    assert text[finding.start : finding.end].strip("\u2066\u2069") == number.strip("\u2066\u2069")


@pytest.mark.parametrize("number", [BORN_1985, BORN_2005, BIS_WOMAN])
def test_a_wrong_digit_makes_it_no_national_number(number: str) -> None:
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "national_number" not in kinds(spaced(wrong))


@pytest.mark.parametrize("number", [BORN_1985, BORN_2005])
def test_a_longer_row_of_digits_is_no_national_number(number: str) -> None:
    assert "national_number" not in kinds(f"9{number}7")


@pytest.mark.parametrize(("kind", "values"), [("iban", ACCOUNTS), ("card", CARDS), ("phone", PHONES), ("email", MAILS)])
@pytest.mark.parametrize("around", ["{}", "het is {} denk ik", "nummer:{}."])
def test_accounts_cards_phones_and_addresses_are_found(kind: str, values: list[str], around: str) -> None:
    assert [value for value in values if kind not in kinds(around.format(value))] == []


@pytest.mark.parametrize(("text", "secret"), CODES)
def test_a_code_beside_its_word_is_found(text: str, secret: str) -> None:
    found = [text[finding.start : finding.end] for finding in find_secrets(text) if finding.kind == "code"]
    assert found == [secret]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert find_secrets(text) == []


@pytest.mark.parametrize("wrong", ["BE69 5390 0754 7034", "4111 1111 1111 1112", "1111 1111 1111 1111"])
def test_a_number_with_wrong_check_digits_is_not_called_an_account_or_a_card(wrong: str) -> None:
    assert not {"iban", "card"} & set(kinds(wrong))


def test_several_are_found_in_the_order_of_the_text_and_never_overlap() -> None:
    text = f"bel 0470 12 34 56 of mail an@voorbeeld.be, nummer {spaced(BORN_1985)}, rekening BE68 5390 0754 7034"
    found = find_secrets(text)
    assert [finding.kind for finding in found] == ["phone", "email", "national_number", "iban"]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_removing_leaves_boxes_and_the_rest() -> None:
    text = f"Vraag naar {spaced(BORN_1985)} en bel 0470 12 34 56 terug."
    assert remove_secrets(text) == "Vraag naar ▢▢▢ en bel ▢▢▢ terug."
    assert remove_secrets("niets bijzonders") == "niets bijzonders"


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar"])
def test_the_reason_names_the_kind_and_never_the_value(language: str) -> None:
    text = f"{BORN_1985} an@voorbeeld.be"
    with speaking(language):
        why = guard.explain(find_secrets(text))
        assert str(guard.KIND_WORDS["national_number"]) in why
        assert str(guard.KIND_WORDS["email"]) in why
    assert BORN_1985 not in why
    assert "voorbeeld" not in why


def test_a_field_refuses_and_may_allow_a_kind() -> None:
    with pytest.raises(Invalid) as refused:
        refuse_secrets("text", "bel 0470 12 34 56")
    assert set(refused.value.fields) == {"text"}
    refuse_secrets("text", "bel 0470 12 34 56", but=frozenset({"phone"}))
    refuse_secrets("text", "de host helpt")


@pytest.mark.parametrize("sign", ["1 ", "1", "a", "a@", "a.", "BE68 ", "pin ", "(", "0470 ", "\u200b", "1-/"])
def test_a_hostile_text_does_not_hold_us_up(sign: str) -> None:
    began = time.perf_counter()
    find_secrets((sign * 4000)[:4000])
    assert time.perf_counter() - began < 2
