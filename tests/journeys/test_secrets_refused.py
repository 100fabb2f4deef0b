"""A national number, an account and a PIN have no place here, whichever field they are typed in."""

from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser import Page
from tests.journeys.story import CARD, Story

# Valid by their check digits, and nobody's: the documentation's own examples.
NATIONAL, ACCOUNT, PIN_TYPED = "85.07.30-033.28", "BE71 0961 2345 6769", "4831"
SECRETS = {"national number": NATIONAL, "account": ACCOUNT, "PIN": f"de pincode is {PIN_TYPED}"}
TRACES = (NATIONAL, "85073003328", ACCOUNT, ACCOUNT.replace(" ", ""), f"is {PIN_TYPED}")


def _nowhere(tmp_path: Path) -> None:
    for file in tmp_path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for trace in TRACES:
                assert trace.encode() not in content, f"{trace} stands in {file}"


def _free_fields(page: Page) -> list[str]:
    fields = page.form("/walk/").element.iter()
    return [
        f.get("name", "")
        for f in fields
        if f.get("name", "").startswith("a.") and (f.tag == "textarea" or f.get("type") == "text")
    ]


@pytest.mark.slow
def test_every_free_field_of_every_step_refuses_them(story: Story, tmp_path: Path) -> None:
    page = story.bilal.submit(story.bilal.get(story.visit_path), "/questions", card=CARD)
    tried = 0
    while "/walk/" in page.path:
        for name in _free_fields(page):
            for what, secret in SECRETS.items():
                refused = story.bilal.fill(page, "/walk/", {"go": "next", name: secret})
                tried += 1
                assert refused.path == page.path, f"{name} took a {what}"
                faults = [e for e in refused.tree.iter() if e.get("id") == "fout"]
                assert faults, f"{name}: no words about the {what}"
                for trace in TRACES:
                    assert trace not in refused.html, f"{name}: the {what} comes back on the page"
        page = story.bilal.submit(story.bilal.get(page.url), "/walk/", go="next")
    assert tried > 30
    _nowhere(tmp_path)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_a_tip_refuses_them(story: Story, tmp_path: Path, secret: str) -> None:
    page = story.bilal.submit(story.bilal.get(story.visit_path), "/questions", card=CARD)
    refused = story.bilal.submit(page, "/coach/tips", text=f"Tip: {secret}")
    assert [e for e in refused.tree.iter() if e.get("id") == "fout"]
    assert secret not in refused.html
    _nowhere(tmp_path)


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_both_search_boxes_and_the_api_refuse_them(story: Story, tmp_path: Path, secret: str) -> None:
    for browser, path in ((story.visitor, "/cards"), (story.bilal, story.visit_path)):
        found = browser.get(f"{path}?{urlencode({'q': secret})}")
        field = next(e for e in found.tree.iter("input") if e.get("name") == "q")
        assert field.get("aria-invalid") == "true"
        assert field.get("value") == ""
        assert secret not in found.html
    answer = story.visitor.client.get("/api/v1/cards", params={"q": secret})
    assert answer.status_code == 422
    assert secret not in answer.text
    _nowhere(tmp_path)
