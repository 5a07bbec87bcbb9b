"""Every write about commitments."""

from .check_backs import (
    answer_by_link,
    answer_check_back,
    close_check_back,
    hand_out_link,
    open_check_back,
    token_hash,
)
from .clock import answer_duty, reach_clock
from .importing import import_commitment
from .keeping import (
    become_checker,
    claim_done,
    move_date,
    name_owner,
    refuse_commitment,
    set_date,
    set_kept,
    set_open,
    set_refused,
)
from .locking import locked
from .making import Promise, link_origin, make_commitment, note_commitment
from .signing import answer_claim, check_claim, close_sign_off

__all__ = [
    "Promise",
    "answer_by_link",
    "answer_check_back",
    "answer_claim",
    "answer_duty",
    "become_checker",
    "check_claim",
    "claim_done",
    "close_check_back",
    "close_sign_off",
    "hand_out_link",
    "import_commitment",
    "link_origin",
    "locked",
    "make_commitment",
    "move_date",
    "name_owner",
    "note_commitment",
    "open_check_back",
    "reach_clock",
    "refuse_commitment",
    "set_date",
    "set_kept",
    "set_open",
    "set_refused",
    "token_hash",
]
