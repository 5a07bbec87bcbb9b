"""The Schulze method on margins: who wins when every option is compared with every other.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method" (Social Choice and Welfare, 2011).
"""

from collections.abc import Mapping, Sequence

from equalweight.core.tally.ballot import Ballot

Margins = list[list[int]]
"""margins[a][b]: votes that place option a above b, less those that place b above a."""


def margins(ballots: Mapping[Ballot, int], options: Sequence[str]) -> Margins:
    """Every pair's margin over `ballots`, each counted as often as it was cast; options left out come last."""
    size = range(len(options))
    # above[a] holds a number for every option b in one int, slot b: the votes that place a above b. So a vote
    # is one addition an option, not one a pair.
    slot = sum(ballots.values()).bit_length() + 1
    above = [0] * len(options)
    for ballot, votes in ballots.items():
        at_place: dict[int, list[int]] = {}
        for option, place in enumerate(places_of(ballot, options)):
            at_place.setdefault(place, []).append(option)
        below = 0
        for place in sorted(at_place, reverse=True):
            for option in at_place[place]:
                above[option] += votes * below
            below += sum(1 << (slot * option) for option in at_place[place])
    kept = (1 << slot) - 1
    table = [[packed >> (slot * b) & kept for b in size] for packed in above]
    return [[table[a][b] - table[b][a] for b in size] for a in size]


def winners(found: Margins) -> list[int]:
    """The options that nobody beats along paths: one as a rule, several when margins tie."""
    strength = strongest_paths(found)
    size = range(len(found))
    return [a for a in size if all(strength[a][b] >= strength[b][a] for b in size)]


def strongest_paths(found: Margins) -> Margins:
    """strength[a][b]: the weakest step of the strongest chain of wins from a to b; 0 when there is none."""
    size = range(len(found))
    strength = [[max(margin, 0) for margin in row] for row in found]
    for middle in size:
        through = strength[middle]
        for a in size:
            to_middle = strength[a][middle]
            if a != middle and to_middle:
                row = strength[a]
                strength[a] = [
                    max(direct, min(to_middle, on)) for direct, on in zip(row, through, strict=True)
                ]
                strength[a][a] = 0
    return strength


def places_of(ballot: Ballot, options: Sequence[str]) -> list[int]:
    """Where a ballot places each option: 0 first, options left out last."""
    place_of = {name: at for at, place in enumerate(ballot) for name in place}
    return [place_of.get(option, len(ballot)) for option in options]
