"""A catalog of one card, small enough to break in every way."""

from pathlib import Path

from app.catalog.loading import Catalog, load
from app.catalog.naming import missing_names
from app.catalog.translations import NONE, Translations

SHARED = {
    "topics": """\
money:
  title: Geld
  pictogram: receipt-euro
""",
    "documents": """\
eid:
  title: Identiteitskaart
  looks_like: Een kaart met je foto.
  where: Bij je gemeente.
  if_missing: Breng een ander papier mee.
""",
    "fields": """\
first_name:
  official: Voornaam
  ask: Wat is je voornaam?
  kind: name
  who: document
  paper: eid
  keep: draft
insz:
  official: Rijksregisternummer
  ask: Schrijf je nummer zelf op.
  kind: insz
  who: document
  keep: never
""",
    "facts": """\
limit:
  what: Grens van het inkomen
  value: "1234.50"
  unit: euro_month
  ask: Vraag de grens van dit jaar.
  valid_from: 2026-01-01
  valid_until: 2026-12-31
  source: voorbeeld.be
  checked_on: 2026-11-01
  confidence: high
""",
    "terms": """\
T-3M:
  what: 3 maanden
  amount: 3
  unit: months
  assumption: Geteld vanaf de brief.
  check_with: Vraag de dag aan de dienst.
""",
    "partners": """\
R-OCMW:
  title: OCMW
  official: OCMW
  for_what: Voor geld en schulden.
  cost: Gratis.
  say: Het OCMW helpt je verder.
""",
    "senders": """\
ocmw:
  title: OCMW
  official: OCMW
  recognise: OCMW staat bovenaan.
  words: [OCMW]
  first_check: Zoek de laatste dag.
  light: orange
""",
    "triage": """\
start: q_money
before:
  - Mogen we je brief samen lezen?
things: {}
lights: {}
words:
  red:
    nl: [vonnis]
questions:
  q_money:
    ask: Vraagt iemand geld?
    look: Zoek een bedrag.
    words: red
    answers:
      - {id: yes, text: Ja, to: end_stop, light: red}
      - {id: no, text: Nee, to: end_file}
    unknown: end_stop
ends:
  end_stop:
    kind: stop
    light: red
    title: We bellen nu.
    do: [Betaal niets.]
    say: We bellen samen.
    partners: [R-OCMW]
    today: true
  end_file:
    kind: file
    light: green
    title: Bewaar de brief.
    do: [Leg hem weg.]
    say: Kies samen een map.
not_understood: Vraag de coördinator.
""",
}
CARD = """\
slug: example
kind: fill
title: Geld vragen
name: {nl: Voorbeeldsteun, fr: Aide exemple}
also_called: [steun, hulp, aide]
topic: money
level: local
authority: ocmw
you_say: Ik heb geen geld meer.
in_one_sentence: Je krijgt elke maand geld.
what_is_it:
  - Dit is geld van het OCMW.
for_whom:
  - Je hebt bijna geen geld.
automatic:
  comes: "no"
  how_to_see: Je vraagt het zelf.
bring:
  - {document: eid}
ways:
  - {kind: counter, how: Ga naar het loket.}
  - {kind: online, how: Je vraagt het met itsme., needs: [itsme], login: true}
deadline:
  - {term: T-3M, event: De brief met nee., what: Je mag nee zeggen.}
hand_in:
  copy_first: Maak een kopie.
  envelope: Steek alles in een omslag.
  address: Schrijf het adres erop.
  registered: "no"
  posted_by: Jij geeft het af.
  proof: Vraag een stempel.
takes:
  desk_minutes: 30
  answer: Je krijgt een brief.
scope: volunteer
questions:
  - {field: first_name}
  - {field: insz}
  - id: works
    official: Beroep
    ask: Werk je?
    kind: yesno
    who: visitor
    keep: draft
  - id: wage
    official: Loon per maand
    ask: Hoeveel verdien je?
    kind: money
    who: visitor
    keep: draft
    show_if: {question: works, is: [yes]}
steps:
  - id: who
    kind: ask
    title: Wie ben je?
    say: Ik schrijf je naam op.
    show: Neem je kaart.
    asks: [first_name, insz, works]
    facts: [limit]
  - id: pay
    kind: ask
    title: Wat verdien je?
    say: Neem je loonbrief erbij.
    show: Hoeveel verdien je?
    asks: [wage]
    show_if: {question: works, is: [yes]}
  - id: choose
    kind: decide
    title: Wat wil je?
    say: Jij kiest.
    show: Kies wat je wil.
    options:
      - {id: on, text: Verder, step: hand_in}
      - {id: help, text: Eerst bellen, partner: R-OCMW}
  - id: hand_in
    kind: hand-in
    title: Geef het af
    say: Je geeft het zelf af.
    show: Vraag een stempel.
after:
  - when: Na een maand
    expect: Je krijgt een brief.
    if_not: Kom terug.
helps: [R-OCMW]
facts: [limit]
sources:
  - {site: voorbeeld.be, seen_on: 2026-11-01}
checked_on: 2026-11-01
next_check: 2027-05-01
confidence: high
"""


class Small:
    """The folder of a small catalog that is good until a test breaks it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name, text in SHARED.items():
            self.write(name, text)
        self.write("example", CARD)

    def file(self, name: str) -> Path:
        """The file of the card ``example``, or of a shared list."""
        if name in SHARED:
            return self.folder / "_shared" / f"{name}.yaml"
        return self.folder / name / "card.yaml"

    def write(self, name: str, text: str) -> Path:
        """Put a file there."""
        file = self.file(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def change(self, name: str, old: str, new: str) -> Path:
        """Other words in a file; they must stand there once."""
        text = self.file(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write(name, text.replace(old, new))

    def load(self, translations: Translations = NONE) -> Catalog:
        """The whole of it, names checked, as the service does."""
        return load(self.folder, translations, missing_names)
