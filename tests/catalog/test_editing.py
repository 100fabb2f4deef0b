"""Other words in a card: what may stand there, where they stand, and what a newer shipped card does to them."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from app.catalog import card_files, keys, overlay
from app.catalog.loading import read_card
from app.catalog.model import Text
from app.catalog.models import CardRevision
from app.catalog.service import editing
from app.catalog.words import places
from app.main import create_app
from tests.browser import Browser
from tests.catalog.leaders import LEAD, NEW, SAY, SLUG, TITLE, Open, h1_in, publish, save, two
from tests.make import Make
from tests.rows import rows


def test_words_follow_their_sentence_when_the_list_grew_in_front(make: Make) -> None:
    card = make.app.state.shelf.shipped.cards[SLUG]
    before = overlay.dutch_of(card)
    key, second = f"{SLUG}:for_whom.1", f"{SLUG}:for_whom.2"
    change = overlay.Change("x", {key: "Je woont hier echt."}, {}, {key: before[key]})
    copy = card.model_copy(deep=True)  # the catalog is read once for all tests
    grown = copy.model_copy(update={"for_whom": (Text("Iets nieuws.", key), *copy.for_whom)})
    keys.give_keys(grown, SLUG)
    assert overlay.words_now(grown, change) == {second: "Je woont hier echt."}
    assert overlay.newer_shipped(grown, change) == {}


@pytest.mark.parametrize("language", ["fr", "en", "ar", "tr", "uk"])
def test_the_other_languages_show_the_new_dutch_with_a_note_until_translated(
    language: str, make: Make, open_browser: Open
) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    publish(second)
    page = open_browser().get(f"/cards/{SLUG}?lang={language}")
    heading = next(page.tree.iter("h1"))
    assert page.h1 == NEW
    assert [span.get("lang") for span in heading.iter("span")] == ["nl"]
    assert any(p.get("class") == "no-translation" for p in page.tree.iter("p"))


def test_a_draft_can_be_said_in_another_language_before_it_is_published(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    page = first.get(f"/catalog/{SLUG}/draft/fr")
    box = next(name for name in page.form("/draft/fr").names() if name.startswith("t."))
    first.fill(page, "/draft/fr", {box: "De l'argent du CPAS"})
    publish(second)
    assert h1_in(open_browser(), "fr") == "De l'argent du CPAS"
    assert h1_in(open_browser(), "en") == NEW


def test_the_start_page_says_what_waits_also_on_a_day_without_opening(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    assert "/catalog#drafts" not in second.get("/coach").html
    save(first, {TITLE: NEW})
    assert "/catalog#drafts" in second.get("/coach").html
    assert f'href="/catalog/{SLUG}/draft"' in second.get("/catalog").html
    publish(second)
    assert "/catalog#drafts" not in second.get("/coach").html


@pytest.mark.parametrize("slug", ["leefloon", "abonnement-opzeggen", "afbetalingsplan", "studietoelage"])
def test_every_text_is_called_by_words_not_by_its_key(slug: str, make: Make) -> None:
    catalog = make.app.state.shelf.shipped
    card = catalog.cards[slug]
    called = places(catalog, card)
    assert set(called) == {key for _text, key, _spot in keys.walk(card, f"{slug}:")}
    assert not [place for place in called.values() if "_" in place]


def test_a_question_is_called_by_what_it_asks_also_when_the_words_are_shared(make: Make) -> None:
    catalog = make.app.state.shelf.shipped
    card = catalog.cards["abonnement-opzeggen"]
    shared = next(q for q in card.questions if q.ask is None and q.hint)
    place = places(catalog, card)[f"{card.slug}:question.{shared.id}.hint"]
    assert catalog.question(card, shared.id).ask.nl in place


BAD = {
    "empty": "",
    "HTML": "Geld <b>nu</b>",
    "a script": "Geld<script>alert(1)</script>",
    "a link to nowhere": "Zie [hier](card:bestaat-niet)",
    "a link without https": "Zie [hier](http://voorbeeld.be)",
    "a national number": "Geld voor 85.07.30-033.28",
    "an account": "Stort op BE68 5390 0754 7034",
    "far too long": "woord " * 120,
}


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD.keys())
def test_what_no_card_may_hold_is_refused_and_stays_typed(typed: str, make: Make, open_browser: Open) -> None:
    first, _second = two(make, open_browser)
    page = save(first, {TITLE: typed, SAY: "Wij doen dit samen."})
    assert any(area.get("aria-invalid") == "true" for area in page.tree.iter("textarea"))
    boxes = {area.get("id"): (area.text or "").strip() for area in page.tree.iter("textarea")}
    assert boxes[f"field-{SAY}"] == "Wij doen dit samen."
    assert rows(make.app.state.database, CardRevision) == []


def test_jinja_and_markup_in_a_card_are_only_words(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: "Geld {{ 7 * 7 }} & meer"})
    publish(second)
    assert h1_in(open_browser()) == "Geld {{ 7 * 7 }} & meer"


def test_a_second_revision_replaces_the_first_and_the_history_stays(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    publish(second)
    save(second, {TITLE: "Geld elke maand"})
    publish(first)
    states = sorted(revision.state.value for revision in rows(make.app.state.database, CardRevision))
    assert states == ["published", "replaced"]
    assert h1_in(open_browser()) == "Geld elke maand"
    assert first.get(f"/catalog/{SLUG}").text.count(" → ") == 2


def test_a_dropped_draft_changes_nothing_and_makes_room(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    second.submit(second.get(f"/catalog/{SLUG}/draft"), "/drop")
    second.get(f"/catalog/{SLUG}/draft", status=404)
    save(second, {TITLE: "Geld elke maand"})
    publish(first)
    assert h1_in(open_browser()) == "Geld elke maand"


def test_the_words_stand_after_a_restart_and_at_another_worker(make: Make, app: FastAPI, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    publish(second)
    other = Browser(create_app(app.state.settings))
    assert h1_in(other) == NEW
    other.close()


def test_the_file_has_the_new_words_and_every_other_sign_as_it_was(
    make: Make, open_browser: Open, tmp_path: Path
) -> None:
    first, second = two(make, open_browser)
    words = {TITLE: 'Geld: "nu" of later', SAY: "Eerst je naam, dan je adres."}
    save(first, words)
    publish(second)
    text = first.client.get(f"/catalog/{SLUG}/card.yaml").text
    shipped = make.app.state.shelf.shipped
    source = shipped.file_of(SLUG).read_text(encoding="utf-8")
    file = tmp_path / SLUG / "card.yaml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    now, before = overlay.dutch_of(read_card(file)), overlay.dutch_of(shipped.cards[SLUG])
    assert {key: now[key] for key in now if now[key] != before[key]} == words
    changed = [line for line in text.splitlines() if line not in source.splitlines()]
    assert len(changed) == 2
    assert len(text.splitlines()) == len(source.splitlines())


@pytest.mark.parametrize("slug", ["adreswijziging", "brief-lezen", "overlijden", "werkloosheidsuitkering"])
def test_every_text_of_a_file_can_be_written_over(slug: str, make: Make, tmp_path: Path) -> None:
    shipped = make.app.state.shelf.shipped
    card = shipped.cards[slug]
    words = {key: f"{text} Zo" for key, text in overlay.dutch_of(card).items()}
    file = tmp_path / slug / "card.yaml"
    file.parent.mkdir()
    file.write_text(card_files.with_words(shipped.file_of(slug), card, words), encoding="utf-8")
    assert overlay.dutch_of(read_card(file)) == words


def test_a_newer_shipped_card_is_shown_and_never_merged_silently(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW, LEAD: "Het OCMW geeft je een minimum."})
    publish(second)
    shelf = make.app.state.shelf
    shelf.shipped = overlay.laid_over(
        shelf.shipped, overlay.Overlay(changes={SLUG: overlay.Change("x", {TITLE: "Leefloon van het OCMW"}, {}, {})})
    )
    shelf.present = overlay.laid_over(shelf.shipped, shelf.overlay)
    assert h1_in(open_browser()) == NEW
    page = first.get(f"/catalog/{SLUG}")
    assert "Leefloon van het OCMW" in page.text
    assert "Er kwam een nieuwere fiche" in page.text
    assert "er kwam een nieuwere" in first.get("/catalog").text
    card = shelf.shipped.cards[SLUG]
    change = editing.as_change(rows(make.app.state.database, CardRevision)[0])
    assert overlay.newer_shipped(card, change) == {TITLE: "Leefloon van het OCMW"}


@pytest.mark.parametrize(
    "words",
    ['[hier](http://voorbeeld.be "x")', '[hier](mailto:a@voorbeeld.be "x")', "[hier](//voorbeeld.be)", "[hier][1]",
     "[a [b]](card:leefloon)", "[x]( card:../sign-out )", "\u3164"],
)  # fmt: skip
def test_a_link_is_written_in_one_way_only(words: str, make: Make, open_browser: Open) -> None:
    first, _second = two(make, open_browser)
    save(first, {SAY: words})
    assert rows(make.app.state.database, CardRevision) == []


def test_shipped_words_that_are_put_back_are_no_change(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    save(first, {TITLE: NEW})
    publish(second)
    save(first, {TITLE: "Geld om van te leven"})
    publish(second)
    assert h1_in(open_browser(), "fr") != "Geld om van te leven"
    assert next(r for r in rows(make.app.state.database, CardRevision) if r.open_as).texts == {}


def test_the_shipped_catalog_is_left_alone(make: Make, open_browser: Open) -> None:
    first, second = two(make, open_browser)
    before = overlay.dutch_of(make.app.state.shelf.shipped.cards[SLUG])
    save(first, {TITLE: NEW})
    publish(second)
    h1_in(open_browser())
    assert overlay.dutch_of(make.app.state.shelf.shipped.cards[SLUG]) == before
