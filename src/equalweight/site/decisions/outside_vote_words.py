"""What is said of votes held outside: why, how it is done, and how anyone checks one."""

from typing import Final

from .outside_vote_rules import MANY_VOTERS

MANY: Final = f"More than {MANY_VOTERS} people can vote on this."
WISHED: Final = (
    "Somebody would rather have this vote held outside. "
    "They don’t have to say why, and nobody is told who it is."
)
HOW_TO_CHECK: Final = (
    "Open the address. Belenios shows the fingerprint of the election at the bottom of its page. It must be the "
    "same as here, letter by letter: then it is the election that was noted. What was counted is on that page too."
)
NOT_THE_SAME: Final = (
    "This is another election than the one noted first for this group: its fingerprint differs."
)
