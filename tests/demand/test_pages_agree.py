"""The start page and the page of weeks say the same of a day, also while it goes on, and the hints count along."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app import clock
from app.db import Database
from app.demand.models import DailyFact
from tests.browser import Browser
from tests.demand.asking import hints
from tests.demand.test_look_back import figures as weeks_of
from tests.demand.test_today import bars, figures
from tests.make import Make
from tests.rows import rows
from tests.staff.people import anna, at_tablet, els, sign_in
from tests.visits.sitting import LEEFLOON, RENT, Sitting, at_table

pytestmark = pytest.mark.db
Open = Callable[[], Browser]
TEN = datetime(2026, 11, 26, 9, 2, tzinfo=UTC)


def told(coach: Browser) -> tuple[int, int, int, int]:
    """Questions by the figures of today, by the last bar, by the newest week; and how many left."""
    page = coach.get("/coach")
    newest = weeks_of(coach.get("/demand"))[0][-1]
    return figures(page)[0], int(bars(page)[-1]), newest, figures(page)[2]


def bailiff(sitting: Sitting) -> None:
    """One more visit with the letter of a bailiff."""
    sitting.begins()
    sitting.adds(sender="bailiff", letter="end_plan")


def test_a_day_with_undo_several_questions_and_letters(make: Make, open_browser: Open, database: Database) -> None:
    tablet, door, coach = open_browser(), open_browser(), open_browser()
    with clock.stopped(TEN):
        sitting = at_table(make, tablet)
        at_tablet(make, door, anna(make, sitting.desk), sitting.desk)
        sign_in(make, coach, els(make, sitting.desk))
        sitting.begins()
        sitting.adds(LEEFLOON)
        sitting.adds(RENT)
        sitting.adds(topic="health")
        assert told(coach) == (3, 3, 3, 0), "what lies on the table counts"
        taken = next(form for form in sitting.page.forms if "/remove" in form.action)
        tablet.client.post(taken.action, data=taken.values())
        assert told(coach) == (2, 2, 2, 0)
        sitting.ends()
        for visit in range(3):
            bailiff(sitting)
            if visit:
                sitting.ends("handed_over")
        assert told(coach) == (5, 5, 5, 0)
        assert [(h.kind, h.subject, h.count) for h in hints(database)] == [("letter", "bailiff|end_plan", 3)]
        for reason in ("tired", "crowded"):
            gone = f"/host/kalmthout/tickets/{make.ticket(sitting.opening).code}"
            door.post(gone, to="left_unhelped", reason=reason)
        door.post(gone, to="waiting")
        door.post(gone, to="sent_home")
        assert told(coach) == (5, 5, 5, 1)
        door.post("/desks/kalmthout/close")
        assert told(coach) == (4, 4, 4, 1), "a visit that nobody ended is no help"
    letters = [fact.count for fact in rows(database, DailyFact) if fact.kind == "letter"]
    assert letters == [2]
    assert [(h.kind, h.count) for h in hints(database)] == [("letter", 3)], "it stands as it was shown"
