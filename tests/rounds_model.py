"""A tiny model of consent, written from docs/rules/consent.md alone, to compare the site and the verifier with.

It shares nothing with core or the site: seats are names, an answer is a word, everything is counted by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

LIVED = ("maya", "leroy", "ana")
STAFF = ("helen", "sam", "tess")
EVERYBODY = LIVED + STAFF


@dataclass(frozen=True)
class Ballot:
    """What everybody answers (nobody left out means no answer), who takes back, and what others judge of whom."""

    says: Mapping[str, str]
    takes_back: frozenset[str] = frozenset()
    judged: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def both(says: Mapping[str, str], yes: str, no: str, asked: Sequence[str] = EVERYBODY) -> str:
    """Whether both groups, each by itself, answered in sufficient numbers and said yes."""
    verdict = "carried"
    for group in (LIVED, STAFF):
        seats = [each for each in group if each in asked]
        answers = [says[each] for each in seats if each in says]
        if len(answers) < 2:
            return "not_quorate"
        for_it, against = answers.count(yes), answers.count(no)
        if for_it <= against or 3 * for_it <= len(seats):
            verdict = "not_carried"
    return verdict


def consents(says: Mapping[str, str]) -> bool:
    enough = all(
        3 * [says.get(each) for each in group].count("consent") > len(group) for group in (LIVED, STAFF)
    )
    return enough and "object" not in says.values()


def fallen(ballot: Ballot) -> frozenset[str]:
    found = set(ballot.takes_back)
    for author, judged in ballot.judged.items():
        others = [each for each in EVERYBODY if each != author]
        if both(judged, "unreasoned", "stands", others) == "carried":
            found.add(author)
    return frozenset(found)


def decided(ballots: Sequence[Ballot], rounds: int) -> tuple[str, str, int]:
    """The outcome, the rule it was under, and the number of the ballot that led to it."""
    for number, ballot in enumerate(ballots, start=1):
        if number > rounds:
            return both(ballot.says, "yes", "no"), "both_sides", number
        if any(len([each for each in group if each in ballot.says]) < 2 for group in (LIVED, STAFF)):
            return "not_quorate", "consent", number
        left = {who: "pass" if who in fallen(ballot) else said for who, said in ballot.says.items()}
        if consents(left):
            return "carried", "consent", number
    raise AssertionError("too few ballots")


def _round() -> st.SearchStrategy[Ballot]:
    # Mostly consent, or rounds would hardly ever end otherwise than without.
    words = st.sampled_from(["consent"] * 5 + ["object", "pass", ""])
    return st.fixed_dictionaries(dict.fromkeys(EVERYBODY, words)).flatmap(_with_talk)


def _with_talk(says: Mapping[str, str]) -> st.SearchStrategy[Ballot]:
    objectors = [who for who, said in says.items() if said == "object"]
    answered = {who: said for who, said in says.items() if said}
    judgment = st.sampled_from(["unreasoned"] * 4 + ["stands", "pass", ""])

    def of(author: str) -> st.SearchStrategy[Mapping[str, str]]:
        others = st.fixed_dictionaries(
            dict.fromkeys((each for each in EVERYBODY if each != author), judgment)
        )
        return others.map(lambda judged: {who: said for who, said in judged.items() if said})

    what = st.sampled_from(["stays", "takes_back", "asked"])
    return st.fixed_dictionaries(dict.fromkeys(objectors, what)).flatmap(
        lambda becomes: st.fixed_dictionaries(
            {author: of(author) for author, did in becomes.items() if did == "asked"}
        ).map(
            lambda judged: Ballot(
                answered, frozenset(who for who, did in becomes.items() if did == "takes_back"), judged
            )
        )
    )


def _last() -> st.SearchStrategy[Ballot]:
    words = st.sampled_from(["yes"] * 3 + ["no", "pass", ""])
    return st.fixed_dictionaries(dict.fromkeys(EVERYBODY, words)).map(
        lambda says: Ballot({who: said for who, said in says.items() if said})
    )


@st.composite
def roads(draw: st.DrawFn) -> tuple[int, list[Ballot]]:
    """How many rounds there are, what would be answered in each, and in the vote after the last."""
    rounds = draw(st.integers(1, 3))
    return rounds, [*(draw(_round()) for _ in range(rounds)), draw(_last())]
