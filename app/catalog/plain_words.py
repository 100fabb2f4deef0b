"""Words as they are compared: small letters without accents, in the six languages that people type in."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\u0640\u200c-\u200f\u2066-\u2069]")  # the stretch of Arabic, joiners, direction marks
_SAME = str.maketrans({"ة": "ه", "ى": "ي", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ґ": "г"})
_ARTICLES = ("وال", "بال", "لل", "ال")
_SHORTEST_ARABIC = 3

# Words that say nothing about the subject, in the six languages.
_SAYS_NOTHING = """
de het een en of van voor met aan op in is ik je jij we wij mijn mij me jouw om te die dat deze dit er naar bij als
heb hebt heeft ben bent was wil kan moet mag doe doen krijg hoe wat waar wie wanneer waarom ook nog al wel maar
over uit tot door zijn haar hun ons onze graag help hulp nodig vraag vragen iets niet geen nu erg zo dan te veel heel
aanvragen aanvraag krijgen gekregen invullen regelen maken gaan laten zoeken
le la les un une des du et ou de pour avec sur dans est je tu vous nous mon ma mes votre vos ce cette ces qui que
quoi comment quand pourquoi ai as avez suis veux peux dois faire au aux en ne il elle on pas plus trop besoin demander
demande
the a an and or of for with on in is i you we my your to that this these it at from how what where who when why do
does can must want need have has am are be get got help please about not too much apply application
في من على إلى عن مع هذا هذه ما كيف أين متى هل أنا لي عندي أريد يا أو و أن لا لم
bir ve veya ile için bu su o ben benim bana sen siz nasıl ne nerede zaman var mı mi mu istiyorum lazım
я ти ви ми мій моя мене мені це цей ця як що де коли чому та і або з на у в до для про чи є треба хочу потрібно мати
"""


def folded(text: str) -> str:
    """Small letters without accents or points, one way of writing each Arabic letter."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", text).casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_SAME)


def words_of(text: str) -> list[str]:
    """The words of a text, folded; the Arabic article is taken off."""
    return [_without_article(word) for word in _WORD.findall(folded(text))]


def _without_article(word: str) -> str:
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_ARABIC:
            return word.removeprefix(article)
    return word


SAYS_NOTHING = frozenset(words_of(_SAYS_NOTHING))


def telling(words: list[str]) -> list[str]:
    """The words that say something about the subject."""
    return [word for word in words if word not in SAYS_NOTHING and len(word) > 1]
