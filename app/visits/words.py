"""What outcomes are called on a page and on the slip."""

from app.i18n import lazy
from app.visits.models import Outcome

OUTCOME_TILES = (
    (Outcome.DONE, lazy("Done here"), "check"),
    (Outcome.VISITOR_CONTINUES, lazy("She goes on herself"), "footprints"),
    (Outcome.WAITING_FOR_AUTHORITY, lazy("Waiting for an answer"), "hourglass"),
    (Outcome.HANDED_OVER, lazy("Handed over to somebody"), "handshake"),
    (Outcome.NOT_POSSIBLE, lazy("Not possible"), "circle-x"),
)
OUTCOME_WORDS = {
    Outcome.DONE: lazy("Done."),
    Outcome.VISITOR_CONTINUES: lazy("You go on yourself."),
    Outcome.WAITING_FOR_AUTHORITY: lazy("You wait for an answer."),
    Outcome.HANDED_OVER: lazy("Somebody else helps you further."),
    Outcome.NOT_POSSIBLE: lazy("This did not work."),
    Outcome.STOPPED: lazy("We stopped."),
}
