"""What happened at the desk this morning, minute by minute, done by the verbs of the house."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from sqlmodel import Session

from app import clock
from app.catalog.loading import Catalog
from app.coaching import service as tips
from app.demo.people import TEAM, Everybody, Helper
from app.desks import service as desks
from app.desks.models import Opening
from app.i18n import speaking
from app.queue import service as line
from app.queue.models import MustAct, Ticket, TicketState
from app.queue.slots import QueueSlots
from app.visits import service as visits
from app.visits.models import Origin, Outcome, Visit
from app.visits.slots import VisitSlots

OPEN_FOR_MINUTES = 42
STILL_OPEN = timedelta(hours=3)


@dataclass(frozen=True)
class Came:
    """Somebody at the door: the minute, her language, topic, and whether something must be done before a day."""

    minute: int
    language: str
    topic: str | None
    must_act: MustAct
    returning: bool = False


@dataclass(frozen=True)
class About:
    """One question of a visit, and how it ends."""

    card: str = ""
    sender: str = ""
    letter: str = ""
    origin: Origin = Origin.ASKED
    outcome: Outcome = Outcome.DONE


CAME = (
    Came(0, "nl", "health", MustAct.LATER),
    Came(0, "ar", "letter", MustAct.UNKNOWN),
    Came(1, "nl", "money", MustAct.WEEK),
    Came(4, "tr", "housing", MustAct.NO),
    Came(6, "ar", "health", MustAct.NO),
    Came(9, "fr", "child", MustAct.LATER),
    Came(12, "nl", "housing", MustAct.NO),
    Came(15, "nl", "letter", MustAct.TODAY),
    Came(20, "uk", "papers", MustAct.NO),
    Came(24, "nl", "money", MustAct.WEEK),
    Came(27, "nl", "housing", MustAct.NO, returning=True),
    Came(31, "ar", "letter", MustAct.UNKNOWN),
    Came(36, "nl", None, MustAct.TODAY),
    Came(39, "en", "work", MustAct.NO),
)
SAME_LETTER = About(sender="landlord", letter="end_form", outcome=Outcome.VISITOR_CONTINUES)
# By number: what it turned out to be about. The same letter of the landlord lies on the table for the third time.
ABOUT: dict[int, Sequence[About]] = {
    1: (About("verhoogde-tegemoetkoming", outcome=Outcome.WAITING_FOR_AUTHORITY),),
    2: (SAME_LETTER, About("sociale-huurwoning", origin=Origin.FOUND, outcome=Outcome.VISITOR_CONTINUES)),
    3: (About("afbetalingsplan"), About("schooltoeslag", origin=Origin.FOUND, outcome=Outcome.VISITOR_CONTINUES)),
    4: (SAME_LETTER,),
    5: (About("verhoogde-tegemoetkoming"),),
    8: (SAME_LETTER, About("huurpremie", origin=Origin.FOUND, outcome=Outcome.WAITING_FOR_AUTHORITY)),
    10: (About(sender="energy", letter="end_plan", outcome=Outcome.HANDED_OVER), About("afbetalingsplan")),
}
OTHERWISE: Sequence[About] = (About("brief-lezen"),)


@dataclass
class Morning:
    """One half-day in the making. ``ticket`` and ``visit`` are what `demo.json` names."""

    db: Session
    catalog: Catalog
    everybody: Everybody
    queue_slots: QueueSlots
    visit_slots: VisitSlots
    begins_at: datetime
    opening: Opening | None = None
    tickets: dict[int, Ticket] = field(default_factory=dict)
    running: dict[str, Visit] = field(default_factory=dict)

    def at(self, minute: float, what: Callable[[], object]) -> None:
        """Let it happen at that minute."""
        with clock.stopped(self.begins_at + timedelta(minutes=minute)):
            what()

    def open(self) -> None:
        """The host opens the desk and says who sits where."""
        until = self.begins_at + timedelta(minutes=OPEN_FOR_MINUTES) + STILL_OPEN
        self.opening = desks.open_desk(self.db, self.everybody.desk, until=until)
        for helper in TEAM:
            if helper.table:
                person_id = self.everybody.people[helper.name].id or 0
                desks.put_at_table(self.db, self.everybody.desk, person_id=person_id, label=helper.table)

    @property
    def here(self) -> Opening:
        """The opening. Raises ``ValueError`` before ``open``."""
        if self.opening is None:
            raise ValueError("the desk is not open yet")
        return self.opening

    def takes_number(self, came: Came) -> None:
        """At the kiosk, or from the host."""
        ticket = line.take_number(
            self.db, self.here, language=came.language, topic=came.topic, must_act=came.must_act,
            returning=came.returning, by_role="host" if came.returning else "kiosk",
        )  # fmt: skip
        self.tickets[ticket.number] = ticket

    def calls(self, helper: Helper) -> Ticket | None:
        """Whoever this helper can help is called to her table."""
        called = line.call_next(
            self.db, self.here, table=helper.table, languages=helper.languages, families=helper.families
        )
        return called.ticket if called else None

    def about(self, number: int) -> list[About]:
        """What somebody came for; a catalog of the desk's own may lack a card."""
        return [one for one in ABOUT.get(number, OTHERWISE) if not one.card or one.card in self.catalog.cards]

    def begins(self, helper: Helper, ticket: Ticket) -> None:
        """She sits down and says what it is about. The key of her answers is thrown away: nobody reads them here."""
        visit, _key = visits.begin_visit(
            self.db, self.here, language=ticket.language, sign_in_id=None, table=helper.table,
            ticket_code=ticket.code, slots=self.queue_slots,
        )  # fmt: skip
        self.running[helper.table] = visit
        for about in self.about(ticket.number):
            visits.add_question(
                self.db, self.catalog, visit, card=about.card or None, sender=about.sender or None,
                letter=about.letter or None, origin=about.origin, slots=self.visit_slots,
            )  # fmt: skip

    def finishes(self, helper: Helper, number: int) -> None:
        """Outcomes, and the next one may come."""
        visit = self.running.pop(helper.table)
        about = self.about(number)
        asked = visits.questions_of(self.db, visit)
        outcomes = {question.code: item.outcome for question, item in zip(asked, about, strict=True)}
        visits.finish(self.db, visit, outcomes=outcomes, key=None, queue_slots=self.queue_slots, slots=self.visit_slots)

    def moves(self, number: int, to: TicketState, reason: str = "") -> None:
        """The host taps."""
        line.move(
            self.db, self.tickets[number].code or "", to=to, reason=reason, by_role="host", slots=self.queue_slots
        )


