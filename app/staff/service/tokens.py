"""Tokens of machines: one desk, one scope; where a person is needed, she must hold the role herself."""

from collections.abc import Sequence

from sqlmodel import Session

from app import clock
from app.chance import code
from app.errors import NotFound
from app.i18n import lazy
from app.staff import queries
from app.staff.access import HOLDERS, hashed, person_at
from app.staff.models import ApiToken
from app.staff.service import audit
from app.staff.service.signing_in import Token
from app.staff.service.team import UNKNOWN


def give_token(db: Session, *, desk_id: int, scope: str, label: str, person_code: str = "") -> Token:
    """A new token, known to nobody once it was shown. Raises ``NotFound`` when this person may not lend it her name."""
    person_id = _holder(db, desk_id, scope, person_code) if scope in HOLDERS else None
    token = Token(code())
    row = ApiToken(desk_id=desk_id, person_id=person_id, scope=scope, label=label, token_hash=hashed(token.value))
    db.add(row)
    audit.note(db, "token_given", desk_id=desk_id, about=scope)
    return token


def _holder(db: Session, desk_id: int, scope: str, person_code: str) -> int:
    person = queries.person_by_code(db, person_code)
    here = person_at(db, person.id, desk_id) if person and person.id is not None else None
    if here is None or not HOLDERS[scope] & here.roles.get(desk_id, frozenset()):
        raise NotFound(UNKNOWN)
    return here.person_id


def tokens(db: Session) -> Sequence[ApiToken]:
    """Every token that works, the oldest first."""
    return queries.api_tokens(db)


def withdraw_token(db: Session, token_id: int) -> None:
    """From now on it opens nothing. Raises ``NotFound``."""
    found = next((token for token in queries.api_tokens(db) if token.id == token_id), None)
    if found is None:
        raise NotFound(lazy("This token is not known, or not any more."))
    found.withdrawn_at = clock.now()
    audit.note(db, "token_withdrawn", desk_id=found.desk_id, about=found.scope)
