"""What roles, devices and audit lines are called on a page."""

from app.i18n import lazy
from app.staff.models import DeviceKind, Role

ROLE_WORDS = {
    Role.VOLUNTEER: lazy("Volunteer"),
    Role.HOST: lazy("Host"),
    Role.COORDINATOR: lazy("Coordinator"),
    Role.ADMINISTRATOR: lazy("Administrator"),
}
DEVICE_WORDS = {
    DeviceKind.DESK: lazy("Tablet or laptop of the team"),
    DeviceKind.KIOSK: lazy("Kiosk for visitors"),
    DeviceKind.BOARD: lazy("Board with the numbers"),
}
AUDIT_WORDS = {
    "set_up": lazy("Installation set up"),
    "signed_in": lazy("Signed in with password and phone"),
    "person_added": lazy("Person added"),
    "person_changed": lazy("Roles or languages changed"),
    "person_left": lazy("Person left"),
    "code_given": lazy("Code for a new PIN given"),
    "pin_set": lazy("New PIN chosen"),
    "administrator_added": lazy("Made administrator of the whole installation"),
    "join_link": lazy("Link for password and phone given"),
    "joined": lazy("Password and phone chosen"),
    "device_link": lazy("Link for a device made"),
    "device_enrolled": lazy("Device enrolled"),
    "device_cut_off": lazy("Device cut off"),
    "token_given": lazy("Key for a machine given"),
    "token_withdrawn": lazy("Key for a machine withdrawn"),
    "desk_added": lazy("Desk added"),
    "desk_changed": lazy("Desk changed"),
    "partner_kept": lazy("Organisation we refer to written down"),
    "card_withdrawn": lazy("Card withdrawn"),
    "card_back": lazy("Card brought back"),
    "card_checked": lazy("Card checked"),
    "card_published": lazy("Other words in a card published"),
    "card_dropped": lazy("Draft of a card dropped"),
    "partner_removed": lazy("Organisation we refer to taken off the list"),
}
