"""What somebody types is text: on the page, on paper, for the next person. Never code, markup, path or direction."""

from collections.abc import Callable

import pytest

from app.settings import Settings
from app.staff.models import Role
from tests.browser import Browser, Page
from tests.journeys import papers
from tests.journeys.story import CARD, Story
from tests.journeys.team import Team
from tests.make import Make

TURNED = "\u202egnp.exe"  # reads as exe.png where the sign that turns it is obeyed
HOSTILE = (
    "{{ 7*7 }}{% raw %}x{# y #}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></table><h1>Z</h1>",
    TURNED,
    "../../../../etc/passwd",
    "'; DROP TABLE ticket; --",
    "%(name)s ${7*7} {0}",
    'x" autofocus onfocus=alert(1) y="',
    "@import url(http://127.0.0.1/x.css); } body { display:none",
)


def _straight(text: str) -> str:
    """Without the sign that turns it round: that one is taken out of what people type."""
    return text.replace("\u202e", "")


def _harmless(page: Page) -> None:
    """Nothing typed became an element or an attribute."""
    for element in page.tree.iter():
        assert not any(name.startswith("on") for name in element.attrib), element.attrib
        if element.tag == "script":
            assert (element.get("src") or "").startswith("/static/"), element.attrib
        assert element.tag != "img" or (element.get("src") or "").startswith(("/", "data:")), element.attrib
    assert page.h1 != "Z"


@pytest.mark.slow
def test_in_every_answer_it_stays_literal_on_page_and_paper(story: Story) -> None:
    page = story.bilal.submit(story.bilal.get(story.visit_path), "/questions", card=CARD)
    typed: list[str] = []
    while "/walk/" in page.path:
        fields = {}
        for element in page.form("/walk/").element.iter():
            name, mode = element.get("name", ""), element.get("inputmode", "text")
            free = element.tag == "textarea" or (element.tag == "input" and element.get("type") == "text")
            if free and name.startswith("a.") and mode == "text":
                at = 2 * len(typed) % len(HOSTILE)
                fields[name] = f"{HOSTILE[at]} {HOSTILE[at + 1]}"
                typed.append(fields[name])
        kept = story.bilal.fill(page, "/walk/", {"go": "stay", **fields})
        _harmless(kept)
        for name, text in fields.items():
            assert _straight(text) in kept.form("/walk/").values()[name]
        page = story.bilal.fill(kept, "/walk/", {"go": "next"})
        _harmless(page)
    assert len(set(typed)) == len(HOSTILE) / 2, "every kind was typed somewhere"
    overview = story.bilal.get(story.visit_path)
    sheet = papers.read(story.bilal.paper(overview.link("/sheet/")))
    papers.check(story.bilal.paper(overview.link("/sheet/")))
    squeezed = sheet.replace(" ", "")
    for text in set(typed):
        wanted = papers.plain(_straight(text)).replace(" ", "")
        assert wanted in squeezed, f"{text!r} is not on the paper as it was typed"
    sign = overview.link("/walk/").rpartition("/")[0] + "/sign"
    back = story.bilal.get(sign)
    _harmless(back)
    for text in set(typed):
        assert " ".join(_straight(text).split()) in back.text


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_tip_it_stays_literal_for_coordinator_and_helper(story: Story, text: str) -> None:
    page = story.bilal.submit(story.bilal.get(story.visit_path), "/questions", card=CARD)
    _harmless(story.bilal.submit(page, "/coach/tips", text=text))
    story.coordinator_signs_in()
    tips = story.els.get("/coach/tips")
    _harmless(tips)
    assert tips.form("/approve").values()["text"] == [_straight(text)]
    _harmless(story.els.submit(tips, "/approve"))
    seen = story.bilal.get(page.url)
    _harmless(seen)
    assert " ".join(_straight(text).split()) in seen.text


@pytest.mark.parametrize("text", HOSTILE)
def test_in_a_search_it_stays_literal(story: Story, text: str) -> None:
    page = story.visitor.get("/cards")
    found = story.visitor.submit(page, "/cards", q=text)
    _harmless(found)
    assert found.form("/cards").values()["q"] == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_in_names_of_desks_people_and_devices_it_stays_literal(
    make: Make, open_browser: Callable[[], Browser], settings: Settings, text: str
) -> None:
    team = Team(make, settings)
    make.desk("ander", name=text[:80], place=text[:160], reach_us=text[:40])
    make.person(text[:80], team.desk, Role.VOLUNTEER)
    browser = open_browser()
    for path in ("/", "/open", "/kiosk/ander", "/board/ander"):
        _harmless(browser.get(path))
    assert " ".join(text.split()) in browser.get("/open").text
    browser.carry("kf_device", team.device_token())
    tiles = browser.get("/sign-in")
    _harmless(tiles)
    assert " ".join(text[:80].split()) in tiles.text


@pytest.mark.parametrize("text", [*HOSTILE, "nl/../../x", "%2e%2e%2f", "\u0000", "a" * 5000])
def test_in_an_address_it_finds_nothing_and_breaks_nothing(story: Story, text: str) -> None:
    for path in ("/cards", "/ticket", "/board", "/kiosk", "/fonts", "/visits"):
        answer = story.visitor.client.get(f"{path}/{text}".replace("\u0000", "%00"), follow_redirects=True)
        assert answer.status_code in (200, 404), f"{path}: {answer.status_code}"
        assert "root:" not in answer.text
    for name in ("lang", "speaks", "topic", "path", "kept", "next", "q", "size", "with"):
        for path in ("/cards", "/letters", "/kiosk/kalmthout/topic", "/sign-in"):
            answer = story.visitor.client.get(path, params={name: text})
            assert answer.status_code in (200, 404), f"{path}?{name}: {answer.status_code}"
