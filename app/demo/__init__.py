"""A believable Thursday morning, so that a newcomer sees the desk at work in a minute.

Story: the desk opened 42 minutes ago. Numbers were given and called, two people sit at a table, one left without help,
the same letter came for the third time; behind it lie two years of Thursdays with the seasons of the real cards.

Everything of today is done by the verbs of the house itself, with the clock held at the minute it happened; only the
past is written as counts. First names only, nobody's; every PIN stands on the sign-in page, because
this is no real desk.

``people`` who is there · ``past`` two years of counts · ``morning`` what happened today · ``filling`` all of it.
"""
