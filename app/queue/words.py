"""What codes of the line are called on a page."""

from app.i18n import lazy
from app.queue.models import MustAct, TicketState

MUST_ACT_TILES = (
    (MustAct.TODAY, lazy("Today or tomorrow"), "triangle-alert"),
    (MustAct.WEEK, lazy("This week"), "calendar-days"),
    (MustAct.LATER, lazy("Later"), "calendar"),
    (MustAct.NO, lazy("No"), "coffee"),
    (MustAct.UNKNOWN, lazy("I don't know"), "circle-question-mark"),
)
MUST_ACT_WORDS = {
    MustAct.TODAY: lazy("today or tomorrow"),
    MustAct.WEEK: lazy("this week"),
    MustAct.LATER: lazy("later"),
    MustAct.NO: lazy("no hurry"),
    MustAct.UNKNOWN: lazy("look at the letter together"),
}
MUST_ACT_COLOURS = {
    MustAct.TODAY: "red", MustAct.WEEK: "orange", MustAct.LATER: "grey", MustAct.NO: "grey", MustAct.UNKNOWN: "yellow",
}  # fmt: skip
WHY_WORDS = {
    "must_act": lazy("must act today or tomorrow"),
    "came_back": lazy("came back with the missing paper"),
    "arrival": lazy("came first"),
    "waited_long": lazy("waited long: nobody goes before her"),
    "no_match": lazy("nobody waits in your language: call an interpreter"),
}
STATE_WORDS = {
    TicketState.WAITING: lazy("waits"),
    TicketState.CALLED: lazy("called"),
    TicketState.AT_TABLE: lazy("at the table"),
    TicketState.DONE: lazy("done"),
    TicketState.NOT_THERE: lazy("not there"),
    TicketState.STEPPED_OUT: lazy("outside for a moment"),
    TicketState.HANDED_OVER: lazy("handed over"),
    TicketState.LEFT_UNHELPED: lazy("left without help"),
    TicketState.SENT_HOME: lazy("sent home with advice"),
}
LEFT_WORDS = {
    "crowded": lazy("too crowded"),
    "not_for_us": lazy("not for us"),
    "closing": lazy("we close"),
    "tired": lazy("tired of waiting"),
}
