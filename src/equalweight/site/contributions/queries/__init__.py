"""Every read about what people bring."""

from .asking import (
    AskPage,
    answer_page,
    confirm_page,
    invite_page,
    judge_page,
    make_for_page,
    make_page,
    publish_page,
    withdraw_page,
)
from .became import Became, became_of, raised_by
from .late import LateLine, came_late_count, late_answers, late_count, late_page
from .lists import ContributionLine, Contributions, list_page, project_contributions
from .one import ContributionPage, contribution_page
from .waiting import waiting_for

__all__ = [
    "AskPage",
    "Became",
    "ContributionLine",
    "ContributionPage",
    "Contributions",
    "LateLine",
    "answer_page",
    "became_of",
    "came_late_count",
    "confirm_page",
    "contribution_page",
    "invite_page",
    "judge_page",
    "late_answers",
    "late_count",
    "late_page",
    "list_page",
    "make_for_page",
    "make_page",
    "project_contributions",
    "publish_page",
    "raised_by",
    "waiting_for",
    "withdraw_page",
]
