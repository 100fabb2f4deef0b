"""Which questions may never be kept, whatever the card says."""

import re

NEVER_KINDS = frozenset({"insz", "iban", "sign"})
_SECRET = re.compile(
    r"\b(?:insz|iban|pin|puk|cvc|rijksregister\w*|bisnummer|bis-nummer|rekeningnummer|kaartnummer|bankkaart\w*|"
    r"wachtwoord\w*|paswoord\w*|code ?kaart\w*|handtekening|nationaliteit|"
    r"diagnose\w*|ziektebeeld\w*|medisch\w*|medicatie|geneesmiddel\w*|"
    r"national_number|account_number|card_number|password|signature|nationality|card_type|benefit_type|diagnosis|health)\b",
    re.IGNORECASE,
)


def must_never_be_kept(kind: str | None, *words: str | None) -> bool:
    """Whether kind, name, label or question speak of a national number, account, code, health or the like."""
    return kind in NEVER_KINDS or any(_SECRET.search(said) for said in words if said)
