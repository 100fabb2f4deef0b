"""What is printed of a visit: the answer sheet, and what the slip seals. Pure: catalog and answers in, rows out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from app import clock
from app.catalog import reckoning
from app.catalog.loading import Catalog
from app.catalog.model import Card, Question, Text
from app.catalog.reckoning import Reckoning
from app.catalog.rules import Answers, asked_by, is_shown, is_unknown, questions_of
from app.desks.service import PartnerHere
from app.i18n import format_date, language, speaking
from app.visits.answers import given_elsewhere, in_words
from app.visits.models import Outcome
from app.visits.models import Question as Asked

CHOSEN = ("choice", "choices", "yesno")
MOST_PARTNERS = 2
COME_BACK = timedelta(days=21)
"""when to come back if nothing was heard; the card says it in words, the slip needs a day"""


@dataclass(frozen=True)
class Row:
    """One line of the answer sheet. ``lines`` empty and ``by_hand``: boxes to fill with a pen."""

    question: Question
    lines: list[str]
    is_unknown: bool
    by_hand: bool
    step: str
    """the step that asks it"""
    beside: list[str]
    """a chosen answer in the other language of the paper; empty for what was typed"""


@dataclass(frozen=True)
class Sheet:
    """The answers in the order of the official form, and what is still to find out."""

    card: Card
    rows: list[Row]
    to_find: list[Question]
    last_days: list[Reckoning]
    """the deadlines of which the day was answered"""


def _beside(
    catalog: Catalog, question: Question, answer: Mapping[str, Any] | None, lines: list[str], code: str
) -> list[str]:
    if not code or question.kind not in CHOSEN:
        return []
    with speaking(code):
        other = in_words(catalog, question, answer, code)
    return [] if other == lines else other


def sheet(catalog: Catalog, card: Card, everything: Mapping[str, Answers], *, beside: str = "") -> Sheet:
    """The answer sheet of one card. Questions that do not concern this visitor are left out.

    ``beside``: a second language for what was chosen; what was typed is the same in all.
    """
    answers = everything.get(card.slug, {})
    rows, to_find = [], []
    for question in questions_of(catalog, card):
        if not is_shown(question.show_if, answers):
            continue
        answer = answers.get(question.id) or given_elsewhere(catalog, question, everything)
        unknown = is_unknown({question.id: answer or {}}, question.id)
        lines = in_words(catalog, question, answer, language())
        asking = asked_by(card, question.id)
        other = _beside(catalog, question, answer, lines, beside)
        rows.append(Row(question, lines, unknown, question.keep == "never", asking.id if asking else "", other))
        if unknown:
            to_find.append(question)
    last_days = [one for one in reckoning.of_card(catalog, card, {}, answers) if one.found]
    return Sheet(card, rows, to_find, last_days)


def slip_steps(
    catalog: Catalog,
    questions: Sequence[Asked],
    everything: Mapping[str, Answers],
    *,
    spoken: str,
    desk: Mapping[str, str],
    near: Mapping[str, Sequence[PartnerHere]],
) -> dict[str, Any]:
    """What the slip seals: for each question its card, how it ended, what is still to find out, whom to call.

    Keys and public numbers, no answers. ``near``: whom the desk refers to.
    """
    items = []
    for question in questions:
        card = catalog.cards.get(question.card or "")
        to_find = []
        if card is not None:
            answers = everything.get(card.slug, {})
            to_find = [q.id for q in card.questions if is_shown(q.show_if, answers) and is_unknown(answers, q.id)]
        items.append(
            {
                "card": question.card or "",
                "letter": question.letter_kind or "",
                "topic": question.topic or "",
                "outcome": question.outcome.value if question.outcome else "",
                "at_step": question.at_step if card is not None else "",  # of a letter it would be what she answered
                "to_find": to_find,
                "partners": [
                    {"code": code, "near": [asdict(here) for here in near.get(code, ())]}
                    for code in _referred_to(catalog, question, near)
                ],
            }
        )
    return {"language": spoken, "desk": dict(desk), "made_on": clock.today().isoformat(), "items": items}


def _referred_to(catalog: Catalog, question: Asked, near: Collection[str]) -> Sequence[str]:
    """Whom the visitor calls next: as the letter says; for a card that was handed over, whom we have a number of."""
    end, card = catalog.triage.ends.get(question.letter_kind or ""), catalog.cards.get(question.card or "")
    if end is not None:
        return end.partners
    if card is None or question.outcome not in (Outcome.HANDED_OVER, Outcome.NOT_POSSIBLE):
        return ()
    return [code for code in card.helps if code in near][:MOST_PARTNERS]


@dataclass(frozen=True)
class Item:
    """One block of the slip, ready to be shown in the language now spoken.

    ``come_back`` is empty where the card names its own term, or where waiting is no advice.
    """

    title: Text | None
    outcome: Outcome | None
    to_do: list[Text]
    bring: list[Text]
    come_back: str
    is_urgent: bool = False
    partners: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    """referral code → organisations near the desk"""


def slip_items(catalog: Catalog, steps: Mapping[str, Any]) -> list[Item]:
    """The blocks of a slip from what it sealed, what is urgent first.

    A card that no longer exists keeps its outcome, a question goes.
    """
    come_back = format_date(date.fromisoformat(steps["made_on"]) + COME_BACK)
    items = [_item(catalog, sealed, come_back) for sealed in steps["items"]]
    return sorted(items, key=lambda item: not item.is_urgent)


def _item(catalog: Catalog, sealed: Mapping[str, Any], come_back: str) -> Item:
    card = catalog.cards.get(sealed["card"])
    end = catalog.triage.ends.get(sealed["letter"])
    topic = catalog.topics.get(sealed["topic"])
    outcome = Outcome(sealed["outcome"]) if sealed["outcome"] else None
    to_do: list[Text] = list(end.do) if end else []
    bring: list[Text] = []
    if card is not None:
        asked = [q for q in questions_of(catalog, card) if q.id in sealed["to_find"]]
        bring = [q.if_unknown or q.ask for q in asked if q.ask is not None]
        if outcome in (Outcome.VISITOR_CONTINUES, Outcome.WAITING_FOR_AUTHORITY, Outcome.DONE, None):
            to_do = [card.after[0].expect, card.after[0].if_not]
        if outcome is Outcome.VISITOR_CONTINUES and card.hand_in:
            to_do = [card.hand_in.posted_by, card.hand_in.proof, card.after[0].if_not]
    title = card.title if card else end.title if end else topic.title if topic else None
    is_urgent = end is not None and end.light == "red"
    has_own_term = card is not None and bool(to_do)
    # Papers of before this was sealed have none.
    partners = {p["code"]: p["near"] for p in sealed.get("partners", ()) if p["code"] in catalog.partners}
    return Item(title, outcome, to_do, bring, "" if is_urgent or has_own_term else come_back, is_urgent, partners)
