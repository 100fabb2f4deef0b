"""Opening and closing a desk, and who sits where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app import clock
from app.db import tell
from app.desks import queries, rules
from app.desks.models import Desk, Opening, OpeningState, Roster
from app.desks.slots import DeskSlots
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.staff import service as staff
from app.staff.models import Membership, Person, Role

HELPING = (OpeningState.OPEN, OpeningState.LAST_TICKET)
SHORTEST = timedelta(minutes=15)
LONGEST = timedelta(hours=14)
USUAL_LENGTH = timedelta(hours=3)
ROSTER_KEPT = timedelta(days=365)
REACHABLE_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Today:
    """One desk today. ``places``: person id → her line of the roster; who waits, who sits at a table."""

    desk: Desk
    opening: Opening | None
    people: Sequence[Person]
    members: Mapping[int, Sequence[Membership]]
    places: Mapping[int, Roster]
    waiting: int
    at_tables: int


def all_desks(db: Session) -> Sequence[Desk]:
    """Every desk of this installation."""
    return queries.desks(db)


def desk_names(db: Session) -> dict[int, str]:
    """Id → name, of every desk."""
    return {desk.id: desk.name for desk in all_desks(db) if desk.id is not None}


def desk_by_slug(db: Session, slug: str) -> Desk:
    """The desk of an address. Raises ``NotFound``."""
    desk = queries.desk_by_slug(db, slug)
    if desk is None:
        raise NotFound(lazy("This desk does not exist."))
    return desk


def opens_again(db: Session, desk: Desk) -> datetime | None:
    """When the desk opens again by its hours; none while it should be open and nobody opened it yet."""
    now = clock.local(clock.now(), desk.timezone)
    if rules.half_day_at(desk.weekly_hours, now) and opening_today(db, desk) is None:
        return None
    return rules.opens_again(desk.weekly_hours, now)


def usual_end(desk: Desk) -> str:
    """Until when the desk is open as a rule, if it opens now: by its hours, or three hours long."""
    now = clock.local(clock.now(), desk.timezone)
    by_hours = rules.usual_end(desk.weekly_hours, now + SHORTEST)
    return by_hours or (now + USUAL_LENGTH).strftime("%H:%M")


def opening_today(db: Session, desk: Desk) -> Opening | None:
    """Today's opening, in whatever state."""
    return queries.opening_on(db, id_of(desk), clock.today(desk.timezone))


def open_now(db: Session, desk: Desk) -> Opening | None:
    """Today's opening while people are helped; none before and after."""
    opening = opening_today(db, desk)
    here = opening is not None and opening.state in HELPING
    return opening if here else None


def today(db: Session, desk: Desk, *, slots: DeskSlots) -> Today:
    """What the page of today shows."""
    opening = opening_today(db, desk)
    people = staff.people_of(db, id_of(desk))
    members: dict[int, list[Membership]] = {}
    for member in staff.memberships_at(db, id_of(desk)):
        members.setdefault(member.person_id, []).append(member)
    rows = queries.roster(db, id_of(opening)) if opening else []
    waiting, at_tables = slots.still_here(db, id_of(opening)) if opening else (0, 0)
    return Today(desk, opening, people, members, {row.person_id: row for row in rows}, waiting, at_tables)


def open_desk(db: Session, desk: Desk, *, until: datetime) -> Opening:
    """From now on numbers are given, until ``until``. Opening twice, or again after closing, is the same opening.

    Raises ``Invalid`` on ``until`` when that lies in the past or far away.
    """
    now = clock.now()
    if not SHORTEST <= until - now <= LONGEST:
        raise Invalid({"until": lazy("Choose an hour later today.")})
    opening = queries.hold_opening_on(db, id_of(desk), clock.today(desk.timezone))
    if opening is None:
        opening = Opening(
            desk_id=id_of(desk), day=clock.today(desk.timezone), begins_at=now, ends_at=until, state=OpeningState.OPEN
        )
    opening.state, opening.ends_at = OpeningState.OPEN, until
    db.add(opening)
    db.flush()
    tell(db, f"desk-{desk.id}", "queue")
    return opening


def last_ticket(db: Session, desk: Desk) -> None:
    """No new numbers from the kiosk; who waits is helped. Raises ``NotFound`` when the desk is not open."""
    opening = _present(db, desk)
    opening.state = OpeningState.LAST_TICKET
    db.add(opening)
    tell(db, f"desk-{desk.id}", "queue")


def more_tickets(db: Session, desk: Desk) -> None:
    """The kiosk gives numbers again after the last ticket. Raises ``NotFound`` when the desk is not open."""
    opening = _present(db, desk)
    opening.state = OpeningState.OPEN
    db.add(opening)
    tell(db, f"desk-{desk.id}", "queue")


def close_desk(db: Session, desk: Desk, *, slots: DeskSlots) -> None:
    """The half-day is over: the rooms above end what they still hold, tables and codes are forgotten."""
    opening = _present(db, desk)
    end_opening(db, opening, slots=slots)
    tell(db, f"desk-{desk.id}", "queue")


def end_opening(db: Session, opening: Opening, *, slots: DeskSlots) -> None:
    """Close one opening, also of an earlier day that nobody closed."""
    slots.let_go(db, id_of(opening))
    queries.forget_tables(db, id_of(opening))
    opening.state = OpeningState.CLOSED
    opening.ends_at = min(opening.ends_at, clock.now())
    db.add(opening)


def put_at_table(db: Session, desk: Desk, *, person_id: int, label: str | None) -> None:
    """Somebody sits at a table from now on; with none she is not there. Whoever sat there stands up.

    Raises ``NotFound`` for somebody of another desk, ``Invalid`` for a table that does not exist.
    """
    opening = _present(db, desk)
    team = {person.id for person in staff.people_of(db, id_of(desk))}
    if person_id not in team:
        raise NotFound(lazy("This person is not in your team."))
    if label and label not in tables_of(desk):
        raise Invalid({"table": lazy("This table does not exist.")})
    queries.drop_place(db, id_of(opening), person_id)
    if label:
        queries.free_table(db, id_of(opening), label)
        row = Roster(opening_id=id_of(opening), person_id=person_id, role=Role.VOLUNTEER.value, table_label=label)
        db.add(row)
    tell(db, f"desk-{desk.id}", "queue")


def table_of(db: Session, opening: Opening, person_id: int) -> str | None:
    """At which table somebody sits."""
    row = queries.place_of(db, id_of(opening), person_id)
    return row.table_label if row else None


def tables_of(desk: Desk) -> list[str]:
    """The labels of the tables: 1, 2, 3 …"""
    return [str(n) for n in range(1, desk.tables + 1)]


def close_forgotten(db: Session, *, slots: DeskSlots) -> int:
    """Close openings of earlier days; how many."""
    late = queries.left_open(db, clock.today())
    for opening in late:
        end_opening(db, opening, slots=slots)
    return len(late)


def purge(db: Session) -> dict[str, int]:
    """Rosters older than a year, reachable partners of 90 days ago; how many."""
    now = clock.now()
    return {
        "roster": queries.drop_rosters(db, clock.day(now - ROSTER_KEPT)),
        "reachable": queries.drop_reachable(db, now - REACHABLE_KEPT),
    }


def _present(db: Session, desk: Desk) -> Opening:
    opening = queries.hold_opening_on(db, id_of(desk), clock.today(desk.timezone))
    if opening is None or opening.state not in HELPING:
        raise NotFound(lazy("The desk is not open now."))
    return opening


def id_of(row: Desk | Opening) -> int:
    """Its number in the database."""
    if row.id is None:
        raise ValueError("not kept yet")
    return row.id
