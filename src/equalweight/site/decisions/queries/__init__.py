"""Every read about decisions."""

from .asking import BallotPage, announce_form, announce_page, ballot_page, takes_answer, takes_sealed_answer
from .checking import check_page, votes_file
from .confirming import (
    AskPage,
    announce_again_page,
    ask_to_close_page,
    close_page,
    count_now_page,
    facilitated_page,
    final_answer_page,
    open_page,
    pause_page,
    reason_page,
    recuse_page,
)
from .lists import DecisionLine, Differed, ProjectDecisions, differed, is_closed, project_decisions
from .notice import notice_page
from .origin import Origin, origin_of, raised_by
from .outcome import LastCounted, names_page, outcome_page
from .outside_vote import note_outside_page, wish_outside_page
from .sealed import about_sealed_page, sealed_ballot_page, sealed_code_page
from .talk import (
    ask_about_page,
    consent_ballot_page,
    judge_page,
    own_judgment,
    own_vote,
    publish_page,
    standing_for,
    talk_page,
    withdraw_page,
)
from .waiting import waiting_for

__all__ = [
    "announce_again_page",
    "AskPage",
    "BallotPage",
    "DecisionLine",
    "Differed",
    "LastCounted",
    "Origin",
    "ProjectDecisions",
    "about_sealed_page",
    "announce_form",
    "announce_page",
    "ask_about_page",
    "ask_to_close_page",
    "ballot_page",
    "check_page",
    "close_page",
    "consent_ballot_page",
    "count_now_page",
    "differed",
    "facilitated_page",
    "final_answer_page",
    "is_closed",
    "judge_page",
    "names_page",
    "note_outside_page",
    "notice_page",
    "open_page",
    "origin_of",
    "outcome_page",
    "own_judgment",
    "own_vote",
    "pause_page",
    "project_decisions",
    "publish_page",
    "raised_by",
    "reason_page",
    "recuse_page",
    "sealed_ballot_page",
    "sealed_code_page",
    "standing_for",
    "takes_answer",
    "takes_sealed_answer",
    "talk_page",
    "votes_file",
    "waiting_for",
    "wish_outside_page",
    "withdraw_page",
]
