"""What must never be kept is found in free text, however it is written; what looks like it but is not, stays."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
CODES_SAID_OTHERWISE = [
    "PIN: 1-2-3-4", "1234 is mijn pin", "de pin van haar kaart is 1234", "kaartcode 4821", "p.i.n. 4821",
    "P.I.N.: 4821", "pincode kaart: 12 34", "pin code 4 8 2 1", "haar pincode voor de bank is 4821", "de code is 4821",
    "itsme-code 482193", "code itsme: 48213", "response 1234 5678", "respons: 12345678", "digipass gaf 482193",
    "4821 c'est mon code pin", "4821 = pin", "son code pin pour la carte est 4821", "code secret 4821",
    "the PIN of her card is 4821", "4821 is the pin", "puk-code 12345678", "pukcode: 12345678", "geheime code: 48 21",
    "bankcode 4821", "toegangscode van de app is 482193", "PIN 4821", "pin\u00a0=\u00a04821", "pin\u20134821",
    "الرقم السري 4821", "رمز البطاقة هو 4821", "şifre 4821", "ŞİFREM: 4821", "kart şifresi 4821",
    "wachtwoord Hond2020!", "ww: Hond2020", "ww=koffie", "mdp: abcd1234", "mdp abcd1234", "mot de passe Chien2020",
    "mot de passe de la messagerie : Chien2020", "her password was Dog2020", "wachtwoord van itsme: Hond2020",
    "wachtwoord voor de mail is Hond2020", "pwd: hunter22", "كلمة السر abcd1234", "parola: kahve123", "pwd = hunter22",
    "p\u200bi\u200bn 4821", "P\u0332I\u0332N\u0332 4821", "pin ４８２１", "pin ٤٨٢١",
]  # fmt: skip
NUMBERS_SAID_OTHERWISE = [
    BORN_1985.replace("850730", "85,07,30, "), "\t".join((BORN_1985[:6], BORN_1985[6:9], BORN_1985[9:])),
    f"{BORN_1985[:6]} \u2013 {BORN_1985[6:]}", f"{BORN_1985[:2]}/{BORN_1985[2:4]}/{BORN_1985[4:6]} ({BORN_1985[6:9]}) "
    f"{BORN_1985[9:]}", "_".join(BORN_1985), " . ".join(BORN_1985), f"{BORN_1985[:6]}\n{BORN_1985[6:]}",
    f"{BORN_1985[:6]}\u2003{BORN_1985[6:]}", f"{BORN_1985[:6]}\u2212{BORN_1985[6:]}", "\u0332".join(BORN_1985),
    f"{BORN_1985[:6]}\u00ad{BORN_1985[6:]}", f"{BORN_1985[:6]};{BORN_1985[6:9]};{BORN_1985[9:]}",
]  # fmt: skip
ACCOUNTS_SAID_OTHERWISE = [
    "BE68  5390  0754  7034", "BE 68 5390 0754 7034", "BE68/5390/0754/7034", "BE68\u20135390\u20130754\u20137034",
    "be 68 - 5390 - 0754 - 7034", "B E 6 8 5 3 9 0 0 7 5 4 7 0 3 4", "BE68_5390_0754_7034", "BE68\n5390\n0754\n7034",
    "BE68,5390,0754,7034", "BE٦٨ ٥٣٩٠ ٠٧٥٤ ٧٠٣٤", "nr 12 345 op BE68 5390 0754 7034", "IBAN:BE68 5390 07547034",
]  # fmt: skip
CARDS_SAID_OTHERWISE = [
    "4111\u20131111\u20131111\u20131111", "4111.1111.1111.1111", "4111, 1111, 1111, 1111", "4111  1111  1111  1111",
    "4111 1111 1111 1111, 12/27", "4111/1111/1111/1111", "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "3782 - 822463 - 10005",
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
    # What is really said at a table.
    "loon 1.812,40 + kinderbijslag 340,16 + huur 650,00 = wat blijft", "450,25 + 300,00 + 1.200,50 + 75,10",
    "brief van 3/11/2026, antwoord voor 3/12/2026", "van 01/01/2025 tot 31/12/2025, 38 uur per week",
    "zij werkt 38/38 van 8:30 tot 17:00", "kinderen van 3, 7, 12 en 15 jaar", "geboren in 1985, hier sinds 2019",
    "artikel 6, 7 en 9 van de wet van 1994", "wet van 14 juli 1994, artikel 37, paragraaf 19", "tarief 1,25 per kWh",
    "de code postal 2920 Kalmthout", "code postal: 1000 Bruxelles", "NACE-code 47.110", "code barre 5410",
    "de pin van het slot is kapot", "zij kent haar pincode niet meer", "pincode vergeten, nieuwe vragen",
    "hij betaalt met de pin 1.250,00 euro", "met de pin 50 euro", "pin pas krijgen op 26/11/2026",
    "pincode komt op 26-11-2026", "wachtwoord vergeten", "haar wachtwoord kwijt, klik op vergeten", "ww-uitkering",
    "ww sinds 2019", "mot de passe oublié", "she lost her password", "vraag een nieuw wachtwoord via het gemeentehuis",
    "zij typt zelf haar code in", "de code staat op de brief", "code 3 van de lijst", "codes 1, 2 en 3",
    "bijlage 3.1, 3.2, 3.3, 3.4 en 3.5", "punten 1 2 3 4 5 6 7", "lokaal 12, gang 3, deur 4",
    "bus 12 om 10.15, 10.45 en 11.15",
    "be 12 november 2026 in de zaal", "de 12 november om 10 uur, 26 of 28 kan ook", "nr 12 345 op de brief",
    "huur 650 euro, water 45 euro, stroom 120 euro, gas 80 euro", "3 x 125,50 en 4 x 80", "20 % van 1.400 euro",
    "vak IV, code 1250-11 en 2250-79", "codes 1003, 2003 en 1004", "aangifte 2026, inkomsten 2025",
    "kadaster 1234/56 A 7", "contract 2024-0012-7", "klantnummer 700 123 456", "meterstand 12345,6 en 23456,7",
    "ضع الورقة على الطاولة رقم 3", "موعد يوم 26/11/2026 الساعة 10:15", "اطلب كلمة سر جديدة", "رقم الملف 2024/123456",
    "rendez-vous le 26/11/2026 à 10h15, bureau 12", "loyer 650,00 et charges 75,00 par mois", "depuis le 1er mars 2019",
    "see page 12, 13 and 14", "form 225-A, box 3", "she has 4 children, 2 at school",
    "her 3 letters of 2024, 2025, 2026",
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


@pytest.mark.parametrize("text", CODES_SAID_OTHERWISE)
def test_a_code_is_found_however_it_is_said(text: str) -> None:
    assert "code" in kinds(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("national_number", text) for text in NUMBERS_SAID_OTHERWISE]
    + [("iban", text) for text in ACCOUNTS_SAID_OTHERWISE]
    + [("card", text) for text in CARDS_SAID_OTHERWISE],
)
def test_a_number_is_found_however_it_is_written(kind: str, text: str) -> None:
    assert kind in kinds(f"het is {text}")


SEPARATORS = st.text(" .,-/_·:;()\t\n\u2013\u2014\u00a0\u2009\u200b", max_size=3)


@given(
    number=st.sampled_from([BORN_1985, BORN_2005, BIS_WOMAN, BIS_2003, "BE68539007547034", "NL91ABNA0417164300"]),
    data=st.data(),
)
def test_no_gap_of_three_signs_hides_a_number(number: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(SEPARATORS, min_size=len(number) - 1, max_size=len(number) - 1))
    written = "".join(sign + gap for sign, gap in zip(number, [*gaps, ""], strict=True))
    assert {"national_number", "iban"} & set(kinds(f"haar nummer {written} staat op de kaart"))


@given(st.text())
def test_whatever_is_typed_the_rest_stays(text: str) -> None:
    found = find_secrets(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert len(remove_secrets(text, by="")) == len(text) - sum(one.end - one.start for one in found)


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
