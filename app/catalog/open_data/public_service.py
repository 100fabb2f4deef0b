"""One card as a public service, with all that hangs on it."""

from app.catalog.model import Card, Deadline, Fact, Text, Way
from app.catalog.open_data.edition import Edition, filled, labels, page, word
from app.catalog.open_data.terms import BELGIUM, CHANNEL_TYPES, DUTCH, FLANDERS, IN_USE, Node, coded, sector_of
from app.catalog.showing import fact_words
from app.catalog.translations import SOURCE
from app.i18n import speaking

UNKNOWN = "und"  # other names stand in a card without their language


def in_short(edition: Edition, card: Card) -> Node:
    """What the profile asks of every public service."""
    return {
        "@id": edition.address_of(card.slug),
        "@type": "PublicService",
        "PublicService.identifier": card.slug,
        "PublicService.name": edition.words(card.title),
        "PublicService.description": edition.words(card.in_one_sentence, *card.what_is_it),
        "PublicService.hasCompetentAuthority": [_authority(edition, card.authority)],
    }


def service(edition: Edition, card: Card) -> Node:
    """Everything we say of one card. ``language`` is that of the service: whoever answers in Flanders speaks Dutch."""
    days = card.takes.answer_days
    topic = _topic(edition, card.topic)
    bring = [_evidence(edition, card, n) for n in range(1, len(card.bring) + 1)]
    more = {
        "PublicService.hasChannel": [_channel(edition, card, n, way) for n, way in enumerate(card.ways, 1)],
        "PublicService.contactPoint": _contacts(edition, card),
        "PublicService.holdsRequirement": _requirements(edition, card, bring),
        "PublicService.hasInput": bring,
        "PublicService.hasInputType": [
            {"@id": one["@id"]} for paper in bring for one in paper["Evidence.isConformantTo"]
        ],
        "PublicService.produces": [_output(edition, card)],
        "PublicService.hasCost": _cost(edition, card),
        "PublicService.follows": [*_deadlines(edition, card), *_facts(edition, card)],
        "PublicService.processingTime": f"P{days}D" if days else "",
        "PublicService.keyword": _keywords(card),
        "PublicService.thematicArea": [topic],
        "PublicService.sector": sector_of(card.topic),
        "PublicService.isClassifiedBy": [{"@id": topic["@id"]}, edition.concept("level", card.level)],
        "PublicService.language": [DUTCH],
        "PublicService.status": IN_USE,
        "PublicService.relatedService": [{"@id": edition.address_of(slug)} for slug in opened(edition, card)],
        "PublicService.isPartOf": [{"@id": edition.address}],
        "modified": card.checked_on.isoformat(),
        "source": [page(source.site) for source in card.sources],
    }
    return {**in_short(edition, card), **filled(more)}


def opened(edition: Edition, card: Card) -> list[str]:
    """The cards that this one opens, each once; a card that was withdrawn is no service of ours any more."""
    return list(dict.fromkeys(right.card for right in card.opens if right.card in edition.catalog.cards))


def _authority(edition: Edition, key: str) -> Node:
    """Who decides. Its official name is Dutch; the area is the widest that its cards know (no card knows a town)."""
    sender = edition.catalog.senders[key]
    elsewhere = [name for name in edition.words(sender.title) if name["@language"] != SOURCE]
    levels = {card.level for card in edition.catalog.cards.values() if card.authority == key}
    return {
        **edition.shared("sender", key, "PublicOrganization"),
        "Agent.identifier": key,
        "Agent.name": edition.words(sender.title),
        "PublicOrganization.preferredLabel": [word(SOURCE, sender.official), *elsewhere],
        "PublicOrganization.spatial": [BELGIUM if "federal" in levels else FLANDERS],
    }


def _topic(edition: Edition, key: str) -> Node:
    return {**edition.concept("topic", key), "prefLabel": edition.words(edition.catalog.topics[key].title)}


def _channel(edition: Edition, card: Card, n: int, way: Way) -> Node:
    """One way to get it done; its type from the Europass list, or from our own where that has none."""
    known = CHANNEL_TYPES.get(way.kind)
    return {
        **edition.part(card, "way", n, "Channel"),
        "Channel.type": coded(known) if known else edition.concept("way", way.kind),
        "Channel.description": edition.words(way.how, way.where),
    }


def _contacts(edition: Edition, card: Card) -> list[Node]:
    """Websites and the numbers that stand today, each with what it is for."""
    facts, in_ways = edition.catalog.facts, {way.number for way in card.ways}
    places: list[tuple[Text, str | None, str | None]] = [(way.how, way.number, way.portal) for way in card.ways]
    places += [(facts[key].what, key, None) for key in card.facts if key not in in_ways]
    found = []
    for n, (label, number, portal) in enumerate(places, 1):
        fact = facts[number] if number else None
        phones = [fact.value] if fact and fact.unit == "phone" and fact.stands_on(edition.day) else []
        if phones or portal:
            place = {"@id": f"{edition.address_of(card.slug)}#contact-{n}", "@type": "ContactPoint"}
            reached = {
                "ContactPoint.hasTelephone": phones,
                "ContactPoint.contactPage": [page(portal)] if portal else [],
            }
            found.append(filled({**place, "label": edition.words(label), **reached}))
    return found


