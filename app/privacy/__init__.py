"""What must never be ours: nobody's number, account, phone, health, name.

Story: what is answered at the table lies here only as ciphertext, and the key is in the cookie of that one tablet.
Who wants to go on later takes a slip home: 28 digits, and nobody else can open it, we neither.

``guard`` refuses numbers and codes in free text · ``sealing`` is the arithmetic of the keys · ``epochs`` the weekly
keys that make old backups unreadable · ``service`` begins, saves, opens, wipes, and lets go what is past its time ·
``data_map`` says what is kept, from the tables themselves.

Words: draft = the sealed answers of one visit · slip = the sealed next steps a visitor takes home · handle = eight
characters that find a slip and open nothing · epoch = one week's key file · receipt = that something was wiped, when.

Page: `/what-we-keep`.
"""
