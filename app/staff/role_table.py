"""Who may open what: route name → who. What is not written here is closed to everybody."""

from enum import StrEnum


class Who(StrEnum):
    """Everyone, or a role at the desk of the page; kiosk and board are devices and tokens."""

    EVERYONE = "everyone"
    STAFF = "staff"
    VOLUNTEER = "volunteer"
    HOST = "host"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    KIOSK = "kiosk"
    BOARD = "board"


_EVERYONE = frozenset({Who.EVERYONE})
_STAFF = frozenset({Who.STAFF})
_ADMIN = frozenset({Who.ADMINISTRATOR})
_LEADS = frozenset({Who.COORDINATOR, Who.ADMINISTRATOR})
_COACH = frozenset({Who.COORDINATOR})
_HOST = frozenset({Who.HOST, Who.COORDINATOR})
_TABLE = frozenset({Who.VOLUNTEER, Who.COORDINATOR})

WEB = {
    "live": _EVERYONE,  # ids only
    "healthz": _EVERYONE,
    "readyz": _EVERYONE,
    "components": _EVERYONE,  # answers 404 outside the demonstration
    "font": _EVERYONE,
    "what_we_keep": _EVERYONE,
}
STAFF = {
    "setup": _EVERYONE,
    "set_up": _EVERYONE,
    "sign_in": _EVERYONE,
    "sign_in_person": _EVERYONE,
    "sign_in_with_pin": _EVERYONE,
    "new_pin": _EVERYONE,
    "set_new_pin": _EVERYONE,
    "sign_in_password": _EVERYONE,
    "sign_in_with_password": _EVERYONE,
    "sign_in_demo": _EVERYONE,
    "sign_out": _EVERYONE,
    "lock": _EVERYONE,  # hiding must never be refused
    "locked": _EVERYONE,
    "unlock": _EVERYONE,
    "still_here": _STAFF,
    "enrol": _EVERYONE,
    "enrol_device": _EVERYONE,
    "join": _EVERYONE,
    "join_team": _EVERYONE,
    "admin": _LEADS,
    "new_person": _LEADS,
    "person": _LEADS,
    "add_person": _LEADS,
    "change_person": _LEADS,
    "give_code": _LEADS | _HOST,
    "give_link": _LEADS,
    "welcome": _STAFF,
    "person_leaves": _LEADS,
    "add_device": _LEADS,
    "cut_off_device": _LEADS,
    "add_desk": _ADMIN,
    "audit": _LEADS,
}
DESKS = {
    "front": _EVERYONE,
    "open_hours": _EVERYONE,
    "desk_today": _HOST,
    "open_desk": _HOST,
    "last_ticket": _HOST,
    "more_tickets": _HOST,
    "close_desk": _HOST,
    "put_at_table": _HOST,
    "desk_page": _LEADS,
    "change_desk": _LEADS,
    "desk_partners": _LEADS,
    "keep_partner": _LEADS,
    "remove_partner": _LEADS,
}
COACHING = {
    "write_tip": _TABLE,
    "tips": _COACH,
    "approve_tip": _COACH,
    "decline_tip": _COACH,
}
DEMAND = {
    "coach": _COACH,
    "coach_now": _COACH,
    "judge_hint": _COACH,
    "demand": _COACH,
}

CATALOG = {
    "cards": _EVERYONE,
    "card": _EVERYONE,
    "card_walk": _EVERYONE,
    "card_address": _EVERYONE,
    "guide_pdf": _EVERYONE,
    "blank_pdf": _EVERYONE,
    "letters": _EVERYONE,
    "letter_sender": _EVERYONE,
    "robots": _EVERYONE,
    "sitemap": _EVERYONE,
    "api_cards": _EVERYONE,
    "api_card": _EVERYONE,
    "cards_as_linked_data": _EVERYONE,
    "card_as_linked_data": _EVERYONE,
    "report_wrong": _STAFF,
    "catalog_page": _LEADS,
    "catalog_card": _LEADS,
    "withdraw_card": _LEADS,
    "bring_card_back": _LEADS,
    "card_checked": _LEADS,
    "keep_desk_note": _COACH,
    "close_report": _LEADS,
    "edit_card": _LEADS,
    "keep_draft": _LEADS,
    "card_draft": _LEADS,
    "translate_draft": _LEADS,
    "keep_translations": _LEADS,
    "publish_card": _LEADS,
    "drop_draft": _LEADS,
    "card_file": _LEADS,
}
QUEUE = {
    "kiosk": _EVERYONE,
    "kiosk_topic": _EVERYONE,
    "kiosk_when": _EVERYONE,
    "take_number": _EVERYONE,
    "ticket": _EVERYONE,
    "ticket_now": _EVERYONE,
    "ticket_pdf": _EVERYONE,
    "board": _EVERYONE,
    "board_now": _EVERYONE,
    "host": _HOST,
    "host_now": _HOST,
    "give_number": _HOST,
    "move_ticket": _HOST,
    "left_at_door": _HOST,
    "api_take_number": frozenset({Who.KIOSK, Who.HOST}),
    "api_ticket": _EVERYONE,
    "api_board": _EVERYONE,
    "api_line": _HOST | _TABLE,
    "api_call_next": _TABLE,
    "api_move_ticket": _HOST | _TABLE,
    "api_events": _HOST | _TABLE | frozenset({Who.KIOSK, Who.BOARD}),
}
VISITS = {
    "table": _TABLE,
    "table_now": _TABLE,
    "sit_at_table": _TABLE,
    "call_next": _TABLE,
    "she_is_here": _TABLE,
    "not_there": _TABLE,
    "begin_visit": _TABLE,
    "visit": _TABLE,
    "begin_answers_anew": _TABLE,
    "add_question": _TABLE,
    "remove_question": _TABLE,
    "read_again": _TABLE,
    "visit_letter": _TABLE,
    "visit_walk": _TABLE,
    "keep_step": _TABLE,
    "sheet_pdf": _TABLE,
    "slip_offer": _TABLE,
    "make_slip": _TABLE,
    "slip_ready": _TABLE,
    "slip_pdf": _TABLE,
    "finish_page": _TABLE,
    "finish_visit": _TABLE,
    "stop_and_wipe": _TABLE,
    "slip": _EVERYONE,
    "open_slip": _EVERYONE,
    "opened_slip": _EVERYONE,
    "wipe_slip": _EVERYONE,  # whoever holds the paper
    "continue_slip": _TABLE,
}

ROLE_TABLE: dict[str, frozenset[Who]] = {
    **WEB, **STAFF, **DESKS, **CATALOG, **QUEUE, **VISITS, **COACHING, **DEMAND,
}  # fmt: skip
