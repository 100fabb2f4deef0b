"""The words that do not belong in plain texts, per language."""

import re


def _any_of(*listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{'|'.join(listed)})(?![\w-])", re.IGNORECASE)


def _short(*listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in listed)})", re.IGNORECASE)


SHORTENED = {
    "nl": _short(
        "bv.", "bijv.", "o.a.", "m.b.t.", "i.v.m.", "d.w.z.", "enz.", "evt.", "incl.", "excl.", "max.", "min.",
        "resp.", "t.a.v.", "t.e.m.", "i.p.v.", "a.u.b.", "nr.", "tel.", "ca.", "z.o.z.", "en/of",
    ),
    "fr": _short("p.ex.", "p. ex.", "c.-à-d.", "càd", "etc.", "n°", "max.", "min.", "env.", "s.v.p.", "et/ou", "tél."),
    "en": _short("e.g.", "i.e.", "etc.", "approx.", "incl.", "max.", "min.", "asap", "and/or"),
}  # fmt: skip
OFFICE_WORDS = {
    "nl": _any_of(
        "gelieve", "indien", "teneinde", "dien(?:t|en)", "conform", "betreffende", "desgevallend", "mits", "inzake",
        "middels", "alsook", "dewelke", "hetwelk", "derhalve", "bijgevolg", "krachtens", "ingevolge", "omtrent",
        "onverwijld", "desbetreffende?", "voornoemde?", "hieromtrent", "ten gevolge van", "overmaken", "bekomen",
        "gelieven", "in geval van", "vooralsnog", "onverminderd", "te allen tijde", "aan de hand van",
        "met betrekking tot",
        "naar aanleiding van", "op grond van", "zich wenden", "in kennis stellen",
    ),
    "fr": _any_of(
        "veuillez trouver", "moyennant", "nonobstant", "afférente?s?", "susmentionnée?s?", "ci-après", "en vue de",
        "conformément", "le cas échéant", "à défaut de", "eu égard", "relatif", "relative", "dûment", "sous réserve",
        "il convient", "est tenue? de", "en cas de besoin", "préalablement",
    ),
    "en": _any_of(
        "pursuant", "hereby", "herewith", "aforementioned", "prior to", "in order to", "thereof", "notwithstanding",
        "with regard to", "regarding", "commence", "utili[sz]e", "in the event of", "shall", "henceforth", "whilst",
    ),
}  # fmt: skip
WRONG_YOU = {"nl": _any_of("u", "uw", "uzelf"), "fr": _any_of("tu", "toi", "tes", "t'es"), "en": None}
AMOUNTS = re.compile(r"€|\b\d[\d.,]*\s*(?:euros?|%|procent|percent|pour cent)\b|\d\s*%", re.IGNORECASE)

# Dutch: a form of "worden" with a participle in the same sentence.
PASSIVE = re.compile(
    r"\b(?:word|wordt|worden|werd|werden)\b.*\b(?:ge\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er)\w{3,}(?:d|t|en)|\w+ge\w{3,}(?:d|t))\b"
    r"|\b(?:ge\w{2,}(?:d|t)|(?:be|ver|ont|her|er)\w{3,}(?:d|t))\s+(?:word|wordt|worden|werd|werden)\b",
    re.IGNORECASE,
)

# They stand on letters and people say them; everything else is written out.
KNOWN_ACRONYMS = frozenset({
    "OCMW", "CPAS", "VDAB", "RVA", "ONEM", "CAW", "IBAN", "EAN", "PIN", "SMS", "GSM", "PDF", "QR", "PC", "TV", "BTW",
    "ID", "IGO", "UPO", "NMBS", "TEC", "NAR", "BIM", "UV", "OK", "ID-", "AR", "NL", "FR", "EN", "BE", "DOC", "STOP",
    "A4",
})  # fmt: skip
