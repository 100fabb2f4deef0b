"""A visit belongs to the tables of its desk. Everybody else hears that there is no such page."""

import re
from collections.abc import Callable

import pytest

from app.db import Database
from app.staff.models import Membership, Role
from tests.browser import Browser
from tests.make import Make
from tests.staff.people import anna, at_tablet, bilal, els, gia, sign_in
from tests.visits.sitting import LEEFLOON, in_visit, questions, visits

Open = Callable[[], Browser]
NUMBER = re.compile(r"\d+")  # the reference of an error page
PAGES = ("", "/letter", "/finish", "/slip", "/slip/ready", "/slip.pdf")
CHANGES = ("/questions", "/finish", "/wipe", "/slip", "/answers-anew")


def addresses(path: str, code: str) -> list[str]:
    """Every page of a visit."""
    return [path + part for part in PAGES] + [f"{path}/walk/{code}/who", f"{path}/sheet/{code}.pdf"]


def changes(path: str, code: str) -> list[str]:
    """Everything that changes a visit."""
    return [path + part for part in CHANGES] + [f"{path}/walk/{code}/who", f"{path}/questions/{code}/remove"]


def test_a_helper_of_another_desk_hears_that_it_is_not_there(
    make: Make, browser: Browser, open_browser: Open, database: Database
) -> None:
    sitting, outsider = in_visit(make, browser, LEEFLOON), open_browser()
    elsewhere = make.desk("zoersel")
    make.opening(elsewhere)
    at_tablet(make, outsider, bilal(make, elsewhere), elsewhere)
    code = questions(database)[0].code
    unknown = outsider.get("/visits/AAAAAAAAAAAAAAAAAAAAAA", status=404)
    for address in addresses(sitting.path, code):
        answer = outsider.client.get(address)
        assert answer.status_code == 404, address
        assert sitting.desk.name not in answer.text
    assert NUMBER.sub("", outsider.get(sitting.path, status=404).text) == NUMBER.sub("", unknown.text)
    for address in changes(sitting.path, code):
        assert outsider.post(address).status_code == 404, address
    assert visits(database)[0].ended_at is None
    assert len(questions(database)) == 1


def test_a_visit_of_another_desk_is_not_on_her_page(make: Make, browser: Browser, open_browser: Open) -> None:
    sitting, outsider = in_visit(make, browser), open_browser()
    elsewhere = make.desk("zoersel")
    make.opening(elsewhere)
    at_tablet(make, outsider, bilal(make, elsewhere), elsewhere)
    outsider.post("/table/sit", table="2")
    assert sitting.path not in outsider.get("/table").html


def test_who_only_hosts_there_sees_no_visit_although_she_helps_elsewhere(
    make: Make, browser: Browser, open_browser: Open
) -> None:
    sitting, other = in_visit(make, browser), open_browser()
    home = make.desk("zoersel")
    person = bilal(make, home)
    make.keep(Membership(person_id=person.id or 0, desk_id=sitting.desk.id, role=Role.HOST))
    at_tablet(make, other, person, home)
    other.get(sitting.path, status=404)


def test_who_helps_at_both_desks_goes_on_at_each_on_its_own_tablets(
    make: Make, browser: Browser, open_browser: Open
) -> None:
    sitting, there, here = in_visit(make, browser), open_browser(), open_browser()
    home = make.desk("zoersel")
    person = gia(make, sitting.desk, Role.VOLUNTEER, home, Role.VOLUNTEER)
    at_tablet(make, there, person, home)
    there.get(sitting.path, status=404)
    at_tablet(make, here, person, sitting.desk)
    assert here.get(sitting.path).path == sitting.path


def test_a_coordinator_may_take_a_table_but_reads_no_answer_of_another_tablet(
    make: Make, browser: Browser, open_browser: Open
) -> None:
    sitting, own = in_visit(make, browser, LEEFLOON), open_browser()
    sitting.keeps(LEEFLOON, "who", {"a.last_name": "Kwartsappel"})
    sign_in(make, own, els(make, sitting.desk))
    page = own.get(f"{sitting.walk(LEEFLOON)}/who")
    assert "Kwartsappel" not in page.html
    assert page.form("/walk/").values()["a.last_name"] == [""]


@pytest.mark.parametrize("who", ["host", "nobody"])
def test_the_host_and_nobody_have_no_visits(make: Make, browser: Browser, open_browser: Open, who: str) -> None:
    sitting, other = in_visit(make, browser), open_browser()
    if who == "host":
        at_tablet(make, other, anna(make, sitting.desk), sitting.desk)
        other.get(sitting.path, status=403)
    else:
        assert other.get(sitting.path).path.startswith("/sign-in")
