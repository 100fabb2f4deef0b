"""Who is behind the desk: people, their devices, their roles.

Story: a tablet is enrolled once. In the morning Bilal taps his tile on it and gives his PIN; from then on the tablet
knows him until he locks it, leaves, or the day ends. A coordinator signs in with a password and a code of her phone.

Words: device = an enrolled tablet, kiosk or board · sign-in = one person at one device ("session" is the database's) ·
membership = a role at a desk · one-time link or code = works once, then never.

``role_table`` is the whole answer to "who may": a route that is not in it is closed. ``access`` reads it at every
request, in a short look of its own.

Pages: `/setup/…`, `/sign-in`, `/lock`, `/enrol/…`, `/join/…`, `/admin`.
"""
