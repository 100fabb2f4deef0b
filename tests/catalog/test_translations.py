"""A text in another language: current, stale or missing; an outdated one reaches nobody."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages
from babel.messages.pofile import write_po

from app.catalog import extraction, keys
from app.catalog.loading import Catalog
from app.catalog.model import Text
from app.catalog.shelf import read_catalog
from app.catalog.translations import Translations, read_translations
from app.i18n.catalogs import po_file
from app.settings import ROOT
from tests.catalog.small import Small

TITLE = Text("Geld vragen", "example:title")


def translated(folder: Path, *, dutch: str, french: str, key: str = TITLE.key, fuzzy: bool = False) -> Translations:
    """What a folder with one French message gives."""
    messages = Messages(locale="fr", domain="forms", fuzzy=False)
    messages.add(dutch, french, context=key, flags={"fuzzy"} if fuzzy else set())
    file = po_file(folder, "fr", "forms")
    file.parent.mkdir(parents=True)
    with file.open("wb") as target:
        write_po(target, messages)
    return read_translations(folder, ("nl", "fr", "en", "ar"))


@pytest.mark.parametrize(
    ("dutch", "french", "key", "fuzzy", "state", "language"),
    [
        ("Geld vragen", "Demander", "example:title", False, "current", "fr"),
        ("Geld vragen", "", "example:title", False, "missing", "nl"),
        ("Geld vragen", "Demander", "example:title", True, "stale", "nl"),
        ("Geld halen", "Chercher", "example:title", False, "stale", "nl"),
        ("Geld vragen", "Demander", "other:title", False, "missing", "nl"),
    ],
)
def test_only_a_translation_of_the_dutch_of_now_is_shown(
    dutch: str, french: str, key: str, fuzzy: bool, state: str, language: str, tmp_path: Path
) -> None:
    said = translated(tmp_path, dutch=dutch, french=french, key=key, fuzzy=fuzzy).say(TITLE, "fr")
    assert (said.state, said.language) == (state, language)
    assert said.text == (french if state == "current" else TITLE.nl)


def test_dutch_is_the_source_and_always_current(tmp_path: Path) -> None:
    said = translated(tmp_path, dutch="Geld vragen", french="Demander").say(TITLE, "nl")
    assert (said.text, said.state, said.proofread) == ("Geld vragen", "current", True)


def test_a_language_without_a_file_is_dutch(tmp_path: Path) -> None:
    said = translated(tmp_path, dutch="Geld vragen", french="Demander").say(TITLE, "ar")
    assert (said.text, said.language, said.state) == ("Geld vragen", "nl", "missing")


def test_who_read_a_translation_is_a_comment_on_it(tmp_path: Path) -> None:
    file = po_file(tmp_path, "fr", "forms")
    file.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'
    message = '# proofread\nmsgctxt "example:title"\nmsgid "Geld vragen"\nmsgstr "Demander"\n'
    file.write_text(head + message, encoding="utf-8")
    assert read_translations(tmp_path, ("fr",)).say(TITLE, "fr").proofread


def keys_of(catalog: Catalog) -> dict[str, str]:
    """Key → Dutch, of every text of a catalog."""
    return {
        text.key: text.nl for owner, value in catalog.owners().items() for text, _, _ in keys.walk(value, f"{owner}:")
    }


def test_keys_read_like_phrases(tmp_path: Path) -> None:
    found = keys_of(Small(tmp_path).load())
    for key in (
        "example:title", "example:step.who.say", "example:step.choose.option.help.text", "example:question.wage.ask",
        "example:for_whom.1", "example:after.1.if_not", "_documents:eid.if_missing", "_triage:questions.q_money.ask",
    ):  # fmt: skip
        assert key in found, key


def test_a_step_put_before_others_changes_no_key(tmp_path: Path) -> None:
    small = Small(tmp_path)
    before = keys_of(small.load())
    step = "steps:\n  - {id: first, kind: read, title: Dag, say: Welkom., show: Neem plaats.}\n"
    small.change("example", "steps:\n", step)
    after = keys_of(small.load())
    assert {key: after[key] for key in before} == before
    assert {key for key in after if key not in before} == {f"example:step.first.{p}" for p in ("title", "say", "show")}


def test_every_text_of_the_house_has_a_key_of_its_own() -> None:
    catalog = read_catalog(ROOT / "forms_catalog", ROOT / "locales")
    texts = [text for owner, value in catalog.owners().items() for text, _, _ in keys.walk(value, f"{owner}:")]
    assert len({text.key for text in texts}) == len(texts)
    assert not [text.nl for text in texts if not text.key]


def template(*texts: tuple[str, str]) -> Messages:
    """Key and Dutch of the texts of now."""
    messages = Messages(domain="forms")
    for key, dutch in texts:
        messages.add(dutch, None, context=key, auto_comments=["read by: visitor"])
    return messages


def french(*texts: tuple[str, str, str]) -> Messages:
    """Key, Dutch and French, as translated before."""
    messages = Messages(locale="fr", domain="forms", fuzzy=False)
    for key, dutch, translation in texts:
        messages.add(dutch, translation, context=key, user_comments=["proofread"])
    return messages


def carried(old: Messages, new: Messages, **given: str) -> dict[str, tuple[str, bool, list[str]]]:
    """Key → translation, whether it is fuzzy, what translators wrote beside it."""
    made = extraction.carried_over(old, new, given)
    return {str(m.context): (str(m.string), m.fuzzy, m.user_comments) for m in made if m.id}


def test_a_translation_goes_along_with_its_key() -> None:
    old = french(("a", "Een", "Un"), ("b", "Twee", "Deux"))
    assert carried(old, template(("b", "Twee"), ("a", "Een"))) == {
        "b": ("Deux", False, ["proofread"]),
        "a": ("Un", False, ["proofread"]),
    }


def test_when_the_dutch_changes_the_old_translation_waits_for_its_translator() -> None:
    old, new = french(("a", "Een", "Un")), template(("a", "Één"))
    assert carried(old, new) == {"a": ("Un", True, ["proofread"])}
    again = extraction.carried_over(old, new, {})
    assert [m.previous_id for m in again if m.id] == [["Een"]]
    assert carried(again, new) == {"a": ("Un", True, ["proofread"])}, "still fuzzy at the next update"


def test_a_translation_given_anew_counts_for_the_dutch_of_now_and_is_not_read_yet() -> None:
    assert carried(french(("a", "Een", "Un")), template(("a", "Één")), a="Une") == {"a": ("Une", False, [])}


def test_a_text_that_is_gone_is_dropped_and_a_new_one_is_empty() -> None:
    assert carried(french(("a", "Een", "Un")), template(("c", "Drie"))) == {"c": ("", False, [])}


def test_the_template_holds_every_text_of_the_house() -> None:
    found = {str(m.context): str(m.id) for m in extraction.template(ROOT) if m.id}
    assert found == keys_of(read_catalog(ROOT / "forms_catalog", ROOT / "locales"))
