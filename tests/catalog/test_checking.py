"""What `koffie catalog check` finds: too hard to read, not translated, out of date, no free way."""

from datetime import date
from pathlib import Path

import pytest

from app.catalog.checking import completeness, findings, is_needed
from app.catalog.model import KioskText, Text, VolunteerText
from app.catalog.model.text import Profile
from app.catalog.readability import faults_of_text, faults_of_whole, plain, reading_ease, sentences, syllables, words
from app.catalog.translations import Translation, Translations
from tests.catalog.small import Small

TODAY = date(2026, 11, 26)
ELEVEN = "Je krijgt elke maand geld van het OCMW van je gemeente"
SIXTEEN = f"{ELEVEN} als je bijna geen geld hebt"
TOO_HARD: list[tuple[str, Profile, str, str]] = [
    (f"{ELEVEN}.", "kiosk", "nl", "11 words"),
    (f"{SIXTEEN}.", "visitor", "nl", "17 words"),
    (f"{SIXTEEN} en als je niet weet hoe.", "volunteer", "nl", "23 words"),
    ("De brief wordt gestuurd.", "kiosk", "nl", "passive"),
    ("Neem je kaart. " * 20, "visitor", "nl", "paragraph of 60 words"),
    ("Breng bv. je kaart mee.", "visitor", "nl", "'bv.'"),
    ("Breng je kaart en/of je brief.", "visitor", "nl", "'en/of'"),
    ("Gelieve te komen.", "visitor", "nl", "'Gelieve'"),
    ("Indien je ziek bent, bel dan.", "volunteer", "nl", "'Indien'"),
    ("Breng uw kaart.", "visitor", "nl", "'uw'"),
    ("Je krijgt 25 euro.", "visitor", "nl", "'25 euro'"),
    ("Je betaalt 6 %.", "visitor", "nl", "amount"),
    ("Kom op 12/03/2026.", "visitor", "nl", "'12/03/2026'"),
    ("Vraag het aan de XYZ.", "visitor", "nl", "'XYZ'"),
    ("Apportez ta carte, si tu peux.", "visitor", "fr", "'tu'"),
    ("Le cas échéant, téléphonez.", "visitor", "fr", "'Le cas échéant'"),
    ("Apportez une carte, etc.", "visitor", "fr", "'etc.'"),
    ("Bring a card, e.g. your eID.", "visitor", "en", "'e.g.'"),
    ("Call in order to ask.", "visitor", "en", "'in order to'"),
    ("You shall come.", "volunteer", "en", "'shall'"),
]
EASY: list[tuple[str, Profile, str]] = [
    ("Breng je kaart mee.", "kiosk", "nl"),
    ("Zoek ‘gelieve’ en ‘uw kenmerk’ op de brief.", "visitor", "nl"),
    ("Zoek het woord “indien”.", "volunteer", "nl"),
    ("Bel het OCMW of de VDAB.", "visitor", "nl"),
    ("Vraag het aan de sociale dienst (XYZ). De XYZ belt je.", "visitor", "nl"),
    ("Kom op 12 maart.", "visitor", "nl"),
    ("Het ziekenfonds wordt gebeld.", "volunteer", "nl"),
    ("Apportez votre carte.", "kiosk", "fr"),
    ("Bring your card.", "kiosk", "en"),
    ("- Je kaart\n- Je brief\n- Je foto", "visitor", "nl"),
    ("Kijk op [de kaart van de dokter](card:example).", "kiosk", "nl"),
]


@pytest.mark.parametrize(("text", "profile", "language", "said"), TOO_HARD)
def test_a_text_that_is_too_hard_is_found(text: str, profile: Profile, language: str, said: str) -> None:
    assert any(said in fault for fault in faults_of_text(text, profile, language))


@pytest.mark.parametrize(("text", "profile", "language"), EASY)
def test_a_plain_text_is_left_alone(text: str, profile: Profile, language: str) -> None:
    assert list(faults_of_text(text, profile, language)) == []


def test_long_and_hard_texts_are_measured_as_a_whole() -> None:
    hard = ["De onmiddellijke terugvordering van onrechtmatig uitbetaalde gezinstoelagen volgt automatisch."] * 20
    found = " ".join(faults_of_whole(hard, "visitor", "nl"))
    assert "reading ease" in found
    assert "long words" in found
    assert "onmiddellijke" in found


def test_many_passive_sentences_are_found_together() -> None:
    said = ["De brief wordt gestuurd.", "Je wordt gebeld.", *["Je neemt je kaart mee naar het loket."] * 14]
    assert any("passive" in fault for fault in faults_of_whole(said, "volunteer", "nl"))


def test_long_sentences_weigh_in_the_mean() -> None:
    assert any("in the mean" in fault for fault in faults_of_whole([f"{ELEVEN}."], "visitor", "nl"))
    assert list(faults_of_whole([], "visitor", "nl")) == []


