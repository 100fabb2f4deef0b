"""Whom a desk refers to: the organisations of its own place, by referral code, with their public number."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from app.desks import queries
from app.desks.models import Desk, LocalPartner
from app.desks.service.changing import refused
from app.desks.service.day import id_of
from app.errors import Invalid, NotFound
from app.i18n import lazy
from app.staff.access import SignedIn
from app.staff.service import audit


@dataclass(frozen=True)
class PartnerHere:
    """One organisation, as page and paper show it. ``desk``: whose it is, where several desks are shown together."""

    organisation: str
    phone: str
    reachable_when: str
    desk: str = ""


def local_partners(db: Session, desk: Desk) -> list[LocalPartner]:
    """The list of a desk."""
    return list(queries.local_partners(db, id_of(desk)))


def partners_near(db: Session, desk: Desk) -> dict[str, list[PartnerHere]]:
    """Referral code → whom this desk refers to."""
    return _by_referral(queries.local_partners(db, id_of(desk)), {})


def partners_everywhere(db: Session) -> dict[str, list[PartnerHere]]:
    """The same of all desks, for pages that belong to none: each with the name of its desk if there are several."""
    desks = queries.desks(db)
    names = {id_of(desk): desk.name for desk in desks} if len(desks) > 1 else {}
    return _by_referral(queries.local_partners(db, None), names)


def _by_referral(rows: Collection[LocalPartner], desk_names: Mapping[int, str]) -> dict[str, list[PartnerHere]]:
    found: dict[str, list[PartnerHere]] = {}
    for row in rows:
        here = PartnerHere(row.organisation, row.phone, row.reachable_when, desk_names.get(row.desk_id, ""))
        found.setdefault(row.referral, []).append(here)
    return found


def partner_of(db: Session, desk: Desk, code: str) -> LocalPartner:
    """One of the list. Raises ``NotFound``."""
    row = queries.local_partner(db, id_of(desk), code)
    if row is None:
        raise NotFound(lazy("This organisation is not in the list any more."))
    return row


def keep_partner(
    db: Session, desk: Desk, by: SignedIn, *, code: str, referral: str, organisation: str, phone: str,
    reachable_when: str, kinds: Collection[str],
) -> None:  # fmt: skip
    """One more organisation, or with ``code`` other facts about one. ``kinds``: the referral codes of the catalog.

    Raises ``Invalid`` by field, ``NotFound`` when somebody took it off the list meanwhile.
    """
    if referral not in kinds:
        raise Invalid({"referral": lazy("Choose one of these.")})
    typed = {"organisation": organisation, "reachable_when": reachable_when}
    if wrong := refused(typed, ("organisation", "reachable_when")):
        raise Invalid(wrong)
    queries.hold_desk(db, id_of(desk))  # two who write the same one down follow each other
    row = (
        partner_of(db, desk, code)
        if code
        else LocalPartner(desk_id=id_of(desk), referral="", organisation="", phone="")
    )
    same = [p for p in local_partners(db, desk) if (p.referral, p.organisation) == (referral, organisation)]
    if other := next((p for p in same if p.id != row.id), None):
        if not code and (other.phone, other.reachable_when) == (phone, reachable_when):
            return  # pressed twice
        raise Invalid({"organisation": lazy("This organisation is in the list already. Change it there.")})
    row.referral, row.organisation, row.phone, row.reachable_when = referral, organisation, phone, reachable_when
    db.add(row)
    audit.note(db, "partner_kept", by=by.person_id, desk_id=desk.id, about=row.code)


def remove_partner(db: Session, desk: Desk, by: SignedIn, code: str) -> None:
    """Off the list. Raises ``NotFound``."""
    db.delete(partner_of(db, desk, code))
    audit.note(db, "partner_removed", by=by.person_id, desk_id=desk.id, about=code)
