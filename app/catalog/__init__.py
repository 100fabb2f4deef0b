"""The catalog: what the desk knows about forms and letters, one card for each.

The cards are files (`forms_catalog/`), Dutch first; ``loading`` reads them into a `Catalog` in memory, ``translations``
says their texts in other languages and tells when a translation is out of date, ``rules`` keeps their promises
(every name exists, every step can be left, no amount without its year, plain words), ``open_data`` gives them to others
in the words of CPSV-AP.

Words: card = fiche · step = stap · fact = an amount or phone number with its dates · term = a deadline formula ·
light = the traffic-light colour of a letter · end = where the letter tree stops.

Pages: `/cards`, `/cards/{slug}`, `/cards/{slug}/walk/{step}`, their PDFs, `/letters` (read a letter together); as data
`/cards.jsonld` and `/cards/{slug}.jsonld`.
"""
