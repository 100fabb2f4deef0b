"""Els writes down whom the desk calls; the cards and letters name them."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from app.catalog.slots import CatalogSlots, Partners
from app.db import Database
from app.desks.models import LocalPartner
from app.staff.models import AuditEvent, Desk
from tests.browser import Browser, Form, Page
from tests.make import Make
from tests.paper.reading import Paper
from tests.rows import rows
from tests.staff.people import els, sign_in

PATH = "/admin/desks/kalmthout/partners"
OCMW = {
    "referral": "R-OCMW", "organisation": "OCMW Voorbeelddorp", "phone": "03 000 00 10", "reachable_when": "werkdagen",
}  # fmt: skip
LETTER = "/letters?path=yes.paper.yes.eviction"
HOSTILE = "<script>alert(1)</script> {{ 7*7 }} \"'%(x)s"


def number_of(make: Make, desk: Desk, **more: str) -> LocalPartner:
    """One organisation of the list."""
    facts: dict[str, Any] = {**OCMW, **more}
    return make.keep(LocalPartner(desk_id=desk.id or 0, **facts))


def writing(page: Page) -> Form:
    """The form that writes one down; each of the list has one too, to take it off."""
    return next(form for form in page.forms if form.action.endswith("/partners"))


def alerts(page: Page) -> bool:
    """Whether something is said to be wrong."""
    return any(e.get("role") == "alert" for e in page.tree.iter())


def typed(row: LocalPartner) -> dict[str, str]:
    """What was typed of it."""
    return {name: getattr(row, name) for name in OCMW}


@pytest.mark.db
def test_an_organisation_is_written_down_changed_and_taken_off(
    make: Make, browser: Browser, database: Database
) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    page = browser.get(browser.get("/admin/desks/kalmthout").link(PATH))
    for _ in range(2):
        assert not alerts(browser.fill(page, PATH, OCMW)), "pressed twice it is written down once"
    (kept,) = rows(database, LocalPartner)
    assert (typed(kept), kept.desk_id) == (OCMW, desk.id)
    assert "03 000 00 10" in browser.get("/admin/desks/kalmthout").text
    changing = browser.get(browser.get(PATH).link(f"change={kept.code}"))
    form = writing(changing)
    assert form.values()["organisation"] == [OCMW["organisation"]]
    browser.client.post(form.action, data={**form.values(), "phone": "03 000 00 11"})
    assert typed(rows(database, LocalPartner)[0]) == {**OCMW, "phone": "03 000 00 11"}
    browser.submit(browser.get(PATH), f"{kept.code}/remove")
    assert not rows(database, LocalPartner)
    noted = [(event.what, event.about) for event in rows(database, AuditEvent)]
    assert noted == [("partner_kept", kept.code)] * 2 + [("partner_removed", kept.code)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"referral": ""},
        {"referral": "R-NOBODY"},
        {"organisation": ""},
        {"organisation": "n" * 81},
        {"organisation": "Amal 85.07.30-033-28"},
        {"phone": ""},
        {"phone": "bel ons"},
        {"phone": "javascript:alert(1)"},
        {"phone": "+()"},
        {"reachable_when": "BE68 5390 0754 7034"},
        {"desk_id": "2"},
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(
    make: Make, browser: Browser, database: Database, wrong: dict[str, str]
) -> None:
    sign_in(make, browser, els(make, make.desk()))
    page = browser.fill(browser.get(PATH), PATH, {**OCMW, "reachable_when": "bel vroeg", **wrong})
    assert alerts(page)
    values = page.form(PATH).values()
    for name in ("referral", "organisation", "phone"):
        assert name in wrong or values[name] == [OCMW[name]]
    assert not rows(database, LocalPartner)


def test_the_same_organisation_stands_there_once(make: Make, browser: Browser, database: Database) -> None:
    desk = make.desk()
    number_of(make, desk)
    sign_in(make, browser, els(make, desk))
    form = writing(browser.get(PATH))
    answer = browser.client.post(form.action, data={**form.values(), **OCMW, "phone": "03 000 00 99"})
    assert alerts(Page(answer))
    assert [row.phone for row in rows(database, LocalPartner)] == ["03 000 00 10"]


def test_nobody_touches_the_list_of_another_desk(make: Make, browser: Browser, database: Database) -> None:
    desk, other = make.desk(), make.desk("zoersel")
    theirs = number_of(make, other)
    sign_in(make, browser, els(make, desk))
    browser.get("/admin/desks/zoersel/partners", status=404)
    browser.get(f"{PATH}?change={theirs.code}", status=404)
    for url in ("/admin/desks/zoersel/partners", PATH):
        assert browser.post(url, **{**OCMW, "partner": theirs.code, "phone": "03 000 00 99"}).status_code == 404
        assert browser.post(f"{url}/{theirs.code}/remove").status_code == 404
    assert typed(rows(database, LocalPartner)[0]) == OCMW


def test_the_page_names_the_kinds_without_a_number(make: Make, browser: Browser) -> None:
    desk = make.desk()
    sign_in(make, browser, els(make, desk))
    kind = make.app.state.shelf.catalog.partners["R-NOT"].title.nl
    assert browser.get(PATH).text.count(kind) == 2, "in the list of what is missing, and to choose from"
    number_of(make, desk, referral="R-NOT")
    assert "Notaris" in browser.get(PATH).text


def test_a_card_a_step_and_a_letter_name_it_with_its_number(make: Make, browser: Browser) -> None:
    number_of(make, make.desk())
    card = make.app.state.shelf.catalog.cards["leefloon"]
    step = next(step for step in card.steps if any(stop.to == "R-OCMW" for stop in step.stop))
    for url in ("/cards/leefloon?lang=ar", f"/cards/leefloon/walk/{step.id}?lang=ar", f"{LETTER}&lang=ar"):
        page = browser.get(url)
        assert "OCMW Voorbeelddorp" in page.text
        assert page.links()["03 000 00 10"] == "tel:030000010"
        assert "werkdagen" in page.text
        assert "Kalmthout" not in page.text, "there is only one desk: nobody needs its name"


def test_with_several_desks_each_number_says_whose_it_is(make: Make, browser: Browser) -> None:
    number_of(make, make.desk())
    number_of(make, make.desk("zoersel"), organisation="OCMW Ander Dorp", phone="03 000 00 20")
    text = browser.get(LETTER).text
    assert "OCMW Voorbeelddorp (Kalmthout) 03 000 00 10" in text
    assert "OCMW Ander Dorp (Zoersel) 03 000 00 20" in text


def test_without_a_number_a_visitor_is_sent_to_what_the_whole_country_has(make: Make, browser: Browser) -> None:
    make.desk()
    page = browser.get("/letters?path=yes.paper.yes.bailiff.yes&lang=en")
    assert "eerstehulpbijschulden.be" in page.text
    assert "Ask your coordinator" not in page.text


def test_what_is_typed_stays_text_on_page_and_paper(make: Make, browser: Browser) -> None:
    number_of(make, make.desk(), organisation=HOSTILE, reachable_when=HOSTILE)
    page = browser.get(LETTER)
    assert "<script>alert" not in page.html
    assert page.text.count(" ".join(HOSTILE.split())) == 2
    assert "7*7" in Paper(browser.paper("/cards/leefloon/guide.pdf?lang=nl")).text


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_the_guide_prints_it(make: Make, browser: Browser, language: str) -> None:
    number_of(make, make.desk())
    paper = Paper(browser.paper(f"/cards/leefloon/guide.pdf?lang={language}"))
    assert paper.faults == []
    assert paper.holds("OCMW Voorbeelddorp", "03 000 00 10", "werkdagen") == []


def test_a_card_is_readable_without_a_database(app: FastAPI, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_db: Session) -> Partners:
        raise OperationalError("select", {}, OSError())

    monkeypatch.setattr(app.state, "catalog_slots", CatalogSlots(partners_everywhere=away, desk_names=lambda _db: {}))
    browser.get("/cards/leefloon")
