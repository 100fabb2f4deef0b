"""What a card and a step are called, in the reader's language."""

from dataclasses import dataclass

from app.catalog.loading import Catalog
from app.i18n import language


@dataclass(frozen=True)
class Names:
    """Titles for the tips page; what left the catalog keeps its own key."""

    catalog: Catalog

    def card(self, slug: str) -> str:
        """The title of a card."""
        card = self.catalog.cards.get(slug)
        return self.catalog.say(card.title, language()).text if card else slug

    def step(self, slug: str, step_id: str) -> str:
        """The title of a step."""
        card = self.catalog.cards.get(slug)
        step = next((one for one in card.steps if one.id == step_id), None) if card else None
        return self.catalog.say(step.title, language()).text if step else step_id
