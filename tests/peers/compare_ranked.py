"""Compares `ranked` with pref_voting's Schulze (Beat Path) on generated profiles with ties and omissions.

A side's vote weighs 1/v of its half; the peer knows no halves, so each side's votes
are repeated as often as the other side has votes, which gives the same margins.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies

from equalweight.core.tally import LIVED_EXPERIENCE, SIDES, STAFF, Outcome, decide

NAMES = ("A", "B", "C", "D", "E", "F", "G")
LEAVE = NAMES[0]

Ranks = dict[int, int]
"""{option: place}, options left out missing"""


@dataclass(frozen=True)
class Profile:
    options: int
    votes: dict[str, list[Ranks]]


def profiles(many: int, seed: int) -> Iterator[Profile]:
    """Random profiles of 3 to 7 options; small and even sizes, so that margins often tie."""
    random = Random(seed)
    for _ in range(many):
        options = random.randint(3, len(NAMES))
        yield Profile(options, {side: _side(random, options) for side in SIDES})


def _side(random: Random, options: int) -> list[Ranks]:
    votes = []
    for _ in range(random.randint(2, 9)):
        places = random.randint(1, options)
        omit = random.choice((0.0, 0.0, 0.3))
        ranks = {o: random.randrange(places) for o in range(options) if random.random() >= omit}
        votes.append(ranks or {random.randrange(options): 0})
    return votes


def theirs(profile: Profile) -> list[int]:
    """The winners by pref_voting."""
    repeats = {LIVED_EXPERIENCE: len(profile.votes[STAFF]), STAFF: len(profile.votes[LIVED_EXPERIENCE])}
    ranks = [ranks for side in SIDES for ranks in profile.votes[side]]
    counts = [repeats[side] for side in SIDES for _ in profile.votes[side]]
    peer = ProfileWithTies(ranks, rcounts=counts, candidates=list(range(profile.options)))
    peer.use_extended_strict_preference()
    return list(beat_path(peer))


def ours(profile: Profile) -> Outcome:
    votes = Counter((side, _written(ranks)) for side in SIDES for ranks in profile.votes[side])
    roll = {side: len(profile.votes[side]) for side in SIDES}
    return decide("ranked", roll, votes, status_quo=LEAVE, options=NAMES[: profile.options])


def _written(ranks: Ranks) -> str:
    places: dict[int, list[str]] = {}
    for option, place in ranks.items():
        places.setdefault(place, []).append(NAMES[option])
    return ">".join("=".join(places[place]) for place in sorted(places))


def expected(profile: Profile, winners: list[int]) -> str | None:
    """The option that should be carried when these are the Schulze winners; read off the rule, not our code."""
    if len(winners) != 1 or winners[0] == 0:
        return None
    for side in SIDES:
        above = below = 0
        for ranks in profile.votes[side]:
            winner, leave = (ranks.get(option, len(NAMES)) for option in (winners[0], 0))
            above, below = above + (winner < leave), below + (leave < winner)
        if above <= below:
            return None
    return NAMES[winners[0]]


def agrees(profile: Profile, winners: list[int], outcome: Outcome) -> bool:
    """Whether the outcome is what the rule makes of the peer's winners, and names all of them when they tie."""
    if outcome.winner != expected(profile, winners):
        return False
    if len(winners) > 1:
        return all(f"“{NAMES[option]}”" in outcome.why for option in winners)
    return f"“{NAMES[winners[0]]}” comes first" in outcome.why


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=2026)
    args = parser.parse_args()
    tied = carried = 0
    for profile in profiles(args.profiles, args.seed):
        winners, outcome = theirs(profile), ours(profile)
        if not agrees(profile, winners, outcome):
            print(f"They differ: {profile}\n theirs: {winners}\n ours: {outcome}", file=sys.stderr)
            return 1
        tied += len(winners) > 1
        carried += outcome.winner is not None
    print(
        f"ranked: {args.profiles} profiles beside pref_voting: the same in all, "
        f"{tied} with several winners, {carried} carried."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
