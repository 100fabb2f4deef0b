"""What a count is called on the page: cards, letters and senders in the reader's language."""

from dataclasses import dataclass

from app.catalog.loading import Catalog
from app.catalog.model import Text
from app.i18n import _, language


@dataclass(frozen=True)
class Names:
    """A name for every subject that was ever counted; a card that left the catalog keeps its own key."""

    catalog: Catalog

    def card(self, slug: str) -> str:
        """The title of a card."""
        if not slug:
            return _("Without a card")
        card = self.catalog.cards.get(slug)
        return self._said(card.title) if card else slug

    def letter(self, subject: str) -> str:
        """The kind of letter in ``sender|kind``: the end of the letter tree it reached, as part of a sentence."""
        end = self.catalog.triage.ends.get(subject.partition("|")[2])
        return self._said(end.title).rstrip(".") if end else _("a letter that is not in the list any more")

    def sender(self, subject: str) -> str:
        """The sender in ``sender|kind``."""
        sender = self.catalog.senders.get(subject.partition("|")[0])
        return self._said(sender.title) if sender else _("a sender that is not in the list any more")

    def _said(self, text: Text) -> str:
        return self.catalog.say(text, language()).text
