"""What people really type in a free field: sentences that must be refused, and sentences that must stay.

The numbers are nobody's: made here with right check digits, or the examples of the documentation.
"""


def national(nine: str, *, since_2000: bool = False) -> str:
    """The eleven digits of a number, with its check digits."""
    return f"{nine}{97 - int(('2' if since_2000 else '') + nine) % 97:02d}"


def arabic(text: str) -> str:
    """With Arabic digits."""
    return text.translate({ord(str(digit)): chr(0x660 + digit) for digit in range(10)})


NUMBER = national("850730033")
YOUNG = national("050101001", since_2000=True)
SPLIT = (NUMBER[:2], NUMBER[2:4], NUMBER[4:6], NUMBER[6:9], NUMBER[9:])
IBAN = "BE68 5390 0754 7034"
CARD = "4111 1111 1111 1111"

NATIONAL_NUMBERS = [
    f"haar rijksregisternummer: {NUMBER}", f"rr {','.join(SPLIT)}", "nummer " + "\t".join(SPLIT) + " staat op de kaart",
    "INSZ " + "/".join(SPLIT), "elle a le " + " - ".join(SPLIT), "numéro national " + " / ".join(SPLIT),
    "NISS " + "\u2013".join(SPLIT), "NISS " + "\u2014".join(SPLIT), "nr " + "\u2011".join(SPLIT), "_".join(SPLIT),
    "het is " + "\u00a0".join(SPLIT), "born " + "\u2009".join(NUMBER), "id " + " . ".join(SPLIT), "\n".join(SPLIT),
    "nr " + "\u0338".join(NUMBER), "nr " + "\ufe0f\u20e3".join(NUMBER), "nr " + "\u00ad".join(NUMBER),
    "nr " + "\u200f".join(SPLIT), "رقمها الوطني " + arabic("\u060c".join(SPLIT)), "رقم " + arabic(NUMBER),
    "nr " + NUMBER.translate({ord(str(d)): chr(0x966 + d) for d in range(10)}), "nr " + "\u2800".join(SPLIT),
    "nr " + NUMBER.translate({ord(str(d)): chr(0x1D7D8 + d) for d in range(10)}), f"zoon {YOUNG[:6]}, {YOUNG[6:]}",
]  # fmt: skip
ACCOUNTS = [
    "rekening BE68  5390  0754  7034", "BE 68 5390 0754 7034", "be68/5390/0754/7034",
    "BE68\u20135390\u20130754\u20137034",
    "B E 6 8 5 3 9 0 0 7 5 4 7 0 3 4", "be 685390 07547034 van haar", "compte BE68, 5390, 0754, 7034",
    "iban:be68539007547034",
    "BE68_5390_0754_7034", "BE68\t5390\t0754\t7034", "BE68\u00a05390\u00a00754\u00a07034", "ibanBE68539007547034",
    "حسابها BE" + arabic("68 5390 0754 7034"), "ＢＥ６８ ５３９０ ０７５４ ７０３４", "nl 91 abna 0417 1643 00",
    "FR14 2004 1010 05 0500 013 M026 06", "account DE89-3704-0044-0532-0130-00",
]  # fmt: skip
CARDS = [
    "4111\u20131111\u20131111\u20131111", "4111.1111.1111.1111", "kaart 4111, 1111, 1111, 1111",
    "4111/1111/1111/1111",
    "41 11 11 11 11 11 11 11", "carte 5500_0000_0000_0004", arabic("بطاقة 4111 1111 1111 1111"),
    "6703 4444 4444 4449",
    "amex 3782 - 822463 - 10005", "4\u00ad111111111111111",
]  # fmt: skip
CODES = [
    "PIN: 1-2-3-4", "1234 is mijn pin", "1987 is mijn pin", "tafel 3, 1234 is mijn pin",
    "de pin van haar kaart is 1234", "kaartcode 4821", "p.i.n. 4821", "P I N 4821",
    "pincode kaart: 12 34", "pin=1987", "mijn pincode is 1987", "pincode: 1.2.3.4", "puk-code 1234 5678",
    "toegangscode van de app: 482199", "haar geheime code is 4-8-2-1", "itsme code 54321", "itsme: 54321",
    "cvc: 1 2 3",
    "veiligheidscode 123", "response 12345678", "respons kaartlezer 1234 5678", "de response is 12345678",
    "wachtwoord Hond2020!", "ww: Hond2020", "haar wachtwoord is geheim", "wachtwoord van de mail is Hond2020!",
    "Hond2020! is het wachtwoord", "paswoord koffie12", "wachtwoord: koffie", "ｗａｃｈｔｗｏｏｒｄ: koffie",
    "mdp: soleil", "mot de passe Soleil22", "mot de passe de son compte : soleil", "son mot de passe est soleil",
    "code secret 4821", "le code de la carte est 4821", "4821 est mon code", "4821, c'est le code secret",
    "son code confidentiel: 48.21", "réponse 12345678", "code de sécurité 123", "code pin de sa carte: 4821",
    "password sunny77", "her password is sunny", "the PIN of her card is 4821", "4821 is her PIN", "PIN 48 21",
    "passcode 482199", "security code: 123", "access code is 4821", "pwd=sunny77", "secret number 4821",
    "كلمة السر شمس2020", "كلمة المرور: شمسية", "كلمة السر هي شمسية", "الرقم السري ٤٨٢١", "رقمها السري هو 4821",
    "الرمز السري: ٤ ٨ ٢ ١", "والرقم السري 4821", "كَلِمَة السر: شمسية", "رمز البطاقة 4821", "4821 هو الرقم السري",
    "şifre: gunes", "şifresi gunes22", "ŞİFRE 4821", "parola: gunes", "pin kodu 4821", "kart kodu 4821",
]  # fmt: skip
REFUSED = [*NATIONAL_NUMBERS, *ACCOUNTS, *CARDS, *CODES]

