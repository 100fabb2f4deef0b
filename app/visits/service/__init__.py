"""The verbs of the table: begin, ask, end."""

from app.visits.service.asking import (
    MOST_QUESTIONS,
    add_question,
    ask_again,
    go_to_step,
    keep_answers,
    place_of,
    question_of,
    questions_of,
    read_again,
    remove_question,
)
from app.visits.service.beginning import (
    AtTable,
    at_table,
    begin_answers_anew,
    begin_visit,
    desk_of,
    empty_content,
    visit_of,
)
from app.visits.service.ending import finish, keep_outcomes, let_go, purge, still_running, stop_and_wipe

__all__ = [
    "MOST_QUESTIONS",
    "AtTable",
    "add_question",
    "ask_again",
    "at_table",
    "begin_answers_anew",
    "begin_visit",
    "desk_of",
    "empty_content",
    "finish",
    "go_to_step",
    "keep_answers",
    "keep_outcomes",
    "let_go",
    "place_of",
    "purge",
    "question_of",
    "questions_of",
    "read_again",
    "remove_question",
    "still_running",
    "stop_and_wipe",
    "visit_of",
]
