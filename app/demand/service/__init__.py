"""The verbs of demand: count, notice, judge, look back."""

from app.demand.service.counting import (
    count_left,
    count_question,
    count_visit,
    when_asked,
    when_back,
    when_finished,
    when_left,
)
from app.demand.service.figures import Counts, LookBack, calendar, counts, look_back
from app.demand.service.hints import judge_hint, notice, usual_for
from app.demand.service.today import DeskNow, Today, today

__all__ = [
    "Counts",
    "DeskNow",
    "LookBack",
    "Today",
    "calendar",
    "count_left",
    "count_question",
    "count_visit",
    "counts",
    "judge_hint",
    "look_back",
    "notice",
    "today",
    "usual_for",
    "when_asked",
    "when_back",
    "when_finished",
    "when_left",
]
