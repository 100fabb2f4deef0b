"""What is asked, and when it is suddenly asked more.

Story: at 11:15 the same letter lies on the table for the third time. The coordinator sees a hint
with the counts, says "a real peak" or "chance", and reads in pictures what each week brought.

Words: fact = a count of one day, no person in it, kept when a visit ends; ``tally`` adds what runs ·
hint = something unusual in one opening, as it was shown, with the coordinator's verdict ·
usual = the plain mean of comparable openings (the same weeks of earlier years, the last few) ·
left = left without help.

Pages: `/coach` today's desks, hints, this morning (live) · `/demand` counts per card and week.

A language is counted with a visit and never with a card: in a village a language, a card and
a Thursday can be a person.
"""
