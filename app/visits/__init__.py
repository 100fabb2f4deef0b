"""At the table: one volunteer, one visitor, one form at a time.

Story: Bilal calls the next number, she sits down, they choose what it is about. The card leads them step by step, his
words on one side, hers on the other, in two languages. What she answers is sealed under a key in the cookie of that
tablet. She leaves with paper: the answers in the order of the form, and a slip with the next steps. Then it is counted
and wiped.

Words: visit = one visitor at one table · question = one thing she came for ("asked") or that was found at the table ·
outcome = how it ended · slip = what she takes home; opens again with its code · stop and wipe = end it now,
no way back.

``answers`` reads what was typed, ``papers`` gathers what is printed, ``service`` holds the verbs.

Pages: `/table`, `/visits/{visit}`, its walk, letter, papers; `/slip` for who comes back.
"""
