"""What people are told about sealed votes: what they are for, what they do not do, and when to vote elsewhere."""

from typing import Final

PROTECTS: Final = (
    "Your name is never shown beside your answer: not to members, co-chairs, staff or the public, not even afterwards.",
    "Somebody who steals the database, its log or its backups can’t read the answers. Until the close, they "
    "can’t see who has answered either.",
    "The public record says nothing about your answer until the close. Then it lists the answers of each group in "
    "alphabetical order, and the numbers of those who answered, never who answered what.",
)
DOES_NOT: Final = (
    "It does not protect you from whoever runs this site’s server while you vote. They could read your answer.",
    "It does not protect you from somebody who looks at your screen, or watches your connection.",
    "If everybody in a group answers the same, the numbers alone show how each of them answered. "
    "In a small group people may guess.",
)
LOST: Final = (
    "The answers are locked with a key made for this one vote. It is kept apart, and never copied into a backup. "
    "If it is lost before the close, nobody can read the answers, and everybody has to vote again. "
    "After the close it is destroyed."
)
ON_BALLOT: Final = (
    "Nobody sees what you answered, not even after it closes. This site does not show it to you again either, "
    "so that nobody can make you show it to them.",
    "It does not protect you from whoever runs this site’s server while you vote, or from somebody watching you.",
    "After it closes, the numbers for each group are public. If everybody in your group answers the same, "
    "the numbers alone show how each of you answered.",
    LOST,
)
OUTSIDE_WHEN: Final = (
    "People are elected to an office, such as co-chair.",
    "More than about 50 people can vote.",
    "Any member wishes it. They don’t have to say why.",
)
OUTSIDE_HOW: Final = (
    "Use Belenios. It is free, and made so that voters can check that their own vote was counted. A third party runs "
    "it: an organisation that neither group depends on, such as a disabled people’s organisation from elsewhere.",
    "The third party sets up the election, names people to hold the keys, and sends each voter their own code. "
    "People who can’t vote online give their vote to somebody they choose, or by phone to the third party.",
    "Belenios shows a fingerprint of the election: a short line of letters and digits. Before the vote opens, write "
    "it into a new version of the proposal here. The record then holds it, with its date, and nobody can swap the "
    "election for another one afterwards.",
    "When it has closed, check that the fingerprint is still the same. Write the outcome, for each group by itself, "
    "into the next version, and let both groups confirm it here by a named vote.",
)


def numbers_words(numbers: list[int]) -> str:
    """Which numbers of the roll answered a sealed vote."""
    if not numbers:
        return "This was a sealed vote. No answers were counted."
    said = ", ".join(map(str, numbers))
    return f"This was a sealed vote. Everybody who could vote had a number, shown only to them. These answered: {said}."
