"""The verbs of the staff room, by what happens: signing in, the team, devices, tokens, the first day, the audit."""

from app.staff.service.devices import cut_off_device, enrol_device, new_device_link
from app.staff.service.joining import join_team
from app.staff.service.purging import purge
from app.staff.service.setup import SetUp, first_setup_link, new_totp, set_up
from app.staff.service.signing_in import (
    Refused,
    Token,
    sign_in_with_password,
    sign_in_with_pin,
    sign_out,
    unlock,
)
from app.staff.service.team import (
    Team,
    add_desk,
    add_person,
    change_person,
    code_of,
    give_code,
    member_at,
    memberships_at,
    names_of_everybody,
    people_of,
    person_leaves,
    set_new_pin,
    to_help,
    whole_team,
)
from app.staff.service.tokens import give_token, tokens, withdraw_token

__all__ = [
    "Refused",
    "SetUp",
    "Team",
    "Token",
    "add_desk",
    "add_person",
    "change_person",
    "code_of",
    "cut_off_device",
    "enrol_device",
    "first_setup_link",
    "give_code",
    "give_token",
    "join_team",
    "member_at",
    "memberships_at",
    "names_of_everybody",
    "new_device_link",
    "new_totp",
    "people_of",
    "person_leaves",
    "purge",
    "set_new_pin",
    "set_up",
    "sign_in_with_password",
    "sign_in_with_pin",
    "sign_out",
    "to_help",
    "tokens",
    "unlock",
    "whole_team",
    "withdraw_token",
]
