"""One visit over plain HTTP, without any JavaScript: from the kiosk to the count. Every answer carries a mark."""

import re
from dataclasses import dataclass, field

from app.staff.access import DEVICE_COOKIE
from tests.browser import Browser, Form, Page
from tests.journeys.team import PASSWORD, PIN, Team

CARD = "verhoogde-tegemoetkoming"
WORD_MARK = "Kwartsappel"
MONEY_MARK = "73915"
DAY_MARK, DAY_TYPED = "1931-11-27", "27/11/1931"


@dataclass
class Story:
    """Who does what, and what came of it."""

    team: Team
    visitor: Browser
    bilal: Browser
    els: Browser
    typed: list[str] = field(default_factory=list)
    visit_path: str = ""
    ticket_url: str = ""

    def takes_a_number(self) -> Page:
        """Three taps, in Arabic."""
        page = self.visitor.get("/kiosk/kalmthout?lang=nl")
        page = self.visitor.click(page, "العربية")
        page = self.visitor.get(page.link("topic=health"))
        page = self.visitor.submit(page, "/number", must_act="no")
        assert re.fullmatch(r"/ticket/[\w-]{22}", page.path)
        self.ticket_url = page.path
        return page

    def signs_in(self) -> Page:
        """Bilal taps his name and types his PIN on an enrolled tablet."""
        self.bilal.carry(DEVICE_COOKIE, self.team.device_token())
        page = self.bilal.get("/sign-in?lang=nl")
        page = self.bilal.click(page, "Bilal")
        page = self.bilal.submit(page, "/sign-in/", pin=PIN)
        assert page.path == "/table"
        return self.bilal.submit(page, "/table/sit", table="2")

    def calls_and_begins(self) -> Page:
        """The next number is called and sits down."""
        page = self.bilal.submit(self.bilal.get("/table"), "/table/call-next")
        page = self.bilal.submit(page, "/table/here")
        self.visit_path = page.path
        return page

    def walks(self) -> Page:
        """Every step of the card, every question answered with a mark; back on the overview at the end."""
        page = self.bilal.get(self.visit_path + "?q=dokter te duur")
        page = self.bilal.submit(page, "/questions", card=CARD)
        for _step in range(20):
            if "/walk/" not in page.path:
                return page
            form = page.form("/walk/")
            page = self.bilal.fill(page, "/walk/", {"go": "next", **self._answers(form)})
        raise AssertionError("the walk has no end")

    def _answers(self, form: Form) -> dict[str, str]:
        answers = {}
        for element in form.element.iter():
            name, mode = element.get("name", ""), element.get("inputmode", "text")
            if not name.startswith("a.") or name in answers:
                continue
            if element.get("type") in ("radio", "checkbox"):
                answers[name] = element.get("value", "")
            elif element.tag == "select":
                answers[name] = [o.get("value", "") for o in element.iter("option")][-1]
            elif element.tag in ("input", "textarea") and mode not in ("tel", "email"):
                answers[name] = self._mark(mode)
        return answers

    def _mark(self, mode: str) -> str:
        if mode == "numeric":
            return DAY_TYPED
        mark = f"{MONEY_MARK},{len(self.typed) % 90 + 10}" if mode == "decimal" else f"{WORD_MARK}{len(self.typed)}"
        self.typed.append(mark)
        return mark

    def prints(self) -> dict[str, bytes]:
        """Answer sheet in Dutch, guide card in Arabic, slip: three papers."""
        page = self.bilal.get(self.visit_path)
        sheet, guide = page.link("/sheet/"), page.link("guide.pdf")
        ready = self.bilal.submit(self.bilal.get(self.visit_path + "/slip"), "/slip", with_answers="yes")
        papers = {"sheet": sheet, "guide": guide, "slip": ready.link("slip.pdf")}
        return {name: self.bilal.paper(url) for name, url in papers.items()}

    def finishes(self) -> Page:
        """Four taps: how it ended, done."""
        page = self.bilal.get(self.visit_path + "/finish")
        outcomes = {
            name: "waiting_for_authority" for name in page.form("/finish").names() if name.startswith("outcome.")
        }
        assert outcomes
        page = self.bilal.fill(page, "/finish", outcomes)
        assert page.path == "/table"
        return page

    def coordinator_signs_in(self) -> Page:
        """Els: password and phone."""
        page = self.els.get("/sign-in/password?lang=nl")
        page = self.els.submit(
            page, "/sign-in/password", name="els", password=PASSWORD, phone_code=self.team.phone_code()
        )
        assert page.path == "/coach"
        return page

    def count_of_week(self) -> int:
        """The newest figure of the card in the coordinator's table of weeks."""
        page = self.els.get("/demand?weeks=12")
        for table in page.tree.iter("table"):
            heads = ["".join(th.itertext()).strip() for th in next(table.iter("tr"))]
            title = self.team.make.app.state.shelf.catalog.cards[CARD].title.nl
            if title in heads:
                first = next(next(table.iter("tbody")).iter("tr"))
                return int("".join(list(first)[heads.index(title)].itertext()).strip() or 0)
        return 0
