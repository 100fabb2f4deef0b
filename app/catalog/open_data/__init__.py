"""The cards as open data: public services in CPSV-AP 3.2.0, written as JSON-LD. Catalog in, a document out.

A text stands under a language only when it is translated for the Dutch of now; a sentence in Dutch never carries the
tag of another language. A fact is said only on the days on which the pages say it.

Where the profile has no place of its own:

- A deadline is a ``cpsv:Rule``, "the specific rules, guidelines or procedures that the Public Service follows". It is
  no Requirement (that is proven by evidence) and no period of time (it counts from a day that only the visitor knows).
  The term stays in words: a machine that adds three months ends later than our earliest reading, and with a court too
  late is lost.
- A fact that stands is a Rule too, with the days on which it stands; ``Rule.type`` tells the two apart. A number to
  phone is a ContactPoint.
- A right that a card opens is a ``relatedService``. ``requires`` would say that the second cannot be had without it.
"""

from app.catalog.open_data.documents import card_document, catalog_document

__all__ = ["card_document", "catalog_document"]
