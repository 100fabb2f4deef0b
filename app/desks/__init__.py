"""Places and the half-days they are open.

Story: at a quarter to nine the host opens the desk, says who sits at which table and until when; from then on numbers
are given. At the end she gives the last ticket and closes: codes and tables are let go.

Words: desk = a place where people walk in · opening = one half-day of it · roster = who is there today, as what, at
which table · local partner = an organisation near the desk that somebody is referred to.

Pages: `/` and `/open` for everybody, `/desks/{desk}/today` for host and coordinator, `/admin/desks/{desk}` for whoever
leads the desk: its name, hours, languages, who is responsible, and whom it refers to.
"""
