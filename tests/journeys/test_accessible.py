"""WCAG 2.2 AA by axe-core on every page that people use, keyboard alone, and fingers at the kiosk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.demonstration import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CARD = "verhoogde-tegemoetkoming"
VISITOR_PAGES = (
    "/", "/open", "/cards", "/cards?q=dokter", f"/cards/{CARD}", f"/cards/{CARD}/walk/income", "/letters",
    "/letters?path=yes.paper.yes.court", "/letters/from/bailiff", "/cards/leefloon?day1=2026-11-03",
    "/slip", "/what-we-keep", "/kiosk/kalmthout", "/kiosk/kalmthout/topic",
    "/kiosk/kalmthout/when?topic=health", "/board/kalmthout", "/ticket/{ticket}", "/ticket/{ticket}?kiosk=kalmthout",
    "/sign-in", "/sign-in/password", "/lock", "/does-not-exist",
)  # fmt: skip
STAFF_PAGES = {
    "Anna": ("/host/kalmthout", "/desks/kalmthout/today"),
    "Bilal": (
        "/table", "/visits/{visit}", "/visits/{visit}?q=huur", "/visits/{visit}/letter", "/visits/{visit}/slip",
        "/visits/{visit}/finish", "{walk}",
    ),
    "Els": (
        "/coach", "/coach/tips", "/demand", "/admin", "/admin/audit", "/admin/desks/kalmthout",
        "/admin/desks/kalmthout/people/new", "/admin/desks/kalmthout/partners", "/catalog", f"/catalog/{CARD}",
        f"/catalog/{CARD}/edit",
    ),
}  # fmt: skip
WIDTHS = (1280, 320)
TOUCHED = ", ".join(f"{part} {kind}:visible" for part in ("main", "header") for kind in ("a", "button", "summary"))
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def _look(page: Page, address: str) -> list[str]:
    page.goto(address)
    found = Axe().run(page, options=OPTIONS).response["violations"]
    faults = [
        f"{address} {fault['id']}: {node['target']} {node['html'][:120]}" for fault in found for node in fault["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*faults, *([f"{address} scrolls sideways by {wide} px"] if wide > 0 else [])]


def _with(address: str, lang: str) -> str:
    return address + ("&" if "?" in address else "?") + f"lang={lang}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["nl", "ar"])
def test_axe_finds_nothing_on_visitor_pages(demo: Demo, lang: str, width: int) -> None:
    page = demo.context(width=width).new_page()
    faults = [f for path in VISITOR_PAGES for f in _look(page, _with(demo.address(path, page), lang))]
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["nl", "fr"])
@pytest.mark.parametrize("name", STAFF_PAGES)
def test_axe_finds_nothing_on_staff_pages(demo: Demo, name: str, lang: str, width: int) -> None:
    page = demo.context(name, width=width).new_page()
    faults = [f for path in STAFF_PAGES[name] for f in _look(page, _with(demo.address(path, page), lang))]
    page.context.close()
    assert faults == []


def test_axe_finds_nothing_in_the_dark(demo: Demo) -> None:
    page = demo.context(dark=True).new_page()
    faults = [f for path in VISITOR_PAGES for f in _look(page, _with(demo.address(path, page), "nl"))]
    page.context.close()
    staff = demo.context("Bilal", dark=True).new_page()
    faults += [f for path in STAFF_PAGES["Bilal"] for f in _look(staff, _with(demo.address(path, staff), "nl"))]
    staff.context.close()
    assert faults == []


def test_a_form_with_errors_is_accessible_and_names_its_field(demo: Demo) -> None:
    page = demo.context("Bilal").new_page()
    page.goto(f"/visits/{demo.visit}")
    anew = page.locator("form[action$='/answers-anew'] button")
    if anew.count():
        anew.click()
    page.goto(_with(demo.address("{walk}", page), "nl"))
    page.locator("input[inputmode=decimal]").first.fill("veel")
    page.locator("main button[name=go][value=next]").first.click()
    expect(page.locator("#fout")).to_be_visible()
    expect(page.locator("#fout")).to_be_focused()
    link = page.locator("#fout a").first
    link.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    expect(page.locator("[aria-invalid=true]").first).to_have_value("veel")
    assert page.title().startswith("Fout:")
    assert Axe().run(page, options=OPTIONS).response["violations"] == []
    page.context.close()


@pytest.mark.parametrize("width", [1280, 820, 360])
@pytest.mark.parametrize("path", ["/kiosk/kalmthout", "/kiosk/kalmthout/topic", "/kiosk/kalmthout/when", "{t}"])
def test_everything_to_touch_at_the_kiosk_is_44_px_and_apart(demo: Demo, path: str, width: int) -> None:
    page = demo.context(width=width).new_page()
    page.goto(path.format(t=f"/ticket/{demo.ticket}?kiosk=kalmthout"))
    boxes = [box for element in page.locator(TOUCHED).all() if (box := element.bounding_box())]
    assert boxes
    small = [box for box in boxes if box["width"] < 44 or box["height"] < 44]
    assert small == []
    close = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if max(b["x"] - a["x"] - a["width"], a["x"] - b["x"] - b["width"]) < 7.9
        and max(b["y"] - a["y"] - a["height"], a["y"] - b["y"] - b["height"]) < 7.9
    ]
    assert close == []
    page.context.close()


def _tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the wished thing has the focus, and see that the focus can be seen."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            inside = page.evaluate("document.activeElement.matches('input[type=radio], input[type=checkbox]')")
            assert outline != "none" or inside, f"{selector} has the focus and nobody sees it"
            return
    raise AssertionError(f"the keyboard never reaches {selector} on {page.url}")


def _enter(page: Page, selector: str) -> None:
    _tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_keyboard_alone_takes_a_number_and_completes_a_visit(demo: Demo) -> None:
    kiosk = demo.context().new_page()
    kiosk.goto("/kiosk/kalmthout")
    for wanted in ("a[href*='speaks=nl']", "a[href*='topic=housing']", "button[value=no]"):
        _enter(kiosk, wanted)
    assert "/ticket/" in kiosk.url
    kiosk.context.close()

    page = demo.context("Dina").new_page()
    page.goto("/table?lang=nl")
    _enter(page, "form[action='/table/here'] button")
    _enter(page, f"button[name=card][value='{CARD}']")
    while "/walk/" in page.url:
        if page.locator("input[name='a.first_name']").count():
            _tab_to(page, "input[name='a.first_name']")
            page.keyboard.type("Proef")
        _enter(page, "main button[name=go][value=next]")
    _enter(page, "a[href$='/finish']")
    for group in page.locator("fieldset").all():
        _tab_to(page, f"input[name='{group.locator('input').first.get_attribute('name')}']")
        page.keyboard.press("Space")
    _enter(page, "main form[action$='/finish'] button")
    assert page.url.endswith("/table")
    page.context.close()
