"""Where a letter or a card ends in "call together", the table and the paper have the number of this desk."""

import pytest

from app.desks.models import LocalPartner
from tests.browser import Browser
from tests.make import Make
from tests.paper.reading import Paper
from tests.visits.sitting import LEEFLOON, Sitting, adding, in_visit
from tests.visits.test_slip import make_slip, opens

EVICTION = "letter?path=yes.paper.yes.eviction"
ASK = "Ask your coordinator"


def number_of(sitting: Sitting, referral: str = "R-OCMW") -> None:
    """This desk knows whom to call."""
    row = LocalPartner(
        desk_id=sitting.desk.id or 0, referral=referral, organisation="OCMW Voorbeelddorp", phone="03 000 00 10",
        reachable_when="werkdagen",
    )  # fmt: skip
    sitting.make.keep(row)


def test_at_the_end_of_a_letter_stands_whom_this_desk_calls(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser, language="ar")
    make.keep(LocalPartner(desk_id=make.desk("zoersel").id or 0, referral="R-BJB", organisation="X", phone="03 1"))
    number_of(sitting)
    page = browser.get(f"{sitting.path}/{EVICTION}&lang=en")
    assert page.links()["03 000 00 10"] == "tel:030000010"
    assert page.text.count(ASK) == 2, "no tenants' union and no lawyer of our own; that of another desk is not ours"


@pytest.mark.parametrize("known", [True, False])
def test_a_stop_rule_of_a_step_names_it_too(make: Make, browser: Browser, known: bool) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    card = sitting.catalog.cards[LEEFLOON]
    step = next(step for step in card.steps if any(stop.to == "R-OCMW" for stop in step.stop))
    if known:
        number_of(sitting)
    text = sitting.browser.get(f"{sitting.walk(LEEFLOON)}/{step.id}?lang=en").text
    assert ("03 000 00 10" in text) is known
    assert ASK in text or known


def test_the_paper_of_a_letter_names_it_also_at_home_and_keeps_what_was_sealed(make: Make, browser: Browser) -> None:
    sitting = in_visit(make, browser)
    number_of(sitting)
    form = adding(browser.get(f"{sitting.path}/{EVICTION}"))
    browser.client.post(form.action, data=form.values())
    page = browser.submit(browser.get(f"{sitting.path}/slip"), "/slip", with_answers="no")
    paper = Paper(browser.paper(page.link("slip.pdf")))
    assert paper.faults == []
    assert paper.holds("OCMW Voorbeelddorp", "03 000 00 10", "werkdagen") == []
    home = opens(browser, *make_slip(sitting))
    assert home.path == "/slip/open"
    assert home.links()["03 000 00 10"] == "tel:030000010"
    assert sitting.catalog.partners["R-HUUR"].title.nl in home.text, "without a number there is still a name to ask for"
    assert ASK not in home.text


@pytest.mark.parametrize(("outcome", "named"), [("handed_over", True), ("done", False)])
def test_the_paper_of_a_card_names_it_when_somebody_else_goes_on(
    make: Make, browser: Browser, outcome: str, named: bool
) -> None:
    sitting = in_visit(make, browser, LEEFLOON)
    number_of(sitting)
    page = browser.get(f"{sitting.path}/slip")
    names = [name for name in page.form("/slip").names() if name.startswith("outcome.")]
    ready = browser.fill(page, "/slip", {"with_answers": "no", **dict.fromkeys(names, outcome)})
    paper = Paper(browser.paper(ready.link("slip.pdf")))
    assert (paper.holds("03 000 00 10") == []) is named


def test_a_step_that_chooses_a_way_to_a_partner_names_the_number(make: Make, browser: Browser) -> None:
    card, step, code = next(
        (card, step, option.partner)
        for card in make.app.state.shelf.catalog.cards.values()
        for step in card.steps
        if step.kind == "decide"
        for option in step.options
        if option.partner
    )
    sitting = in_visit(make, browser, card.slug)
    number_of(sitting, code)
    assert "03 000 00 10" in sitting.step(card.slug, step.id).text
