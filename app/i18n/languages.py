"""Which languages there are, what they call themselves, which way they run."""

from functools import cache

from babel import Locale

DEFAULT = "nl"
LANGUAGES = ("nl", "fr", "en", "ar", "tr", "uk")  # interface languages of visitor pages
STAFF_LANGUAGES = ("nl", "fr", "en")

# Languages a visitor may choose at the kiosk, in their own name and script, never with a flag.
# Where we have no interface in one, the page is Dutch, says so in her words (``at_the_table``), and the ticket still
# carries the language.
LANGUAGE_NAMES = {
    "nl": "Nederlands",
    "fr": "Français",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "tr": "Türkçe",
    "uk": "Українська",
    "ro": "Română",
    "bg": "Български",
    "pl": "Polski",
    "ru": "Русский",
    "es": "Español",
    "pt": "Português",
    "it": "Italiano",
    "sq": "Shqip",
    "fa-AF": "دری",
    "ps": "پښتو",
    "ti": "ትግርኛ",
    "so": "Soomaali",
    "zgh": "Tamaziɣt",
}

_BABEL = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB", "fa-AF": "fa_AF"}


@cache
def babel_locale(code: str) -> Locale:
    """The CLDR locale behind one of our codes; falls back to Dutch for an unknown one."""
    if code not in LANGUAGE_NAMES:
        code = DEFAULT
    return Locale.parse(_BABEL.get(code, code))


@cache
def direction(code: str) -> str:
    """``rtl`` or ``ltr``, for the ``dir`` attribute."""
    return babel_locale(code).text_direction


def own_name(code: str) -> str:
    """The language's name in itself; the code when we do not know it."""
    return LANGUAGE_NAMES.get(code, code)


def supported(code: str | None, among: tuple[str, ...] = LANGUAGES) -> str | None:
    """``code`` when it is one of ours (never a path, never a guess), otherwise ``None``."""
    if not code:
        return None
    short = code.strip().replace("_", "-")
    return next((known for known in among if short.lower() == known.lower()), None) or next(
        (known for known in among if short.split("-")[0].lower() == known), None
    )
