"""The line: from the door to the table.

Story: somebody taps her language, what it is about, whether something must be done before a certain day, and holds a
number. The board calls it, the host sees who waits how long, a volunteer calls the first person she can help.

Words: ticket = a place in the line · line = who waits, in order · period = a stretch in one state; every waiting time
is read from periods · overtaken = somebody who came later went first · left without help = gone before the table.

``rules`` holds the order: must act today, came back with a paper, arrival; nobody is overtaken more than twice.
Two calls at once cannot take the same person: each change first takes the opening's own row, then changes the ticket
only if it still stands as it was seen.

Pages: `/kiosk/{desk}`, `/ticket/{code}`, `/board/{desk}`, `/host/{desk}`; the same as JSON under `/api/v1`.
"""
