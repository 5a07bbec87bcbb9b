"""A million votes under each rule, in memory: grouped beforehand, and one by one.

The measure beside it is the least anybody could do with votes one by one: counting them with a Counter.
"""

from collections import Counter
from itertools import permutations
from random import Random

from equalweight.core.tally import LIVED_EXPERIENCE, RULES, SIDES, STAFF, decide
from timing import best_of

VOTES = 1_000_000
OPTIONS = "ABCDE"
WORDS = {
    "both_sides": ("yes", "no", "pass"),
    "balanced": ("yes", "no", "pass"),
    "consent": ("consent", "object", "pass"),
    "ranked": tuple(">".join(order) for order in permutations(OPTIONS)),
}


def main() -> None:
    print("Wanted: under a second a rule.")
    print(f"{VOTES:,} votes        grouped      one by one   counting alone   ratio")
    for rule in RULES:
        random = Random(2026)
        votes = [(random.choice(SIDES), word) for word in random.choices(WORDS[rule], k=VOTES)]
        grouped = Counter(votes)
        roll = {
            side: sum(n for (s, _), n in grouped.items() if s == side) for side in (LIVED_EXPERIENCE, STAFF)
        }
        more = {"status_quo": OPTIONS[0]} if rule == "ranked" else {}
        ours = best_of(5, decide, rule, roll, grouped, **more)
        one_by_one = best_of(3, decide, rule, roll, votes, **more)
        alone = best_of(3, Counter, votes)
        print(
            f"{rule:<18} {ours * 1000:8.2f} ms   {one_by_one:8.3f} s   {alone:10.3f} s   ×{one_by_one / alone:.2f}"
        )


if __name__ == "__main__":
    main()