def _evidence(edition: Edition, card: Card, n: int) -> Node:
    """The ``n``-th paper to bring, and the kind of paper that cards share."""
    item = card.bring[n - 1]
    paper = edition.catalog.documents[item.document]
    kind = {
        **edition.shared("document", item.document, "EvidenceType"),
        "EvidenceType.identifier": item.document,
        "altLabel": labels(paper.names),
    }
    return {
        **edition.part(card, "bring", n, "Evidence"),
        "Evidence.name": edition.words(paper.title),
        "Evidence.description": edition.words(item.which, paper.looks_like, paper.where),
        "Evidence.isConformantTo": [filled(kind)],
    }


def _requirements(edition: Edition, card: Card, bring: list[Node]) -> list[Node]:
    """For whom it is; and when a paper is needed that not everybody needs."""
    found = [
        {**edition.part(card, "requirement", n, "Requirement"), "Requirement.name": edition.words(text)}
        for n, text in enumerate(card.for_whom, 1)
    ]
    for n, (item, paper) in enumerate(zip(card.bring, bring, strict=True), 1):
        if item.when is not None:
            proven = {"Requirement.hasSupportingEvidence": [{"@id": paper["@id"]}]}
            needed = {**edition.part(card, "needed", n, "Requirement"), "Requirement.name": edition.words(item.when)}
            found.append({**needed, **proven})
    return found


def _output(edition: Edition, card: Card) -> Node:
    """What comes of it, under its official name."""
    return {
        **edition.part(card, "output", 1, "Output"),
        "Output.name": labels(card.name),
        "Output.description": edition.words(card.in_one_sentence),
    }


def _cost(edition: Edition, card: Card) -> list[Node]:
    """What it costs, in words: an amount would be a fact with its days, and a card names none."""
    if card.cost is None:
        return []
    return [{**edition.part(card, "cost", 1, "Cost"), "Cost.description": edition.words(card.cost)}]


def _deadlines(edition: Edition, card: Card) -> list[Node]:
    """Before when, in words; and what to say when there is no last day."""
    kind = edition.concept("rule", "deadline")

    def rule(n: int, name: list[Node], description: list[Node]) -> Node:
        said = {"Rule.name": name, "Rule.description": description, "Rule.type": kind}
        return {**edition.part(card, "deadline", n, "Rule"), **said}

    rules = [rule(n, *_before_when(edition, deadline)) for n, deadline in enumerate(card.deadline, 1)]
    if card.no_deadline is not None:
        words = edition.words(card.no_deadline)
        rules.append(rule(len(rules) + 1, words, words))
    return rules


def _before_when(edition: Edition, deadline: Deadline) -> tuple[list[Node], list[Node]]:
    """Name and description of a deadline, as the page of a card says them."""
    if not deadline.compute or deadline.term is None:
        return edition.words(deadline.what), edition.words(deadline.instead)
    term = edition.catalog.terms[deadline.term]
    counted = edition.words(deadline.what, term.assumption, term.check_with)
    return edition.words(term.what, deadline.event, form="{} ({})"), counted


def _facts(edition: Edition, card: Card) -> list[Node]:
    """What the pages say as a fact on this day, but for numbers to phone."""
    facts = edition.catalog.facts
    return [
        _fact(edition, key, facts[key])
        for key in dict.fromkeys(card.facts)
        if facts[key].unit != "phone" and facts[key].stands_on(edition.day)
    ]


def _fact(edition: Edition, key: str, fact: Fact) -> Node:
    values = []
    for name in edition.words(fact.what):
        with speaking(name["@language"]):
            values.append(word(name["@language"], str(fact_words(fact, "", edition.day))))
    days = {"startDate": fact.valid_from.isoformat(), "endDate": fact.valid_until.isoformat()}
    return {
        **edition.shared("fact", key, "Rule"),
        "Rule.identifier": key,
        "Rule.name": edition.words(fact.what),
        "Rule.description": values,
        "Rule.type": edition.concept("rule", "fact"),
        "temporal": [{"@type": "PeriodOfTime", **days}],
        "source": [page(fact.source)],
    }


def _keywords(card: Card) -> list[Node]:
    """Official names in their language; what people call it in no language, because a card does not say which."""
    known = {name.casefold() for name in card.name.values()}
    others = [name for name in card.also_called if name.casefold() not in known]
    return [*labels(card.name), *(word(UNKNOWN, name) for name in others)]
