"""One line for a visitor whose language has no screens: in her own words, beside the list of languages.

They stand here and not in .po files, which these languages do not have. No native speaker has read them yet, so the
page says the same in Dutch beneath, and nothing hangs on them: no money, no day, no duty.
"""

from app.i18n.languages import LANGUAGES

# "At the table we try to speak <language> with you. These screens are in Dutch."
OWN_LINES = {
    "de": "Am Tisch versuchen wir, Deutsch mit Ihnen zu sprechen. Diese Bildschirme sind auf Niederländisch.",
    "ro": "La masă încercăm să vorbim cu dumneavoastră în română. Aceste ecrane sunt în neerlandeză.",
    "bg": "На масата ще опитаме да говорим с Вас на български. Тези екрани са на нидерландски.",
    "pl": "Przy stole spróbujemy rozmawiać z Państwem po polsku. Te ekrany są po niderlandzku.",
    "ru": "За столом мы постараемся говорить с вами по-русски. Эти экраны на нидерландском языке.",
    "es": "En la mesa intentamos hablar español con usted. Estas pantallas están en neerlandés.",
    "pt": "À mesa tentamos falar português consigo. Estes ecrãs estão em neerlandês.",
    "it": "Al tavolo cerchiamo di parlare italiano con Lei. Queste schermate sono in olandese.",
    "sq": "Në tavolinë përpiqemi të flasim shqip me ju. Këto ekrane janë në holandisht.",
    "fa-AF": "سر میز کوشش می‌کنیم با شما دری گپ بزنیم. این صفحه‌ها به زبان هالندی است.",
    "ps": "د مېز پر سر هڅه کوو چې له تاسو سره په پښتو خبرې وکړو. دا پاڼې په هالنډي ژبه دي.",
    "ti": "ኣብ ጣውላ ብትግርኛ ክንዛረበኩም ንፍትን። እዞም ስክሪናት ብቋንቋ ሆላንድ እዮም።",
    "so": "Miiska waxaan isku dayeynaa inaan kugula hadalno af Soomaali. Shaashadahani waa af Nederlandees.",
    "zgh": "G ṭṭabla ad narem ad nsawel akid-wen s Tmaziɣt. Igdilen-a s Thulandit.",
}


def own_line(code: str) -> str:
    """What she reads above our Dutch screens; nothing where the screens are in her language."""
    return "" if code in LANGUAGES else OWN_LINES.get(code, "")
