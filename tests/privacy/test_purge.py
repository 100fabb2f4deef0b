"""Letting go: each kind on its day, nothing younger; a rehearsal changes nothing; receipts say how many."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import SQLModel

from app import clock, keeping
from app.coaching.models import Tip
from app.demand.models import DailyFact, Hint
from app.desks.models import Desk, Opening, OpeningState, Reachable, Roster
from app.main import create_app
from app.privacy.models import Draft, Receipt, Slip
from app.queue.models import Period, Ticket, TicketState
from app.settings import Settings
from app.staff.models import Attempts, AuditEvent, Membership, OneTimeLink, Person, Role, SignIn
from app.visits.models import Question, Visit
from app.web.models import FormState
from tests.make import Make
from tests.rows import counts, rows

pytestmark = pytest.mark.db
NOW = datetime(2026, 11, 26, 10, 7, 33, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@contextmanager
def asleep(settings: Settings) -> Iterator[Make]:
    """A house that nobody opened: its own hourly purge does not run in between."""
    app = create_app(settings)
    try:
        yield Make(app)
    finally:
        app.state.database.close()


def purge(app: FastAPI, *, dry_run: bool = False) -> dict[str, int]:
    """What is past its time goes."""
    return keeping.purge_all(app.state.database, app.state.epochs, dry_run=dry_run)


def _desk(make: Make) -> Desk:
    found = rows(make.app.state.database, Desk)
    return found[0] if found else make.desk()


def _old_opening(make: Make) -> Opening:
    """Of another day than any test runs on, closed."""
    found = rows(make.app.state.database, Opening)
    closed = {"state": OpeningState.CLOSED, "day": clock.today()}
    return found[0] if found else make.opening(_desk(make), **closed)


def draft(make: Make) -> None:
    """Ends twelve hours from now."""
    make.keep(Draft(handle="A", expires_at=clock.now() + timedelta(hours=12), sealed=b"x", wrapped_key=b"x"))


def _slip(**more: Any) -> Slip:
    values: dict[str, Any] = {"epoch": "2026-W48", "salt": b"x", "sealed_steps": b"x", "wrapped_key": b"x", **more}
    return Slip(handle="A", **values)


def slip(make: Make) -> None:
    """Ends sixty days from now."""
    make.keep(_slip(expires_at=clock.now() + 60 * DAY))


def ticket(make: Make) -> None:
    """Somebody came now."""
    make.ticket(_old_opening(make), state=TicketState.DONE)


def visit(make: Make) -> None:
    """Somebody sat at a table now, with one question."""
    make.question(make.visit(_old_opening(make), ended_at=clock.now()), "leefloon")


def roster(make: Make) -> None:
    """Somebody is there today."""
    person = make.person("Bilal", _desk(make), Role.VOLUNTEER)
    make.keep(Roster(opening_id=_old_opening(make).id or 0, person_id=person.id or 0, role="volunteer"))


def reachable(make: Make) -> None:
    """A partner can be phoned until now."""
    opening = _old_opening(make)
    row = Reachable(opening_id=opening.id or 0, referral="R-OCMW", organisation="OCMW", how="bel", until_at=clock.now())
    make.keep(row)


def sign_in(make: Make) -> None:
    """Ends twelve hours from now."""
    person = make.person("Bilal", _desk(make), Role.VOLUNTEER)
    make.keep(SignIn(person_id=person.id or 0, token_hash="x", ends_at=clock.now() + timedelta(hours=12)))


def link(make: Make) -> None:
    """Works for three days."""
    make.keep(OneTimeLink(purpose="join", token_hash="x", expires_at=clock.now() + 3 * DAY))


def attempts(make: Make) -> None:
    """A wrong PIN now."""
    make.keep(Attempts(subject="pin:1:1", wrong=1))


def event(make: Make) -> None:
    """An account changed now."""
    make.keep(AuditEvent(what="person_added", chain="x"))


def leaver(make: Make) -> None:
    """Left today."""
    make.person("Bilal", _desk(make), Role.VOLUNTEER, left_on=clock.today())


def form_state(make: Make) -> None:
    """A form with an error, now."""
    make.keep(FormState(handle="x", sealed=b"x", expires_at=clock.now() + 5 * MINUTE))


Maker = Callable[[Make], None]
# kind → how it is made now, its table, how long it may stay, what counts it
KINDS: dict[str, tuple[Maker, type[SQLModel], timedelta]] = {
    "draft": (draft, Draft, timedelta(hours=12)),
    "slip": (slip, Slip, 60 * DAY),
    "ticket": (ticket, Ticket, 90 * DAY),
    "visit": (visit, Visit, 90 * DAY),
    "roster": (roster, Roster, 365 * DAY),
    "reachable": (reachable, Reachable, 90 * DAY),
    "sign_in": (sign_in, SignIn, timedelta(hours=12)),
    "one_time_link": (link, OneTimeLink, 3 * DAY),
    "attempts": (attempts, Attempts, timedelta(hours=24)),
    "audit_event": (event, AuditEvent, 365 * DAY),
    "person": (leaver, Person, 183 * DAY),
    "form_state": (form_state, FormState, 5 * MINUTE),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_goes_on_its_day_and_not_before(kind: str, settings: Settings) -> None:
    with asleep(settings) as make:
        maker, table, stays = KINDS[kind]
        with clock.stopped(NOW):
            maker(make)
        with clock.stopped(NOW + stays - MINUTE):
            assert purge(make.app).get(kind, 0) == 0
            assert len(rows(make.app.state.database, table)) == 1, "too early"
        with clock.stopped(NOW + stays + DAY + MINUTE):
            assert purge(make.app).get(kind, 0) == 1
            assert rows(make.app.state.database, table) == [], "too late"
            assert purge(make.app).get(kind, 0) == 0


def test_what_hangs_on_it_goes_along(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            ticket(make)
            visit(make)
            leaver(make)
        with clock.stopped(NOW + 400 * DAY):
            purge(make.app)
        for table in (Ticket, Period, Visit, Question, Person, Membership):
            assert rows(make.app.state.database, table) == []
        assert len(rows(make.app.state.database, Opening)) == 1, "that the desk was open is kept"


def test_answers_of_a_slip_go_before_its_steps(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            until, later = clock.now() + 30 * DAY, clock.now() + 60 * DAY
            make.keep(_slip(expires_at=later, answers_until=until, sealed_answers=b"answers"))
        with clock.stopped(NOW + 30 * DAY - MINUTE):
            assert purge(make.app)["slip_answers"] == 0
        with clock.stopped(NOW + 30 * DAY):
            assert purge(make.app)["slip_answers"] == 1
            left = rows(make.app.state.database, Slip)[0]
            assert (left.sealed_answers, left.sealed_steps) == (None, b"x")
            assert purge(make.app)["slip_answers"] == 0


def test_a_used_link_goes_at_once(settings: Settings) -> None:
    with asleep(settings) as make, clock.stopped(NOW):
        make.keep(OneTimeLink(purpose="pin", token_hash="x", expires_at=clock.now() + DAY, used_at=clock.now()))
        assert purge(make.app)["one_time_link"] == 1


def test_after_a_week_clock_times_say_the_quarter_only(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            kept = make.ticket(_old_opening(make), state=TicketState.DONE)
            ended = clock.now() + timedelta(minutes=25)
            extra = Period(ticket_id=kept.id or 0, state=TicketState.CALLED, sequence=2, ended_at=ended)
            make.keep(extra)
        with clock.stopped(NOW + 7 * DAY - MINUTE):
            assert purge(make.app)["period"] == 0
        with clock.stopped(NOW + 7 * DAY + MINUTE):
            assert purge(make.app)["period"] == 2  # and the last one, which never gets an end
            times = [(p.started_at, p.ended_at) for p in rows(make.app.state.database, Period) if p.ended_at]
            assert times == [(NOW.replace(minute=0, second=0), NOW.replace(minute=30, second=0))]
            assert purge(make.app)["period"] == 0


def test_an_opening_that_nobody_closed_is_closed_the_next_day(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            opening = make.opening(make.desk())
            waiting = make.ticket(opening)
            running = make.visit(opening, waiting)
            purge(make.app)
            assert rows(make.app.state.database, Opening)[0].state is OpeningState.OPEN
        with clock.stopped(NOW + DAY):
            assert purge(make.app)["opening"] == 1
        closed, gone, ended = (rows(make.app.state.database, table)[0] for table in (Opening, Ticket, Visit))
        assert isinstance(closed, Opening)
        assert closed.state is OpeningState.CLOSED
        assert isinstance(gone, Ticket)
        assert (gone.state, gone.code, gone.once) == (TicketState.SENT_HOME, None, None)
        assert isinstance(ended, Visit)
        assert (ended.id, ended.ticket_id, ended.ended_at is None) == (running.id, None, False)


def test_a_rehearsal_counts_and_changes_nothing(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            for maker, _table, _stays in KINDS.values():
                if maker is not slip:
                    maker(make)
            make.app.state.epochs.current()
        with clock.stopped(NOW + 400 * DAY):
            before = counts(make.app.state.database)
            rehearsed = purge(make.app, dry_run=True)
            assert counts(make.app.state.database) == before
            assert make.app.state.epochs.key("2026-W48") is not None
            assert purge(make.app) == {**rehearsed, "epoch": 1}


def test_receipts_say_what_kind_and_how_many_and_nothing_else(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            for maker in (draft, visit, ticket, leaver, event):
                maker(make)
            make.ticket(_old_opening(make), state=TicketState.DONE)
        with clock.stopped(NOW + 400 * DAY):
            purge(make.app)
            purge(make.app)
        told = {(receipt.what, receipt.how_many) for receipt in rows(make.app.state.database, Receipt)}
        assert told == {("draft", 1), ("visit", 1), ("ticket", 2)}
        assert set(Receipt.model_fields) == {"id", "what", "how_many", "at"}


def test_what_has_no_last_day_stays(settings: Settings) -> None:
    with asleep(settings) as make:
        with clock.stopped(NOW):
            desk = make.desk()
            opening = make.opening(desk, state=OpeningState.CLOSED)
            desk_id, opening_id = desk.id or 0, opening.id or 0
            make.keep(DailyFact(desk_id=desk_id, day=clock.today(), kind="visit", count=3))
            make.keep(Hint(desk_id=desk_id, opening_id=opening_id, kind="card", subject="leefloon", count=3))
            make.keep(Tip(desk_id=desk_id, card="leefloon", step="who", text="Vraag het rustig."))
            make.keep(Receipt(what="draft", how_many=1))
            make.person("Anna", desk, Role.HOST)
        with clock.stopped(NOW + 4000 * DAY):
            purge(make.app)
        for table in (Desk, Opening, DailyFact, Hint, Tip, Receipt, Person, Membership):
            assert len(rows(make.app.state.database, table)) == 1, table.__name__