DUTCH = [
    "kom terug op 26/11/2026 om 10:15", "tussen 12.05.2026 en 13.06.2026", "geldig tot 2027-01-31, dus nog even",
    "1.234,56 euro bruto, 980,00 euro netto", "€ 25 630,67 per jaar", "huur 650, kosten 75, waarborg 1300",
    "formulier 276.1, vak IV, code 1250-11", "vak II, code 1030", "code 1 op het klevertje", "code 2 of 3 in het vak",
    "artikel 60, paragraaf 7", "wet van 8 juli 1976, art. 57, § 2", "KB 26/05/2002, artikel 14",
    "wetboek art. 1382-1383",
    "postcode 2920 Kalmthout", "bus 12, 2920 Kalmthout", "lokaal 3.14, tweede deur", "dossier 2024/123456",
    "referentie OC/2026/0455/ab", "+++090/9337/55493+++", "EAN 541449012345678901", "KBO 0403.019.261",
    "BTW BE 0403.019.261",
    "pincode vergeten: vraag een nieuwe bij de gemeente", "pincode aanvragen duurt 5 dagen", "pin de boom vast",
    "de pincode komt per post op 12/05/2026", "een nieuwe pincode kost 15 euro", "pincode kost 1250 euro? nee, 15",
    "nieuwe pin sinds 2024", "wachtwoord vergeten", "wachtwoord vergeten!", "wachtwoord: vergeten",
    "wachtwoord via itsme",
    "het wachtwoord is verlopen", "een wachtwoord is minstens 12 tekens lang", "wachtwoord 2 keer intikken",
    "itsme sinds 2018", "itsme werkt op 2 toestellen", "in 2026 is mijn code veranderd",
    "ww-uitkering loopt 12 maanden",
    "stap 1, 2, 3 en 4", "van 9:00 tot 12:30", "maandag 9-12 en 13-16", "nummer 47 aan tafel 2", "rij 1 2 3 4 5",
    "gezin van 5, kinderen 3, 6, 9 en 12 jaar", "inkomsten 2023: 18.250, 2024: 19.100, 2025: 20.400",
    "antwoord binnen 30 dagen", "antwoord voor 26/11/2026", "de response kwam na 14 dagen",
]  # fmt: skip
FRENCH = [
    "rendez-vous le 26/11/2026 à 10h15", "avant le 1er mars 2027", "1.234,56 euros par mois",
    "code postal 1000 Bruxelles",
    "code postal : 1000", "code civil, art. 1382", "code judiciaire, article 1410", "loi du 08/07/1976, art. 57",
    "mot de passe oublié", "mot de passe : oublié", "le mot de passe est perdu", "nouveau mot de passe par courrier",
    "carte d'identité, puis extrait de 2025", "réponse dans les 30 jours", "réponse avant le 26/11/2026",
    "code 1 sur la vignette", "revenus 2024 : 19.100 euros", "3 enfants : 4, 8 et 12 ans", "page 12, cadre 3",
]  # fmt: skip
ENGLISH = [
    "come back on 26 November 2026 at 10:15", "rent 650, costs 75, deposit 1300", "article 60, paragraph 7",
    "forgot my password", "password forgotten, ask for a new one", "the password is wrong", "a PIN has 6 digits",
    "PIN letter takes 10 working days", "code 1030 in box II", "answer within 30 days", "no 12 of the list",
    "see page 4, box 1.2.3", "de 12 of 13 is fine", "be there at 9:30 with 2 papers",
]  # fmt: skip
ARABIC = [
    "الموعد يوم 26/11/2026", arabic("الموعد يوم 26/11/2026 الساعة 10:15"), "الرمز البريدي 2920", "نسيت كلمة السر",
    "كلمة السر منسية", arabic("الإيجار 650 يورو"), "المادة 60 الفقرة 7", arabic("ثلاثة أطفال 4 و 8 و 12"),
    "رمز 1 على الملصق",
    "الرقم السري من 6 أرقام", arabic("عام 2026"), "صفحة 12، خانة 3",
]  # fmt: skip
ALLOWED = [*DUTCH, *FRENCH, *ENGLISH, *ARABIC]
