"""The map of this house.

Rooms are what the desk does; a room imports only downwards (`pyproject.toml` holds the contract).

    6  main · cli · tables          hang the rooms together
    5  demand                       counts, same-day hints, the coordinator's pictures
    4  coaching                     tips on the cards
    3  visits                       the table: questions, walk-through, answers, slip
    2  queue                        kiosk, tickets, board, host
    1  catalog · desks              cards and letters · places, openings, who is where
    0  staff                        who is behind the desk, on which device, in which role
   -1  web · paper · privacy        pages · PDFs · guard, sealed drafts, purge
   -2  i18n · db                    languages · two databases behind one door
   -3  settings · clock · chance · errors
"""
