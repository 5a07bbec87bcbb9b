"""Every write about offers."""

from .access import look_at_access, say_access_needs
from .answering import (
    accept_offer,
    allow_asking_again,
    ask_about_offer,
    confirm_acceptance,
    decline_offer,
    deny_acceptance,
)
from .making import Invitation, Terms, approve_offer, make_offer
from .replying import reply_to_offer, revise_offer, send_offer_again, withdraw_offer
from .telling import Spoken, answer_told, note_told

__all__ = [
    "Invitation", "Spoken", "Terms", "accept_offer", "allow_asking_again", "answer_told", "approve_offer",
    "ask_about_offer", "confirm_acceptance", "decline_offer", "deny_acceptance", "look_at_access", "make_offer",
    "note_told", "reply_to_offer", "revise_offer", "say_access_needs", "send_offer_again", "withdraw_offer",
]  # fmt: skip
