"""Every read about decisions."""

from .asking import BallotPage, announce_form, announce_page, ballot_page, takes_answer, takes_sealed_answer
from .checking import check_page, votes_file
from .confirming import (
    AskPage,
    ask_to_close_page,
    close_page,
    final_answer_page,
    open_page,
    pause_page,
    reason_page,
    recuse_page,
    talk_page,
)
from .lists import DecisionLine, Differed, differed, project_decisions
from .notice import notice_page
from .origin import Origin, origin_of, raised_by
from .outcome import names_page, outcome_page
from .sealed import about_sealed_page, sealed_ballot_page
from .waiting import waiting_for

__all__ = [
    "AskPage",
    "BallotPage",
    "DecisionLine",
    "Differed",
    "Origin",
    "about_sealed_page",
    "announce_form",
    "announce_page",
    "ask_to_close_page",
    "ballot_page",
    "check_page",
    "close_page",
    "differed",
    "final_answer_page",
    "names_page",
    "notice_page",
    "open_page",
    "origin_of",
    "outcome_page",
    "pause_page",
    "project_decisions",
    "raised_by",
    "reason_page",
    "recuse_page",
    "sealed_ballot_page",
    "takes_answer",
    "takes_sealed_answer",
    "talk_page",
    "votes_file",
    "waiting_for",
]
