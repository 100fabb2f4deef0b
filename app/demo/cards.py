"""What this desk says of its cards: a note, something that is wrong, a draft that waits, words that found nothing."""

from datetime import timedelta

from sqlmodel import Session

from app import clock
from app.catalog.loading import Catalog
from app.catalog.models import CardReport, CardRevision, DeskNote, UnmetWord
from app.catalog.overlay import dutch_of
from app.demo.people import Everybody

NOTES = {
    "leefloon": "Vraag aan het onthaal van het OCMW naar de sociale dienst. Een nummertje trekken moet niet.",
    "adreswijziging": "Kan ook aan het loket op woensdagnamiddag.",
}
WRONG = ("uitpas-kansentarief", "De prijs van de kaart is hier veranderd, zei een bezoeker.")
DRAFT = ("klacht", "klacht:you_say", "Ik ben niet tevreden. Bij wie kan ik dat zeggen?")
NOT_FOUND = (("fietsvergoeding", 6), ("hondenpenning", 5))


def take_care(db: Session, catalog: Catalog, everybody: Everybody) -> None:
    """What a coordinator finds on her page of the cards."""
    els = everybody.people["Els"]
    desk_id, today = everybody.desk.id or 0, clock.today()
    for card, text in NOTES.items():
        db.add(DeskNote(desk_id=desk_id, card=card, text=text, written_by=els.id))
    db.add(CardReport(card=WRONG[0], text=WRONG[1], desk_id=desk_id, author_id=els.id))
    card, key, text = DRAFT
    before = dutch_of(catalog.cards[card])[key]
    db.add(
        CardRevision(card=card, texts={key: text}, base={key: before}, why="Zo zeggen mensen het.", authors=[els.code])
    )
    for word, days in NOT_FOUND:
        db.add(UnmetWord(mark=f"demo-{word}", word=word, language="nl", days=days, last_on=today - timedelta(days=1)))