def live_through(morning: Morning) -> None:
    """From the door opening to this minute. Raises what the verbs raise: then the story does not hold."""
    _anna, bilal, chris, dina, *_rest = TEAM
    morning.at(0, morning.open)
    events: list[tuple[float, Callable[[], object]]] = [(c.minute, partial(morning.takes_number, c)) for c in CAME]

    def sits(helper: Helper, call: float, until: float | None) -> None:
        box: list[Ticket] = []

        def called() -> None:
            if ticket := morning.calls(helper):
                box.append(ticket)

        events.append((call, called))
        events.append((call + 1, lambda: morning.begins(helper, box[0])))
        if until is not None:
            events.append((until, lambda: morning.finishes(helper, box[0].number)))

    sits(chris, 1.5, 17)
    sits(bilal, 2, 21)
    sits(dina, 3, 24)
    sits(chris, 18, 32)
    sits(dina, 25, 40)
    sits(bilal, 22, None)
    sits(chris, 33, None)
    events.append((34, lambda: morning.moves(6, TicketState.LEFT_UNHELPED, "crowded")))
    events.append((40.5, lambda: morning.moves(14, TicketState.STEPPED_OUT)))
    events.append((41.5, lambda: morning.calls(dina)))
    for minute, what in sorted(events, key=lambda event: event[0]):
        morning.at(minute, what)
    morning.at(41.7, lambda: leave_tips(morning))


TIPS = (
    ("verhoogde-tegemoetkoming", "income", "Leg de loonbrieven op een rij, de nieuwste bovenaan.", True),
    ("verhoogde-tegemoetkoming", "home", "Vraag ook wie er af en toe slaapt. Dan vergeet niemand een partner.", True),
    ("afbetalingsplan", "budget", "Reken met knopen of lucifers: één per tien euro. Dat ziet iedereen.", False),
)  # fmt: skip


def leave_tips(morning: Morning) -> None:
    """What was learned at the steps; one still waits for the coordinator."""
    people, desk_id = morning.everybody.people, morning.everybody.desk.id or 0
    with speaking("nl"):
        for card, step, text, approved in TIPS:
            tip = tips.write_tip(
                morning.db, catalog=morning.catalog, desk_id=desk_id, author_id=people["Bilal"].id or 0, card=card,
                step=step, text=text,
            )  # fmt: skip
            morning.db.flush()
            if approved:
                tips.approve_tip(morning.db, code=tip.code, text=text, by=people["Els"].id or 0, desk_ids=[desk_id])