@pytest.mark.parametrize(
    ("word", "language", "many"),
    [("geld", "nl", 1), ("ziekenfonds", "nl", 3), ("tijd", "nl", 1), ("table", "fr", 1), ("demande", "fr", 2),
     ("asked", "en", 1), ("letter", "en", 2)],
)  # fmt: skip
def test_syllables_are_guessed_well(word: str, language: str, many: int) -> None:
    assert syllables(word, language) == many


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_short_words_read_easier_than_long_ones(language: str) -> None:
    easy, hard = "Je neemt de kaart. Je gaat mee.", "Onmiddellijke terugvordering van gezinstoelagen."
    assert reading_ease(easy, language) > reading_ease(hard, language)


def test_markup_is_no_word() -> None:
    text = "**Neem** je kaart.\n- Bel [ons](card:example) op 0800 13 500"
    assert words(plain(text)) == ["Neem", "je", "kaart", "Bel", "ons", "op", "0800", "13", "500"]
    assert len(sentences(plain(text))) == 2


def whats(small: Small, day: date = TODAY, translations: Translations | None = None, **only: str) -> list[str]:
    """What is to mend in a small catalog, as its writer reads it."""
    catalog = small.load(translations) if translations else small.load()
    return [str(found) for found in findings(catalog, day=day, **only)]


def test_a_card_without_a_free_way_is_found_unless_it_says_so(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.change("example", "  - {kind: counter, how: Ga naar het loket.}\n", "")
    assert [line for line in whats(small, owner="example") if "every way" in line]
    small.change("example", "scope: volunteer", "no_free_way: Dit kan alleen met itsme. Wij helpen.\nscope: volunteer")
    assert not [line for line in whats(small, owner="example") if "every way" in line]


@pytest.mark.parametrize("need", ["itsme", "smartphone", "email", "card_reader"])
def test_a_way_that_needs_a_device_is_not_free(need: str, tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.change("example", "{kind: counter, how: Ga naar het loket.}", f"{{kind: phone, how: Bel., needs: [{need}]}}")
    assert [line for line in whats(small, owner="example") if "every way" in line]


def test_a_card_whose_check_is_due_is_found(tmp_path: Path) -> None:
    small = Small(tmp_path)
    assert not [line for line in whats(small, date(2027, 5, 1)) if "checked again" in line]
    assert whats(small, date(2027, 5, 2), owner="example")[-1] == "example [nl]: had to be checked again on 2027-05-01"


def test_every_text_must_stand_in_french_and_english(tmp_path: Path) -> None:
    small = Small(tmp_path)
    assert whats(small, language="nl") == []
    assert "example:step.who.say [fr]: is not translated yet" in whats(small, language="fr")
    assert "example:step.who.say [en]: is not translated yet" in whats(small, language="en", owner="example")


def test_a_translation_of_older_dutch_is_found_and_not_counted(tmp_path: Path) -> None:
    small = Small(tmp_path)
    one = {"example:title": Translation("Geld halen", "Chercher", fuzzy=False, proofread=False)}
    lines = whats(small, translations=Translations({"fr": one}), language="fr")
    assert "example:title [fr]: the Dutch changed after it was translated" in lines
    done, needed = completeness(small.load(Translations({"fr": one})), "fr")
    assert (done, needed) == (0, completeness(small.load(), "nl")[1])


def test_a_hard_translation_is_found(tmp_path: Path) -> None:
    one = {"example:title": Translation("Geld vragen", "Veuillez trouver ci-après", fuzzy=False, proofread=False)}
    assert [line for line in whats(Small(tmp_path), translations=Translations({"fr": one})) if "office word" in line]


@pytest.mark.parametrize(("french", "said"), [("Demander <b>vite</b>", "HTML"), ("Demander\u202e vite", "U+202E")])
def test_a_translation_may_not_hold_what_a_card_may_not(french: str, said: str, tmp_path: Path) -> None:
    one = {"example:title": Translation("Geld vragen", french, fuzzy=False, proofread=False)}
    found = whats(Small(tmp_path), translations=Translations({"fr": one}), language="fr")
    assert [line for line in found if line.startswith("example:title [fr]") and said in line]


@pytest.mark.parametrize(
    ("owner", "text", "language", "needed"),
    [
        ("example", VolunteerText("x", "example:step.who.say"), "fr", True),
        ("example", Text("x", "example:step.who.show"), "en", True),
        ("example", KioskText("x", "example:title"), "ar", True),
        ("example", Text("x", "example:bring.1.which"), "ar", True),
        ("example", Text("x", "example:step.who.show"), "ar", False),
        ("brief-lezen", Text("x", "brief-lezen:step.before.show"), "ar", True),
        ("brief-lezen", VolunteerText("x", "brief-lezen:step.before.say"), "ar", False),
        ("_documents", Text("x", "_documents:eid.where"), "ar", True),
        ("_senders", Text("x", "_senders:ocmw.recognise"), "ar", False),
        ("example", KioskText("x", "example:title"), "tr", True),
        ("example", KioskText("x", "example:title"), "de", False),
    ],
)
def test_who_needs_which_text(owner: str, text: Text, language: str, needed: bool) -> None:
    assert is_needed(owner, text, language) is needed
