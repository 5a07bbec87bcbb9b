"""Every write about decisions: before the vote, while it is open, when it closes, and what came of it."""

from .after import answering, give_reason, record_final_answer
from .before import announce_again, announce_decision, open_decision, recuse
from .closing import ask_to_close, close_decision
from .facilitating import ask_facilitator, confirm_talk, note_talk
from .outside_vote import note_outside_vote, wish_outside_vote
from .sealed import cast_sealed_vote
from .talking import (
    end_talk,
    judge_objection,
    publish_objection,
    question_objection,
    settle_question,
    withdraw_objection,
)
from .voting import cast_vote, pause_decision

__all__ = [
    "announce_again",
    "announce_decision",
    "answering",
    "ask_facilitator",
    "ask_to_close",
    "cast_sealed_vote",
    "cast_vote",
    "close_decision",
    "confirm_talk",
    "end_talk",
    "give_reason",
    "note_outside_vote",
    "judge_objection",
    "note_talk",
    "open_decision",
    "pause_decision",
    "publish_objection",
    "question_objection",
    "record_final_answer",
    "recuse",
    "wish_outside_vote",
    "settle_question",
    "withdraw_objection",
]
