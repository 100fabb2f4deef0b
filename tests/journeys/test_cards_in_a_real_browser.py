"""The cards in Debian's Chromium: found while typing, read aloud, and other words by two people who meet."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.demonstration import Demo
from tests.journeys.test_accessible import OPTIONS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SLUG = "leefloon"
VOICES = """
  const said = [];
  const voices = LANGUAGES.map((lang) => ({ lang, localService: true, name: lang }));
  globalThis.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
  Object.defineProperty(globalThis, "speechSynthesis", { value: Object.assign(new EventTarget(), {
    getVoices: () => voices, cancel: () => said.push("(stop)"),
    speak: (one) => { said.push(`${one.lang}: ${one.text}`); },
  }) });
  globalThis.said = said;
"""
Speaking = Callable[[str, list[str]], Page]


@pytest.fixture
def speaking(demo: Demo) -> Iterator[Speaking]:
    """A page on a device that has voices for these languages, and tells what it was asked to say."""
    opened: list[Page] = []

    def open_page(address: str, languages: list[str]) -> Page:
        page = demo.context(width=360).new_page()
        page.add_init_script(VOICES.replace("LANGUAGES", json.dumps(languages)))
        page.goto(address)
        opened.append(page)
        return page

    yield open_page
    for page in opened:
        page.context.close()


def test_a_block_is_read_aloud_and_stops(speaking: Speaking) -> None:
    page = speaking(f"/cards/{SLUG}?lang=nl", ["nl-BE"])
    button = page.locator("#bring .aloud")
    expect(button).to_have_text("Lees voor")
    button.click()
    said = page.evaluate("said")
    assert "nl: Breng dit mee" in said
    assert any("Identiteitskaart" in one for one in said)
    assert not any("Voor wie?" in one for one in said)
    expect(button).to_have_text("Stop")
    button.click()
    expect(button).to_have_text("Lees voor")
    assert page.evaluate("said").count("(stop)") == 2
    expect(page.locator(".no-voice")).to_be_hidden()


def test_where_there_is_no_voice_the_page_says_so_and_shows_no_dead_button(speaking: Speaking) -> None:
    page = speaking(f"/cards/{SLUG}?lang=ar", ["nl-BE"])
    expect(page.locator(".no-voice")).to_be_visible(timeout=4000)
    assert page.locator(".aloud:visible").count() == 0


def test_what_is_still_dutch_is_said_by_a_dutch_voice(speaking: Speaking) -> None:
    page = speaking(f"/cards/{SLUG}?lang=tr", ["nl-BE", "tr-TR"])
    page.locator("#who .aloud").click()
    said = page.evaluate("said")
    assert any(one.startswith("tr: ") for one in said)
    assert any(one.startswith("nl: Je woont echt in") for one in said)


def test_a_card_shows_itself_while_one_types_and_the_keyboard_takes_it(demo: Demo) -> None:
    page = demo.context(width=360).new_page()
    page.goto("/cards?lang=nl")
    page.locator("#q").press_sequentially("sociaal tarief ene")
    first = page.locator(".suggestions a").first
    expect(first).to_contain_text("Minder betalen voor gas en stroom")
    assert Axe().run(page, options=OPTIONS).response["violations"] == []
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator(".suggestions a")).to_have_count(0)
    page.locator("#q").press_sequentially("r")
    page.locator(".suggestions a").first.click()
    expect(page.locator("h1")).to_have_text("Minder betalen voor gas en stroom")
    page.context.close()


def test_a_number_that_is_typed_asks_nothing(demo: Demo) -> None:
    page = demo.context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page.goto("/cards?lang=nl")
    page.locator("#q").press_sequentially("8507300332")
    page.wait_for_timeout(500)
    assert asked == []
    page.context.close()


def test_two_people_change_a_card_and_nothing_is_lost(demo: Demo) -> None:
    els, farah, home = (demo.context(name).new_page() for name in ("Els", "Farah", ""))
    for page in (els, farah):
        page.goto(f"/catalog/{SLUG}/edit?lang=nl")
    title, lead = f"#field-{SLUG}\\:title", f"#field-{SLUG}\\:in_one_sentence"
    els.locator(title).fill("Geld van het OCMW")
    els.get_by_role("button", name="Bewaar als ontwerp").click()
    expect(els.locator("h1")).to_contain_text("Ontwerp van")
    farah.locator(title).fill("Geld om rond te komen")
    farah.locator(lead).fill("Het OCMW legt bij tot een minimum.")
    farah.get_by_role("button", name="Bewaar als ontwerp").click()
    expect(farah.locator("#fout")).to_be_focused()
    expect(farah.locator(title)).to_have_value("Geld om rond te komen")
    expect(farah.locator(lead)).to_have_value("Het OCMW legt bij tot een minimum.")
    expect(farah.locator(".other-tab").first).to_contain_text("Geld van het OCMW")
    assert Axe().run(farah, options=OPTIONS).response["violations"] == []
    farah.get_by_role("button", name="Bewaar als ontwerp").click()
    expect(farah.get_by_role("button", name="publiceer")).to_have_count(0)
    els.goto(f"/catalog/{SLUG}/draft?lang=nl")
    expect(els.get_by_role("button", name="publiceer")).to_have_count(0)  # she wrote in it too
    els.get_by_role("button", name="Ontwerp laten vallen").click()
    farah.goto(f"/catalog/{SLUG}/edit?lang=nl")
    farah.locator(title).fill("Geld om rond te komen")
    farah.get_by_role("button", name="Bewaar als ontwerp").click()
    els.goto(f"/catalog/{SLUG}/draft?lang=nl")
    els.get_by_role("button", name="publiceer").click()
    expect(els.locator("h1")).to_have_text("Geld om rond te komen")
    home.goto(f"/cards/{SLUG}?lang=nl")
    expect(home.locator("h1")).to_have_text("Geld om rond te komen")
    for page in (els, farah, home):
        page.context.close()
