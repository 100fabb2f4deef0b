"""Bilal at a table, and somebody who sits down with a form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from app.catalog.loading import Catalog
from app.catalog.model import Card, Step
from app.db import Database
from app.desks.models import Desk, Opening
from app.staff.models import Person
from app.visits.models import Question, Visit
from tests.browser import Browser, Form, Page
from tests.make import Make
from tests.staff.people import at_tablet, bilal

LEEFLOON, RENT = "leefloon", "huurpremie"


@dataclass
class Sitting:
    """Bilal sits at table 2 with a tablet; ``path`` is the visit that runs there."""

    make: Make
    desk: Desk
    opening: Opening
    bilal: Person
    browser: Browser
    path: str = ""

    @property
    def catalog(self) -> Catalog:
        """All cards."""
        found: Catalog = self.make.app.state.shelf.catalog
        return found

    @property
    def page(self) -> Page:
        """The overview of the visit."""
        return self.browser.get(self.path)

    def begins(self, language: str = "nl") -> Page:
        """Somebody without a number sits down."""
        page = self.browser.submit(self.browser.get("/table"), "/table/without-number", speaks=language)
        self.path = page.path
        return page

    def adds(self, card: str = "", **about: str) -> Page:
        """One thing more; a card opens at its first step."""
        form = adding(self.page)
        values = form.values() | ({"card": [card]} if card else {}) | {name: [value] for name, value in about.items()}
        return Page(self.browser.client.post(form.action, data=values)).check()

    def walk(self, card: str) -> str:
        """The address of a card's walk in this visit."""
        question = next(q for q in questions(self.make.app.state.database) if q.card == card)
        return f"{self.path}/walk/{question.code}"

    def step(self, card: str, step: str) -> Page:
        """One step of a card."""
        return self.browser.get(f"{self.walk(card)}/{step}")

    def keeps(self, card: str, step: str, fields: Mapping[str, str | Sequence[str]], go: str = "stay") -> Page:
        """What is typed at a step, kept; by default the same step comes back."""
        return self.browser.fill(self.step(card, step), "/walk/", {"go": go, **fields})

    def ends(self, outcome: str = "done") -> Page:
        """Every question ended in the same way."""
        page = self.browser.get(f"{self.path}/finish")
        names = page.form("/finish").names()
        return self.browser.fill(page, "/finish", {n: outcome for n in names if n.startswith("outcome.")})


def at_table(make: Make, browser: Browser, *, label: str = "2", slug: str = "kalmthout", **person: Any) -> Sitting:
    """Bilal signed in at an open desk, at his table."""
    desk = make.desk(slug, place="Voorbeeldplein 1", reach_us="03 000 00 00")
    opening = make.opening(desk)
    helper = bilal(make, desk, **person)
    at_tablet(make, browser, helper, desk)
    assert browser.post("/table/sit", table=label).status_code == 303
    return Sitting(make, desk, opening, helper, browser)


def in_visit(make: Make, browser: Browser, *cards: str, language: str = "nl") -> Sitting:
    """A visit that runs, with these cards on the table."""
    sitting = at_table(make, browser)
    sitting.begins(language)
    for card in cards:
        sitting.adds(card)
    return sitting


def visits(database: Database) -> Sequence[Visit]:
    """Every visit, the first one first."""
    with database.reading() as db:
        return db.exec(select(Visit).order_by(col(Visit.id))).all()


def questions(database: Database) -> Sequence[Question]:
    """Every question, in the order it came up."""
    with database.reading() as db:
        return db.exec(select(Question).order_by(col(Question.id))).all()


def step_of_kind(catalog: Catalog, kind: str) -> tuple[Card, Step]:
    """A card that has a step of this kind, and that step."""
    return next((card, step) for card in catalog.cards.values() for step in card.steps if step.kind == kind)


def adding(page: Page) -> Form:
    """The form that adds a question, on the overview or after a letter."""
    return next(form for form in page.forms if form.action.endswith("/questions"))


def faults(page: Page) -> list[str]:
    """What the error summary says, one line each."""
    summary = next((e for e in page.tree.iter() if e.get("id") == "fout"), None)
    return [] if summary is None else ["".join(li.itertext()).strip() for li in summary.iter("li")]


def fields(page: Page) -> set[str]:
    """The names of everything that can be answered on a step."""
    return {name for name in page.form("/walk/").names() if re.match(r"[au]\.", name)}
